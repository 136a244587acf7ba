"""`omni` and `python -m omnicli`."""

import contextlib
import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line of this process and exit with its status."""
    # On the frames of one export, threads cost more CPU than they save time.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    # Memory of frames that are gone goes back to the system at once, from a tenth of a megabyte
    # on: a load is over before polars' allocator would begin with it.
    os.environ.setdefault(
        "_RJEM_MALLOC_CONF", "oversize_threshold:100000,dirty_decay_ms:20,muzzy_decay_ms:0"
    )
    gc.disable()  # loading makes no garbage; looking for it costs a tenth of the start
    from omnicli.cli import main as run
    from omnicli.ui.state import outlive_the_reader

    outlive_the_reader()
    gc.enable()
    gc.set_threshold(200_000, 50, 50)  # a load makes millions of tuples and no cycles
    status = run()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)  # the kernel takes memory back faster than destructors give it


if __name__ == "__main__":
    main()
