"""`omni <register> …`: what the lists hold, and entries made by hand.

An entry by hand is a form of one row that omni fills in and imports: so it is proved, traced,
undone (`omni batches undo`), kept by a rebuild and recorded like any other file.
"""

import tempfile
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import polars as pl

from omnicli.access.columns import ACTIONS
from omnicli.access.columns import Secrecy
from omnicli.access.columns import secrecy
from omnicli.access.subjects import subject_of
from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.outputs import ending_of
from omnicli.outputs import write_output
from omnicli.registers._model import DELETED
from omnicli.registers._model import DELETED_HEADER
from omnicli.registers._model import NOTED_HEADER
from omnicli.registers._model import WHOLE_HEADER
from omnicli.registers._model import Field
from omnicli.registers._model import Register
from omnicli.reports.plain import csv_text
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.templates import templates
from omnicli.templates.flat import render_csv
from omnicli.templates.register import cells_of
from omnicli.templates.xlsx import render_xlsx
from omnicli.warehouse import registers as stored
from omnicli.warehouse.records import Record


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry made by hand: the row it is about, and the batch that holds it."""

    label: str
    batch: int
    issues: tuple[Issue, ...] = ()
    """What is doubtful in it."""


def list_rows(
    session: Session, register: Register, *, where: Sequence[str] = (), search: str | None = None
) -> list[Record]:
    """The rows, filtered, as the actor may see them.

    Raises E_REGISTER_COLUMN, E_REGISTER_VALUE, E_REGISTER_SEARCH.
    """
    tests = dict(_test(session, register, text) for text in where)
    found = stored.rows(session.db, register.view, tests, register.key)
    if search is not None:
        found = _searched(register, found, search)
    return [_masked(session, register, row) for row in found]


def show(
    session: Session, register: Register, key: Sequence[str], reason: str | None = None
) -> list[Record]:
    """The rows of a key, or of its first parts, as the actor may see them. Raises E_REGISTER_ROW.

    Who keeps the register sees one row whole for a `reason`, which the trail keeps with the keyed
    hash of the row's key. Raises E_REGISTER_SEVERAL, E_DENIED.
    """
    if not (reason or "").strip():
        return [_masked(session, register, row) for row in _of_key(session, register, key)]
    session.require(f"{register.name}.edit")
    row = _one(session, register, key)
    of = ":".join(str(row[name]) for name in register.key)
    session.finish(row=subject_of(session.workspace, of), revealed=True, reason=reason)
    return [row]


def export(session: Session, register: Register, target: Path, *, replace: bool) -> int:
    """Write the rows into the register's own form; how many there are.

    Only for who may see every column of it: a form with masked cells, imported again, would
    overwrite what they stand for. Raises E_DENIED, E_OUTPUT_EXISTS unless `replace`, E_FORMAT.
    """
    kind = ending_of(target, ("xlsx", "csv"))
    for name in register.columns:
        if session.reader.hides(name, register.table, declared=_declared(register, name)):
            asked = _declared(register, name) or secrecy(name, register.table)
            session.require(ACTIONS[asked].name if asked else "")
    found = list_rows(session, register)
    cells = [cells_of(register, row, session.workspace.settings.timezone) for row in found]
    form = templates()[register.name]
    data = render_csv(form, cells) if kind == "csv" else render_xlsx(form, session.lang, cells)
    write_output(target, data, replace=replace)
    return len(found)


def add(
    session: Session, register: Register, given: Mapping[str, str], reason: str | None
) -> Entry:
    """Enter a new row. Raises E_REGISTER_EXISTS, E_REGISTER_EMPTY, E_REGISTER_VALUE."""
    typed = {name: _value(session, register.field(name), text) for name, text in given.items()}
    for field in register.fields:
        if field.required and not given.get(field.name, "").strip():
            raise OmniError("E_REGISTER_EMPTY", column=_header(session, field), option=field.option)
    key = {name: typed.get(name, register.field(name).default) for name in register.key}
    known = stored.rows(session.db, register.table, key, register.key)
    if known and not known[0][DELETED]:
        value = " ".join(str(part) for part in key.values())
        raise OmniError("E_REGISTER_EXISTS", value=value, register=register.name)
    return _enter(session, register, dict(given), known, reason)


def edit(
    session: Session,
    register: Register,
    key: Sequence[str],
    given: Mapping[str, str],
    reason: str | None,
) -> Entry:
    """Change columns of a row; an empty text empties a column.

    Raises E_REGISTER_ROW, E_REGISTER_SEVERAL, E_REGISTER_EMPTY, E_REGISTER_VALUE.
    """
    row = _one(session, register, key)
    for name, text in given.items():
        field = register.field(name)
        _value(session, field, text)
        if field.required and not text.strip():
            raise OmniError("E_REGISTER_EMPTY", column=_header(session, field), option=field.option)
    cells = {**_cells(session, register, row), **given}
    return _enter(session, register, cells, [row], reason)


def delete(session: Session, register: Register, key: Sequence[str], reason: str | None) -> Entry:
    """Take a row off the list. Raises E_REGISTER_ROW, E_REGISTER_SEVERAL."""
    row = _one(session, register, key)
    return _enter(session, register, _cells(session, register, row), [row], reason, deleted=True)


def _header(session: Session, field: Field) -> str:
    return field.header[session.lang == "en"]


def _value(session: Session, field: Field, text: str) -> object:
    """A text as the register's form would read it; None for an empty one."""
    from omnicli.ingest.convert.frame import clean
    from omnicli.ingest.convert.frame import convert_column

    column = field.column
    cleaned = clean(pl.Series(column.name, [text], dtype=pl.String), column)
    typed = convert_column(cleaned, column, session.workspace.settings.timezone)
    wrong = typed.unknown or (typed.bad is not None and typed.bad.any())
    if wrong:
        known = f" ({', '.join(field.choices)})" if field.choices else ""
        hint = field.help[session.lang == "en"] + known
        raise OmniError("E_REGISTER_VALUE", value=text, column=_header(session, field), help=hint)
    return typed.series[0][0]


def _test(session: Session, register: Register, text: str) -> tuple[str, object]:
    """A filter `COLUMN=VALUE`."""
    name, equals, value = text.partition("=")
    wanted = name.strip().casefold()
    for field in register.fields:
        if equals and wanted in {field.name, field.short, *map(str.casefold, field.header)}:
            meant = _value(session, field, value)
            return field.name, field.default if meant is None else meant
    known = ", ".join(field.short for field in register.fields)
    raise OmniError("E_REGISTER_COLUMN", value=name, register=register.name, known=known)


def _searched(register: Register, found: list[Record], text: str) -> list[Record]:
    """The rows in which all words of `text` begin some word, the best first."""
    import sqlite_utils

    columns = [f.name for f in register.fields if f.searched]
    if not columns:
        raise OmniError("E_REGISTER_SEARCH", register=register.name)
    words = " ".join('"' + word.replace('"', '""') + '"*' for word in text.split())
    if not found or not words:
        return found
    # The index lives as long as the question: nothing to keep in step with the rows.
    memory = sqlite_utils.Database(memory=True)
    table = memory.table("rows")
    table.insert_all({"n": n, **{c: row[c] for c in columns}} for n, row in enumerate(found))
    table.enable_fts(columns, tokenize="unicode61 remove_diacritics 2")
    hits = [found[int(row["n"])] for row in table.search(words)]
    memory.close()
    return hits


def _masked(session: Session, register: Register, row: Record) -> Record:
    """Without what the actor has no right to see."""
    reader = session.reader
    return {
        name: reader.value(name, value, register.table, declared=_declared(register, name))
        for name, value in row.items()
    }


def _declared(register: Register, name: str) -> Secrecy | None:
    return "personal" if name in register.personal else None


def _of_key(session: Session, register: Register, key: Sequence[str]) -> list[Record]:
    tests = {
        name: _value(session, register.field(name), text)
        for name, text in zip(register.key, key, strict=False)
    }
    found = stored.rows(session.db, register.view, tests, register.key)
    if not found:
        raise OmniError("E_REGISTER_ROW", value=" ".join(key), register=register.name)
    return found


def _one(session: Session, register: Register, key: Sequence[str]) -> Record:
    found = _of_key(session, register, key)
    if len(found) > 1:
        more = ", ".join(_header(session, register.field(n)) for n in register.key[len(key) :])
        fields = {"value": " ".join(key), "count": len(found), "more": more}
        raise OmniError("E_REGISTER_SEVERAL", register=register.name, **fields)
    return found[0]


def _cells(session: Session, register: Register, row: Record) -> dict[str, str]:
    zone = session.workspace.settings.timezone
    return {f.name: c for f, c in zip(register.fields, cells_of(register, row, zone), strict=True)}


def _enter(
    session: Session,
    register: Register,
    cells: Mapping[str, str],
    known: Sequence[Record],
    reason: str | None,
    *,
    deleted: bool = False,
) -> Entry:
    """Import a form of one row that says everything of it, newer than what is known of it."""
    now = session.now
    for row in known:
        # Two entries within a second would otherwise have no order.
        now = max(now, datetime.fromisoformat(str(row["effective_at"])) + timedelta(seconds=1))
    marks = {
        WHOLE_HEADER: "ya",
        DELETED_HEADER: "ya" if deleted else "tidak",
        NOTED_HEADER: f"{datetime.now(tz=now.tzinfo).isoformat()} {reason or ''}".strip(),
    }
    heads = [*(f.header[0] for f in register.fields), *marks]
    line = [*(cells.get(f.name, "") for f in register.fields), *marks.values()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{register.name}-{session.actor.username}-{now:%Y%m%d-%H%M%S}.csv"
        path.write_bytes(_csv([heads, [csv_text(cell) for cell in line]]))
        request = ImportRequest(files=[path], hint=register.name, effective_at=instant(now))
        result = import_files(session, request, registry())
    (outcome,) = result.files
    for issue in outcome.issues:
        if issue.severity == "error":
            raise issue.error()
    assert result.batch is not None
    key = " · ".join(str(cells[name]) for name in register.key if cells.get(name))
    label = register.table_spec.label_of(cells) or key
    doubtful = [i for i in outcome.issues if i.severity == "warning" and not deleted]
    # The form of one row was omni's own: nobody knows its name.
    return Entry(label, result.batch, tuple(replace(i, file=label, row=None) for i in doubtful))


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()
