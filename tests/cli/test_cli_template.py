"""`omni template`: forms that can be filled in and imported, and never lost."""

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import Omni
from omnicli.templates import templates
from omnicli.templates.form import fields

HEADERS = [field.header for field in fields(templates()["orders"])]


def sheet_names(book: zipfile.ZipFile) -> list[str]:
    return re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())


def part(book: zipfile.ZipFile, number: int) -> str:
    return book.read(f"xl/worksheets/sheet{number}.xml").decode()


def strings(book: zipfile.ZipFile) -> list[str]:
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(item.itertext()) for item in root]


@pytest.fixture
def book(omni: Omni, tmp_path: Path) -> zipfile.ZipFile:
    target = tmp_path / "pesanan.xlsx"
    assert omni("template", "orders", "-o", target).code == 0
    return zipfile.ZipFile(target)


def test_the_templates_are_listed(omni: Omni) -> None:
    rows = omni("template", "--json").json

    assert {row["template"] for row in rows} == set(templates())
    assert "omni import orders" in omni("template").out


def test_a_template_needs_no_workspace(tmp_path: Path, omni: Omni) -> None:
    target = tmp_path / "kosong" / "pesanan.csv"

    assert omni("template", "orders", "-o", target, "-w", tmp_path / "nowhere").code == 0
    assert target.is_file()


@pytest.mark.parametrize("name", sorted(templates()))
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_importing_an_untouched_template_changes_nothing(
    name: str, kind: str, omni: Omni, tmp_path: Path
) -> None:
    target = tmp_path / f"kosong.{kind}"
    omni("template", name, "-o", target)
    for hint in ((), (templates()[name].spec.name,)):
        ran = omni("import", *hint, target, "--json")

        assert ran.code == 0
        (file,) = ran.json["files"]
        assert (file["source"], file["rows"]["read"]) == (templates()[name].spec.name, 0)


def test_the_csv_is_the_header_line(omni: Omni, tmp_path: Path) -> None:
    target = tmp_path / "pesanan.csv"
    omni("template", "orders", "-o", target)

    assert list(csv.reader(io.StringIO(target.read_text(encoding="utf-8")))) == [HEADERS]


def test_the_workbook_has_a_form_a_guide_and_the_regions(book: zipfile.ZipFile) -> None:
    assert sheet_names(book) == ["Pesanan", "Petunjuk", "Wilayah", "Kurir", "Pilihan"]
    written = strings(book)
    assert set(HEADERS) <= set(written)
    assert {"Jawa Barat", "Kota Bandung", "Kabupaten Bandung", "SiCepat"} <= set(written)
    for field in fields(templates()["orders"]):
        assert field.help[0] in written


def test_closed_values_have_drop_downs(book: zipfile.ZipFile) -> None:
    rules = re.findall(r"<dataValidation [^>]*>.*?</dataValidation>", part(book, 1))
    columns = {m[1] for rule in rules if (m := re.search(r'sqref="([A-Z]+)2', rule))}
    wanted = {"Platform", "Status", "Status Bayar", "Jenis Produk", "Kurir"}

    assert columns == {chr(ord("A") + HEADERS.index(h)) for h in wanted}
    assert all('type="list"' in rule and "Pilihan!" in rule for rule in rules)


def test_ids_and_phones_are_text_cells(book: zipfile.ZipFile) -> None:
    """Excel must not turn a long number into `6.28E+12`."""
    styles = re.findall(r'<xf numFmtId="(\d+)"', book.read("xl/styles.xml").decode())[1:]
    looks = {
        int(n): styles[int(style)]
        for n, style in re.findall(r'<col min="(\d+)" [^>]*?style="(\d+)"', part(book, 1))
    }
    for header in ("No Pesanan", "No HP", "SKU", "No Resi"):
        assert looks[HEADERS.index(header) + 1] == "49"  # the text format


def test_below_the_header_nothing_is_written_and_nothing_computes(book: zipfile.ZipFile) -> None:
    assert re.findall(r'<row r="(\d+)"', part(book, 1)) == ["1"]
    assert not any("<f>" in part(book, n) for n in range(1, 6))


def test_equal_templates_are_equal_bytes(omni: Omni, tmp_path: Path) -> None:
    one, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    omni("template", "orders", "-o", one)
    omni("template", "orders", "-o", other)

    assert one.read_bytes() == other.read_bytes()


def test_the_guide_speaks_the_language(omni: Omni, tmp_path: Path) -> None:
    target = tmp_path / "en.xlsx"
    omni("template", "orders", "-o", target, "--lang", "en")
    written = strings(zipfile.ZipFile(target))

    assert "One row per item." in written
    assert set(HEADERS) <= set(written)


def test_a_filled_form_is_not_lost(omni: Omni, tmp_path: Path) -> None:
    target = tmp_path / "pesanan.csv"
    target.write_text("sudah diisi")
    ran = omni("template", "orders", "-o", target)

    assert (ran.code, ran.first_error) == (2, "E_OUTPUT_EXISTS")
    assert target.read_text() == "sudah diisi"
    assert omni("template", "orders", "-o", target, "--force").code == 0
    assert target.read_text() != "sudah diisi"


@pytest.mark.parametrize(
    ("words", "code"),
    [(("pesanan",), "E_TEMPLATE_UNKNOWN"), (("orders", "-o", "x.pdf"), "E_FORMAT")],
)
def test_what_cannot_be_written_is_refused(words: tuple[str, ...], code: str, omni: Omni) -> None:
    ran = omni("template", *words)

    assert (ran.code, ran.first_error) == (2, code)


def test_a_filled_csv_becomes_orders(omni: Omni, tmp_path: Path) -> None:
    target = tmp_path / "pesanan.csv"
    omni("template", "orders", "-o", target)
    filled = {
        "Platform": "lazada",
        "No Pesanan": "LZ-1",
        "Tanggal": "2025-08-04",
        "Status": "selesai",
        "Nama Produk": "Sabun",
        "Jumlah": "2",
        "Harga Satuan": "30.000",
    }
    with target.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, HEADERS).writerow(filled)

    assert omni("import", "orders", target).code == 0
    sql = "SELECT platform, order_no, status, net_revenue_sen FROM orders"
    assert omni("sql", sql, "--json").json == [
        {
            "platform": "lazada",
            "order_no": "LZ-1",
            "status": "completed",
            "net_revenue_sen": 6_000_000,
        }
    ]


def typed(header: str, text: str) -> str:
    """A cell of row 2 as a spreadsheet stores text."""
    place = f"{column_name(header)}2"
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def column_name(header: str) -> str:
    return chr(ord("A") + HEADERS.index(header))


def test_a_workbook_filled_in_a_spreadsheet_becomes_orders(
    book: zipfile.ZipFile, omni: Omni, tmp_path: Path
) -> None:
    """Numbers and dates come as numeric cells, ids and phones as the text they were typed as."""
    date_style = re.search(r'<col min="4" [^>]*?style="(\d+)"', part(book, 1))
    assert date_style
    cells = [
        typed("Platform", "blibli"),
        typed("No Pesanan", "00120250804"),
        f'<c r="D2" s="{date_style[1]}"><v>45873.427083333336</v></c>',
        typed("Status", "selesai"),
        typed("No HP", "081234569003"),
        typed("Nama Produk", "=2+3"),
        f'<c r="{column_name("Jumlah")}2"><v>2</v></c>',
        f'<c r="{column_name("Harga Satuan")}2"><v>30000</v></c>',
    ]
    row = f'<row r="2">{"".join(cells)}</row></sheetData>'
    target = tmp_path / "terisi.xlsx"
    with zipfile.ZipFile(target, "w") as filled:
        for name in book.namelist():
            data = book.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>", row.encode())
            filled.writestr(name, data)

    assert omni("import", target).code == 0
    sql = "SELECT order_no, ordered_at, recipient_phone, quantity, net_revenue_sen FROM orders"
    assert omni("sql", sql, "--json").json == [
        {
            "order_no": "00120250804",
            "ordered_at": "2025-08-04T03:15:00Z",
            "recipient_phone": "+6281234569003",
            "quantity": 2,
            "net_revenue_sen": 6_000_000,
        }
    ]
