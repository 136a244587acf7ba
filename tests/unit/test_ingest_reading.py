"""What reading does with headers, cells, keys and money, shown on a toy source."""

import polars as pl
import pytest

import source_fixtures
from ingest_builders import TOY_HEADERS
from ingest_builders import Cell
from ingest_builders import csv_bytes
from ingest_builders import package
from ingest_builders import read
from ingest_builders import read_part
from ingest_builders import sheet_xml
from ingest_builders import toy
from ingest_builders import toy_row
from ingest_builders import toy_xlsx
from ingest_builders import xlsx
from omnicli.domain.errors import OmniError
from omnicli.domain.phones import normalise_phone
from omnicli.ingest.convert.frame import convert_column
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import MoneyCount
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import MoneyStyle
from omnicli.sources import registry

TEXT = [[str(c) for c in toy_row()], [str(c) for c in toy_row("AB0002", "Wajan, besar")]]


def test_typed_values() -> None:
    """Each kind of column, from text to what the warehouse holds."""
    record = read_part(toy_xlsx(toy_row())).records.row(0, named=True)
    assert record == {
        "order_no": "AB0001",
        "ordered_at": "2025-08-01T03:00:00Z",
        "ordered_date": "2025-08-01",
        "status": "completed",
        "buyer_total_sen": 15_000_000,
        "voucher_sen": None,
        "recipient_phone": "+6281234567890",
        "quantity": 2,
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_csv_of_every_make_reads_alike(delimiter: str, newline: str, encoding: str) -> None:
    """Delimiter, line ends and encoding are found, not asked for."""
    plain = csv_bytes([TOY_HEADERS, *TEXT], delimiter=delimiter, newline=newline)
    part = read_part(plain.decode().encode(encoding))
    assert part.children is not None
    assert part.children["product_name"].to_list() == ["Panci", "Wajan, besar"]
    assert part.origins["row_no"].to_list() == [2, 3]


def test_a_sep_line_is_no_row() -> None:
    """Spreadsheets obey `sep=;` and do not show it."""
    data = b"sep=;\n" + csv_bytes([TOY_HEADERS, TEXT[0]], delimiter=";")
    assert read_part(data).origins["row_no"].to_list() == [2]


def test_cp1252_is_read_with_a_notice() -> None:
    """Old tools write it; the person should look at the names."""
    data = csv_bytes([TOY_HEADERS, [str(c) for c in toy_row(product="Café")]])
    found = read(data.decode().encode("cp1252"), name="a.csv")
    assert [i.code for i in found.issues] == ["N_ENCODING"]
    children = found.parts[0].children
    assert children is not None
    assert children["product_name"].to_list() == ["Café"]


def test_a_row_wider_than_the_header_is_an_error_with_its_row() -> None:
    """Nothing is cut off silently."""
    with pytest.raises(OmniError) as caught:
        read(csv_bytes([TOY_HEADERS, *[TEXT[0]] * 60, [*TEXT[0], "x"]]))
    assert (caught.value.code, caught.value.fields["row"]) == ("E_CSV_SHAPE", 62)


def test_row_numbers_are_those_a_spreadsheet_shows() -> None:
    """Rows above the header, empty rows and empty leading columns count."""
    rows: list[list[Cell]] = [
        ["Laporan"],
        [],
        ["", *TOY_HEADERS],
        ["", *toy_row()],
        [],
        ["", *toy_row("AB0002")],
    ]
    part = read_part(xlsx([[], *rows]))
    assert part.header_row == 4
    assert part.origins["row_no"].to_list() == [5, 7]
    assert part.skipped == {"blank": 1}


def test_hidden_sheets_are_never_used() -> None:
    """A hidden look-alike does not win, and alone it is no export."""
    good, other = sheet_xml([TOY_HEADERS, toy_row()]), sheet_xml([["x"], ["y"]])
    data = package({"h": good, "orders": sheet_xml([TOY_HEADERS])}, hidden=["h"])
    assert read_part(data).rows_read == 0
    told = [(i.code, i.sheet) for i in read(data).issues if i.severity == "warning"]
    assert told == [("W_SHEET_HIDDEN", "h")], "its rows are seen by nobody"
    data = package({"h": sheet_xml([TOY_HEADERS]), "orders": good}, hidden=["h"])
    assert not [i for i in read(data).issues if i.severity == "warning"]
    with pytest.raises(OmniError) as caught:
        read(package({"h": good, "o": other}, hidden=["h"]))
    assert caught.value.code == "E_UNKNOWN_FILE"


def test_headers_match_however_they_are_written() -> None:
    """Case, spaces, line breaks, NBSP and quotes do not matter; our own columns are ignored."""
    odd = [f'\u00a0"{h.upper()}"\n ' for h in TOY_HEADERS]
    found = read(xlsx([[*odd, "omni: alasan"], [*toy_row(), "x"]]))
    assert found.drift == ()
    assert found.parts[0].rows_rejected == 0


def test_a_needed_header_twice_is_refused() -> None:
    """Which of the two is meant cannot be known."""
    with pytest.raises(OmniError) as caught:
        read(xlsx([[*TOY_HEADERS, "Total"], [*toy_row(), "1"]]))
    assert (caught.value.code, caught.value.fields["column"]) == ("E_HEADER_AMBIGUOUS", "Total")


PHONES = b"No HP\n081234567890\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PHONES, "opt-outs"),
        (b"Nama,No HP\nSari,081234567890\n", "opt-outs"),
        (b"rbw_no\n7\n", "rbw"),
        (b"ID Kontak\nK-1\n", "leads"),
    ],
)
def test_a_list_that_its_owner_names_needs_no_mark_of_its_own(data: bytes, name: str) -> None:
    """Without a name the refusal says which lists its columns are enough for."""
    found = read_file(None, data, file_name="a.csv", specs=registry(), hint=name)
    assert (found.spec.name, found.parts[0].records.height) == (name, 1)
    with pytest.raises(OmniError) as caught:
        read_file(None, data, file_name="a.csv", specs=registry())
    assert caught.value.code == "E_UNKNOWN_FILE"
    assert f"omni import {name} " in caught.value.fields["near"][1]  # type: ignore[index]


def test_an_export_is_no_list_whatever_its_owner_calls_it() -> None:
    """A platform's file has phone numbers as well."""
    export = b"Account,No Rek,No HP\n1,2,081234567890\n"
    with pytest.raises(OmniError):
        read_file(None, export, file_name="a.csv", specs=registry(), hint="bca")
    orders = source_fixtures.content(source_fixtures.SOURCES / "scalev-orders/order-based.csv")
    with pytest.raises(OmniError, match="E_WRONG_SOURCE"):
        read_file(None, orders, file_name="a.csv", specs=registry(), hint="opt-outs")


def test_two_equal_claims_are_refused() -> None:
    """Never a guess."""
    with pytest.raises(OmniError) as caught:
        read(toy_xlsx(toy_row()), toy("one"), toy("two"))
    assert caught.value.code == "E_SOURCE_AMBIGUOUS"


def test_a_file_of_another_platform_is_named() -> None:
    """The hint is checked, not believed."""
    other = toy(
        "other-orders",
        platform="other",
        columns=(Column("order_no", ("Nomor Lain",), Id(), required=True),),
        event_times=(),
        sums=(),
    )
    with pytest.raises(OmniError) as caught:
        read(toy_xlsx(toy_row()), toy(), other, hint="other")
    assert caught.value.code == "E_WRONG_SOURCE"
    assert "toy-orders" in caught.value.message("id")


def test_a_missing_required_column_lists_the_nearest() -> None:
    """What is missing, what is there, and what comes close."""
    headers = ["Harga Jual" if h == "Harga" else h for h in TOY_HEADERS]
    with pytest.raises(OmniError) as caught:
        read(xlsx([headers, toy_row()]))
    assert caught.value.code == "E_COLUMN_MISSING"
    assert "Harga ≈ Harga Jual" in caught.value.hint("id")


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Total": "150.00"}, "E_MONEY", "Total"),
        ({"Total": "1e5"}, "E_MONEY", "Total"),
        ({"Dibuat": "2025-02-30 10:00"}, "E_DATE", "Dibuat"),
        ({"Jumlah": "1.5"}, "E_COUNT", "Jumlah"),
        ({"No Order": "5.76461E+17"}, "E_ID_DAMAGED", "No Order"),
        ({"No Order": ""}, "E_KEY_EMPTY", "No Order"),
    ],
)
def test_a_bad_cell_rejects_its_row_with_its_place(
    cells: dict[str, str], code: str, column: str
) -> None:
    """Code, sheet, row, column as the file calls it, value, and the row's raw cells."""
    bad = dict(zip(TOY_HEADERS, toy_row("AB0002"), strict=True)) | cells
    found = read(toy_xlsx(toy_row(), list(bad.values())))
    (issue,) = found.issues
    assert (issue.code, issue.sheet, issue.row, issue.column) == (code, "orders", 3, column)
    assert issue.raw is not None
    assert issue.raw["Produk"] == "Panci"
    assert (found.parts[0].rows_read, found.parts[0].rows_rejected) == (2, 1)


def test_a_date_out_of_range_is_kept_with_a_warning() -> None:
    """Suspicious, not impossible."""
    found = read(toy_xlsx(toy_row(Dibuat="2002-08-01 10:00")))
    assert [(i.code, i.severity) for i in found.issues] == [("W_DATE_RANGE", "warning")]
    assert found.parts[0].rows_rejected == 0


def test_rows_of_one_order_that_contradict_are_all_refused() -> None:
    """Money repeated per order must agree; an empty cell does not disagree."""
    part = read_part(
        toy_xlsx(
            toy_row("AB0001", "a"),
            toy_row("AB0001", "b", Total="1.000"),
            toy_row("AB0002", "a"),
            toy_row("AB0002", "b", Total=""),
        )
    )
    assert part.rows_rejected == 2
    assert part.records["order_no"].to_list() == ["AB0002"]
    assert part.money["buyer_total_sen"] == MoneyCount(30_000_000, 15_000_000, 15_000_000)
    assert part.money["unit_price_sen"] == MoneyCount(30_000_000, 15_000_000, 15_000_000)


def test_rows_beside_a_refused_row_are_held_with_it() -> None:
    """Else the repaired row alone would look like the whole order."""
    rows = [toy_row("AB0001", "a"), toy_row("AB0001", "b", Harga="x"), toy_row("AB0002")]
    found = read(toy_xlsx(*rows))
    assert [(i.row, i.code) for i in found.issues] == [(2, "E_SIBLING_REJECTED"), (3, "E_MONEY")]


def by_column(*texts: str) -> list[int | None]:
    """Sen of a money column whose style the column decides."""
    part = toy().parts[0]
    columns = (part.columns[0], Column("fee_sen", ("Biaya",), Money("by_column"), required=True))
    spec = toy(columns=columns, event_times=(), sums=())
    rows = [[f"AB{i:04}", text] for i, text in enumerate(texts)]
    children = read_part(xlsx([["No Order", "Biaya"], *rows]), spec).children
    assert children is not None
    return children["fee_sen"].to_list()


def test_a_column_decides_its_separators_as_a_whole() -> None:
    """Rupiah has no third decimal; longer amounts with decimals say that the column has."""
    assert by_column("1.000", "2.500.000") == [100_000, 250_000_000]
    assert by_column("1,000", "2,500.25") == [100_000, 250_025]
    assert by_column("7", "-12") == [700, -1_200]
    assert by_column("Rp 14.000", "7", "Rp2.500,-") == [1_400_000, 700, 250_000]
    assert by_column("-.162.000", "-.495") == [-16_200_000, -49_500]
    assert by_column("1.1996e+06") == [119_960_000]
    assert by_column("187.725", "4578.75") == [18_773, 457_875]


@pytest.mark.parametrize("texts", [("123.3", "123.456"), ("123,3", "123,456"), ("1.5", "1.000")])
def test_amounts_that_lost_only_some_of_their_zeros_are_refused(texts: tuple[str, ...]) -> None:
    """`123.300` written again by a spreadsheet is `123.3`: beside it, `123.456` is no decimal."""
    with pytest.raises(OmniError) as caught:
        by_column(*texts)
    assert caught.value.code == "E_MONEY_AMBIGUOUS"


@pytest.mark.parametrize(
    ("style", "text"),
    [("comma_thousands", "100.000"), ("dot_thousands", "100,000"), ("dot_thousands", "86.33")],
)
def test_what_contradicts_the_separators_of_a_column_is_refused(
    style: MoneyStyle, text: str
) -> None:
    """A bank that prints `100,000.00` never printed `100.000`."""
    column = Column("fee_sen", ("Biaya",), Money(style))
    typed = convert_column(pl.Series("fee_sen", [text]), column, "Asia/Jakarta")
    assert typed.series[0].to_list() == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("'6281234567890", "+6281234567890"),
        ("006281234567890", "+6281234567890"),
        ("62081234567890", "+6281234567890"),
        ("81234567890.0", "+6281234567890"),
        ("021-5551234 / 081234567890", "+6281234567890"),
        ("******12", None),
        ("628xxxx1234", None),
        ("6.28123E+12", None),
        ("0215551234", None),
        ("081", None),
        (None, None),
    ],
)
def test_phone_numbers(text: str | None, expected: str | None) -> None:
    """Only a number that surely is one person's mobile becomes a key."""
    assert normalise_phone(text) == expected


def test_a_cell_with_line_ends_is_no_line_in_quotes() -> None:
    """The look for lines saved as one cell reads such a cell as well."""
    data = b'"satu\rdua, tiga"\nx,y\n'
    with pytest.raises(OmniError, match="E_CSV_QUOTES"):
        read_file(None, data, file_name="a.csv", specs=registry())


def test_a_row_whose_number_says_total_is_none_of_the_orders_wherever_it_stands() -> None:
    rows = [[str(c) for c in toy_row()], [str(c) for c in toy_row("Grand Total:")]]
    for table in (rows, rows[::-1]):
        part = read_part(csv_bytes([TOY_HEADERS, *table]))
        assert (part.records["order_no"].to_list(), part.skipped.get("total")) == (["AB0001"], 1)
