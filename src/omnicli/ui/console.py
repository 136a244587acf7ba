"""The rich console, made when something is printed."""

import shutil
from typing import TYPE_CHECKING
from typing import TextIO

from omnicli.ui.state import colour

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console

_PIPE_WIDTH = 4000
"""Wide enough that a table that is piped on is never cut."""


def room(stream: TextIO) -> int:
    """How many characters a line of `stream` holds: no limit in a pipe."""
    return shutil.get_terminal_size().columns if stream.isatty() else _PIPE_WIDTH


def console(stream: TextIO) -> "Console":
    """A console on `stream`: its width on a terminal, no limit in a pipe, colours if allowed."""
    from rich.console import Console

    return Console(
        file=stream,
        width=room(stream),
        color_system="standard" if colour(stream) else None,
        force_terminal=colour(stream),
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def render(item: object, stream: TextIO) -> None:
    """Print a rich item on `stream`, without the blanks that pad its lines."""
    from io import StringIO

    target = console(stream)
    buffer = StringIO()
    target.file, out = buffer, target.file
    target.print(item)
    for line in buffer.getvalue().splitlines():
        out.write(line.rstrip() + "\n")


def plain_box() -> "Box":
    """One heavy line under the header, nothing else."""
    from rich.box import Box

    return Box("    \n    \n ━  \n    \n    \n    \n    \n    \n")
