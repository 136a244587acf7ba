"""Builds the app from the command files and turns every ending into an exit status."""

import errno
import importlib
import pkgutil
import signal
import sys
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Annotated
from typing import Any
from typing import NoReturn

import typer

from omnicli import __version__
from omnicli import commands
from omnicli.commands._hoist import hoist
from omnicli.commands._shell import options
from omnicli.commands._shell import set_options
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.ui.errors import print_error
from omnicli.ui.state import VOICE
from omnicli.ui.state import drop_stdout
from omnicli.ui.usage import told

_CLICK_ERROR: type[Any] = typer.BadParameter.__mro__[2]
"""Typer ships its own click; this is the base of its usage errors, whichever it is."""


def build_app(word: str = "") -> typer.Typer:
    """The whole command tree: every file of `commands/` registers itself.

    Only the file that `word`, the first of a command line, names, where one does (`import` is a
    keyword of Python, hence `importing.py`): the others would cost a fifth of a start.
    """
    app = typer.Typer(
        name="omni",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_root)
    names = [m.name for m in pkgutil.iter_modules(commands.__path__) if m.name[0] != "_"]
    for name in [n for n in names if n in (word, f"{word}ing")] or names:
        importlib.import_module(f"{commands.__name__}.{name}").register(app)
    return app


def _root(
    _workspace: Annotated[
        Path | None, typer.Option("-w", "--workspace", help="The workspace folder.")
    ] = None,
    _lang: Annotated[str | None, typer.Option("--lang", help="id or en.")] = None,
    *,
    _quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No messages.")] = False,
    _verbose: Annotated[bool, typer.Option("-v", "--verbose", help="More messages.")] = False,
    _yes: Annotated[bool, typer.Option("--yes", help="Answer yes to every question.")] = False,
    _version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Ekspor marketplace, COD dan iklan masuk; laporan dan uang yang cocok keluar.

    Marketplace, COD and ad exports in; reports and reconciled money out. The options below may
    stand anywhere on the line.
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status."""
    args = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in args or "--format=json" in args or _pair(args, "--format", "json")
    VOICE.lang, VOICE.quiet, VOICE.verbose = "id", False, False
    try:
        with _signals():
            return _run(args)
    except OmniError as error:
        print_error(error, VOICE.lang, as_json=as_json)
        return int(error.exit)
    except BrokenPipeError:
        drop_stdout()
        return 0
    except KeyboardInterrupt:
        return int(Exit.INTERRUPTED)
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    except Exception as error:  # noqa: BLE001 - the last net: a bug becomes one line and a log
        fault = _explain(error)
        print_error(fault, VOICE.lang, as_json=as_json)
        return int(fault.exit)


def _run(args: list[str]) -> int:
    given, rest = hoist(args)
    VOICE.lang = given.lang or "id"
    VOICE.quiet, VOICE.verbose = given.quiet, given.verbose
    set_options(given)
    if "--version" in rest[:1]:
        print(f"omni {__version__}")  # noqa: T201
        return 0
    app = typer.main.get_command(build_app(*rest[:1]))
    try:
        code = app.main(rest or ["--help"], prog_name="omni", standalone_mode=False)
        sys.stdout.flush()
    except _CLICK_ERROR as error:
        return _usage(error, _path(app, rest))
    except typer.Abort:
        return int(Exit.INTERRUPTED)
    return code if isinstance(code, int) else 0


def _path(app: Any, args: Sequence[str]) -> str:
    """The command that a line names, as far as there is one."""
    words = []
    for arg in args:
        app = getattr(app, "commands", {}).get(arg)
        if app is None:
            break
        words.append(arg)
    return " ".join(words)


def _usage(error: Any, path: str) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message(), file=sys.stderr)  # noqa: T201
        return int(Exit.USAGE)
    code = "E_USAGE" if path else "E_COMMAND"
    raise OmniError(code, detail=told(error.format_message()), command=path) from error


def _pair(args: list[str], name: str, value: str) -> bool:
    return (name, value) in pairwise(args)


def _explain(error: Exception) -> OmniError:
    """A fault of disk or database as what it is; anything else as a bug with a log file."""
    import sqlite3

    from omnicli.crash import write_crash_log
    from omnicli.warehouse.connect import translate

    if isinstance(error, sqlite3.Error):
        known = translate(error, Path("warehouse.db"))
        if isinstance(known, OmniError):
            return known
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return OmniError("E_DISK_FULL", file=str(error.filename or "stdout"), detail=error.strerror)
    path = write_crash_log(error, options().workspace)
    return OmniError("E_BUG", detail=type(error).__name__, file=str(path))


@contextmanager
def _signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into an orderly exit with status 143, inside this block."""
    numbers = (signal.SIGTERM, signal.SIGHUP)
    try:
        before = [signal.signal(number, _terminate) for number in numbers]
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _terminate(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(int(Exit.TERMINATED))
