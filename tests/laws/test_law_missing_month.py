"""A month of one source taken away leaves no figure that moved without saying what it lacks."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from pathlib import Path

import pytest

from bank_files import Move
from bank_files import Statement
from campaign import seeds
from money_files import FIRST
from money_files import Movement
from money_files import balance
from omnicli.access.columns import EVERYTHING
from omnicli.domain.period import Period
from omnicli.metrics.catalog import newest
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import run_metric
from omnicli.reports import manifest as manifests
from omnicli.services import digests
from omnicli.services import gate as gates
from omnicli.services.batches import redo_batch
from omnicli.services.batches import undo_batch
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.reporting import build_report
from omnicli.services.reporting import templates
from omnicli.services.runs import Runs
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.settings.delivery import Recipient
from omnicli.sources import registry
from omnicli.workspace import Workspace
from shopee_files import Line
from shopee_files import Order
from shopee_files import export

MONTHS = {"2025-08": (1, 31), "2025-09": (32, 61), "2025-10": (62, 92)}
"""First and last day of each month, counted from 1 August."""
_ENDS = {day for ends in MONTHS.values() for day in ends}
"""A bank's csv says nothing of days without a movement at its ends: there is one on each."""
SOURCES = {"orders": "orders", "ads": "ads", "balance": "settlements", "bank": "bank"}
"""The files of a month, and the need of metrics that each of them fills."""
ABOUT_RECORDS = {"audit", "users"}
"""Reports of who did what: undoing a batch is itself a line of theirs."""
ABOUT_FILES = {"coverage", "source_freshness"}
"""Metrics whose very subject is what was imported."""


def day(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def world(seed: int) -> dict[tuple[str, str], bytes]:
    """Three months of a shop with sales, spend, settlements and payouts on most days."""
    chance = random.Random(seed)
    orders: list[tuple[int, Order]] = []
    spend: list[tuple[int, int]] = []
    moves: list[Movement] = []
    banked: list[Move] = []
    for number in range(1, 93):
        spend.append((number, chance.randint(10, 90) * 1000))
        for _ in range(chance.randint(1, 2)):
            at = day(number)
            line = Line(price=chance.randint(20, 200) * 1000, quantity=chance.randint(1, 3))
            done = at + timedelta(days=2)
            name = f"{at:%y%m%d}{chance.randrange(16**8):08X}"
            shown = Order(
                name,
                created=f"{at} 10:00",
                paid=f"{at} 10:05",
                completed=f"{done} 12:00",
                buyer=f"pembeli_{chance.randint(1, 40)}",
                lines=(line,),
            )
            orders.append((number, shown))
            moves.append(Movement(number, "revenue", line.price * line.quantity, name))
        if number % 3 == 0 or number in _ENDS:
            out = sum(m.rupiah for m in moves)
            moves.append(Movement(number, "withdraw", -out))
            banked.append(Move(number, out, "SHOPEE"))
    files = {}
    for month, (first, last) in MONTHS.items():
        mine = [o for n, o in orders if first <= n <= last]
        ads = [f"A,{day(n)},{rupiah}" for n, rupiah in spend if first <= n <= last]
        paid = tuple(m for m in banked if first <= m.day <= last)
        files["orders", month] = export(mine)
        files["ads", month] = "\n".join(["Campaign name,Day,Amount spent (IDR)", *ads, ""]).encode()
        files["balance", month] = balance(moves, first, last)
        files["bank", month] = Statement(paid, first, last, layout="new").content()
    return files


def built(folder: Path, seed: int) -> tuple[Workspace, dict[tuple[str, str], int]]:
    """A workspace of the whole world, and the batch of each of its files."""
    made = set_up(folder / "toko").workspace
    batches = {}
    for (kind, month), data in world(seed).items():
        path = folder / f"{kind}-{month}.csv"
        path.write_bytes(data)
        with Session.open(made, command="import", action="import.run", write=True) as session:
            result = import_files(session, ImportRequest(files=[path]), registry())
        assert [f.state for f in result.files] == ["imported"], path.name
        assert result.batch is not None
        batches[kind, month] = result.batch
    return made, batches


def figures(db: sqlite3.Connection, month: str) -> dict[str, MetricResult]:
    """What every metric says of a month."""
    first, last = MONTHS[month]
    params = {
        "from_date": day(first).isoformat(),
        "to_date": day(last + 1).isoformat(),
        "basis": "placed",
        "as_of": day(last + 1).isoformat(),
    }
    return {
        spec.name: run_metric(db, spec, params, reader=EVERYTHING)
        for spec in newest()
        if spec.name not in ABOUT_FILES
    }


def said(result: MetricResult) -> list[str]:
    """The rows of a metric without our own numbers: what is put back gets new ones."""
    rows = result.records(printed=False)
    return sorted(str([v for name, v in row.items() if not name.endswith("_id")]) for row in rows)


def unmarked(whole: dict[str, MetricResult], less: dict[str, MetricResult], need: str) -> list[str]:
    """Metrics that say something else than before, and not what they lack."""
    return [
        name
        for name, result in less.items()
        if said(result) != said(whole[name])
        and not any(lack.need.partition(":")[0] == need for lack in result.lacks)
    ]


def removals(folder: Path, seed: int, count: int) -> Iterator[str]:
    """`count` months of sources taken away from a world, one at a time, and put back."""
    workspace, batches = built(folder, seed)
    whole: dict[str, dict[str, MetricResult]] = {}
    # One connection keeps all statements: compiling a metric costs more than a small world's rows.
    db = sqlite3.connect(workspace.warehouse, cached_statements=500)
    with closing(db):
        for kind, month in random.Random(seed).sample(sorted(batches), count):
            if month not in whole:
                whole[month] = figures(db, month)
            for act in (undo_batch, redo_batch):
                with Session.open(
                    workspace, command="batches", action="batches.undo", write=True
                ) as session:
                    act(session, batches[kind, month], registry())
                if act is undo_batch:
                    for name in unmarked(whole[month], figures(db, month), SOURCES[kind]):
                        yield f"{kind} {month}: {name}"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-11-05T00:00:00Z")


def test_a_month_taken_away_leaves_no_unmarked_figure(tmp_path: Path) -> None:
    assert list(removals(tmp_path, 1, 1)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(17))
def test_no_month_taken_away_leaves_an_unmarked_figure(seed: int, tmp_path: Path) -> None:
    """Twelve of each world: two hundred in all."""
    assert list(removals(tmp_path, seed, 12)) == []


@dataclass(frozen=True)
class Mail:
    """What a mail and its attachments are made of, and what it says it lacks; None where held."""

    rows: dict[str, object]
    lacks: set[str] | None
    said: str


def mails(workspace: Workspace, month: str, reports: list[str]) -> dict[str, Mail]:
    """The mails of reports of a month, as an owner would get them."""
    year, number = map(int, month.split("-"))
    owner = Recipient(name="owner", address="owner@example.com", role="owner")
    found: dict[str, Mail] = {}
    with Session.open(workspace, command="mail", action="mail.send") as session:
        runs = Runs(session)
        for name in reports:
            period = Period.of_month(year, number)
            bundle = build_report(session, name, period, "placed", runs=runs).bundle
            gate = gates.examine(session, bundle)
            held = gate.decide("mark") != "send"
            lacks = None if held else {lack.need.partition(":")[0] for lack in gate.lacks}
            digest = digests.digest_of(bundle, gate, owner, None)
            said = digest.subject if digest.marks else ""
            found[name] = Mail({key: f.rows for key, f in bundle.frames.items()}, lacks, said)
    return found


def unmarked_mails(folder: Path, seed: int, count: int, each: int | None = None) -> Iterator[str]:
    """Mails that say something else than before a month was taken away, and not what they lack.

    `each`: how many reports, chosen by chance, are mailed after a removal.
    """
    workspace, batches = built(folder, seed)
    chance = random.Random(seed)
    names = [
        n for n in manifests.names(templates()) if not manifests.load(templates(), n).on_demand
    ]
    names = [n for n in names if n not in ABOUT_RECORDS]
    whole: dict[tuple[str, str], Mail] = {}
    for kind, month in chance.sample(sorted(batches), count):
        some = chance.sample(names, each or len(names))
        new = [name for name in some if (name, month) not in whole]
        whole |= {(name, month): mail for name, mail in mails(workspace, month, new).items()}
        less = Workspace(folder / "less")
        shutil.copytree(workspace.root, less.root)
        with Session.open(less, command="batches", action="batches.undo", write=True) as session:
            undo_batch(session, batches[kind, month], registry())
        for name, mail in mails(less, month, some).items():
            marked = mail.lacks is None or (
                SOURCES[kind] in mail.lacks and " – tanpa " in mail.said
            )
            if mail.rows != whole[name, month].rows and not marked:
                yield f"{kind} {month}: {name}: {mail.lacks}"
        shutil.rmtree(less.root)


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(17))
def test_no_month_taken_away_leaves_an_unmarked_mail(seed: int, tmp_path: Path) -> None:
    """Twelve of each world: two hundred in all."""
    assert list(unmarked_mails(tmp_path, seed, 12, each=3)) == []
