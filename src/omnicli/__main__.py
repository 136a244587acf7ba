"""`omni` and `python -m omnicli`."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line of this process and exit with its status."""
    from omnicli.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
