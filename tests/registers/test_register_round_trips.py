"""S1-01…S1-07, S1-40, F-64: every form filled with a thousand rows, as spreadsheets leave them.

Each register's own form is written, filled, imported, exported, imported again and compared; a form
that was not filled changes nothing. What a cell must come out as is said here, by type, not read
from what comes out.
"""

import csv
import datetime
from pathlib import Path
from typing import Any

import fastexcel
import pytest
import xlsxwriter

from canonical import dump
from conftest import Omni
from omnicli.registers._model import Field
from omnicli.registers._model import Register
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace
from some_registers import some

sizes = pytest.mark.parametrize("many", [60, pytest.param(1_000, marks=pytest.mark.slow)])
"""A thousand rows in the campaign; every quirk of every type also in sixty."""
EPOCH = datetime.date(1899, 12, 30)
JUNE = datetime.date(2025, 6, 1)

Written = tuple[str, object]
"""How a cell is written (`text`, `number`, `date`, `time`) and what."""


def day_of(n: int) -> datetime.date:
    """Days in the order of the rows, so that no reading but one is possible."""
    return JUNE + datetime.timedelta(days=n // 4)


def cell(field: Field, n: int) -> tuple[Written, object]:
    """The n-th cell as somebody or their spreadsheet left it, and what it must come out as."""
    if field.type == "choice":
        words = list(field.choices)
        word = words[n % len(words)]
        return ("text", (word, word.upper(), f" {word} ", word.lower())[n % 4]), field.choices[word]
    return CELLS[field.type](n, n % 4)


def _text(n: int, turn: int) -> tuple[Written, object]:
    text = f"Teks {n}" if turn != 2 else f"=Teks {n}"
    return ("text", (f" {text}", f"{text}  ", text, f"\u00a0{text}")[turn]), text


def _id(n: int, turn: int) -> tuple[Written, object]:
    # A number to the spreadsheet; a text keeps its zeros.
    return (
        (("number", 100_000 + n), str(100_000 + n))
        if turn == 0
        else (
            ("text", f"00{n}X"),
            f"00{n}X",
        )
    )


def _money(n: int, turn: int) -> tuple[Written, object]:
    amount = 1_000 + n % 900
    dots = f"{amount:,}".replace(",", ".")
    written = (amount, f"Rp{dots}", str(amount), f"{dots},00")[turn]
    return ("text" if turn else "number", written), amount


def _count(n: int, turn: int) -> tuple[Written, object]:
    written = (n, str(n), float(n), f"{n:,}".replace(",", "."))[turn]
    return ("text" if turn in {1, 3} else "number", written), n


def _percent(n: int, turn: int) -> tuple[Written, object]:
    share = n % 101
    return (
        "text" if turn in {1, 3} else "number",
        (share, str(share), float(share), f"{share} %")[turn],
    ), share


def _day(n: int, turn: int) -> tuple[Written, object]:
    day = day_of(n)
    texts = (f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%d-%m-%Y}")
    return (("text", texts[turn - 1]) if turn else ("date", day)), day.isoformat()


def _time(n: int, turn: int) -> tuple[Written, object]:
    at = datetime.datetime.combine(day_of(n), datetime.time(14, 5))
    texts = (f"{at:%d/%m/%Y %H:%M}", f"{at:%Y-%m-%d %H:%M:%S}", f"{at:%Y-%m-%d %H:%M}")
    return (("text", texts[turn - 1]) if turn else ("time", at)), f"{at.date()}T07:05:00Z"


def _phone(n: int, turn: int) -> tuple[Written, object]:
    # Excel takes the zero off 0812…, and makes 62812… a number.
    number = str(81_200_000_000 + n)
    spelled = (int(number), int(f"62{number}"), f"0{number}", f"+62 {number[:3]}-{number[3:]}")
    return ("text" if turn > 1 else "number", spelled[turn]), f"+62{number}"


def _flag(_n: int, turn: int) -> tuple[Written, object]:
    return ("text", ("ya", "tidak", "Ya", "TIDAK")[turn]), turn in {0, 2}


CELLS = {
    "text": _text,
    "id": _id,
    "money": _money,
    "count": _count,
    "percent": _percent,
    "day": _day,
    "time": _time,
    "phone": _phone,
    "flag": _flag,
}


def filled(register: Register, many: int, template: Path, target: Path) -> list[dict[str, object]]:
    """The form with its header and a thousand rows; gives what must come out, by column."""
    heads = fastexcel.read_excel(template).load_sheet(0, header_row=0).to_polars().columns
    assert heads == [f.header[0] for f in register.fields]
    must = []
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(register.sheet)
        looks = {
            "date": book.add_format({"num_format": "dd/mm/yyyy"}),
            "time": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        }
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head)
        for n in range(many):
            row = {}
            for place, field in enumerate(register.fields):
                (kind, value), meant = cell(field, n)
                # Lists show what an empty cell means as empty.
                row[field.name] = None if meant == field.default else meant
                _put(sheet, (n + 1, place), kind, value, looks)
            must.append(row)
        # A title that somebody merged over an empty row below the list.
        sheet.merge_range(many + 2, 0, many + 2, max(1, len(heads) - 1), "")
    return must


def _put(sheet: Any, at: tuple[int, int], kind: str, value: object, looks: dict[str, Any]) -> None:
    if kind == "text":
        sheet.write_string(*at, value)
    elif kind == "number":
        sheet.write_number(*at, value)
    else:
        sheet.write_datetime(*at, value, looks[kind])


def imported(omni: Omni, register: Register, path: Path) -> dict[str, Any]:
    """The account of an import's rows."""
    ran = omni("import", register.name, path, "--json")
    assert ran.code == 0, (ran.out[-3000:], ran.err)
    (file,) = ran.json["files"]
    return dict(file["rows"])


def short(name: str) -> str:
    """A column as `--json` calls it."""
    return name.removesuffix("_sen")


@some
@sizes
def test_a_thousand_rows_as_a_spreadsheet_leaves_them_come_back_as_meant(
    register: Register, many: int, omni: Omni, tmp_path: Path, workspace: Workspace
) -> None:
    """Write, fill, import, export, compare; then the export again, and undo."""
    assert omni("template", register.name, "-o", tmp_path / "form.xlsx").code == 0
    before = dump(workspace.warehouse)
    must = filled(register, many, tmp_path / "form.xlsx", tmp_path / "terisi.xlsx")
    account = imported(omni, register, tmp_path / "terisi.xlsx")
    assert (account["read"], account["inserted"], account["rejected"]) == (many, many, 0)

    listed = omni(register.name, register.list_verb, "--json").json
    names = [short(f.name) for f in register.fields]
    key = [short(name) for name in register.key]
    expected = sorted(
        ({short(n): v for n, v in row.items()} for row in must),
        key=lambda row: [str(row[k]) for k in key],
    )
    found = sorted(listed, key=lambda row: [str(row[k]) for k in key])
    for name in names:
        assert [r[name] for r in found] == [r[name] for r in expected], name

    for name in ("lagi.xlsx", "lagi.csv"):
        assert omni(register.name, "export", "-o", tmp_path / name).code == 0
        again = imported(omni, register, tmp_path / name)
        assert (again["read"], again["unchanged"]) == (many, many), name
    assert omni(register.name, register.list_verb, "--json").json == listed
    for batch in (3, 2, 1):
        assert omni("batches", "undo", str(batch)).code == 0
    assert dump(workspace.warehouse) == before


@some
def test_a_form_that_was_not_filled_changes_nothing(
    register: Register, omni: Omni, tmp_path: Path, workspace: Workspace
) -> None:
    """S1-03: whether a list is empty or not."""
    assert omni("template", register.name, "-o", tmp_path / "form.xlsx").code == 0
    words = [w for f in register.fields for w in (f.option, str(cell(f, 3)[0][1]).strip())]
    assert omni(register.name, "add", *words).code == 0, words
    before = dump(workspace.warehouse)
    ran = omni("import", register.name, tmp_path / "form.xlsx", "--json")
    assert ran.code == 0, ran.out + ran.err
    assert ran.json["files"][0]["rows"]["read"] == 0
    assert dump(workspace.warehouse) == before


def _form(register: Register, numbers: range, shift: int, path: Path, **marks: str) -> Path:
    """Rows of these keys; `shift` changes what the other columns say."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*(f.header[0] for f in register.fields), *marks])
        for n in numbers:
            turned = [
                cell(f, 4 * n + 3 if f.name in register.key else 4 * (n + shift) + 3)[0][1]
                for f in register.fields
            ]
            writer.writerow([*turned, *marks.values()])
    return path


def _import(workspace: Workspace, register: Register, path: Path, day: int) -> None:
    request = ImportRequest(
        files=[path], hint=register.name, effective_at=f"2025-07-{day:02d}T00:00:00Z"
    )
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        import_files(session, request, registry())


@some
def test_any_batch_taken_back_is_as_if_it_never_came(
    register: Register, omni: Omni, tmp_path: Path, workspace: Workspace
) -> None:
    """One that adds, one that changes, one that deletes; each of them alone, and back again."""
    files = [
        _form(register, range(4), 0, tmp_path / "baru.csv"),
        _form(register, range(2, 6), 1, tmp_path / "ubah.csv"),
        _form(register, range(1, 3), 0, tmp_path / "hapus.csv", Hapus="ya"),
    ]
    for day, path in enumerate(files, 1):
        _import(workspace, register, path, day)
    whole = dump(workspace.warehouse)
    for gone in (1, 2, 3):
        never = set_up(tmp_path / f"tanpa-{gone}", store_name="Toko Uji").workspace
        for day, path in enumerate(files, 1):
            if day != gone:
                _import(never, register, path, day)
        assert omni("batches", "undo", str(gone)).code == 0
        table = register.table
        assert (
            dump(workspace.warehouse, by_file=False)[table]
            == dump(never.warehouse, by_file=False)[table]
        )
        assert omni("batches", "redo", str(gone)).code == 0
        assert dump(workspace.warehouse) == whole
