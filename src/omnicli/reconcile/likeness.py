"""In which way a pair misses the rules: what a rule could learn of it, if people confirm it."""

import re

import polars as pl

from omnicli.domain.counterparties import OTHER
from omnicli.reconcile.earning import EARLY
from omnicli.reconcile.earning import FEE
from omnicli.reconcile.earning import LATE
from omnicli.reconcile.earning import SENDER
from omnicli.reconcile.earning import Pair
from omnicli.reconcile.earning import RuleKey
from omnicli.reconcile.nearby import LIKELY_FEE
from omnicli.reconcile.nearby import rated

_ENOUGH = 6
"""Letters from which the text of an unknown sender says who it is."""
_BREAKS = re.compile(r"[\W_]+")


def sender(description: str | None) -> str:
    """What of a bank text stays the same from one transfer to the next: its words, no numbers."""
    words = _BREAKS.split((description or "").casefold())
    return " ".join(word for word in words if word.isalpha())


def likenesses(
    seen: "pl.DataFrame", credits_: "pl.DataFrame", payers: "pl.DataFrame"
) -> list[Pair]:
    """The pairs of `nearby`, both sides open, in the order of natural keys.

    A pair that fails exactly one test has the rule it would be an example of. A sender is learned
    only where no text names a payer and nobody is known to stand behind the credit.
    """
    unnamed = credits_.filter(
        pl.col("counterparty").is_null() | (pl.col("counterparty") == OTHER)
    ).join(payers, on="transaction_id", how="anti")
    senders = {
        row: words
        for row, text in unnamed.select("transaction_id", "description").iter_rows()
        if len((words := sender(text)).replace(" ", "")) >= _ENOUGH
    }
    rows = rated(seen).sort("line_id_no", "transaction_id_no").iter_rows(named=True)
    return [_pair(row, senders) for row in rows]


def _pair(row: dict[str, object], senders: dict[int, str]) -> Pair:
    numbers = {name: value for name, value in row.items() if isinstance(value, int)}
    less, line, credit = -numbers["difference_sen"], numbers["line_id"], numbers["transaction_id"]
    payer = row["payer"] or senders.get(credit, "")
    early, late = max(0, -numbers["gap"]), max(0, numbers["late_by"])
    failed = [
        kind
        for kind, missed in (
            (FEE, not row["fits"]),
            (SENDER, row["payer"] is None),
            (EARLY, early > 0),
            (LATE, late > 0),
        )
        if missed
    ]
    rule = None
    if len(failed) == 1 and payer and (failed[0] != FEE or 0 < less <= LIKELY_FEE):
        (kind,) = failed
        rule = RuleKey(kind, str(row["platform"]), str(payer), less if kind == FEE else 0)
    return Pair(
        line,
        credit,
        numbers["score"],
        rule,
        off=early or late,
        days=numbers["days"],
        fee_sen=less,
    )
