"""Settlement sources: components add up, control totals are proved, no rupiah stands twice."""

import pytest

from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.ingest.result import ReadPart
from omnicli.sources import registry
from samples import sample
from source_fixtures import SOURCES
from source_fixtures import Sheets
from source_fixtures import content
from source_fixtures import file_name
from source_fixtures import fixtures
from source_fixtures import parse
from source_fixtures import xlsx

MINE = ("shopee-income", "tiktok-income", "shopee-balance", "tokopedia-saldo")
COMPONENTS = ("gross_sen", "shipping_sen", "fee_sen", "tax_sen", "other_sen")


def _read(data: bytes, name: str) -> ReadFile:
    return read_file(None, data, file_name=name, specs=registry(), account="main")


def _sample(name: str) -> ReadFile:
    return _read(sample(name).read_bytes(), name)


def _fixture(source: str, case: str) -> Sheets:
    return parse((SOURCES / source / f"{case}.xlsx.tsv").read_text(encoding="utf-8"))


def _net(part: ReadPart, kind: str | None = None) -> int:
    lines = part.records
    return int(lines.filter(lines["kind"] == kind)["net_sen"].sum() if kind else _all(part))


def _all(part: ReadPart) -> int:
    return int(part.records["net_sen"].sum())


def _codes(read: ReadFile) -> list[str]:
    return [issue.code for issue in read.issues]


@pytest.mark.parametrize("source", MINE)
def test_components_add_up_to_the_net_of_every_line(source: str) -> None:
    """Also where the platform prints a component nobody knows."""
    for fixture in fixtures():
        if fixture.parent.name != source or fixture.name.startswith("refused"):
            continue
        for part in _read(content(fixture), file_name(fixture)).parts:
            present = [name for name in COMPONENTS if name in part.records.columns]
            summed = part.records.select(present).sum_horizontal()
            assert summed.to_list() == part.records["net_sen"].to_list()
            assert part.records["line_key"].is_unique().all()


def test_the_shopee_month_equals_its_summary() -> None:
    read = _sample("Income.sudah dilepas.id.20250801_20250822.xlsx")
    income, adjustments = read.parts
    assert (income.records.height, _net(income)) == (1469, 209_447_773_00)
    sums = {name: int(income.records[name].sum()) for name in COMPONENTS}
    assert sums["gross_sen"] == 256_561_664_00
    assert (sums["shipping_sen"], sums["fee_sen"]) == (-207_280_00, -46_906_611_00)
    assert (adjustments.records.height, _net(adjustments)) == (13, 1_199_631_00)
    assert _codes(read) == []


def test_a_shopee_file_that_was_cut_is_noticed() -> None:
    read = _sample("Income.sudah dilepas.id.20250501_20250518.xlsx")
    assert _net(read.parts[0]) == 33_969_511_00
    (issue,) = read.issues
    assert issue.code == "W_CONTROL_TOTAL"
    assert "48.345.606" in issue.error().message("id")


def test_one_row_less_is_noticed() -> None:
    sheets = _fixture("shopee-income", "classic-43-columns")
    whole = _read(xlsx(sheets), "income.xlsx")
    sheets["Income"].pop()
    cut = _read(xlsx(sheets), "income.xlsx")
    assert (_codes(whole), _codes(cut)) == ([], ["W_CONTROL_TOTAL"])


def test_ads_paid_out_of_an_order_are_no_fee_of_it() -> None:
    read = _read(xlsx(_fixture("shopee-income", "classic-43-columns")), "income.xlsx")
    income = read.parts[0]
    assert _net(income, "ads_topup") == -2_000_00
    assert _net(income) == 54_450_00
    assert income.origins["row_no"].n_unique() + sum(income.skipped.values()) == income.rows_read


def test_sku_rows_never_count() -> None:
    sheets = _fixture("shopee-income", "layout-2026")
    whole = _read(xlsx(sheets), "income.xlsx")
    sheets["Penghasilan"] = [row for row in sheets["Penghasilan"] if "Sku" not in row]
    orders_only = _read(xlsx(sheets), "income.xlsx")
    assert whole.parts[0].records.equals(orders_only.parts[0].records)
    assert "W_COMPONENTS" not in _codes(whole)


@pytest.mark.parametrize(
    ("name", "orders", "settled", "earnings"),
    [
        ("income_20250823043937.xlsx", 39, 4_997_009_00, 18),
        ("income_20260607200348.xlsx", 213, 11_362_782_00, 31),
    ],
)
def test_tiktok_orders_reports_and_earnings_are_the_same_rupiah(
    name: str, orders: int, settled: int, earnings: int
) -> None:
    """Told three times, kept apart by ledger, counted once."""
    read = _sample(name)
    detail, wallet = read.parts
    assert (detail.records.height, _net(detail)) == (orders, settled)
    assert set(detail.records["ledger"]) == {"detail"}
    assert set(wallet.records["ledger"]) == {"wallet"}
    earned = wallet.records.filter(wallet.records["kind"] == "revenue")
    assert (earned.height, int(earned["net_sen"].sum())) == (earnings, settled)
    assert _codes(read) == []


def test_tiktok_keys_are_the_same_in_both_languages() -> None:
    """An order exported in English and in Indonesian is one line."""
    english = _read(xlsx(_fixture("tiktok-income", "79-columns-english")), "en.xlsx")
    indonesian = _read(xlsx(_fixture("tiktok-income", "79-columns-indonesian")), "id.xlsx")
    assert english.parts[0].records.equals(indonesian.parts[0].records)


def test_no_bank_account_is_kept() -> None:
    for source, case in (("tiktok-income", "59-columns-utc"), ("tokopedia-saldo", "all-families")):
        read = _read(xlsx(_fixture(source, case)), "wallet.xlsx")
        texts = [str(row) for part in read.parts for row in part.records.rows()]
        assert not [t for t in texts if "3733" in t or "000123456" in t or "PEMILIK" in t]


def test_a_balance_of_payouts_only_is_not_provable_and_no_error() -> None:
    read = _sample("my_balance_transaction_report.shopee.20240601_20250601.xlsx")
    (wallet,) = read.parts
    assert (wallet.records.height, _net(wallet, "withdraw")) == (230, -428_288_260_00)
    assert [(i.code, i.severity) for i in read.issues] == [("N_BALANCE_NOT_PROVABLE", "notice")]


def test_a_missing_movement_breaks_the_balance() -> None:
    sheets = _fixture("tokopedia-saldo", "all-families")
    del sheets["Sheet1"][9]
    found = _codes(_read(xlsx(sheets), "saldo.xlsx"))
    assert found.count("W_BALANCE_BROKEN") == 1


def test_two_equal_payouts_both_stay() -> None:
    read = _read(xlsx(_fixture("shopee-balance", "payouts-only")), "saldo.xlsx")
    assert read.parts[0].records.height == 3


def test_fees_of_a_category_are_found_on_every_sheet_of_orders() -> None:
    """Rows go on from sheet to sheet, and the sheet may have any name."""
    sheets = _fixture("shopee-income", "layout-2026")
    whole = _read(xlsx(sheets), "income.xlsx").parts[0]
    name, top = whole.sheet, whole.header_row
    rows = sheets[name]
    half = {name: rows[: top + 1], "Lain": [*rows[:top], *rows[top + 1 :]]}
    parted = _read(xlsx({**sheets, **half}), "income.xlsx").parts[0]
    key = ["line_key", *COMPONENTS, "net_sen"]
    assert parted.records.select(key).sort(key).equals(whole.records.select(key).sort(key))
