"""`omni stock …`, `omni products …`: the commands of every register, made from its declaration."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated
from typing import Any

import typer

from omnicli.access.actions import Action
from omnicli.commands._options import signed
from omnicli.commands._shell import ForceOption
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import ReasonOption
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.registers import registers
from omnicli.registers._model import Field
from omnicli.registers._model import Register
from omnicli.ui.registers import show_entry
from omnicli.ui.registers import show_rows
from omnicli.ui.state import say
from omnicli.ui.text import t

READ = {
    r.name: Action(
        f"{r.name}.read",
        f"melihat {r.title[0].lower()}",
        f"see {r.title[1].lower()}",
        r.readers | r.writers,
    )
    for r in registers().values()
}
EDIT = {
    r.name: Action(
        f"{r.name}.edit",
        f"mengubah {r.title[0].lower()}",
        f"change {r.title[1].lower()}",
        r.writers,
    )
    for r in registers().values()
}
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="COL=VALUE",
        help=both("Hanya baris ini; boleh diulang.", "Only these rows; may be repeated."),
    ),
]
Search = Annotated[
    str | None, typer.Option("--search", help=both("Kata yang dicari.", "Words to look for."))
]
Output = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FILE", help=both(".xlsx atau .csv.", ".xlsx or .csv.")),
]


def register(app: typer.Typer) -> None:
    """Add the commands of every register to `app`; a verb the noun has already is kept."""
    for one in registers().values():
        nouns = [i.typer_instance for i in app.registered_groups if i.name == one.name]
        noun = nouns[0] if nouns else None
        if noun is None:
            noun = group(
                app, one.name, both(f"{one.title[0]}.", f"{one.title[1]}."), panel=Panel.LISTS
            )
        taken = {c.name for c in noun.registered_commands}
        for verb, (about, help_id, action, run, params) in _verbs(one).items():
            if verb not in taken:
                run.__doc__ = about
                shell = command(
                    noun, verb, action=action, help_id=help_id, examples=_examples(one, verb)
                )
                shell(signed(run, params))


def _verbs(
    one: Register,
) -> dict[str, tuple[str, str, Action, Callable[..., None], list[inspect.Parameter]]]:
    """Verb → help in both languages, action, what it does, and its parameters."""
    read, write, key = READ[one.name], EDIT[one.name], _key(one)
    rest = [_option(f) for f in one.fields if f.name not in one.key]
    wanted = [_param("where", Where), _param("search", Search), _FORMAT]
    output = _param("output", Output, inspect.Parameter.empty)
    shown = [*key, *([_REVEAL] if one.personal else []), _FORMAT]
    end = [_REASON, _FORMAT]
    return {
        one.list_verb: ("List the rows.", "Daftar isinya.", read, _list(one), wanted),
        "show": ("Show a row.", "Tampilkan satu baris.", read, _show(one), shown),
        "add": (
            "Enter a row by hand.",
            "Tambah satu baris.",
            write,
            _add(one),
            [*map(_option, one.fields), *end],
        ),
        "edit": (
            'Change a row by hand; "" empties a column.',
            'Ubah satu baris; "" mengosongkan kolom.',
            write,
            _edit(one),
            [*key, *rest, *end],
        ),
        "delete": (
            "Take a row off the list.",
            "Hapus satu baris dari daftar.",
            write,
            _delete(one),
            [*key, *end],
        ),
        "export": (
            "Write the rows into the form, to change and import again.",
            "Tulis isinya ke formulir, untuk diubah dan diimpor lagi.",
            read,
            _export(one),
            [output, _FORCE],
        ),
    }


def _list(one: Register) -> Callable[..., None]:
    def run(where: list[str] | None, search: str | None, fmt: Format) -> None:
        from omnicli.services.registers import list_rows

        with open_session() as session:
            rows = list_rows(session, one, where=where or (), search=search)
            show_rows(one, rows, fmt, session.lang)

    return run


def _show(one: Register) -> Callable[..., None]:
    def run(fmt: Format, reveal: str | None = None, **key: str | None) -> None:
        from omnicli.services.registers import show

        with open_session() as session:
            show_rows(one, show(session, one, _given(key), reveal), fmt, session.lang)

    return run


def _export(one: Register) -> Callable[..., None]:
    def run(output: Path, *, force: bool) -> None:
        from omnicli.services.registers import export

        with open_session() as session:
            count = export(session, one, output, replace=force)
            say(t("registers.exported", session.lang, path=output, count=count))

    return run


def _add(one: Register) -> Callable[..., None]:
    def run(fmt: Format, reason: str | None, **cells: str | None) -> None:
        from omnicli.services.registers import add

        given = {name: text for name, text in cells.items() if text is not None}
        with open_session(write=True) as session:
            show_entry("add", add(session, one, given, reason), fmt, session.lang)

    return run


def _edit(one: Register) -> Callable[..., None]:
    def run(fmt: Format, reason: str | None, **cells: str | None) -> None:
        from omnicli.services.registers import edit

        key = _given({name: cells.pop(name) for name in one.key})
        given = {name: text for name, text in cells.items() if text is not None}
        with open_session(write=True) as session:
            show_entry("edit", edit(session, one, key, given, reason), fmt, session.lang)

    return run


def _delete(one: Register) -> Callable[..., None]:
    def run(fmt: Format, reason: str | None, **key: str | None) -> None:
        from omnicli.services.registers import delete

        with open_session(write=True) as session:
            show_entry("delete", delete(session, one, _given(key), reason), fmt, session.lang)

    return run


def _examples(one: Register, verb: str) -> tuple[str, str]:
    line = f"omni {one.name} {verb}"
    free = next(f for f in one.fields if f.name not in one.key)
    must = " ".join(f'{f.option} "…"' for f in one.fields if f.required)
    return {
        one.list_verb: (line, f'{line} --where {free.short}="…"'),
        "show": (f"{line} X", f"{line} X --json"),
        "add": (f"{line} {must}", f'{line} {must} --reason "baru"'),
        "edit": (f'{line} X {free.option} "…"', f'{line} X {free.option} "…" --reason "salah"'),
        "delete": (f"{line} X", f'{line} X --reason "dobel"'),
        "export": (f"{line} -o {one.name}.xlsx", f"{line} -o {one.name}.csv"),
    }[verb]


def _given(key: dict[str, str | None]) -> list[str]:
    return [part for part in key.values() if part is not None]


def _param(name: str, annotation: object, default: object = None) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


_FORMAT = _param("fmt", FormatOption, Format.TABLE)
_FORCE = _param("force", ForceOption, default=False)
_REASON = _param("reason", ReasonOption)
_REVEAL = _param(
    "reveal",
    Annotated[
        str | None,
        typer.Option(
            "--reason",
            help=both(
                "Tanpa samaran, dengan alasan ini; tercatat. Untuk yang mengurus daftar ini.",
                "Unmasked, for this reason; recorded. For who keeps this list.",
            ),
        ),
    ],
)


def _option(field: Field) -> inspect.Parameter:
    words = f" ({', '.join(field.choices)})" if field.choices else ""
    shown = both(*(text.rstrip(".") + words + "." for text in field.help))
    option = typer.Option(field.option, metavar=field.short.upper(), help=shown)
    return _param(field.name, Annotated[str | None, option])


def _key(one: Register) -> list[inspect.Parameter]:
    """The parts of the key as arguments; only the first must be there."""
    made = []
    for number, field in enumerate(map(one.field, one.key)):
        argument = typer.Argument(metavar=field.short.upper(), help=both(*field.help))
        kind: Any = Annotated[str, argument] if number == 0 else Annotated[str | None, argument]
        made.append(_param(field.name, kind, inspect.Parameter.empty if number == 0 else None))
    return made
