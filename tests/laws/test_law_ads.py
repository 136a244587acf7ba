"""No rupiah of ad spend counts twice, whatever windows, levels and reports overlap."""

import random
import sqlite3
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from canonical import dump
from omnicli.domain.ad_accounts import BESIDE
from omnicli.domain.ad_accounts import WITHIN
from omnicli.domain.clock import EPOCH
from omnicli.services.batches import undo_batch
from omnicli.services.checks import checks
from omnicli.services.checks import run_check
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.warehouse.ads import LEVELS
from omnicli.warehouse.ads import SHARED
from omnicli.warehouse.ads import Row
from omnicli.warehouse.ads import counted_days
from omnicli.warehouse.ads import derive_days
from omnicli.warehouse.ads import speaking_days
from speed import migrated

LAWS = settings(max_examples=150, deadline=None, derandomize=True)
SPEND = 8
"""Where a day's spend stands in what `speaking_days` yields."""

Day = tuple[object, ...]


@st.composite
def a_row(draw: st.DrawFn) -> Row:
    """An ad row of any width and level; spend may be a credit."""
    first = draw(st.integers(0, 9))
    figure = st.one_of(st.none(), st.integers(0, 50))
    return {
        "level": draw(st.sampled_from(sorted(LEVELS))),
        "campaign": draw(st.sampled_from(("A", "B"))),
        "adset": "",
        "ad": "",
        "from_day": first,
        "to_day": first + draw(st.integers(0, 6)),
        **{name: draw(figure) for name in SHARED},
        "spend_sen": draw(st.integers(-200, 100_000)),
    }


def _key(row: Row) -> tuple[object, ...]:
    return tuple(row[c] for c in ("level", "campaign", "from_day", "to_day"))


def _numbered(rows: list[Row]) -> list[Row]:
    return [{**row, "ad_row_id": number} for number, row in enumerate(rows)]


ROWS = st.lists(a_row(), max_size=8, unique_by=_key).map(_numbered)


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value


def _window(row: Row) -> tuple[int, int, int, int]:
    """The finest first: narrower, then the finer level, then the later."""
    first, last = _int(row["from_day"]), _int(row["to_day"])
    return last - first, LEVELS[str(row["level"])], -last, -first


def _share(row: Row, day: int) -> int:
    """A day's part of a row: the same for every day, what is left over on the first days."""
    first, last = _int(row["from_day"]), _int(row["to_day"])
    spend, width = _int(row["spend_sen"]), last - first + 1
    whole, rest = divmod(abs(spend), width)
    part = whole + (day - first < rest)
    return part if spend >= 0 else -part


def _covers(row: Row, day: int) -> bool:
    return _int(row["from_day"]) <= day <= _int(row["to_day"])


def _by_day(days: Sequence[Day]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for day in days:
        sums[_int(day[0])] = sums.get(_int(day[0]), 0) + _int(day[SPEND])
    return sums


@LAWS
@given(a_row())
def test_the_shares_of_a_row_add_up_to_it(row: Row) -> None:
    """Spend and every other figure, to the last unit; an unknown figure stays unknown."""
    days = list(speaking_days(_numbered([row])))
    for place, name in enumerate(SHARED, start=SPEND):
        shares = [day[place] for day in days]
        if row[name] is None:
            assert set(shares) == {None}
        else:
            assert sum(map(_int, shares)) == row[name]


@LAWS
@given(ROWS)
def test_each_day_is_told_by_its_finest_window_alone(rows: list[Row]) -> None:
    """Every day a row covers counts, from one window, with the shares of all rows of it."""
    expected = {}
    for day in range(20):
        covering = [row for row in rows if _covers(row, day)]
        if covering:
            finest = min(map(_window, covering))
            expected[day] = sum(_share(row, day) for row in covering if _window(row) == finest)
    assert _by_day(list(speaking_days(rows))) == expected


@LAWS
@given(ROWS, st.integers(0, 12), st.integers(0, 4))
def test_asking_for_some_days_gives_those_of_all(rows: list[Row], first: int, width: int) -> None:
    asked = range(first, first + width)

    assert list(speaking_days(rows, asked)) == [d for d in speaking_days(rows) if d[0] in asked]


@LAWS
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[Row], chance: random.Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert set(speaking_days(shuffled)) == set(speaking_days(rows))


@LAWS
@given(ROWS, ROWS, st.sampled_from((f"main{BESIDE}live", f"main{WITHIN}search")))
def test_a_report_of_a_part_never_repeats_the_own_report(
    own: list[Row], part: list[Row], account: str
) -> None:
    """Beside: silent for a campaign the own report tells that day. Within: for the whole day."""
    days = list(counted_days({"main": own, account: part}, "main"))
    told = {(day[0], day[3]) for name, day in days if name == "main"}
    told_days = {day for day, _ in told}
    kept = [day for name, day in days if name == account]
    expected = [
        day
        for day in speaking_days(part)
        if (day[0] not in told_days if WITHIN in account else (day[0], day[3]) not in told)
    ]
    assert [day for name, day in days if name == "main"] == list(speaking_days(own))
    assert kept == expected


AUGUST = ("2025-08-01", "2025-08-31")
PREAMBLE = "{title}\r\nPeriode,{start} - {end}\r\n\r\n"
CPC = "Urutan,Nama Iklan,Mode Bidding,Kode Produk,Biaya,Omzet Penjualan,Efektifitas Iklan\r\n"
REPORTS: Mapping[str, str] = {
    "tiktok days": "Campaign name,Ad group name,By Day,Cost,Currency\n"
    "Traffic,W,2025-08-01,100,IDR\nTraffic,W,2025-08-02,200.25,IDR\nTraffic,P,2025-08-02,50,IDR\n"
    "Total of 3 results,-,-,350.25,IDR\n",
    "tiktok month": "Campaign name,Primary status,Cost,Currency\nTraffic,Active,1000,IDR\n",
    "gmv max product": "Nama kampanye,ID produk,ID video,Biaya,Pesanan SKU,Pendapatan kotor\n"
    "Panci,17,75,3100,4,9000\nPanci,17,76,10,0,0\n",
    "gmv max live": "Nama LIVE,Nama kampanye,Biaya,Pesanan SKU,Pendapatan kotor\n"
    "Malam,Panci,620,2,5000\nMalam,Panci,31,1,500\n",
    "shopee month": PREAMBLE.format(title="CPC", start="01/08/2025", end="31/08/2025")
    + CPC
    + "1,Panci,Auto,11,6200.31,90000,1\r\n2,Wajan,Auto,12,310,0,0\r\n",
    "shopee week": PREAMBLE.format(title="CPC", start="04/08/2025", end="10/08/2025")
    + CPC
    + "1,Panci,Auto,11,1400,20000,1\r\n",
    "shopee other week": PREAMBLE.format(title="CPC", start="07/08/2025", end="13/08/2025")
    + CPC
    + "1,Panci,Auto,11,2100,20000,1\r\n",
    "shopee search": PREAMBLE.format(title="Cari", start="01/08/2025", end="02/09/2025")
    + "Urutan,Nama Iklan,Mode Bidding,Kata Pencarian,Biaya,Omzet Penjualan\r\n"
    + "1,Panci,Auto,panci kukus,3300,100\r\n",
    "shopee live": PREAMBLE.format(title="Live", start="01/08/2025", end="31/08/2025")
    + "Urutan,Nama Iklan,ID Iklan,Penonton,Pesanan,Biaya,Omzet Penjualan\r\n"
    + "1,Live gajian,99,850,14,155,3000\r\n",
    "meta": "Day,Campaign name,Amount spent (IDR)\n2025-08-01,Meta,70\n2025-08-31,Meta,30.5\n",
}
AUGUST_SPEND = {
    # The days; the month's 1000 less its shares of those two days; both GMV Max reports.
    "tiktok": 35_025 + 100_000 - 2 * 3_226 + 311_000 + 65_100,
    # The later week; 3 days of the earlier one; of the month's two ads the 21 other days; LIVE.
    "shopee": 210_000 + 3 * 20_000 + 21 * (20_001 + 1_000) + 15_500,
    "meta": 10_050,
}


class Shop:
    """A workspace that imports the reports above."""

    def __init__(self, folder: Path) -> None:
        self.workspace = set_up(folder, store_name="Uji").workspace

    def take(self, name: str) -> int:
        """Import one report; the batch's number."""
        path = self.workspace.root / f"{name}.csv"
        path.write_text(REPORTS[name], newline="")
        with Session.open(
            self.workspace, command="import", action="import.run", write=True
        ) as session:
            request = ImportRequest(files=[path], period=AUGUST)
            batch = import_files(session, request, registry()).batch
        assert batch is not None
        return batch

    def undo(self, batch: int) -> None:
        with Session.open(
            self.workspace, command="batches undo", action="batches.undo", write=True
        ) as session:
            undo_batch(session, batch, registry())

    def spend(self) -> dict[str, int]:
        """Spend of August by platform, as metrics see it."""
        with closing(sqlite3.connect(self.workspace.warehouse)) as db:
            return dict(
                db.execute(
                    "SELECT platform, SUM(spend_sen) FROM v_ad_days"
                    " WHERE ad_date BETWEEN '2025-08-01' AND '2025-08-31' GROUP BY platform"
                ).fetchall()
            )

    def check(self) -> None:
        """The data checks about ads find nothing."""
        with closing(sqlite3.connect(self.workspace.warehouse)) as db:
            for check in checks():
                if check.name.startswith("ad_"):
                    assert run_check(db, check, "2025-10-01").examples == [], check.name


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-10-01T00:00:00Z")


def _shop_of(folder: Path, names: Sequence[str]) -> Shop:
    shop = Shop(folder)
    for name in names:
        shop.take(name)
    return shop


def test_overlapping_reports_of_three_platforms_count_once(tmp_path: Path) -> None:
    """Days and weeks beat the month, a slice is silent, GMV Max and LIVE come beside."""
    shop = _shop_of(tmp_path / "a", list(REPORTS))
    assert shop.spend() == AUGUST_SPEND
    shop.check()


@pytest.mark.parametrize("seed", range(3))
def test_reports_in_any_order_with_an_undo_give_the_same(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    names = chance.sample(list(REPORTS), 6)
    undone = chance.choice(names)
    rest = [name for name in names if name != undone]
    shop = Shop(tmp_path / "a")
    batches = {name: shop.take(name) for name in names}
    shop.undo(batches[undone])
    shop.check()
    chance.shuffle(rest)
    other = _shop_of(tmp_path / "b", rest)
    assert dump(shop.workspace.warehouse) == dump(other.workspace.warehouse)
    shop.take(undone)
    chance.shuffle(names)
    whole = _shop_of(tmp_path / "c", names)
    assert dump(shop.workspace.warehouse) == dump(whole.workspace.warehouse)
    whole.check()


def test_a_gmv_max_campaign_the_general_report_names_too_counts_once(tmp_path: Path) -> None:
    """Were a GMV Max campaign in both exports, its spend would stand in the own report alone."""
    shop = _shop_of(tmp_path / "a", ["gmv max product", "gmv max live"])
    assert shop.spend() == {"tiktok": 311_000 + 65_100}
    path = shop.workspace.root / "both.csv"
    path.write_text("Campaign name,Primary status,Cost\nPANCI,Active,3761\nTraffic,Active,1\n")
    with Session.open(shop.workspace, command="import", action="import.run", write=True) as session:
        import_files(session, ImportRequest(files=[path], period=AUGUST), registry())
    assert shop.spend() == {"tiktok": 376_100 + 100}
    shop.check()


ACCOUNTS = ("main", f"main{BESIDE}live", f"main{WITHIN}search")
HISTORIES = st.tuples(
    st.lists(
        st.tuples(st.sampled_from(ACCOUNTS), a_row()),
        max_size=10,
        unique_by=lambda told: (told[0], *_key(told[1])),
    ),
    st.lists(st.sets(st.integers(0, 9), max_size=3), max_size=4),
    st.sets(st.sampled_from(ACCOUNTS)),
)
"""The rows there may be, which of them come or go with each import, and the accounts there are."""


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    """A warehouse without rows, to be rolled back to."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrated(db)
        db.execute("PRAGMA foreign_keys = ON")
        yield db


@LAWS
@given(HISTORIES)
def test_days_derived_import_by_import_are_those_of_the_rule(
    empty: sqlite3.Connection,
    history: tuple[list[tuple[str, Row]], list[set[int]], set[str]],
) -> None:
    """Only the span of what came or went is derived again; the whole is as `counted_days` says."""
    told, imports, accounts = history
    rows = {n: (account, row) for n, (account, row) in enumerate(told) if account in accounts}
    there: set[int] = set()
    empty.execute("BEGIN")
    try:
        for moved in [set(rows), *imports]:
            there ^= _moved(empty, {n: rows[n] for n in moved & rows.keys()}, there)
            expected: dict[str, list[Row]] = {account: [] for account in ACCOUNTS}
            for n in there:
                account, row = rows[n]
                expected[account].append({**row, "ad_row_id": n})
            assert _stored(empty) == sorted(counted_days(expected, "main"), key=repr)
    finally:
        empty.execute("ROLLBACK")


def _moved(
    db: sqlite3.Connection, rows: Mapping[int, tuple[str, Row]], there: set[int]
) -> set[int]:
    """Take out the rows that are there and put in the others, as one import does."""
    spans: dict[str, list[str]] = {}
    for n, (account, row) in rows.items():
        first, last = (_date(row[c]) for c in ("from_day", "to_day"))
        spans.setdefault(account, []).extend((first, last))
        if n in there:
            db.execute("DELETE FROM ad_performance WHERE ad_row_id = ?", (n,))
            continue
        values = {**row, "ad_row_id": n, "platform": "meta", "account": account, "source": "s"}
        values |= {"date_from": first, "date_to": last, "effective_at": ""}
        db.execute(
            f"INSERT INTO ad_performance ({', '.join(values)})"
            f" VALUES ({', '.join('?' * len(values))})",
            list(values.values()),
        )
    for days in spans.values():
        derive_days(db, "meta", "main", (min(days), max(days)))
    return set(rows)


def _stored(db: sqlite3.Connection) -> list[tuple[str, Day]]:
    days = "ad_day, ad_date, level, campaign, adset, ad, ad_row_id, estimated"
    found = db.execute(f"SELECT account, {days}, {', '.join(SHARED)} FROM v_ad_days")
    return sorted(((row[0], row[1:]) for row in found), key=repr)


def _date(day: object) -> str:
    return (EPOCH + timedelta(days=_int(day))).isoformat()
