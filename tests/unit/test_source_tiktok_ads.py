"""TikTok ads: three reports, three sums; levels, totals and currency as the files print them."""

import pytest

from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry

PERIOD = ("2025-08-01", "2025-08-31")


def _read(text: str, period: tuple[str, str] | None = PERIOD) -> ReadFile:
    return read_file(
        None,
        text.encode(),
        file_name="ads.csv",
        specs=registry(),
        account="main",
        period=period,
    )


def _issues(read: ReadFile) -> list[str]:
    return [issue.code for issue in read.issues]


@pytest.mark.parametrize(
    ("names", "level"),
    [
        ("Campaign name", "campaign"),
        ("Campaign name,Ad group name", "adset"),
        ("Campaign name,Ad group name,Ad name", "ad"),
        ("Nama kampanye,Nama grup iklan", "adset"),
    ],
)
def test_the_level_is_the_finest_name_of_a_general_report(names: str, level: str) -> None:
    cells = ",".join("x" for _ in names.split(","))
    read = _read(f"{names},By Day,Cost\n{cells},2025-08-03,100.5\n")
    row = read.parts[0].records.row(0, named=True)
    assert (row["account"], row["level"], row["spend_sen"]) == ("main", level, 10050)
    assert (row["date_from"], row["date_to"]) == ("2025-08-03", "2025-08-03")


def test_the_days_of_a_file_win_over_the_period_it_is_told() -> None:
    read = _read("Campaign name,By Day,Cost\nA,2025-08-03,1\n", ("2024-01-01", "2024-12-31"))
    assert read.parts[0].records["date_from"].to_list() == ["2025-08-03"]


@pytest.mark.parametrize(
    ("header", "cells", "account", "ad"),
    [
        ("Nama LIVE,Pesanan SKU", "Malam,3", "main:and:gmv-max-live", "Malam"),
        ("ID produk,ID video", "17,75", "main:and:gmv-max-product", "75"),
        ("Product ID,Video ID,Creative type", "17,-,Card", "main:and:gmv-max-product", "Card"),
    ],
)
def test_each_gmv_max_report_has_an_account_beside_the_own_one(
    header: str, cells: str, account: str, ad: str
) -> None:
    """Their campaigns are run apart, so no report may silence another's days."""
    text = f"Nama kampanye,{header},Impresi iklan produk,Pendapatan kotor,Biaya\nP,{cells},9,7,1\n"
    row = _read(text).parts[0].records.row(0, named=True)
    assert (row["account"], row["level"], row["ad"]) == (account, "ad", ad)
    assert (row["campaign"], row["revenue_sen"]) == ("P", 700)


def test_gross_revenue_and_sku_orders_are_what_gmv_max_claims() -> None:
    text = (
        "Nama LIVE,Biaya,Biaya Bersih,Pesanan SKU,Pesanan SKU (Toko saat ini),Pendapatan kotor,"
        "Penghasilan bruto (Toko saat ini)\nMalam,100,90,5,4,1000,900\n"
    )
    row = _read(text).parts[0].records.row(0, named=True)
    assert (row["spend_sen"], row["revenue_sen"]) == (10_000, 100_000)
    assert (row["conversions"], row["results"], row["result_type"]) == (5, 5, "Pesanan SKU")


@pytest.mark.parametrize(
    ("printed", "found"), [("300.00", []), ("300", []), ("301", ["W_ADS_TOTAL"])]
)
def test_a_printed_total_is_proved_and_never_counted(printed: str, found: list[str]) -> None:
    """Rounding of the printed amounts is no difference; a rupiah is."""
    rows = "A,2025-08-01,99.99\nB,2025-08-01,200.01\n"
    read = _read(f"Campaign name,By Day,Cost\n{rows}Total of 2 results,-,{printed}\n")
    assert _issues(read) == found
    assert read.parts[0].skipped == {"total": 1}
    assert read.parts[0].money["spend_sen"].kept == 30_000


def test_a_campaign_whose_name_begins_with_total_is_no_total() -> None:
    read = _read("Campaign name,By Day,Cost\nTotal of it,2025-08-01,100\n")
    assert read.parts[0].skipped == {}


def test_a_count_below_five_is_unknown_and_rejects_nothing() -> None:
    read = _read("Campaign name,By Day,Cost,Conversions\nA,2025-08-01,100,<5\n")
    assert read.parts[0].records["conversions"].to_list() == [None]
    assert read.parts[0].rows_rejected == 0


@pytest.mark.parametrize(
    "text",
    [
        "Campaign name,By Day,Cost,Currency\nA,2025-08-01,100,IDR\nB,2025-08-01,5,SGD\n",
        "Campaign name,By Day,Cost (USD)\nA,2025-08-01,100\n",
    ],
)
def test_spend_in_another_currency_refuses_the_file(text: str) -> None:
    with pytest.raises(OmniError) as refused:
        _read(text)
    assert refused.value.code == "E_CURRENCY"
