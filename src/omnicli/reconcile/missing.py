"""Why a payout or a bank credit found no partner: the rows of `match_misses`."""

import json
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping

import polars as pl

from omnicli.reconcile.bankdays import last_day
from omnicli.reconcile.nearby import AMBIGUOUS
from omnicli.reconcile.nearby import AMOUNT
from omnicli.reconcile.nearby import EARLY
from omnicli.reconcile.nearby import LATE
from omnicli.reconcile.nearby import NO_STATEMENT
from omnicli.reconcile.nearby import NOTHING
from omnicli.reconcile.nearby import PAYER
from omnicli.reconcile.nearby import TAKEN
from omnicli.reconcile.nearby import nearest
from omnicli.reconcile.rules import MatchRules

PAYOUTS, CREDITS = "settlement_lines", "bank_transactions"

_Row = tuple[str, int, int, str | None, int | None, str, str]


def misses(
    near: "pl.DataFrame",
    payouts: "pl.DataFrame",
    credits_: "pl.DataFrame",
    *,
    sums: Mapping[int, str],
    covered: Collection[tuple[int, int]],
    rules: MatchRules,
) -> "pl.DataFrame":
    """table_name, row_id, nth, candidate_table, candidate_id, failed_test, explanation.

    payouts: the open ones. credits_: the open ones that name a payer. Pairs that would do equally
    well are all listed, else the nearest few; with nothing near, one row says so. A payout whose
    credit may still stand on days that no bank statement tells of (`covered`, whole stretches) is
    not missing: it says just that, whatever else is near. `sums`: credits that several sets of
    lines add up to.
    """
    unknown = {
        row_id
        for row_id, day in payouts.select("line_id", "occurred_day").iter_rows()
        if not _known(day, covered, rules)
    }
    ours = near.join(payouts, on="line_id", how="semi")
    theirs = near.join(credits_, on="transaction_id", how="semi").filter(
        ~pl.col("transaction_id").is_in(list(sums))
    )
    rows = [
        *(
            row
            for row in _rows(nearest(ours, "line_id", "transaction_id"), PAYOUTS, CREDITS)
            if row[1] not in unknown or row[5] not in _NOT_IT
        ),
        *_rows(nearest(theirs, "transaction_id", "line_id"), CREDITS, PAYOUTS),
    ]
    done = {(table, row_id) for table, row_id, *_ in rows}
    for row_id in payouts["line_id"]:
        if (PAYOUTS, row_id) not in done:
            why = NO_STATEMENT if row_id in unknown else NOTHING
            rows.append((PAYOUTS, row_id, 1, None, None, why, "{}"))
    for row_id in credits_["transaction_id"]:
        if row_id in sums:
            detail = json.dumps({"rule": sums[row_id]})
            rows.append((CREDITS, row_id, 1, None, None, AMBIGUOUS, detail))
        elif (CREDITS, row_id) not in done:
            rows.append((CREDITS, row_id, 1, None, None, NOTHING, "{}"))
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _known(day: int, covered: Collection[tuple[int, int]], rules: MatchRules) -> bool:
    """Whether statements tell of every day on which the credit of a payout may be booked."""
    last = last_day(day, rules.bank_days)
    return any(start <= day and last <= end for start, end in covered)


_NOT_IT = (AMOUNT, PAYER, EARLY, TAKEN)
"""Tests whose failure says that a candidate is another credit."""
_SCHEMA = {
    "table_name": str,
    "row_id": int,
    "nth": int,
    "candidate_table": str,
    "candidate_id": int,
    "failed_test": str,
    "explanation": str,
}


def _rows(candidates: "pl.DataFrame", table: str, other: str) -> Iterator[_Row]:
    for row_id, candidate, nth, test, difference, days, gap, late_by in candidates.iter_rows():
        detail = {
            AMOUNT: {"difference_sen": difference},
            EARLY: {"days": -gap},
            LATE: {"days": days, "late_by": late_by},
        }.get(test, {})
        yield table, row_id, nth, other, candidate, test, json.dumps(detail, sort_keys=True)
