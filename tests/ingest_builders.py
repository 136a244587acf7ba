"""Bytes of exports made by hand: raw XML workbooks, also hostile ones, csv, and a toy source.

Never our own writer: what reads and what writes must not share a mistake.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.ingest.result import ReadPart
from omnicli.ingest.spec import Choice
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True)
class Raw:
    """A cell as XML: attributes after `r` and what is inside."""

    attributes: str
    inside: str


def number(text: str) -> Raw:
    """A numeric cell holding exactly `text`."""
    return Raw("", f"<v>{text}</v>")


def error(token: str = "#N/A") -> Raw:
    """An error cell."""
    return Raw(' t="e"', f"<v>{token}</v>")


def formula(value: str | None = None) -> Raw:
    """A formula, by default without the value a spreadsheet would have stored."""
    return Raw("", "<f>A1+1</f>" + (f"<v>{value}</v>" if value is not None else ""))


Cell = str | Raw | None


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    head = letters(column // 26 - 1) if column >= 26 else ""
    return head + chr(ord("A") + column % 26)


def _cell(row: int, column: int, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Raw):
        return f'<c r="{letters(column)}{row}"{cell.attributes}>{cell.inside}</c>'
    text = f'<is><t xml:space="preserve">{escape(cell)}</t></is>'
    return f'<c r="{letters(column)}{row}" t="inlineStr">{text}</c>'


def sheet_xml(rows: Sequence[Sequence[Cell]], *, first_row: int = 1, extra: str = "") -> str:
    """A worksheet part; `extra` is put behind the last row."""
    body = "".join(
        f'<row r="{r}">' + "".join(_cell(r, c, cell) for c, cell in enumerate(row)) + "</row>"
        for r, row in enumerate(rows, start=first_row)
    )
    return f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{body}{extra}</sheetData></worksheet>'


def package(parts: dict[str, str], *, hidden: Sequence[str] = (), leave_out: str = "") -> bytes:
    """A workbook of worksheet parts by sheet name; `leave_out` names a sheet without its part."""
    names = list(enumerate(parts, start=1))
    sheets = "".join(
        f'<sheet name="{escape(n)}" sheetId="{i}" r:id="rId{i}"'
        + (' state="hidden"/>' if n in hidden else "/>")
        for i, n in names
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{_REL}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i, _ in names
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for i, _ in names
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
            f'officedocument.spreadsheetml.sheet.main+xml"/>{overrides}</Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">'
            f"<sheets>{sheets}</sheets></workbook>",
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        )
        for i, name in names:
            if name != leave_out:
                book.writestr(f"xl/worksheets/sheet{i}.xml", parts[name])
    return buffer.getvalue()


def xlsx(rows: Sequence[Sequence[Cell]], *, name: str = "orders", extra: str = "") -> bytes:
    """A workbook of one sheet."""
    return package({name: sheet_xml(rows, extra=extra)})


def csv_bytes(rows: Sequence[Sequence[str]], *, delimiter: str = ",", newline: str = "\n") -> bytes:
    """A csv file, UTF-8."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return buffer.getvalue().encode()


TOY_HEADERS = (
    "No Order",
    "Dibuat",
    "Status",
    "Total",
    "Kupon",
    "Telepon",
    "Produk",
    "Jumlah",
    "Harga",
)
"""The toy source's columns in file order."""

_MONEY = Money("dot_thousands")


def toy(
    name: str = "toy-orders",
    *,
    platform: str = "toy",
    marks: tuple[str, ...] = (),
    **changed: object,
) -> SourceSpec:
    """A small order source with every kind of column; `changed` replaces fields of its part."""
    fields: dict[str, object] = {
        "target": "orders",
        "key": ("order_no",),
        "event_times": ("ordered_at",),
        "sums": ("quantity",),
        "columns": (
            Column("order_no", ("No Order", "Order Number"), Id(r"[A-Z]{2}\d{4,}"), required=True),
            Column("ordered_at", ("Dibuat",), When(("%Y-%m-%d %H:%M",)), required=True, per="key"),
            Column("status", ("Status",), Choice({"selesai": "completed"}), per="key"),
            Column("buyer_total_sen", ("Total",), _MONEY, required=True, per="key"),
            Column("voucher_sen", ("Kupon",), _MONEY, per="key"),
            Column("recipient_phone", ("Telepon",), Phone(), per="key"),
            Column("product_name", ("Produk", "Nama Barang"), Text(), required=True),
            Column("quantity", ("Jumlah",), Count(), required=True),
            Column("unit_price_sen", ("Harga",), _MONEY, required=True),
        ),
        **changed,
    }  # fmt: skip
    part = Part(**fields)  # type: ignore[arg-type]
    return SourceSpec(
        name=name,
        version=1,
        platform=platform,
        title=("Contoh", "Toy"),
        formats=("xlsx", "csv"),
        marks=marks,
        parts=(part,),
    )


def toy_row(number: Cell = "AB0001", product: str = "Panci", **cells: Cell) -> list[Cell]:
    """One row of the toy export; `cells` replaces values by header."""
    values: dict[str, Cell] = {
        "No Order": number,
        "Dibuat": "2025-08-01 10:00",
        "Status": "Selesai",
        "Total": "150.000",
        "Kupon": "-",
        "Telepon": "0812-3456-7890",
        "Produk": product,
        "Jumlah": "2",
        "Harga": "75.000",
    }
    values.update({k.replace("_", " "): v for k, v in cells.items()})
    return [values[h] for h in TOY_HEADERS]


def toy_xlsx(*rows: Sequence[Cell]) -> bytes:
    """The toy export as a workbook."""
    return xlsx([TOY_HEADERS, *rows])


def read(
    data: bytes, *specs: SourceSpec, hint: str | None = None, name: str = "a.xlsx"
) -> ReadFile:
    """Read `data` with the given sources, by default the toy one."""
    known = {s.name: s for s in (specs or (toy(),))}
    return read_file(None, data, file_name=name, specs=known, hint=hint)


def read_part(data: bytes, *specs: SourceSpec) -> ReadPart:
    """The first part of `data`."""
    return read(data, *specs).parts[0]
