"""Commands and groups: global options on every level of a line, help as people read it."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand
from typer.core import TyperGroup

from omnicli import commands
from omnicli.commands._options import global_options
from omnicli.commands._options import help_lang
from omnicli.commands._options import note_options
from omnicli.commands._options import options
from omnicli.commands._options import spoken
from omnicli.ui.text import t


class Panel(StrEnum):
    """What a command is for: where it stands in `omni --help`, in this order."""

    START = "start"
    DAILY = "daily"
    MONEY = "money"
    LISTS = "lists"
    JOBS = "jobs"
    SETTINGS = "settings"


_EXTRAS = (("[default: ", "[bawaan: "), ("; default: ", "; bawaan: "), ("required]", "wajib]"))
_SHOWN_EXAMPLES = 5


class _Shell:
    """What commands and groups share. A mixin: the classes of typer come after it."""

    def spells(self, args: list[str]) -> list[str]:
        """What a line may leave out, written out before it is parsed."""
        return list(args)

    def get_params(self, ctx: Any) -> list[Any]:
        """The command's own parameters, and the global options it has no own meaning for."""
        own: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        taken = {spelling for param in own for spelling in param.opts}
        return [*own, *(param for param in global_options() if not taken & {*param.opts})]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse twice: first for the global options, which decide how a fault is worded."""
        args = self.spells(args)
        before, ctx.resilient_parsing = ctx.resilient_parsing, True
        parser = self.make_parser(ctx)  # type: ignore[attr-defined]
        parser.ignore_unknown_options = True
        given, _, _ = parser.parse_args(list(args))
        ctx.resilient_parsing = before
        note_options(given)
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:  # the parser does not know whose line it reads
                error.ctx = ctx  # type: ignore[attr-defined]
            raise
        if options().json:
            formats = [param.name for param in self.params if "--format" in param.opts]  # type: ignore[attr-defined]
            ctx.params.update(dict.fromkeys(formats, "json"))
        return rest

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 - never cut
        """The first sentence of the help, whole."""
        text = spoken(getattr(self, "help", None) or "", help_lang())
        return " ".join(text.split("\n\n")[0].split())

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, what it does, its parameters, its commands, examples."""
        lang = help_lang()
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), f"{t('help.usage', lang)}: ")
        self.format_about(formatter, lang)
        arguments, taken = self._records(ctx, lang)
        self.write_list(formatter, t("help.arguments", lang), arguments)
        self.format_members(ctx, formatter, lang)
        self.write_list(formatter, t("help.options", lang), taken)
        self.format_examples(formatter, lang)
        if ctx.parent is not None:
            formatter.write_paragraph()
            formatter.write_text(t("help.globals", lang))

    def format_about(self, formatter: Any, lang: str) -> None:
        """What the command does, and what it adds by itself (the reports there are)."""
        text = spoken(getattr(self, "help", None) or "", lang)
        for paragraph in filter(None, text.split("\n\n")):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(" ".join(paragraph.split()))
        more = getattr(getattr(self, "callback", None), "omni_more", None)
        if more is not None:
            title, rows = more(lang)
            self.write_list(formatter, title, rows)

    def _records(self, ctx: Any, lang: str) -> tuple[list[Any], list[Any]]:
        arguments: list[tuple[str, str]] = []
        taken: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            if ctx.parent is not None and param in global_options():
                continue
            record = param.get_help_record(ctx)
            if record is None:
                continue
            name, text = record
            of_param = spoken(param.help or "", lang)
            text = of_param + text.removeprefix(param.help or "")
            if lang != "en":
                for english, indonesian in _EXTRAS:
                    text = text.replace(english, indonesian)
            (arguments if param.param_type_name == "argument" else taken).append((name, text))
        return arguments, [_translated(row, lang) for row in taken]

    def format_members(self, ctx: Any, formatter: Any, lang: str) -> None:
        """A command has no commands below it."""

    def format_examples(self, formatter: Any, lang: str) -> None:
        """The lines a reader can copy."""
        lines = self.examples()
        if lines:
            with formatter.section(t("help.examples", lang)):
                for line in lines:
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")

    def examples(self) -> tuple[str, ...]:
        """The examples that were declared for the command."""
        return getattr(getattr(self, "callback", None), "omni_examples", ())

    @staticmethod
    def write_list(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
        """A headed list of names and what they mean; nothing for an empty one."""
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows, col_max=34)


def _translated(row: tuple[str, str], lang: str) -> tuple[str, str]:
    """The texts of options that typer brings along."""
    name, text = row
    for key in ("help", "install-completion", "show-completion"):
        if f"--{key}" in name:
            return name, t(f"help.{key.replace('-', '_')}", lang)
    return name, text


class ShellCommand(_Shell, TyperCommand):
    """A command. `--month` may stand alone where it takes a value: the newest month."""

    def spells(self, args: list[str]) -> list[str]:
        """`--month` without value gets an empty one."""
        names = {name for param in self.params for name in param.opts}
        return _with_month(args) if "--month" in names else list(args)


def _with_month(args: list[str]) -> list[str]:
    end = args.index("--") if "--" in args else len(args)
    return [
        "--month="
        if arg == "--month" and n < end and (n + 1 >= end or args[n + 1].startswith("-"))
        else arg
        for n, arg in enumerate(args)
    ]


class ShellGroup(_Shell, TyperGroup):
    """A noun with commands below it."""

    def format_members(self, ctx: Any, formatter: Any, lang: str) -> None:
        """The commands of the noun."""
        rows = [(name, member.get_short_help_str()) for name, member in self._members(ctx)]
        self.write_list(formatter, t("help.commands", lang), rows)

    def _members(self, ctx: Any) -> Iterator[tuple[str, Any]]:
        for name in self.list_commands(ctx):
            member = self.get_command(ctx, name)
            if member is not None and not member.hidden:
                yield name, member

    def examples(self) -> tuple[str, ...]:
        """The first example of each of its commands."""
        found = [getattr(m.callback, "omni_examples", ()) for m in self.commands.values()]
        return tuple(lines[0] for lines in found if lines)[:_SHOWN_EXAMPLES]


def group_with_default(name: str, *, alone: bool = False) -> type[ShellGroup]:
    """A group whose own name may be followed by what its command `name` takes.

    `omni close 2026-10` is `omni close month 2026-10`, and options may come first. With `alone`
    its own name is enough: `omni alerts` is `omni alerts check`.
    """

    class WithDefault(ShellGroup):
        def spells(self, args: list[str]) -> list[str]:
            bare = any(not arg.startswith("-") for arg in args)
            bare = bare or (alone and not {*args} & {"-h", "--help"})
            return [name, *args] if bare and not {*args} & {*self.commands} else list(args)

    return WithDefault


class Root(ShellGroup):
    """`omni` itself: loads only the file of the command that a line names."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command; all files are loaded where none is called like it."""
        del ctx
        if cmd_name not in self.commands:
            self._load(cmd_name)
        return self.commands.get(cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command there is."""
        self._load()
        return sorted(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of a line; a misspelt one is compared with all there are."""
        if self.get_command(ctx, args[0]) is None:
            self._load()
        return super().resolve_command(ctx, args)

    def _load(self, word: str = "") -> None:
        self.commands.update(_commands(word))

    def format_about(self, formatter: Any, lang: str) -> None:
        """What omni is, and the first steps."""
        super().format_about(formatter, lang)
        steps = [
            tuple(re.split(r"\s{2,}", line, maxsplit=1))
            for line in t("help.first_steps", lang).splitlines()
        ]
        self.write_list(formatter, t("help.start_here", lang), steps)  # type: ignore[arg-type]

    def format_members(self, ctx: Any, formatter: Any, lang: str) -> None:
        """The commands by what one does."""
        rows: dict[str, list[tuple[str, str]]] = {panel: [] for panel in Panel}
        for name, member in self._members(ctx):
            rows[member.rich_help_panel or Panel.DAILY].append((name, member.get_short_help_str()))
        for panel in Panel:
            self.write_list(formatter, t(f"help.panel_{panel}", lang), rows[panel])

    def examples(self) -> tuple[str, ...]:
        """None: the first steps are the examples."""
        return ()


@cache
def _commands(word: str) -> Mapping[str, Any]:
    """The commands of the file that a word names, or all there are; made once per process."""
    app = typer.Typer(name="omni")
    register_commands(app, word)
    if not (app.registered_commands or app.registered_groups):
        return {}
    app.callback()(lambda: None)
    loaded: Any = typer.main.get_command(app)
    found: Mapping[str, Any] = loaded.commands
    return found


def show_help(ctx: typer.Context) -> None:
    """What a group does on its own: say what it has."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def register_commands(app: typer.Typer, word: str = "") -> None:
    """Let files of `commands/` register themselves: the one that `word` names, else all.

    A register's noun is made by `registers.py`, besides what a file of its own adds to it.

    `import` is a keyword of Python, hence `importing.py`. Loading all costs a fifth of a start.
    """
    names = [m.name for m in pkgutil.iter_modules(commands.__path__) if m.name[0] != "_"]
    own = [n for n in names if n in (word, f"{word}ing")]
    registers = Path(commands.__file__).parent.parent / "registers"
    if word and (registers / f"{word.replace('-', '_')}.py").is_file():
        own.append("registers")
    for name in own or names:
        importlib.import_module(f"{commands.__name__}.{name}").register(app)
