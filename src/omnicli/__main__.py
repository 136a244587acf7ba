"""`omni` and `python -m omnicli`."""

import gc
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line of this process and exit with its status."""
    gc.disable()  # loading makes no garbage; looking for it costs a tenth of the start
    from omnicli.cli import main as run

    gc.enable()
    sys.exit(run())


if __name__ == "__main__":
    main()
