"""Data on stdout: as a table for people, as JSON or CSV for programs."""

import json
import sys
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING
from typing import Literal

from omnicli.ui.cells import Kind
from omnicli.ui.cells import is_number
from omnicli.ui.cells import printed
from omnicli.ui.cells import shown
from omnicli.ui.console import room
from omnicli.ui.state import say

__all__ = ["Column", "csv_cell", "csv_table", "emit", "emit_facts", "emit_json", "machine", "say"]

if TYPE_CHECKING:
    from rich.text import Text

Cell = str | int | float | bool | None
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of output. Amounts come in sen and are printed in rupiah under the bare name."""

    name: str
    title: str = ""
    kind: Kind = "text"

    @property
    def key(self) -> str:
        """The name in JSON and CSV: `spend_sen` is printed as `spend`, in rupiah."""
        suffix = {"sen": "_sen", "bps": "_bps", "times": "_bps"}.get(self.kind, "")
        return self.name.removesuffix(suffix) if suffix else self.name


def emit(
    rows: Iterable[Row],
    columns: Sequence[Column],
    fmt: Literal["table", "json", "csv"] | str,
    *,
    title: str | None = None,
    empty: str | None = None,
    lang: str = "id",
    whole: bool = False,
) -> None:
    """Print the rows in the format asked for. `empty` replaces a table without rows.

    JSON shows the columns, or the `whole` rows as they are.
    """
    if fmt == "json":
        emit_json(list(rows) if whole else [machine(row, columns) for row in rows])
    elif fmt == "csv":
        _csv(rows, columns)
    else:
        _table(list(rows), columns, title=title, empty=empty, lang=lang)


def emit_json(value: object) -> None:
    """Print one JSON value."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def machine(row: Row, columns: Sequence[Column]) -> dict[str, object]:
    """A row as programs get it: rupiah as a number, ratios with four decimals, nulls kept."""
    return {column.key: plain(row.get(column.name), column.kind) for column in columns}


def plain(value: object, kind: Kind) -> object:
    """One value as programs get it."""
    if value is None:
        return None
    if kind == "sen" and isinstance(value, int):
        from omnicli.domain.money import json_rupiah  # decimal is slow to load

        return json_rupiah(value)
    if kind in {"bps", "times"} and isinstance(value, int | float):
        return round(value / 10_000, 4)
    if kind == "flag":
        return bool(value)
    if isinstance(value, float) and not isfinite(value):
        return None
    return value


def _csv(rows: Iterable[Row], columns: Sequence[Column]) -> None:
    sys.stdout.write(csv_table(rows, columns))


def csv_table(rows: Iterable[Row], columns: Sequence[Column]) -> str:
    """The rows as csv, with their header."""
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.key for column in columns])
    for row in rows:
        cells = machine(row, columns)
        writer.writerow([csv_cell(cells[column.key]) for column in columns])
    return out.getvalue()


def csv_cell(value: object) -> object:
    """A text that a spreadsheet would run as a formula gets a leading apostrophe."""
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r", "\0"}:
        return "'" + value
    return "" if value is None else value


def _table(
    rows: list[Row],
    columns: Sequence[Column],
    *,
    title: str | None,
    empty: str | None,
    lang: str,
) -> None:
    if not rows and empty is not None:
        sys.stdout.write(empty + "\n")
        return
    if title:
        sys.stdout.write(title + "\n\n")
    cells = [[printed(row.get(c.name), c.kind, lang) for c in columns] for row in rows]
    texts = [[row[n] for row in cells] for n in range(len(columns))]
    widths = [_width(column, lines) for column, lines in zip(columns, texts, strict=True)]
    if cells and not _fit(widths):
        _upright(cells, columns)
        return
    whole = [max(map(len, (_title(c), *lines))) for c, lines in zip(columns, texts, strict=True)]
    if _fit(whole):
        widths = whole
    from rich.table import Table
    from rich.text import Text

    from omnicli.ui.console import plain_box
    from omnicli.ui.console import render

    table = Table(
        box=plain_box(),
        header_style="bold",
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
    )
    for column, width in zip(columns, widths, strict=True):
        fixed = _is_whole(column.kind)
        table.add_column(
            Text(_title(column)),
            justify="right" if is_number(column.kind) else "left",
            width=width if fixed else None,
            min_width=width,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(_cell(row.get(column.name), column.kind, lang) for column in columns))
    render(table, sys.stdout)


_BETWEEN = 2
"""Blanks between two columns."""

_TEXT_ROOM = 12
"""Characters below which a text is not folded."""


def _fit(widths: Sequence[int]) -> bool:
    """Whether columns of these widths fit beside each other."""
    return sum(widths) + _BETWEEN * len(widths) <= room(sys.stdout)


def _title(column: Column) -> str:
    return column.title or column.key


def _is_whole(kind: Kind) -> bool:
    """Whether a value of this kind must never be cut or folded: half a number is another one."""
    return is_number(kind) or kind in {"date", "at"}


def _width(column: Column, texts: Sequence[str]) -> int:
    """The least room a column needs: whole numbers and days, the words of its title, some text."""
    longest = max(map(len, texts), default=0)
    heading = max(map(len, _title(column).split()), default=1)
    return max(longest if _is_whole(column.kind) else min(longest, _TEXT_ROOM), heading)


def _upright(cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> None:
    """Row by row, each value on a line of its own, where the screen is too narrow for a table."""
    for number, row in enumerate(cells):
        if number:
            sys.stdout.write("\n")
        emit_facts(dict(zip(map(_title, columns), row, strict=True)))


def _cell(value: object, kind: Kind, lang: str) -> "Text":
    from rich.text import Text

    dim = value is None or (is_number(kind) and value == 0)
    return Text(printed(value, kind, lang), style="dim" if dim else "")


def emit_facts(facts: Mapping[str, object]) -> None:
    """Print `name  value` lines, the names in one column."""
    import textwrap

    indent = 2 + max((len(name) for name in facts), default=0)
    beside = max(20, room(sys.stdout) - indent)
    for name, value in facts.items():
        lines = textwrap.wrap(shown(str(value)), beside) or [""]
        sys.stdout.write(f"{name:<{indent}}" + f"\n{'':<{indent}}".join(lines) + "\n")
