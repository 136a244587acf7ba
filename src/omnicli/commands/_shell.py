"""What every command shell shares: registration, global options, the session, output format."""

import functools
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import ExitStack
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Any
from typing import ParamSpec
from typing import TypeVar

import typer
from typer.core import TyperCommand

from omnicli.access.actions import Action
from omnicli.domain.errors import OmniError
from omnicli.ui.state import drop_stdout
from omnicli.workspace import Workspace
from omnicli.workspace import find_workspace

if TYPE_CHECKING:
    from omnicli.session import Session

_NO_SESSION = frozenset({"E_NO_WORKSPACE", "E_SCHEMA_OLD"})

P = ParamSpec("P")
R = TypeVar("R")


class Format(StrEnum):
    """How a reading command prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[
    Format, typer.Option("--format", help="table, json or csv; --json is short for --format json")
]
PasswordFileOption = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="F", help="Passwords of locked PDFs, one per line."),
]


@dataclass(frozen=True)
class Options:
    """The global options, accepted anywhere on the line."""

    workspace: Path | None = None
    quiet: bool = False
    verbose: bool = False
    lang: str | None = None
    yes: bool = False


@dataclass(frozen=True)
class _Running:
    command: str
    action: str


_options: ContextVar[Options] = ContextVar("omni_options", default=Options())  # noqa: B039 - frozen
_running: ContextVar[_Running] = ContextVar("omni_running")


class ShellCommand(TyperCommand):
    """A command that takes `--json` wherever it takes `--format`, and `--month` without value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Write out `--json` and a `--month` without value first."""
        names = {name for param in self.params for name in param.opts}
        if "--format" in names and "--json" not in names:
            args = [part for arg in args for part in _spell_out(arg)]
        if "--month" in names:
            args = _with_month(args)
        return super().parse_args(ctx, args)


def _spell_out(arg: str) -> list[str]:
    return ["--format", "json"] if arg == "--json" else [arg]


def _with_month(args: list[str]) -> list[str]:
    """`--month` may stand alone (the newest month): give it an empty value then."""
    last = len(args) - 1
    alone = [
        a == "--month" and (i == last or args[i + 1].startswith("-")) for i, a in enumerate(args)
    ]
    return ["--month=" if bare else arg for arg, bare in zip(args, alone, strict=True)]


def group(app: typer.Typer, name: str, about: str) -> typer.Typer:
    """A noun with sub-commands: `omni <name> <command>`."""
    noun = typer.Typer(
        name=name, help=about, no_args_is_help=True, rich_markup_mode=None, add_completion=False
    )
    app.add_typer(noun, name=name)
    return noun


def command(
    app: typer.Typer, name: str, *, action: Action, examples: tuple[str, ...]
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a command that does `action`; its help is its docstring and the examples.

    The action is declared in the same file: `READ = Action("stock.read", …, ANALYSTS)`.
    ValueError for fewer than two examples or no docstring: a command cannot exist without help.
    """
    noun = app.info.name if isinstance(app.info.name, str) else ""
    path = f"{noun} {name}".strip().removeprefix("omni ")
    if len(examples) < 2 or not all(line.startswith("omni ") for line in examples):
        raise ValueError(f"omni {path}: give two examples that start with 'omni '")

    def register(function: Callable[P, R]) -> Callable[P, R]:
        if not function.__doc__:
            raise ValueError(f"omni {path}: the docstring is the help text")

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            token = _running.set(_Running(path, action.name))
            try:
                return function(*args, **kwargs)
            except BrokenPipeError as error:  # `omni … | head`: Typer would make it exit 1
                drop_stdout()
                raise typer.Exit(0) from error
            finally:
                _running.reset(token)

        epilog = "\b\nContoh / examples:\n" + "\n".join(f"  {line}" for line in examples)
        app.command(name, cls=ShellCommand, epilog=epilog)(run)
        for key, value in (("omni_action", action.name), ("omni_examples", examples)):
            setattr(run, key, value)
        return run

    return register


def options() -> Options:
    """The global options of this run."""
    return _options.get()


def set_options(given: Options) -> None:
    """Set the global options of this run (the command line does, before it dispatches)."""
    _options.set(given)


def lang(workspace: Workspace | None = None) -> str:
    """The language to speak: `--lang`, else the workspace's, else Indonesian."""
    return options().lang or (workspace.settings.lang if workspace else "id")


def current_workspace() -> Workspace:
    """The workspace of this run; E_NO_WORKSPACE when there is none."""
    from omnicli.ui.state import VOICE

    workspace = find_workspace(options().workspace)
    VOICE.lang = lang(workspace)
    return workspace


@contextmanager
def open_session(
    *,
    write: bool = False,
    target: str | None = None,
    detail: Mapping[str, object] | None = None,
) -> "Iterator[Session]":
    """The session of the running command, under the action the command declared."""
    from omnicli.session import Session

    running = _running.get()
    workspace = current_workspace()
    with Session.open(
        workspace,
        command=running.command,
        action=running.action,
        target=target,
        detail=detail,
        write=write,
        lang=lang(workspace),
    ) as session:
        yield session


@contextmanager
def session_if_any() -> "Iterator[tuple[Session | None, OmniError | None]]":
    """A session where one can be had, else the reason; for what must work without a workspace.

    Only a missing workspace or a warehouse that cannot be opened is forgiven, never a refusal.
    """
    with ExitStack() as stack:
        try:
            found = stack.enter_context(open_session())
        except OmniError as error:
            if error.code not in _NO_SESSION and not error.code.startswith("E_DB_"):
                raise
            yield None, error
            return
        yield found, None
