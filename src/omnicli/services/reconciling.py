"""`omni reconcile`: how far each order's money came, and worklists of what does not agree.

The lists are queries over the warehouse, so a row leaves them by itself once its data is imported.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from omnicli.assets import query
from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.domain.money import json_rupiah
from omnicli.domain.period import Period
from omnicli.domain.worklists import acceptable
from omnicli.domain.worklists import at_stake
from omnicli.domain.worklists import credits_left
from omnicli.domain.worklists import payouts_left
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from omnicli.services.asking import newest_order
from omnicli.session import Session

SOURCES = ("mengantar", "orderonline", "shopee", "tiktok", "tokopedia", "bank", "all")
STAGES = ("not_due", "awaiting_delivery", "awaiting_settlement", "settled", "paid_out", "in_bank")
FINDINGS = (
    *("none", "unknown_order", "double_settled", "overdue", "short", "over", "fee_mismatch"),
    *("fee_unusual", "refund", "rts_not_charged", "lost_unclaimed"),
)
"""The vocabularies of `receipts`, in the order they are shown: the gravest finding first."""
HARMLESS = frozenset({"refund"})
"""Worklists that need no action: `--fail-on-findings` does not count them."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list of what somebody should look at, the largest amount first; amounts in sen."""

    name: str
    rows: tuple[Row, ...]

    @property
    def value_sen(self) -> int:
        """What is at stake in all of it."""
        return at_stake(self.rows)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a reconciliation found."""

    source: str
    period: Period
    as_of: date
    orders: int
    matched: int
    """Orders that order files tell of, and how many of them settlements tell of too."""
    summary: tuple[Row, ...]
    worklists: tuple[Worklist, ...]

    @property
    def findings(self) -> int:
        """Rows that need somebody to act."""
        return sum(len(w.rows) for w in self.worklists if w.name not in HARMLESS)

    def to_dict(self) -> dict[str, object]:
        """What `--json` prints: amounts in rupiah under names without `_sen`."""
        return {
            "source": self.source,
            "period": {"from": self.period.start.isoformat(), "to": self.period.end.isoformat()},
            "as_of": self.as_of.isoformat(),
            "orders": self.orders,
            "matched": self.matched,
            "summary": [printed(row) for row in self.summary],
            "worklists": {w.name: [printed(row) for row in w.rows] for w in self.worklists},
        }


def printed(row: Row) -> dict[str, object]:
    """A row with its amounts in rupiah."""
    return {
        name.removesuffix("_sen"): json_rupiah(value)
        if name.endswith("_sen") and isinstance(value, int)
        else value
        for name, value in row.items()
    }


def newest_day(session: Session) -> date:
    """The last day that any order, settlement or bank line tells of, but not a day to come."""
    (newest,) = session.db.execute(query("newest_day")).fetchone()
    today = local_date(session.now, session.workspace.settings.timezone)
    return min(date.fromisoformat(newest), today) if newest else today


def told_of(session: Session, day: date) -> bool:
    """Whether `newest_day` is that day or later: an order of it says so without reading all."""
    today = local_date(session.now, session.workspace.settings.timezone)
    newest = newest_order(session)
    known = newest is not None and min(newest, today) >= day
    return known or newest_day(session) >= day


def expect_source(source: str) -> None:
    """E_RECONCILE_SOURCE for a source that cannot be reconciled."""
    if source not in SOURCES:
        raise OmniError("E_RECONCILE_SOURCE", value=source, known=", ".join(SOURCES))


def reconcile(
    session: Session, source: str, period: Period, as_of: date | None = None
) -> Reconciliation:
    """Reconcile one payer, the bank, or everything. Ages count to the newest day that is known.

    E_RECONCILE_SOURCE for a source that cannot be reconciled.
    """
    expect_source(source)
    day = as_of or newest_day(session)
    ask = _Asked(session, source, period, day)
    receipts = ask.receipts()
    payouts = ask.rows("payouts")
    lists = [Worklist(name, _ranked(filter(test, receipts))) for name, test in _BY_RECEIPT.items()]
    suggested = ask.rows("match_suggestions")
    waiting = payouts_left(payouts, suggested)
    lists.append(Worklist("paid_out_not_in_bank", _ranked(ask.payout(r) for r in waiting)))
    credits_ = ask.rows("unmatched_credits")
    several = [row for row in credits_ if row["reason_code"] == "credit_ambiguous"]
    twins = [ask.payout(row) for row in payouts if row["state"] == "ambiguous"]
    lists.append(Worklist("ambiguous", _ranked([*twins, *several])))
    lists.append(Worklist("bank_credit_unknown", _ranked(credits_left(credits_, suggested))))
    lists.append(Worklist("suggestions", _ranked(map(acceptable, suggested))))
    lists.append(Worklist("no_data", _ranked(ask.missing())))
    summary = _bank_summary(payouts) if source == "bank" else _summary(receipts)
    ordered = sorted(lists, key=lambda w: WORKLISTS.index(w.name))
    known = [row for row in receipts if row["finding"] != "unknown_order"]
    matched = sum(1 for row in known if row["lines"])
    return Reconciliation(source, period, day, len(known), matched, summary, tuple(ordered))


def _is(finding: str) -> Callable[[Row], bool]:
    return lambda row: row["finding"] == finding


_BY_RECEIPT: Mapping[str, Callable[[Row], bool]] = {
    "delivered_not_settled": _is("overdue"),
    "settled_unknown_order": lambda row: row["reason_code"] == "unknown_order",
    "adjusted_unknown_order": lambda row: row["reason_code"] == "unknown_adjusted",
    "short_paid": _is("short"),
    "over_paid": _is("over"),
    "double_settled": _is("double_settled"),
    "fee_mismatch": _is("fee_mismatch"),
    "fee_unusual": _is("fee_unusual"),
    "refund": _is("refund"),
    "rts_not_charged": _is("rts_not_charged"),
    "lost_unclaimed": _is("lost_unclaimed"),
}
WORKLISTS = (
    *("delivered_not_settled", "paid_out_not_in_bank", "short_paid", "fee_mismatch"),
    *("fee_unusual", "lost_unclaimed", "ambiguous", "suggestions"),
    *("double_settled", "over_paid", "rts_not_charged", "refund"),
    *("settled_unknown_order", "adjusted_unknown_order", "bank_credit_unknown", "no_data"),
)
"""Every worklist, in the order they are shown: first what money is missing, then what is too much,
then what belongs to nothing that is known."""


class _Asked:
    """One question: runs its metrics and keeps the rows of the source."""

    def __init__(self, session: Session, source: str, period: Period, as_of: date) -> None:
        self.session = session
        self.source = source
        self.params = {**period.sql_params(), "as_of": as_of.isoformat()}

    def rows(self, metric: str) -> list[Row]:
        """The rows of a metric that are about the source, texts in the session's language."""
        spec = get(metric)
        result = run_metric(self.session.db, spec, self.params, reader=self.session.reader)
        records = (self._spoken(record) for record in result.records(printed=False))
        return [row for row in records if about(row, self.source)]

    def receipts(self) -> list[Row]:
        """Every order of the source, and every number only its settlements know."""
        return [] if self.source == "bank" else self.rows("receipts")

    def missing(self) -> list[Row]:
        """Books that nobody imported: a line per payer, and one for the bank."""
        found = self.rows("missing_books")
        return [
            r
            for r in found
            if self.source == "all" or (self.source == "bank") == (r["book"] == "bank")
        ]

    def payout(self, row: Row) -> Row:
        """A payout as a worklist shows it."""
        return {**row, "value_sen": row["net_sen"]}

    def _spoken(self, record: Row) -> Row:
        """One text per meaning: `reason` in the session's language, without `reason_en`."""
        return spoken(record, self.session.lang)


def spoken(record: Row, lang: str) -> dict[str, object]:
    """The record with each pair `x`, `x_en` as one `x` in `lang`."""
    pairs = {name for name in record if f"{name}_en" in record}
    if not pairs:
        return dict(record)
    return {
        name: record[f"{name}_en"] if lang == "en" and name in pairs else value
        for name, value in record.items()
        if name in pairs or name.removesuffix("_en") not in pairs
    }


def about(row: Row, source: str) -> bool:
    """Whether a row of a metric is about a source that `reconcile` takes."""
    if source in {"all", "bank"} or row.get("book") == "bank":
        return True
    named = (row.get("payer"), row.get("platform"))
    return source in named


def _ranked(rows: object) -> tuple[Row, ...]:
    """The largest amount first; equal ones by what they are called, so a list never shuffles."""
    assert hasattr(rows, "__iter__")
    return tuple(
        sorted(rows, key=lambda r: (-abs(int(str(r["value_sen"] or 0))), *map(str, r.values())))
    )


def _summary(receipts: Sequence[Row]) -> tuple[Row, ...]:
    """Orders and money by stage and finding: what should come until settled, then what did."""
    sums: dict[tuple[str, str], list[int]] = {}
    for row in receipts:
        key = str(row["stage"]), str(row["finding"])
        counted = sums.setdefault(key, [0, 0, 0, 0])
        waiting = key[0].startswith("awaiting")
        amount = row["expected_sen"] if waiting else row["settled_sen"]
        value = row["value_sen"] if key[1] != "none" else 0
        for place, plus in enumerate((1, amount, row["open_sen"], value)):
            counted[place] += int(str(plus or 0))
    found = sorted(sums.items(), key=lambda s: (STAGES.index(s[0][0]), FINDINGS.index(s[0][1])))
    names = ("orders", "amount_sen", "open_sen", "value_sen")
    return tuple(
        {"stage": stage, "finding": finding, **dict(zip(names, counted, strict=True))}
        for (stage, finding), counted in found
    )


def _bank_summary(payouts: Sequence[Row]) -> tuple[Row, ...]:
    """Withdrawals by whether they reached the bank; `orders` counts the lines they paid out."""
    sums: dict[tuple[str, str], list[int]] = {}
    for row in payouts:
        arrived = row["state"] == "in_bank"
        key = ("in_bank", "none") if arrived else ("paid_out", str(row["state"]))
        counted = sums.setdefault(key, [0, 0, 0])
        for place, plus in enumerate((row["lines"], 1, row["net_sen"])):
            counted[place] += int(str(plus or 0))
    names = ("orders", "payouts", "amount_sen")
    return tuple(
        {"stage": stage, "finding": finding, **dict(zip(names, counted, strict=True))}
        for (stage, finding), counted in sorted(sums.items(), key=lambda s: s[0])
    )
