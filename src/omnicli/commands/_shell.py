"""What every command shell shares: registration, the session, output format."""

import functools
import inspect
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
from typing import ParamSpec
from typing import TypeVar

import typer

from omnicli.access.actions import Action
from omnicli.commands._options import Options
from omnicli.commands._options import both
from omnicli.commands._options import lang
from omnicli.commands._options import options
from omnicli.commands._tree import Panel
from omnicli.commands._tree import ShellCommand
from omnicli.commands._tree import ShellGroup
from omnicli.commands._tree import show_help
from omnicli.domain.errors import OmniError
from omnicli.ui.state import CHANGES
from omnicli.ui.state import VOICE
from omnicli.ui.state import say
from omnicli.ui.text import t
from omnicli.workspace import Workspace
from omnicli.workspace import find_workspace

if TYPE_CHECKING:
    from omnicli.session import Session

__all__ = [
    "ForceOption",
    "Format",
    "FormatOption",
    "LastOption",
    "Options",
    "Panel",
    "PasswordFileOption",
    "ReasonOption",
    "both",
    "command",
    "current_workspace",
    "done",
    "group",
    "lang",
    "open_session",
    "options",
    "session_if_any",
]  # fmt: skip

_NO_SESSION = frozenset({"E_NO_WORKSPACE", "E_SCHEMA_OLD"})

P = ParamSpec("P")
R = TypeVar("R")
More = Callable[[str], tuple[str, list[tuple[str, str]]]]


class Format(StrEnum):
    """How a reading command prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


LastOption = Annotated[
    int, typer.Option("--last", min=1, help=both("Berapa terakhir.", "How many."))
]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        metavar="table|json|csv",
        help=both(
            "table, json atau csv; --json sama dengan --format json.",
            "table, json or csv; --json is short for --format json.",
        ),
    ),
]
PasswordFileOption = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        metavar="F",
        help=both(
            "Kata sandi PDF terkunci, satu per baris.", "Passwords of locked PDFs, a line each."
        ),
    ),
]
ForceOption = Annotated[
    bool,
    typer.Option(
        "--force", help=both("Timpa berkas yang sudah ada.", "Replace a file that is there.")
    ),
]
ReasonOption = Annotated[
    str | None,
    typer.Option("--reason", help=both("Alasan, untuk jurnal.", "Why, for the journal.")),
]


@dataclass(frozen=True)
class _Running:
    command: str
    action: str
    destructive: bool


_running: ContextVar[_Running] = ContextVar("omni_running")


def group(
    app: typer.Typer,
    name: str,
    about: str,
    *,
    panel: Panel = Panel.DAILY,
    cls: type[ShellGroup] = ShellGroup,
) -> typer.Typer:
    """A noun with sub-commands: `omni <name> <command>`. `about` is `both(…)` languages."""
    noun = typer.Typer(
        name=name,
        help=about,
        cls=cls,
        invoke_without_command=True,
        rich_markup_mode=None,
        add_completion=False,
    )
    noun.callback(cls=cls, help=about, invoke_without_command=True)(show_help)
    app.add_typer(noun, name=name, rich_help_panel=panel)
    return noun


def command(
    app: typer.Typer,
    name: str,
    *,
    action: Action,
    help_id: str,
    examples: tuple[str, ...],
    panel: Panel = Panel.DAILY,
    destructive: bool = False,
    more: More | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a command that does `action`.

    Its help is `help_id` in Indonesian and its docstring in English, with the examples; `more`
    gives a titled list to add, in a language. Options are helped by `both(…)`. Of a command
    of `app` itself, `panel` is the part of `omni --help`. A `destructive` one names the workspace
    that it is about to change.

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
            token = _running.set(_Running(path, action.name, destructive))
            try:
                return function(*args, **kwargs)
            finally:
                _running.reset(token)

        about = both(help_id, inspect.cleandoc(function.__doc__))
        app.command(name, cls=ShellCommand, help=about, rich_help_panel=panel)(run)
        facts = {"action": action.name, "examples": examples, "more": more}
        for key, value in facts.items():
            setattr(run, f"omni_{key}", value)
        return run

    return register


def done(facts: Mapping[str, object], text: str) -> None:
    """The outcome of a writing command: JSON facts on stdout with --json, else a message."""
    if options().json:
        from omnicli.ui.output import emit_json

        emit_json(facts)
    else:
        say(text)


def current_workspace() -> Workspace:
    """The workspace of this run; E_NO_WORKSPACE when there is none."""
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
    if running.destructive:
        say(t("workspace.acts_on", VOICE.lang, root=workspace.root))
    with Session.open(
        workspace,
        command=running.command,
        action=running.action,
        target=target,
        detail=detail,
        write=write,
        lang=lang(workspace),
    ) as session:
        try:
            yield session
        finally:
            CHANGES.kept = CHANGES.kept or session.changed


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
