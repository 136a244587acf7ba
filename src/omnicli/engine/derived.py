"""Running what is derived from whole tables, after some of them changed."""

import sqlite3
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from omnicli.engine.match_all import rematch
from omnicli.engine.rules import Rules
from omnicli.warehouse import ads
from omnicli.warehouse import bank
from omnicli.warehouse import customers
from omnicli.warehouse import line_orders
from omnicli.warehouse import loyalty
from omnicli.warehouse import match_store
from omnicli.warehouse import mirror
from omnicli.warehouse import money_facts
from omnicli.warehouse import order_tests
from omnicli.warehouse import sales
from omnicli.warehouse import worklist_marks
from omnicli.warehouse.connect import analyse
from omnicli.warehouse.match_store import Wallet
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.tables.catalog import derivations
from omnicli.warehouse.tables.declaration import function

if TYPE_CHECKING:
    import polars as pl


_LARGE = 10_000
"""New rows of one load from which on SQLite's statistics are worth renewing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was loaded, for what is derived from it."""

    changes: Changes
    targets: Collection[str]
    """The tables that the files (or what was taken back) tell of, with rows or without."""
    before: Mapping[str, object] = field(default_factory=dict)
    """By derivation, what it asked for before the rows changed."""


def asked_before(
    db: sqlite3.Connection,
    new: Sequence[Observation],
    touched: "Mapping[str, pl.DataFrame] | None",
) -> dict[str, object]:
    """What derivations need of rows that may be gone once they run."""
    return {
        step.name: function(step.before)(db, new, touched) for step in derivations() if step.before
    }


def derive(db: sqlite3.Connection, rules: Rules, loaded: Loaded) -> None:
    """Run every derivation of a table that was touched."""
    for step in derivations():
        if not set(loaded.targets).isdisjoint(step.of):
            function(step.run)(db, rules, loaded)
    if sum(tally.inserted for tally in loaded.changes.entities.values()) >= _LARGE:
        analyse(db)


def derive_all(db: sqlite3.Connection, rules: Rules) -> None:
    """Derive everything anew from the canonical rows, and note by which rules."""
    for step in derivations():
        function(step.run)(db, rules, None)
    mirror.remember(db, rules)
    analyse(db)


def describe_customers(db: sqlite3.Connection, _rules: Rules, loaded: Loaded | None) -> None:
    """What orders say of their customers; loading does it itself for those it touches."""
    if loaded is None:
        customers.refresh_all(db)


def count_ad_days(db: sqlite3.Connection, _rules: Rules, loaded: Loaded | None) -> None:
    """Which ad rows count on which day; loading does it itself for the days it touches."""
    if loaded is None:
        ads.derive_all_days(db)


def relink_sales(db: sqlite3.Connection, _rules: Rules, loaded: Loaded | None) -> None:
    """Which orders are shipments or copies of a sale that stands elsewhere."""
    if loaded is None:
        sales.forget(db)
    sales.relink(db)


def note_worklists(db: sqlite3.Connection, _rules: Rules, loaded: Loaded | None) -> None:
    """What decisions say of rows of worklists; deciding does it itself for the row it is about."""
    if loaded is None:
        worklist_marks.refresh(db)


def mark_tests(db: sqlite3.Connection, rules: Rules, _loaded: Loaded | None) -> None:
    """Which orders are tests."""
    order_tests.mark(db, rules.tests)


def count_points(db: sqlite3.Connection, _rules: Rules, _loaded: Loaded | None) -> None:
    """The points that customers earned, lost and exchanged."""
    loyalty.derive(db)


def refresh_bank(db: sqlite3.Connection, rules: Rules, _loaded: Loaded | None) -> None:
    """Which days statements cover, and who stands behind each movement."""
    bank.refresh(db, rules.payers)


def wallets_concerned(
    db: sqlite3.Connection,
    new: Sequence[Observation],
    touched: "Mapping[str, pl.DataFrame] | None",
) -> set[Wallet]:
    """The wallets whose lines come, change or go."""
    records = [o.records for o in new if o.target == money_facts.LINES]
    keys = None if touched is None else touched.get(money_facts.LINES)
    return money_facts.wallets_of(db, records, keys)


def match(db: sqlite3.Connection, rules: Rules, loaded: Loaded | None) -> None:
    """Matching, where its facts were touched: lines, the bank, orders that a decision names."""
    if loaded is None:
        rematch(db, rules.matching)
        return
    money = not set(loaded.targets).isdisjoint(money_facts.TABLES)
    if money or match_store.has_decisions(db):
        wallets = loaded.before["matching"]
        assert isinstance(wallets, set)
        rematch(db, rules.matching, wallets)
    else:
        money_facts.store_terms(db, rules.matching.terms, rules.matching.fee_terms)


def resolve_lines(db: sqlite3.Connection, _rules: Rules, loaded: Loaded | None) -> None:
    """Which order each settlement line is of, where orders changed (matching does it itself)."""
    if loaded is None:
        line_orders.forget(db)
    line_orders.refresh(db)
