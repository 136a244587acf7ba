"""Meta ads: dates and levels come from whatever columns the report's user picked."""

import pytest

import source_fixtures
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry

PERIOD = ("2025-08-01", "2025-08-31")


def _read(text: str, period: tuple[str, str] | None = None) -> ReadFile:
    return read_file(
        None,
        text.encode(),
        file_name="ads.csv",
        specs=registry(),
        account="main",
        period=period,
    )


def _dates(read: ReadFile) -> list[tuple[str, str]]:
    return read.parts[0].records.select("date_from", "date_to").rows()


def test_a_file_without_dates_takes_the_period_it_is_told() -> None:
    text = "Campaign name,Amount spent (IDR)\nTest,61448.2\n"
    assert _dates(_read(text, PERIOD)) == [PERIOD]
    with pytest.raises(OmniError) as refused:
        _read(text)
    assert refused.value.code == "E_PERIOD_REQUIRED"


@pytest.mark.parametrize(
    ("header", "cell", "dates"),
    [
        ("Day", "2025-08-03", ("2025-08-03", "2025-08-03")),
        ("Tanggal", "2025-08-03", ("2025-08-03", "2025-08-03")),
        ("Week", "2025-08-04 - 2025-08-10", ("2025-08-04", "2025-08-10")),
        ("Minggu", "2025-08-04", ("2025-08-04", "2025-08-10")),
        ("Month", "2025-02-01 - 2025-02-28", ("2025-02-01", "2025-02-28")),
        ("Bulan", "2025-02", ("2025-02-01", "2025-02-28")),
    ],
)
def test_the_finest_date_wins_over_the_reporting_range_and_the_period(
    header: str, cell: str, dates: tuple[str, str]
) -> None:
    text = (
        f"{header},Reporting starts,Reporting ends,Campaign name,Amount spent (IDR)\n"
        f"{cell},2025-08-01,2025-08-31,Test,61448.2\n"
    )
    assert _dates(_read(text, ("2024-01-01", "2024-12-31"))) == [dates]


@pytest.mark.parametrize(
    ("names", "level"),
    [
        ("Campaign name", "campaign"),
        ("Campaign name,Ad set name", "adset"),
        ("Ad set name,Ad name", "ad"),
        ("Ad name", "ad"),
    ],
)
def test_the_level_is_the_finest_name_of_the_report(names: str, level: str) -> None:
    cells = ",".join("x" for _ in names.split(","))
    read = _read(f"Day,{names},Amount spent (IDR)\n2025-08-01,{cells},5154.47\n")
    assert read.parts[0].records["level"].to_list() == [level]


def test_a_report_without_any_name_is_the_accounts_own_and_not_a_total() -> None:
    """A total row is one that leaves a name blank, not one in a report that has no names."""
    read = _read("Day,Amount spent (IDR),Impressions\n2025-08-01,5154.47,100\n")
    assert read.parts[0].records["level"].to_list() == ["account"]
    assert read.parts[0].skipped == {}


def test_ads_that_share_a_name_add_up_and_keep_the_larger_reach() -> None:
    read = _read(
        "Day,Ad name,Amount spent (IDR),Reach,Purchases\n"
        "2025-08-01,Video,1000.5,40,\n2025-08-01,Video,2000.25,30,2\n"
    )
    row = read.parts[0].records.row(0, named=True)
    assert (row["spend_sen"], row["reach"], row["conversions"]) == (300075, 40, 2)
    assert read.parts[0].origins.height == 2


@pytest.mark.parametrize("spend", ["5.154.470", "5.154"])
def test_a_report_saved_again_with_thousands_dots_is_refused_whole(spend: str) -> None:
    """One such amount means that the decimals of the others are lost too."""
    with pytest.raises(OmniError) as refused:
        _read(f"Day,Ad name,Amount spent (IDR)\n2025-08-01,A,{spend}\n2025-08-02,A,61448\n")
    assert refused.value.code == "E_ADS_RESAVED"


def _spends(text: str) -> list[int]:
    """What each record cost, in rupiah."""
    return [sen // 100 for sen in _read(text, PERIOD).parts[0].records["spend_sen"]]


@pytest.mark.parametrize("label", ["Totals", "Total results", "Alles zusammen", "合计", "(blank)"])
def test_a_row_that_is_all_others_together_is_a_total_whatever_it_is_called(label: str) -> None:
    rows = ["A,2025-08-01,70000,10", "B,2025-08-02,230000,20", f"{label},,300000,30"]
    text = "\n".join(["Campaign name,Day,Amount spent (IDR),Impressions", *rows])
    assert sorted(_spends(text)) == [70000, 230000]


def test_an_average_is_no_campaign() -> None:
    rows = ["A,100000,10", "B,200000,20", "C,300000,33", "Rata-rata,200000,21"]
    text = "\n".join(["Campaign name,Amount spent (IDR),Impressions", *rows])
    assert sorted(_spends(text)) == [100000, 200000, 300000]


def test_round_budgets_that_add_up_by_chance_are_campaigns() -> None:
    rows = ["A,50000,10", "B,50000,20", "C,100000,31"]
    text = "\n".join(["Campaign name,Amount spent (IDR),Impressions", *rows])
    assert sorted(_spends(text)) == [50000, 50000, 100000]


@pytest.mark.parametrize("header", ["Business locations", "Waktu (zona waktu akun iklan)"])
@pytest.mark.parametrize("cell", ["", "All", "Semua"])
def test_a_row_of_all_parts_of_a_breakdown_nobody_knows_is_a_total(header: str, cell: str) -> None:
    text = (
        f"Campaign name,Day,{header},Amount spent (IDR)\n"
        f"A,2025-08-01,Satu,1000\nA,2025-08-01,Dua,2000\nA,2025-08-01,{cell},3000\n"
    )
    assert _spends(text) == [3000]


def test_a_breakdown_that_lacks_some_of_its_row_does_not_count_beside_it() -> None:
    """Meta tells no age of a few people, but what they cost is in the row of all ages."""
    rows = ["A,,300000", "A,18-24,100000", "A,25-34,195000"]
    found = _read("\n".join(["Campaign name,Age,Amount spent (IDR)", *rows]), PERIOD)
    part = found.parts[0]

    assert part.records["spend_sen"].to_list() == [300000_00]
    assert part.skipped == {"part of a row": 2}
    assert [i.code for i in found.issues if i.severity != "notice"] == ["W_ADS_PARTS"]


@pytest.mark.parametrize("name", ["Worksheet", "Data", "Raw Data Report"])
def test_the_formatted_report_never_counts_beside_the_raw_one(name: str) -> None:
    """Whatever somebody called the sheet of the raw rows; alone it is all there is."""
    head = ["Campaign name", "Amount spent (IDR)", "Reporting starts", "Reporting ends"]
    row = ["A", "100000", "2025-08-01", "2025-08-31"]
    formatted = {"Formatted Report": [head, row, ["B", *row[1:]]]}
    for sheets, rows in ((formatted | {name: [head, row]}, 1), (formatted, 2)):
        read = read_file(None, source_fixtures.xlsx(sheets), file_name="ads.xlsx", specs=registry())
        assert read.parts[0].records.height == rows
