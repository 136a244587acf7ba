"""The proof of a statement, and how banks write labels, dates and amounts."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fixture_cells
from bank_files import Move
from bank_files import window
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.sources import registry
from omnicli.sources._bank_text import amount
from omnicli.sources._bank_text import labelled
from omnicli.sources._bank_text import period
from omnicli.sources._bank_text import plain_dates
from omnicli.sources._bank_text import with_year
from omnicli.sources._statement_proof import Line
from omnicli.sources._statement_proof import Stated
from omnicli.sources._statement_proof import ends
from omnicli.sources._statement_proof import oldest_first
from omnicli.sources._statement_proof import prove
from omnicli.sources._statement_proof import refuse_days_outside
from omnicli.sources._statement_proof import step_back

SEN = st.integers(-500_000, 500_000).filter(bool)


def lines(amounts: list[int], opening: int = 0, *, balance: bool = True) -> list[Line]:
    """Movements of one day each, oldest first."""
    found, running = [], opening
    for row, sen in enumerate(amounts, start=1):
        running += sen
        day = f"2025-08-{row:02}"
        found.append(Line(row, day, max(-sen, 0), max(sen, 0), running if balance else None))
    return found


@given(st.lists(SEN, min_size=1, max_size=20), st.integers(-10_000, 10_000))
def test_a_whole_statement_is_proved_whichever_row_comes_first(
    amounts: list[int], opening: int
) -> None:
    rows = lines(amounts, opening)
    stated = Stated(opening=opening, closing=opening + sum(amounts))

    assert oldest_first(rows[::-1], opening) == oldest_first(rows, opening) == rows
    assert prove(rows, stated, "f") == "proved"


@given(st.lists(SEN, min_size=2, max_size=20), st.data())
def test_a_statement_without_one_of_its_rows_is_refused(
    amounts: list[int], data: st.DataObject
) -> None:
    """Whichever row is gone, the balances or the two ends give it away."""
    rows = lines(amounts, 1_000)
    gone = data.draw(st.integers(0, len(rows) - 1))
    rest = rows[:gone] + rows[gone + 1 :]

    with pytest.raises(OmniError) as refused:
        prove(rest, Stated(opening=1_000, closing=1_000 + sum(amounts)), "f")
    if gone < len(rows) - 1:
        assert refused.value.code == "E_STATEMENT_BROKEN"
        assert refused.value.fields["row"] == rows[gone + 1].row
    else:
        assert refused.value.code == "E_STATEMENT_CLOSING"


@given(st.lists(SEN, min_size=1, max_size=12), st.sets(st.integers(0, 10)))
def test_balances_on_some_rows_prove_the_rows_between(amounts: list[int], bare: set[int]) -> None:
    """BCA prints a balance on the last row of a day only; an end makes up for a bare last row."""
    rows = [
        Line(r.row, r.day, r.debit, r.credit, None if n in bare else r.balance)
        for n, r in enumerate(lines(amounts, 7))
    ]
    stated = Stated(opening=7, closing=7 + sum(amounts))

    expected = "proved" if any(r.balance is not None for r in rows) else "not_provable"
    assert prove(rows, stated, "f") == expected


def test_days_outside_the_printed_period_refuse_a_statement_unless_all_are() -> None:
    rows = lines([100, 200, 300])
    whole, part = ("2025-08-01", "2025-08-31"), ("2025-07-31", "2025-08-01")
    assert refuse_days_outside(rows, Stated(period=whole, printed=True), "f") is None
    assert refuse_days_outside(rows, Stated(period=part), "f") is None
    with pytest.raises(OmniError) as refused:
        refuse_days_outside(rows, Stated(period=part, printed=True), "f")
    assert (refused.value.code, refused.value.fields["row"]) == ("E_DAY_OUTSIDE", 3)
    other = Stated(period=("2025-01-01", "2025-01-31"), printed=True)
    assert refuse_days_outside(rows, other, "f") == rows[0]


def test_a_day_before_the_one_above_it_is_found() -> None:
    rows = lines([100, 200, 300])
    assert step_back(rows) is None
    assert step_back([rows[1], rows[0], rows[2]]) == rows[0]


def test_without_balances_nothing_is_proved_and_nothing_refused() -> None:
    rows = lines([100, -50], balance=False)

    assert prove(rows, Stated(), "f") == "not_provable"
    assert ends(rows, Stated()) == (None, None)


def test_the_ends_follow_from_the_rows() -> None:
    assert ends(lines([100, -50], 1_000), Stated()) == (1_000, 1_050)


def test_a_month_without_movements_is_proved_by_its_ends() -> None:
    assert prove([], Stated(opening=5, closing=5), "f") == "proved"
    assert prove([], Stated(), "f") == "not_provable"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Stated(debits=2), "E_STATEMENT_TOTAL"),
        (Stated(credits=0), "E_STATEMENT_TOTAL"),
        (Stated(debited=51), "E_STATEMENT_TOTAL"),
        (Stated(credited=99), "E_STATEMENT_TOTAL"),
        (Stated(closing=51), "E_STATEMENT_CLOSING"),
        (Stated(opening=1), "E_STATEMENT_BROKEN"),
    ],
)
def test_what_the_bank_prints_must_be_what_its_rows_say(said: Stated, code: str) -> None:
    with pytest.raises(OmniError) as refused:
        prove(lines([100, -50]), said, "f")
    assert refused.value.code == code


def test_a_broken_line_is_named_by_page_and_row() -> None:
    rows = [Line(4, "2025-08-01", 0, 100, 100, "1"), Line(9, "2025-08-02", 50, 0, 60, "2")]
    with pytest.raises(OmniError) as refused:
        prove(rows, Stated(), "rekening.pdf")

    assert "page 2 row 9" in refused.value.message("en")
    assert "Rp0,60" in refused.value.message("id")


@pytest.mark.parametrize(
    ("text", "sen"),
    [
        ("1,234.50", 123_450),
        ("1.234,50", 123_450),
        ("453.684", 45_368_400),
        ("453,684", 45_368_400),
        ("1000000.00", 100_000_000),
        (".50", 50),
        ("-2.500,00", -250_000),
        ("Rp 1.000", 100_000),
        ("5,500.00 D", -550_000),
        ("250,000.00 DB", -25_000_000),
        ("1,000.00 CR", 100_000),
        ("260,000.00 2", 26_000_000),
        ("", None),
        ("=", None),
        ("SALDO", None),
    ],
)
def test_a_printed_amount(text: str, sen: int | None) -> None:
    assert amount(text) == sen


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("01 Sep 2026 - 30 Sep 2026", ("2026-09-01", "2026-09-30")),
        ("01 September 2026 s/d 30 September 2026", ("2026-09-01", "2026-09-30")),
        ("1/12/25 s/d 31/01/26", ("2025-12-01", "2026-01-31")),
        ("01/09/2026 - 30/09/2026", ("2026-09-01", "2026-09-30")),
        ("2026-09-01 - 2026-09-30", ("2026-09-01", "2026-09-30")),
        ("PEBRUARI 2024", ("2024-02-01", "2024-02-29")),
        ("01 Agu 2025", ("2025-08-01", "2025-08-01")),
        ("semua", None),
        (None, None),
    ],
)
def test_a_period(text: str | None, days: tuple[str, str] | None) -> None:
    assert period(text) == days


def test_dates_take_one_shape() -> None:
    """Days of one digit, years of two, Indonesian months, times with dots and zones."""
    written = [
        "1 Sep 2026", "03 Agu 2026, 09:15:00", "01/9/26", "02/09/2026 10.11.12", "3-9-2026",
        "05 Mei 2026 10:11:12 WIB", "2026-09-01", "12/01",
        "2026-09-02 00:00:00", "2026-09-02 00:00:01",
    ]  # fmt: skip
    assert plain_dates(pl.Series(written)).to_list() == [
        "01/09/2026", "03/08/2026 09:15:00", "01/09/2026", "02/09/2026 10:11:12", "03/09/2026",
        "05/05/2026 10:11:12", "2026-09-01", "12/01",
        "2026-09-02", "2026-09-02 00:00:01",
    ]  # fmt: skip


def test_a_day_without_a_year_gets_that_of_the_period() -> None:
    """A period over New Year has two years; 29 February only some."""
    days = ("2024-12-01", "2025-01-31")
    completed = with_year(pl.Series(["31/12", "01/01", "29/02", "15/12 10:00"]), days).to_list()

    assert completed == ["31/12/2024", "01/01/2025", "29/02/2024", "15/12/2024 10:00"]


def test_labels_are_found_wherever_their_value_stands() -> None:
    rows: list[list[str | None]] = [
        ["Account No.", "=", "'0123456789", None],
        ["Periode : 01/09/2025 - 30/09/2025", None],
        ["1,000.00", ":", "Saldo Awal"],
        ["Mutasi Debet", "260,000.00", "2"],
        ["Nama", "SALDO"],
    ]
    assert labelled(rows) == {
        "account": "0123456789",
        "period": "01/09/2025 - 30/09/2025",
        "opening": "1,000.00",
        "debited": "260,000.00",
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [("1370012345678.0", "1370012345678"), ("137-00-1234567-8", "1370012345678")],
)
def test_an_account_number_may_be_written_in_other_ways(written: str, read: str) -> None:
    file = window([Move(1, 100)], 1, 2, "old")
    data = file.content().replace(file.account.encode(), written.encode())
    found = read_file(None, data, file_name="f.csv", specs=registry(), account="main").parts[0]

    assert found.records["account_no"].to_list() == [read]


@pytest.mark.parametrize("written", ["1.37001E+12", "rekening saya", "12"])
def test_an_account_number_that_is_none_refuses_the_file(written: str) -> None:
    """A spreadsheet took its digits, or it never was one: the money would go to nobody."""
    file = window([Move(1, 100)], 1, 2, "old")
    data = file.content().replace(file.account.encode(), written.encode())
    with pytest.raises(OmniError) as refused:
        read_file(None, data, file_name="f.csv", specs=registry(), account="main")

    assert refused.value.code == "E_STATEMENT_CELL"
    assert (refused.value.fields["row"], refused.value.fields["column"]) == (2, "AccountNo")


@pytest.mark.parametrize("layout", ["new", "old", "kopra", "livin"])
@pytest.mark.parametrize("newest_first", [False, True])
def test_every_layout_tells_of_the_same_movements(layout: str, newest_first: bool) -> None:
    """Keys are equal across layouts and directions, so the same statement twice is one."""
    moves = [Move(1, 453_684, "A"), Move(1, 453_684, "B"), Move(2, -2_500), Move(4, 1_000)]
    file = window(moves, 1, 5, layout, newest_first=newest_first, opening=10)
    found = read_file(
        None, file.content(), file_name=file.name, specs=registry(), account="main"
    ).parts[0]
    keys = sorted(found.records.select(found.part.key).rows())

    assert keys == [
        (file.account, "2025-08-01", 0, 45_368_400, 1),
        (file.account, "2025-08-01", 0, 45_368_400, 2),
        (file.account, "2025-08-02", 250_000, 0, 1),
        (file.account, "2025-08-04", 0, 100_000, 1),
    ]
    second = found.records.filter(pl.col("seq") == 2)["description"][0]
    assert str(second).startswith("B")


def test_labels_in_two_languages_and_a_line_of_labels_above_their_values() -> None:
    """Livin' prints both; its PDF has the four labels, their English, and below them the sums."""
    said = labelled(
        [
            ("Saldo Awal/Initial Balance", "1.000.000,00"),
            ("Dana Masuk / Incoming Transactions", None, "1.500.000,00"),
        ]
    )
    assert said == {"opening": "1.000.000,00", "credited": "1.500.000,00"}
    below = labelled(
        [
            ("Saldo Awal", "Dana Masuk", "Dana Keluar", "Saldo Akhir"),
            (
                "Initial Balance",
                "Incoming Transactions",
                "Outgoing Transactions",
                "Closing Balance",
            ),
            ("1.000,00", "+500,00", "-200,00", "1.300,00"),
        ]
    )
    assert below == {
        "opening": "1.000,00", "credited": "+500,00", "debited": "-200,00", "closing": "1.300,00",
    }  # fmt: skip


def test_a_cut_statement_is_held_against_its_own_sums() -> None:
    one = next(e for e in fixture_cells.examples("mandiri") if "livin-e" in e.fixture.name)
    with pytest.raises(OmniError) as refused:
        fixture_cells.take(one.fixture, one.content(one.rows[:-2]), one.sheets)
    assert refused.value.code == "E_STATEMENT_CLOSING"
