"""Builds the app from the command files and turns every ending into an exit status."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Annotated
from typing import Any
from typing import NoReturn

import typer

from omnicli import __version__
from omnicli.commands._options import both
from omnicli.commands._options import help_lang
from omnicli.commands._options import options
from omnicli.commands._options import reset_options
from omnicli.commands._tree import Root
from omnicli.commands._tree import register_commands
from omnicli.commands._tree import show_help
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.ui.errors import print_error
from omnicli.ui.state import CHANGES
from omnicli.ui.state import VOICE
from omnicli.ui.state import drop_stdout
from omnicli.ui.state import say
from omnicli.ui.text import t
from omnicli.ui.usage import in_both

_CLICK_ERROR: type[Any] = typer.BadParameter.__mro__[2]
"""Typer ships its own click; this is the base of its usage errors, whichever it is."""

ABOUT = both(
    "Ekspor toko dan iklan masuk, laporan dan uang yang cocok keluar. Data tidak meninggalkan "
    "komputer ini.",
    "Exports of shops and ads in, reports and reconciled money out. Nothing leaves this machine.",
)


def build_app(word: str | None = "") -> typer.Typer:
    """The command tree: all of it, what `word` names, or with None each file as it is used."""
    app = typer.Typer(
        name="omni",
        help=ABOUT,
        cls=Root,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback(cls=Root, help=ABOUT, invoke_without_command=True)(_root)
    if word is not None:
        register_commands(app, word)
    return app


def _root(
    ctx: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", help=both("Tampilkan versi.", "Print the version."))
    ] = False,
) -> None:
    if version:
        typer.echo(f"omni {__version__}")
        raise typer.Exit
    show_help(ctx)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status."""
    args = list(sys.argv[1:] if argv is None else argv)
    _defer("polars")
    reset_options()
    CHANGES.kept = False
    try:
        with _signals(), _private():
            code = _run(args)
    except OmniError as error:
        return _refused(error, args)
    except BrokenPipeError:
        drop_stdout()
        return int(Exit.FAILURE)
    except KeyboardInterrupt:
        return _stopped()
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    except Exception as error:  # noqa: BLE001 - the last net: a bug becomes one line and a log
        return _refused(_explain(error), args)
    return code


class _Deferred(ModuleType):
    """A module that is loaded when something in it is first used.

    Modules import polars at their top like any other library; a command that reads no frame does
    not wait for it. (`importlib.util.LazyLoader` would load at the second `import`.)
    """

    def __getattr__(self, name: str) -> object:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        self.__dict__.update(vars(module))
        self.__class__ = ModuleType  # type: ignore[assignment]  # an ordinary module from now on
        return getattr(module, name)


def _defer(name: str) -> None:
    """Let an `import` of `name` that comes later cost nothing until the module is used."""
    if name not in sys.modules:
        module = _Deferred(name)
        module.__spec__ = find_spec(name)
        sys.modules[name] = module


def _run(args: list[str]) -> int:
    app: Any = typer.main.get_command(build_app(None))
    try:
        code = app.main(args, prog_name="omni", standalone_mode=False)
    except _CLICK_ERROR as error:
        raise _usage(error) from error
    except typer.Abort:
        return _stopped()
    if code == Exit.INTERRUPTED:  # typer's way to hand on a Ctrl-C
        return _stopped()
    with suppress(BrokenPipeError):  # the reader has gone; what the command came to stands
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    drop_stdout()
    return code if isinstance(code, int) else 0


def _refused(error: OmniError, args: list[str]) -> int:
    # A line that could not be parsed may still have asked for JSON.
    words = args[: args.index("--")] if "--" in args else args
    asked = ("--format", "json") in pairwise(words) or {"--json", "--format=json"} & {*words}
    print_error(error, VOICE.lang, as_json=options().json or bool(asked))
    return int(error.exit)


def _stopped() -> int:
    say(t(f"workspace.{'stopped_late' if CHANGES.kept else 'stopped'}", VOICE.lang))
    return int(Exit.INTERRUPTED)


def _usage(error: Any) -> OmniError:
    VOICE.lang = help_lang()
    sentence = error.format_message()
    path = error.ctx.command_path.partition(" ")[2] if getattr(error, "ctx", None) else ""
    code = "E_COMMAND" if sentence.startswith("No such command") else "E_USAGE"
    command = path or ("PERINTAH", "COMMAND")
    return OmniError(code, detail=in_both(sentence), command=command)


def _explain(error: Exception) -> OmniError:
    """A fault of disk or database as what it is; anything else as a bug with a log file."""
    import sqlite3

    from omnicli.crash import write_crash_log
    from omnicli.warehouse.connect import translate

    if isinstance(error, sqlite3.Error):
        known = translate(error, Path("warehouse.db"))
        if isinstance(known, OmniError):
            return known
    if (isinstance(error, OSError) and error.filename is not None) or _no_room(error):
        return _of_disk(error)
    path = write_crash_log(error, options().workspace)
    return OmniError("E_BUG", detail=type(error).__name__, file=str(path))


def _no_room(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno == errno.ENOSPC


def _of_disk(error: Exception) -> OmniError:
    """What the disk refused, with the file it refused."""
    assert isinstance(error, OSError)
    file, detail = str(error.filename or "stdout"), error.strerror or str(error)
    if _no_room(error):
        return OmniError("E_DISK_FULL", file=file, detail=detail)
    if isinstance(error, PermissionError):
        return OmniError("E_CLOSED", file=file)
    return OmniError("E_IO", file=file, detail=detail)


@contextmanager
def _private() -> Iterator[None]:
    """What a command creates is its owner's alone, whatever the shell would have it."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


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
