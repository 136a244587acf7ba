"""Bank credits that come from no wallet: a courier or an aggregator pays lines out straight.

Whole bundles first, as the payer makes them: the lines of one payout reference, then all lines of
a run of days. Only then a search for the few lines that add up. What could be otherwise is not
booked.
"""

from collections import Counter
from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

import polars as pl

from omnicli.reconcile.rules import MatchRules
from omnicli.reconcile.subset import MOST_AMOUNTS
from omnicli.reconcile.subset import exact_sets

BY_REFERENCE, BY_DAYS, BY_SET = "reference_total", "days_total", "exact_set"

BALANCES = ("shopee", "tiktok", "tokopedia")
"""Platforms that always pay out of a balance: their credits are never sums of lines."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A credit, and lines that add up to it (and to a fee the payer keeps)."""

    transaction_id: int
    lines: tuple[int, ...]
    rule: str
    fee_sen: int
    days: int

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Each line with the credit."""
        return [(line, self.transaction_id) for line in self.lines]


@dataclass(slots=True)
class Direct:
    """booked: sums that cannot be otherwise. ambiguous: credits with several, by rule."""

    booked: list[Sum] = field(default_factory=list)
    ambiguous: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Line:
    line_id: int
    platform: str
    account: str
    day: int
    banking_no: int
    net: int
    ref: str | None


@dataclass(frozen=True, slots=True)
class _Credit:
    transaction_id: int
    platform: str
    day: int
    banking_no: int
    amount: int


def match_direct(
    lines: "pl.DataFrame",
    credits_: "pl.DataFrame",
    payers: "pl.DataFrame",
    rules: MatchRules,
    never: Collection[tuple[int, int]] = (),
) -> Direct:
    """lines: line_id, platform, account, net_sen, occurred_day, banking_no, payout_ref; open ones.

    credits_: transaction_id, credit_sen, posted_day, banking_no; those that no payout explains.
    never: (line, transaction) pairs that a person ruled out.
    """
    barred = set(never)

    named = credits_.join(payers, on="transaction_id").filter(~pl.col("platform").is_in(BALANCES))
    order = ("posted_day", "transaction_id")
    credits_of = [
        _Credit(*row)
        for row in named.sort(*order)
        .select("transaction_id", "platform", "posted_day", "banking_no", "credit_sen")
        .iter_rows()
    ]
    result = Direct()
    wallets = _wallets(lines)
    taken: set[int] = set()
    for rule in (BY_REFERENCE, BY_DAYS, BY_SET):
        done = {found.transaction_id for found in result.booked} | set(result.ambiguous)
        left = [credit for credit in credits_of if credit.transaction_id not in done]
        sums = [s for c in left for s in _sums(rule, c, wallets, taken, rules)]
        _settle(result, [s for s in sums if barred.isdisjoint(s.pairs)])
        taken |= {line for found in result.booked for line in found.lines}
    return result


@dataclass(slots=True)
class _Wallet:
    """The open lines of one platform and account, by day and by reference."""

    by_day: dict[int, list[_Line]] = field(default_factory=lambda: defaultdict(list))
    by_ref: dict[str, list[_Line]] = field(default_factory=lambda: defaultdict(list))


_Wallets = dict[str, dict[str, _Wallet]]


def _wallets(lines: "pl.DataFrame") -> _Wallets:
    """Platform → account → its lines, oldest first."""
    found: _Wallets = defaultdict(lambda: defaultdict(_Wallet))
    columns = ("line_id", "platform", "account", "occurred_day", "banking_no", "net_sen")
    ordered = lines.sort("occurred_day", "line_key").select(*columns, "payout_ref")
    for row in ordered.iter_rows():
        line = _Line(*row)
        wallet = found[line.platform][line.account]
        wallet.by_day[line.day].append(line)
        if line.ref:
            wallet.by_ref[line.ref].append(line)
    return found


def _settle(result: Direct, sums: list[Sum]) -> None:
    """Book the credits with one sum whose lines no other credit's sum needs."""
    per_credit = Counter(found.transaction_id for found in sums)
    wanted = Counter(line for found in sums for line in found.lines)
    for found in sums:
        alone = per_credit[found.transaction_id] == 1
        if alone and all(wanted[line] == 1 for line in found.lines):
            result.booked.append(found)
        else:
            result.ambiguous[found.transaction_id] = found.rule


def _sums(
    rule: str, credit: _Credit, wallets: _Wallets, taken: set[int], rules: MatchRules
) -> Iterator[Sum]:
    """The sums of one kind that fit a credit, per account; whole before less a fee."""
    fees = [0, *(fee for platform, fee in rules.fees() if platform == credit.platform)]
    for _, wallet in sorted(wallets.get(credit.platform, {}).items()):
        bundles = list(_bundles(rule, wallet, credit, taken, rules.bank_days))
        for fee in fees:
            found = [
                _sum(credit, chosen, rule, fee)
                for bundle in bundles
                for chosen in _chosen(rule, bundle, credit.amount + fee)
            ]
            yield from found
            if found:
                break


def _bundles(
    rule: str, wallet: _Wallet, credit: _Credit, taken: set[int], bank_days: int
) -> Iterator[list[_Line]]:
    """The lines that may have been paid out together, newest within the banking days."""
    oldest = credit.banking_no - bank_days
    if rule == BY_REFERENCE:
        for _, lines in sorted(wallet.by_ref.items()):
            last = max(lines, key=lambda line: line.day)
            free = not any(line.line_id in taken for line in lines)
            if free and last.day <= credit.day and last.banking_no >= oldest:
                yield lines
        return
    # No more than two closed weeks lie between any two banking days.
    near = range(credit.day - bank_days - 2 * (bank_days + 7), credit.day + 1)
    days = []
    for day in near:
        free_lines = [ln for ln in wallet.by_day.get(day, ()) if ln.line_id not in taken]
        if free_lines and free_lines[0].banking_no >= oldest:
            days.append(free_lines)
    if rule == BY_SET:
        yield [line for of_day in days for line in of_day]
        return
    for first in range(len(days)):
        run: list[_Line] = []
        for more in days[first:]:
            run = [*run, *more]
            yield run


def _chosen(rule: str, bundle: list[_Line], total: int) -> Iterator[list[_Line]]:
    """The bundle itself if it adds up, or the few of its lines that do."""
    if rule != BY_SET:
        if bundle and sum(line.net for line in bundle) == total:
            yield bundle
    elif len(bundle) <= MOST_AMOUNTS:
        for chosen in exact_sets([line.net for line in bundle], total):
            yield [bundle[position] for position in chosen]


def _sum(credit: _Credit, lines: list[_Line], rule: str, fee: int) -> Sum:
    newest = max(line.banking_no for line in lines)
    ids = tuple(line.line_id for line in lines)
    return Sum(credit.transaction_id, ids, rule, fee, credit.banking_no - newest)
