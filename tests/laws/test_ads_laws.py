"""The laws of importing for ad exports: overlapping windows and levels never double a rupiah."""

import random
import tempfile
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from campaign import examples
from canonical import Dump
from canonical import dump
from import_files import put
from omnicli.services.batches import undo_batch
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace

pytestmark = pytest.mark.law

DAYS = [date(2025, 8, 1) + timedelta(n) for n in range(6)]
ADS = [("Prospek", "LAL", "Video"), ("Prospek", "LAL", "Foto"), ("Retarget", "ATC", "Video")]
SPEND = {(d, ad): 1_000 * (n + 1) + 7 * m for n, d in enumerate(DAYS) for m, ad in enumerate(ADS)}
"""What was truly spent: every export shows some of it at some grain."""

NAMES = ("Campaign name", "Ad set name", "Ad name")
Export = tuple[int, int, int, bool]
"""First day, last day, how many name columns, whether by day."""

EXPORTS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 3), st.booleans()).map(
        lambda e: (min(e[:2]), max(e[:2]), *e[2:])
    ),
    min_size=2,
    max_size=4,
    unique=True,
)
LAWS = settings(max_examples=examples(5, 120), deadline=None, derandomize=True)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-09-01T00:00:00Z")


def text(export: Export) -> bytes:
    """The export as a csv of the platform."""
    first, last, depth, daily = export
    days = DAYS[first : last + 1]
    rows: dict[tuple[str, ...], int] = {}
    for (day, ad), spent in SPEND.items():
        if day in days:
            when = (day, day) if daily else (days[0], days[-1])
            key = (*(d.isoformat() for d in when), *ad[:depth])
            rows[key] = rows.get(key, 0) + spent
    head = ["Reporting starts", "Reporting ends", *NAMES[:depth], "Amount spent (IDR)"]
    if daily:
        head[0:0] = ["Day"]
        lines = [[k[0], days[0].isoformat(), days[-1].isoformat(), *k[2:]] for k in rows]
    else:
        lines = [list(k) for k in rows]
    body = [[*line, str(spent)] for line, spent in zip(lines, rows.values(), strict=True)]
    return "\r\n".join(",".join(line) for line in (head, *body, [""])).encode()


def take(workspace: Workspace, data: bytes) -> int | None:
    path = workspace.root / "iklan.csv"
    put(path, data)
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        return import_files(session, ImportRequest(files=[path]), registry()).batch


def imported(exports: Sequence[Export], *, undone: int | None = None) -> Dump:
    """The canonical tables after these imports, the `undone`-th of them taken back."""
    with tempfile.TemporaryDirectory() as folder:
        mine = set_up(Path(folder) / "toko").workspace
        batches = [take(mine, text(e)) for e in exports]
        if undone is not None and (batch := batches[undone]) is not None:
            with Session.open(mine, command="batches undo", action="batches.undo", write=True) as s:
                undo_batch(s, batch, registry())
        return dump(mine.warehouse)


def spent_by_day(tables: Dump) -> dict[str, int]:
    """Rupiah per day of `v_ad_days`."""
    found: dict[str, int] = {}
    for day, spend, *_ in tables["v_ad_days"]:
        found[str(day)] = found.get(str(day), 0) + int(str(spend or 0)) // 100
    return found


@LAWS
@given(EXPORTS)
def test_a_day_told_by_day_is_what_was_spent_that_day(exports: list[Export]) -> None:
    """However many wider or coarser exports cover it too."""
    found = spent_by_day(imported(exports))
    daily = {d for first, last, _, by_day in exports if by_day for d in DAYS[first : last + 1]}

    assert {d: found[d.isoformat()] for d in daily} == {
        d: sum(SPEND[d, ad] for ad in ADS) for d in daily
    }


@LAWS
@given(EXPORTS)
def test_exports_inside_each_other_give_what_was_spent(exports: list[Export]) -> None:
    """A wide file says how much of its days is missing from the finer ones, to the rupiah."""
    spans = [e[:2] for e in exports]
    apart = [max(a[0], b[0]) > min(a[1], b[1]) for a in spans for b in spans]
    within = [(a[0] - b[0]) * (a[1] - b[1]) <= 0 for a in spans for b in spans]
    if not all(x or y for x, y in zip(apart, within, strict=True)):
        return
    found = spent_by_day(imported(exports))
    for first, last, *_ in exports:
        days = DAYS[first : last + 1]
        spent = sum(SPEND[d, ad] for d in days for ad in ADS)
        assert sum(found.get(d.isoformat(), 0) for d in days) == spent


@LAWS
@given(EXPORTS, st.integers(0, 999))
def test_the_order_of_ad_imports_does_not_matter(exports: list[Export], seed: int) -> None:
    shuffled = [*exports, exports[0]]
    random.Random(seed).shuffle(shuffled)

    assert imported(shuffled) == imported(exports)


@LAWS
@given(EXPORTS, st.integers(0, 3))
def test_undoing_an_ad_import_leaves_what_the_others_say(exports: list[Export], pick: int) -> None:
    chosen = pick % len(exports)

    assert imported(exports, undone=chosen) == imported(
        [e for n, e in enumerate(exports) if n != chosen]
    )
