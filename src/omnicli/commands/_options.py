"""What every command line takes: the global options, and the language they are answered in."""

import inspect
from collections.abc import Callable
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from typer.core import TyperOption

from omnicli.domain.errors import OmniError
from omnicli.ui.state import VOICE
from omnicli.workspace import Workspace
from omnicli.workspace import find_workspace

LANGUAGES = ("id", "en")

_BETWEEN = "\x1e"


def both(indonesian: str, english: str) -> str:
    """A help text in both languages, as one string; `spoken` takes it apart."""
    return f"{indonesian}{_BETWEEN}{english}"


def spoken(text: str, lang: str) -> str:
    """The part of a help text that is in `lang`; a text of one language is itself."""
    indonesian, between, english = text.partition(_BETWEEN)
    return english if between and lang == "en" else indonesian


@dataclass(frozen=True)
class Options:
    """The global options, accepted anywhere on the line."""

    workspace: Path | None = None
    quiet: bool = False
    verbose: bool = False
    lang: str | None = None
    yes: bool = False
    json: bool = False


_run: ContextVar[Options] = ContextVar("omni_options", default=Options())  # noqa: B039 - frozen


def options() -> Options:
    """The global options of this run."""
    return _run.get()


def reset_options() -> None:
    """Begin a run: nothing is set."""
    _run.set(Options())
    _workspace_lang.cache_clear()
    VOICE.lang, VOICE.quiet, VOICE.verbose = "id", False, False


def note_options(given: dict[str, Any]) -> None:
    """Take over what the parser found on one level of a line; the last word on each counts.

    E_USAGE for a language there is not.
    """
    found = {name: given[key] for key, name in _NAMES.items() if given.get(key) is not None}
    if found.get("lang", "id") not in LANGUAGES:
        detail = tuple(
            f"--lang {found['lang']} {word} id, en" for word in ("bukan", "is not one of")
        )
        raise OmniError("E_USAGE", detail=detail, command=("PERINTAH", "COMMAND"))
    if "workspace" in found:
        if not str(found["workspace"]).strip():
            detail = ("-w butuh nama folder", "-w needs the name of a folder")
            raise OmniError("E_USAGE", detail=detail, command=("PERINTAH", "COMMAND"))
        found["workspace"] = Path(found["workspace"])
    _run.set(replace(options(), **found))
    if "workspace" in found:
        _workspace_lang.cache_clear()
    VOICE.lang = options().lang or VOICE.lang
    VOICE.quiet, VOICE.verbose = options().quiet, options().verbose


_NAMES = {f"omni_{name}": name for name in ("workspace", "quiet", "verbose", "lang", "yes", "json")}
"""Name in the parser → field of Options: no command can have a parameter of that name."""


@cache
def global_options() -> tuple[TyperOption, ...]:
    """The options as the parser knows them, on every level of a line."""

    def flag(name: str, *spellings: str, help: str) -> TyperOption:  # noqa: A002 - click's word
        return TyperOption(
            param_decls=[f"omni_{name}", *spellings],
            is_flag=True,
            default=None,
            expose_value=False,
            show_default=False,
            help=help,
        )

    def value(name: str, *spellings: str, metavar: str, help: str) -> TyperOption:  # noqa: A002
        return TyperOption(
            param_decls=[f"omni_{name}", *spellings],
            expose_value=False,
            metavar=metavar,
            help=help,
        )

    return (
        value(
            "workspace",
            "-w",
            "--workspace",
            metavar="DIR",
            help=both(
                "Folder toko; tanpa ini, folder ini atau di atasnya.",
                "The workspace folder; else this one or one above it.",
            ),
        ),
        value("lang", "--lang", metavar="id|en", help=both("Bahasa.", "The language.")),
        flag("json", "--json", help=both("Hasil sebagai JSON.", "The result as JSON.")),
        flag(
            "quiet",
            "-q",
            "--quiet",
            help=both("Diam bila berhasil.", "Say nothing when all is well."),
        ),
        flag("verbose", "-v", "--verbose", help=both("Lebih rinci.", "More details.")),
        flag(
            "yes",
            "--yes",
            help=both("Jawab ya untuk setiap pertanyaan.", "Answer yes to every question."),
        ),
    )


def lang(workspace: Workspace | None = None) -> str:
    """The language to speak: `--lang`, else the workspace's, else Indonesian."""
    return options().lang or (workspace.settings.lang if workspace else "id")


def help_lang() -> str:
    """The language of help and of a wrong line, which must work where nothing else does."""
    return options().lang or _workspace_lang()


@cache
def _workspace_lang() -> str:
    """Asked for each line of a help, so looked up once in a run."""
    try:
        return lang(find_workspace(options().workspace))
    except (OmniError, OSError):
        return lang()


def signed(run: Callable[..., None], params: Sequence[inspect.Parameter]) -> Any:
    """`run` with the parameters that Typer is to see, where a declaration names them."""
    run.__annotations__ = {p.name: p.annotation for p in params}
    run.__signature__ = inspect.Signature(params)  # type: ignore[attr-defined]
    return run
