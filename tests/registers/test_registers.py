"""What every register promises: its table, its form, its commands, and the laws of importing.

A new register gets all of this by existing; the cells are made from the types of its fields.
"""

import csv
import io
import re
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

from canonical import dump
from conftest import Omni
from omnicli.registers import registers
from omnicli.registers._model import Field
from omnicli.registers._model import Register
from omnicli.workspace import Workspace
from some_registers import each
from some_registers import some
from speed import migrated

if TYPE_CHECKING:
    from collections.abc import Callable

SERIAL = 45_869
"""The number a spreadsheet keeps for 2025-07-31."""

Row = dict[str, str]


def cell(field: Field, n: int) -> str:
    """What a person writes into the n-th row."""
    made: dict[str, Callable[[], str]] = {
        "text": lambda: f"Teks {n}",
        "id": lambda: f"00{n}7",
        "money": lambda: ("1.500.000", "79000", "30.000,50")[n % 3],
        "count": lambda: ("1.200", "7", "0")[n % 3],
        "percent": lambda: ("100", "7", "0")[n % 3],
        "day": lambda: ("01/08/2025", "2025-08-02", "03-08-2025")[n % 3],
        "time": lambda: ("01/08/2025 14:05", "2025-08-02 09:30", "03/08/2025")[n % 3],
        "phone": lambda: ("0812345678", "+62812345679", "6281234568")[n % 3] + str(n),
        "flag": lambda: "ya",
        "choice": lambda: list(field.choices)[n % len(field.choices)],
    }
    return made[field.type]()


def rows(register: Register, count: int = 3) -> list[Row]:
    """Rows of different keys, every column filled."""
    return [{f.header[0]: cell(f, n) for f in register.fields} for n in range(count)]


def form(register: Register, filled: list[Row], folder: Path, name: str = "isi.csv") -> Path:
    """The register's form as csv, with these rows."""
    heads = list(dict.fromkeys(head for row in filled for head in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, heads)
    writer.writeheader()
    writer.writerows(filled)
    path = folder / name
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def listed(omni: Omni, register: Register) -> list[dict[str, Any]]:
    """The rows as programs get them."""
    ran = omni(register.name, register.list_verb, "--json")
    assert ran.code == 0, ran.err
    return list(ran.json)


def key_of(register: Register, row: dict[str, Any]) -> list[str]:
    """The words that name a row; an empty part at the end is left out."""
    parts = [row[register.field(name).name] for name in register.key]
    return [str(part) for part in parts if part is not None]


def imported(omni: Omni, register: Register, path: Path) -> dict[str, Any]:
    """Import a form; gives the account of its rows."""
    ran = omni("import", register.name, path, "--json")
    assert ran.code == 0, ran.out + ran.err
    (file,) = ran.json["files"]
    return dict(file["rows"])


def shape(db: sqlite3.Connection, table: str) -> tuple[object, ...]:
    """What a table is: its columns, its unique keys, whether it is strict, its checks."""
    columns = db.execute(
        f"SELECT name, type, \"notnull\", hidden FROM pragma_table_xinfo('{table}')"
    )
    keys = [
        tuple(name for (name,) in db.execute(f"SELECT name FROM pragma_index_info('{index}')"))
        for index, unique in db.execute(
            f"SELECT name, \"unique\" FROM pragma_index_list('{table}')"
        )
        if unique
    ]
    (sql,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    checks = sorted(re.findall(r"CHECK \([^)]*\)+", sql))
    return sorted(columns), sorted(keys), sql.rstrip("; \n").endswith("STRICT"), checks


@each
def test_the_migration_makes_the_table_that_is_declared(register: Register) -> None:
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as made,
        closing(sqlite3.connect(":memory:")) as declared,
    ):
        migrated(made)
        declared.execute(register.ddl)

        assert shape(made, register.table) == shape(declared, register.table)


@each
def test_a_row_is_called_by_as_much_as_tells_it_from_others(register: Register) -> None:
    """Of a reward `100` alone says nothing: which program's."""
    cells = {f.name: cell(f, 1) for f in register.fields}
    label = register.table_spec.label_of(cells)
    assert all(cells[name] in label for name in register.label or register.key)


@each
def test_headers_and_canonical_names_are_read_and_mean_one_column(register: Register) -> None:
    columns = register.spec.parts[0].columns
    spelled = [alias.casefold() for column in columns for alias in column.aliases]

    assert len(spelled) == len(set(spelled))
    for field in register.fields:
        assert {*field.header, field.name} <= {*field.column.aliases, field.name}
        assert field.help[0] != field.help[1]


@each
def test_a_filled_form_comes_back_from_an_export_as_it_went_in(
    register: Register, omni: Omni, tmp_path: Path
) -> None:
    """Import, export as csv and xlsx: both say nothing new, and the list is the same."""
    account = imported(omni, register, form(register, rows(register), tmp_path))
    assert (account["read"], account["inserted"]) == (3, 3)
    before = listed(omni, register)
    assert len(before) == 3
    for name in ("lagi.csv", "lagi.xlsx"):
        assert omni(register.name, "export", "-o", tmp_path / name).code == 0
        again = imported(omni, register, tmp_path / name)
        assert (again["unchanged"], again["read"]) == (3, 3), name
    assert listed(omni, register) == before


def spreadsheet(template: Path, register: Register, target: Path) -> None:
    """The form with one row as a spreadsheet keeps it: dates and amounts are numbers."""
    with zipfile.ZipFile(template) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    spans = re.findall(r'<col min="(\d+)" max="(\d+)" [^>]*?style="(\d+)"', sheet)
    styles = {n: style for a, b, style in spans for n in range(int(a), int(b) + 1)}
    cells = []
    for n, field in enumerate(register.fields):
        place = f"{chr(ord('A') + n)}2"
        style = styles.get(n + 1, "0")
        number = {"day": SERIAL, "time": SERIAL + 0.5, "money": 30_000, "count": 7}.get(field.type)
        if number is None:
            inline = f"<is><t>{escape(cell(field, 1))}</t></is>"
            cells.append(f'<c r="{place}" s="{style}" t="inlineStr">{inline}</c>')
        else:
            cells.append(f'<c r="{place}" s="{style}"><v>{number}</v></c>')
    row = f'<row r="2">{"".join(cells)}</row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", row).encode()
    with zipfile.ZipFile(target, "w") as filled:
        for name, data in parts.items():
            filled.writestr(name, data)


@some
def test_cells_that_a_spreadsheet_made_numbers_are_read_as_meant(
    register: Register, omni: Omni, tmp_path: Path
) -> None:
    assert omni("template", register.name, "-o", tmp_path / "form.xlsx").code == 0
    spreadsheet(tmp_path / "form.xlsx", register, tmp_path / "terisi.xlsx")
    assert imported(omni, register, tmp_path / "terisi.xlsx")["inserted"] == 1
    (row,) = listed(omni, register)
    for field in register.fields:
        value = row[field.name.removesuffix("_sen")]
        if field.type == "day":
            assert value == "2025-07-31"
        elif field.type == "time":
            assert value == "2025-07-31T05:00:00Z"
        elif field.type == "money":
            assert value == 30_000
        elif field.type == "id":
            assert value == "0017"


@each
def test_a_row_without_its_key_is_refused_and_the_others_stay(
    register: Register, omni: Omni, tmp_path: Path
) -> None:
    """What a merged cell leaves: the first row has the key, the one below it has none."""
    filled = rows(register, 2)
    filled[1] = {**filled[1], register.field(register.key[0]).header[0]: ""}
    ran = omni("import", register.name, form(register, filled, tmp_path), "--json")

    assert ran.code == 6
    assert ran.json["files"][0]["rows"]["rejected"] == 1
    assert len(listed(omni, register)) == 1


@some
def test_a_row_is_entered_changed_deleted_and_taken_back_by_hand(
    register: Register, omni: Omni, workspace: Workspace
) -> None:
    noun = register.name
    words = [w for f in register.fields for w in (f.option, cell(f, 1))]
    assert omni(noun, "add", *words).code == 0
    (first,) = listed(omni, register)
    key = key_of(register, first)
    # These show a person with all sales and a campaign with its figures, not a row of the list.
    by_row = noun not in {"customers", "campaign"}
    if by_row:
        assert omni(noun, "show", *key, "--json").json == [first]
    assert omni(noun, "add", *words).first_error == "E_REGISTER_EXISTS"

    changed = [f for f in register.fields if f.name not in register.key]
    field = changed[-1]
    other = "" if not field.required else cell(field, 2)
    assert omni(noun, "edit", *key, field.option, other, "--reason", "salah").code == 0
    (second,) = listed(omni, register)
    short = field.name.removesuffix("_sen")
    assert {k: v for k, v in first.items() if k != short} == {
        k: v for k, v in second.items() if k != short
    }
    assert second[short] != first[short]

    ran = omni(noun, "delete", *key, "--json")
    assert ran.code == 0
    assert listed(omni, register) == []
    if by_row:
        assert omni(noun, "show", *key).first_error == "E_REGISTER_ROW"
    before = dump(workspace.warehouse)
    assert omni("rebuild").code == 0
    assert dump(workspace.warehouse) == before
    assert omni("batches", "undo", str(ran.json["batch"])).code == 0
    assert listed(omni, register) == [second]
    assert omni("audit", "verify").code == 0


@some
def test_forms_keep_the_laws(
    register: Register, omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    """Again changes nothing, undo takes back, and the dataroom gives the same tables."""
    empty = dump(workspace.warehouse)
    first = form(register, rows(register, 2), tmp_path, "a.csv")
    last = form(register, rows(register, 3)[1:], tmp_path, "b.csv")
    imported(omni, register, first)
    alone = dump(workspace.warehouse)
    account = imported(omni, register, last)
    assert (account["unchanged"], account["inserted"]) == (1, 1)
    both = dump(workspace.warehouse)
    assert imported(omni, register, first)["unchanged"] == 2
    assert dump(workspace.warehouse) == both
    assert omni("batches", "undo", "2").code == 0
    assert dump(workspace.warehouse) == alone
    assert omni("batches", "undo", "1").code == 0
    assert dump(workspace.warehouse) == empty
    assert omni("batches", "redo", "2").code == 0
    assert omni("batches", "redo", "1").code == 0
    assert dump(workspace.warehouse) == both
    assert omni("rebuild").code == 0
    assert dump(workspace.warehouse) == both


@each
def test_a_file_without_a_name_of_its_kind_is_known_by_its_headers(
    register: Register, omni: Omni, tmp_path: Path
) -> None:
    ran = omni("import", form(register, rows(register), tmp_path, "download.csv"), "--json")

    assert ran.json["files"][0]["source"] == register.name


@each
def test_a_file_of_the_required_columns_alone_says_the_same_as_empty_cells(
    register: Register, omni: Omni, tmp_path: Path
) -> None:
    """The others are as empty as an empty cell, in the key too."""
    must = [f.header[0] for f in register.fields if f.required or f.header[0] in register.marks]
    filled = [{head: row[head] for head in must} for row in rows(register, 2)]
    path = form(register, filled, tmp_path)
    account = imported(omni, register, path)
    assert (account["inserted"], account["rejected"]) == (2, 0)
    wide = [{f.header[0]: row.get(f.header[0], "") for f in register.fields} for row in filled]
    again = imported(omni, register, form(register, wide, tmp_path, "lebar.csv"))
    assert (again["unchanged"], again["inserted"]) == (2, 0)


@each
def test_only_days_that_cannot_be_planned_are_warned_of_when_they_are_to_come(
    register: Register, omni: Omni, tmp_path: Path
) -> None:
    (row,) = rows(register, 1)
    days = [f for f in register.fields if f.type == "day"]
    ahead = {f.header[0]: f"{date.today() + timedelta(200):%Y-%m-%d}" for f in days}  # noqa: DTZ011
    ran = omni("import", register.name, form(register, [{**row, **ahead}], tmp_path), "--json")
    issues = [i for i in ran.json["files"][0]["issues"] if i["code"] == "W_DATE_RANGE"]
    assert len(issues) == len([f for f in days if not f.planned])


@each
def test_a_cell_hidden_by_a_merged_one_refuses_its_row_and_names_the_place(
    register: Register, omni: Omni, tmp_path: Path
) -> None:
    """Empty it would mean something else: no category, a cost since ever."""
    place = next(
        n for n, f in enumerate(register.fields) if not f.required or n == len(register.fields) - 1
    )
    heads = [f.header[0] for f in register.fields]
    path = tmp_path / "isi.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(register.sheet)
        looks = book.add_format({"border": 1})
        for n, row in enumerate([dict(zip(heads, heads, strict=True)), *rows(register, 3)]):
            for column, head in enumerate(heads):
                if (n, column) != (3, place):
                    sheet.write_string(n, column, row[head])
        sheet.merge_range(2, place, 3, place, rows(register, 3)[1][heads[place]], looks)
        sheet.merge_range(5, 0, 5, len(heads) - 1, "Catatan: diisi gudang pada hari Senin", looks)
    ran = omni("import", register.name, path, "--json")
    (file,) = ran.json["files"]
    issues = [i for i in file["issues"] if i["severity"] == "error"]
    assert [(i["code"], i["row"], i["column"]) for i in issues] == [
        ("E_CELL_MERGED", 4, heads[place])
    ]
    assert (file["rows"]["inserted"], file["rows"]["rejected"]) == (2, 1)


SHARES = [
    (r, f)
    for r in registers().values()
    for f in r.fields
    if "%" in f.header[0] or "percent" in f.name
]


@pytest.mark.parametrize(("register", "field"), SHARES, ids=lambda one: one.name)
def test_a_share_is_a_whole_percentage_of_a_hundred_at_most(
    register: Register, field: Field, omni: Omni, tmp_path: Path
) -> None:
    """Half a percent, a spreadsheet's 0.05 for 5 % and 150 % are refused by file and by hand."""
    assert field.type == "percent"
    written = ("5 %", "100", "0", "0.05", "7,5", "101", "150%", "-1", "banyak")
    filled = [
        {**row, field.header[0]: w} for row, w in zip(rows(register, 9), written, strict=True)
    ]
    ran = omni("import", register.name, form(register, filled, tmp_path), "--json")
    (file,) = ran.json["files"]
    refused = [(i["code"], i["value"]) for i in file["issues"] if i["severity"] == "error"]
    assert refused == [("E_PERCENT", share) for share in written[3:]]
    assert [row[field.name] for row in listed(omni, register)] == [5, 100, 0]
