"""No rupiah of ad spend counts twice, whatever windows, levels and reports overlap."""

import random
import sqlite3
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ad_rows import an_ad_row
from ad_rows import key_of
from ad_rows import numbered
from campaign import examples
from canonical import dump
from import_files import put
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
from omnicli.warehouse.ad_days import NAMES
from omnicli.warehouse.ad_days import AdRow
from omnicli.warehouse.ad_days import Part
from omnicli.warehouse.ad_days import resolved
from omnicli.warehouse.ads import counted
from omnicli.warehouse.ads import derive_days
from speed import migrated

pytestmark = pytest.mark.law

LAWS = settings(max_examples=examples(50, 1500), deadline=None, derandomize=True)
ROWS = st.lists(an_ad_row(), max_size=8, unique_by=key_of).map(numbered)


def _by_day(parts: Iterable[Part]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for part in parts:
        for day, figures in part.shares.items():
            sums[day] = sums.get(day, 0) + figures.get("spend_sen", 0)
    return sums


@LAWS
@given(an_ad_row())
def test_the_days_of_an_ad_row_add_up_to_it(row: AdRow) -> None:
    """Spend and every other figure, to the last unit."""
    (part,) = resolved([row])
    for name, value in row.figures.items():
        assert sum(figures[name] for figures in part.shares.values()) == value


@LAWS
@given(ROWS)
def test_no_report_is_left_out_and_none_counts_twice(rows: list[AdRow]) -> None:
    """Days that hold a row whole sum to it at least; all of it to no more than all rows."""
    days = _by_day(resolved(rows))
    for row in rows:
        alike = [r for r in rows if (r.level, r.first, r.last) == (row.level, row.first, row.last)]
        found = sum(r.figures["spend_sen"] for r in alike)
        assert sum(spend for day, spend in days.items() if day in row.days) >= found
    assert sum(days.values()) <= sum(row.figures["spend_sen"] for row in rows)


@LAWS
@given(ROWS, st.integers(0, 1))
def test_a_coarser_row_counts_with_what_the_finer_leave_of_it(rows: list[AdRow], of: int) -> None:
    """A month beside anything inside it gives the month, or the finer rows where they are more."""
    inside = [row for row in rows if row.path[0] == "AB"[of]]
    if any(a.days != b.days and set(a.days) & set(b.days) for a in inside for b in inside):
        return
    month = replace(a_month("AB"[of]), number=len(inside), figures={"spend_sen": 250_000})
    finer = sum(_by_day(resolved(inside)).values())
    assert sum(_by_day(resolved([*inside, month])).values()) == max(finer, 250_000)


def a_month(campaign: str) -> AdRow:
    """A campaign's row over all days there are."""
    path = (campaign, "", "")
    never = (False, False, False)
    return AdRow(
        number=0,
        level="campaign",
        path=path,
        by_id=never,
        shown=path,
        first=-1,
        last=20,
        figures={},
    )


def _figures(parts: Iterable[Part]) -> set[tuple[object, ...]]:
    return {(p.row.number, p.spend, repr(sorted(p.shares.items()))) for p in parts}


@LAWS
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[AdRow], chance: random.Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert _figures(resolved(shuffled)) == _figures(resolved(rows))


def _day(path: tuple[str, str, str], shown: str, day: int, spend: int, **by: bool) -> AdRow:
    level = ("account", "campaign", "adset", "ad")[sum(map(bool, path))]
    return AdRow(
        number=day * 100 + spend,
        level=level,
        path=path,
        by_id=(by.get("by_id", False), False, False),
        shown=(shown, path[1], path[2]),
        first=day,
        last=day,
        figures={"spend_sen": spend},
    )


def test_a_name_and_the_id_that_carries_it_are_one_campaign() -> None:
    """Also where the id was renamed since; a name of two ids is the two of them."""
    rows = [
        _day(("77", "", ""), "Lama", 0, 10, by_id=True),
        _day(("77", "", ""), "Baru", 1, 11, by_id=True),
        _day(("Lama", "", ""), "Lama", 1, 12),
        _day(("88", "", ""), "Kembar", 2, 20, by_id=True),
        _day(("99", "", ""), "Kembar", 2, 30, by_id=True),
        _day(("Kembar", "", ""), "Kembar", 2, 50),
    ]
    assert _by_day(resolved(rows)) == {0: 10, 1: 12, 2: 50}


def test_days_by_ad_without_their_campaign_are_taken_from_all_campaigns() -> None:
    days = [_day(("", "", "Video"), "", day, 100) for day in range(3)]
    wide = [replace(a_month(c), number=n, figures={"spend_sen": s}) for n, (c, s) in enumerate(
        (("A", 1_200), ("B", 300)), start=900
    )]  # fmt: skip
    parts = {part.row.number: part for part in resolved([*days, *wide])}
    assert (parts[900].spend, parts[901].spend) == (960, 240)
    assert sum(_by_day(parts.values()).values()) == 1_500


@LAWS
@given(ROWS, ROWS, st.sampled_from((f"main{BESIDE}live", f"main{WITHIN}search")))
def test_a_report_of_a_part_never_repeats_the_own_report(
    own: list[AdRow], part: list[AdRow], account: str
) -> None:
    """Beside: silent for a campaign the own report names that day. Within: for the whole day."""
    found = {(day, row.path[0]) for row in own for day in row.days}
    days = {day for day, _ in found}
    for name, counts in counted({"main": own, account: part}, "main"):
        if name == "main":
            continue
        for day in counts.shares:
            campaign = counts.row.path[0]
            silent = day in days if WITHIN in account else (day, campaign or "?") in found
            assert not silent


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
    # The month's 1000, of which its days are a part; both GMV Max reports.
    "tiktok": 100_000 + 311_000 + 65_100,
    # What the month says of its two ads, the weeks within it included; LIVE.
    "shopee": 620_031 + 31_000 + 15_500,
    "meta": 10_050,
}


class Shop:
    """A workspace that imports the reports above."""

    def __init__(self, folder: Path) -> None:
        self.workspace = set_up(folder, store_name="Uji").workspace

    def take(self, name: str) -> int:
        """Import one report; the batch's number."""
        path = self.workspace.root / f"{name}.csv"
        put(path, REPORTS[name])
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
                if check.name.startswith("ad_") or check.name == "ads_left_out":
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
        st.tuples(st.sampled_from(ACCOUNTS), an_ad_row()),
        max_size=10,
        unique_by=lambda found: (found[0], *key_of(found[1])),
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
    history: tuple[list[tuple[str, AdRow]], list[set[int]], set[str]],
) -> None:
    """Only the span of what came or went is derived again; the whole is as `counted` says."""
    found, imports, accounts = history
    rows = {n: (account, row) for n, (account, row) in enumerate(found) if account in accounts}
    there: set[int] = set()
    empty.execute("BEGIN")
    try:
        for moved in [set(rows), *imports]:
            there ^= _moved(empty, {n: rows[n] for n in moved & rows.keys()}, there)
            expected: dict[str, list[AdRow]] = {account: [] for account in ACCOUNTS}
            for n in there:
                account, row = rows[n]
                expected[account].append(replace(row, number=n))
            days = [
                (account, part.row.number, day, figures.get("spend_sen", 0))
                for account, part in counted(expected, "main")
                for day, figures in part.shares.items()
            ]
            assert _stored(empty) == sorted(days)
    finally:
        empty.execute("ROLLBACK")


def _moved(
    db: sqlite3.Connection, rows: Mapping[int, tuple[str, AdRow]], there: set[int]
) -> set[int]:
    """Take out the rows that are there and put in the others, as one import does."""
    spans: dict[str, list[str]] = {}
    for n, (account, row) in rows.items():
        first, last = _date(row.first), _date(row.last)
        spans.setdefault(account, []).extend((first, last))
        if n in there:
            db.execute("DELETE FROM ad_performance WHERE ad_row_id = ?", (n,))
            continue
        values: dict[str, object] = {"ad_row_id": n, "platform": "meta", "account": account}
        values |= {"source": "s", "date_from": first, "date_to": last, "effective_at": ""}
        values |= {"level": row.level}
        values |= dict(zip(NAMES, row.path, strict=True))
        values |= {name.removesuffix(" x"): value for name, value in row.figures.items()}
        values["result_type"] = "x"
        db.execute(
            f"INSERT INTO ad_performance ({', '.join(values)})"
            f" VALUES ({', '.join('?' * len(values))})",
            list(values.values()),
        )
    for days in spans.values():
        derive_days(db, "meta", "main", (min(days), max(days)))
    return set(rows)


def _stored(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    return sorted(db.execute("SELECT account, ad_row_id, ad_day, spend_sen FROM v_ad_days"))


def _date(day: int) -> str:
    return (EPOCH + timedelta(days=day)).isoformat()
