"""Shopee ads: the period stands in the preamble, and each report counts once beside the others."""

import pytest

from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry

TITLE = "Semua Laporan Iklan CPC - Shopee Indonesia"
HEADER = "Urutan,Nama Iklan,Mode Bidding,Kode Produk,Dilihat,Konversi,Omzet Penjualan,Biaya"
ROW = "1,Panci,Auto,11,100,2,5000.5,6972.27"


def _read(
    preamble: str, *rows: str, header: str = HEADER, period: tuple[str, str] | None = None
) -> ReadFile:
    text = "\r\n".join([*preamble.split("\n"), header, *rows, ""])
    return read_file(
        None,
        text.encode("utf-8-sig"),
        file_name="ads.csv",
        specs=registry(),
        account="main",
        period=period,
    )


def _dates(read: ReadFile) -> list[tuple[str, str]]:
    return read.parts[0].records.select("date_from", "date_to").rows()


def test_the_preambles_period_wins_over_the_period_told() -> None:
    read = _read(f"{TITLE}\nPeriode,01/08/2025 - 07/08/2025", ROW, period=("2024-01-01",) * 2)
    assert _dates(read) == [("2025-08-01", "2025-08-07")]


@pytest.mark.parametrize("line", ["Username,toko", "Periode,07/08/2025 - 01/08/2025", "Periode,-"])
def test_without_a_readable_period_the_file_needs_one(line: str) -> None:
    with pytest.raises(OmniError) as refused:
        _read(f"{TITLE}\n{line}", ROW)
    assert refused.value.code == "E_PERIOD_REQUIRED"
    shown = ("2025-08-01", "2025-08-31")
    assert _dates(_read(f"{TITLE}\n{line}", ROW, period=shown)) == [shown]


def test_figures_are_what_shopee_claims_and_reach_is_not_known() -> None:
    read = _read("Periode,01/08/2025 - 07/08/2025", ROW)
    row = read.parts[0].records.row(0, named=True)
    assert (row["spend_sen"], row["revenue_sen"]) == (697_227, 500_050)
    assert (row["conversions"], row["results"], row["result_type"]) == (2, 2, "Konversi")
    assert row["impressions"] == 100
    assert "reach" not in row


@pytest.mark.parametrize(
    ("header", "account", "ad"),
    [
        (HEADER, "main", "11"),
        (HEADER.replace("Kode Produk", "Kata Pencarian"), "main:of:search", "11"),
        (HEADER.replace("Kode Produk", "ID Iklan"), "main:and:live", "11"),
    ],
)
def test_a_slice_and_a_report_beside_have_accounts_of_their_own(
    header: str, account: str, ad: str
) -> None:
    read = _read("Periode,01/08/2025 - 07/08/2025", ROW, header=header)
    row = read.parts[0].records.row(0, named=True)
    assert (row["account"], row["ad"]) == (account, ad)


def test_ads_that_share_name_and_product_add_up() -> None:
    other = ROW.replace(",100,2,5000.5,6972.27", ",40,1,2500,1000.03")
    read = _read("Periode,01/08/2025 - 07/08/2025", ROW, other)
    assert read.parts[0].records["spend_sen"].to_list() == [697_227 + 100_003]


def test_a_row_pasted_again_counts_once() -> None:
    read = _read("Periode,01/08/2025 - 07/08/2025", ROW, ROW)
    assert read.parts[0].records["spend_sen"].to_list() == [697_227]


def test_the_report_time_says_which_download_is_newer() -> None:
    read = _read("Waktu Laporan Dibuat,02/09/2025 08:15\nPeriode,01/08/2025 - 31/08/2025", ROW)
    assert read.parts[0].records["effective_at"].to_list() == ["2025-09-02T01:15:00Z"]


@pytest.mark.parametrize(
    "title",
    [
        "Grup Iklan / Ad Group - Shopee Indonesia",
        "Iklan Produk Otomatis Indonesia",
        "Shop GMV Max - Shopee Indonesia",
    ],
)
def test_a_report_of_one_ads_details_is_refused(title: str) -> None:
    """Its spend stands in the overall report already, and its group row repeats its products."""
    with pytest.raises(OmniError) as refused:
        _read(f"{title}\nPeriode,01/08/2025 - 07/08/2025", ROW)
    assert refused.value.code == "E_ADS_DETAIL"
