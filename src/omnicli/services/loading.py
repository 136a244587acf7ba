"""Applying what files say to the warehouse: the one way rows come in, change and go again.

Importing, undoing and rebuilding differ only in which observations they hand to `apply`.
"""

import sqlite3
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnicli.services.rematching import rematch
from omnicli.services.rereading import Reader
from omnicli.warehouse import ads
from omnicli.warehouse import bank
from omnicli.warehouse import flat
from omnicli.warehouse import lineage
from omnicli.warehouse import matching
from omnicli.warehouse import money_facts
from omnicli.warehouse import orders
from omnicli.warehouse import sales
from omnicli.warehouse import test_orders
from omnicli.warehouse.bank_days import widen
from omnicli.warehouse.ledger import active_files
from omnicli.warehouse.matching import Wallet
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.observation import Tally
from omnicli.warehouse.table import Table

if TYPE_CHECKING:
    import polars as pl

Apply = Callable[
    [sqlite3.Connection, Table, "pl.DataFrame", Sequence[Observation], Sequence[int]], Changes
]
Widen = Callable[[sqlite3.Connection, Table, "pl.DataFrame"], "pl.DataFrame"]


@dataclass(frozen=True)
class Target:
    """A canonical table that sources load into."""

    name: str
    key: tuple[str, ...]
    id_column: str
    apply: Apply
    widen: Widen | None = None
    """More keys that change with the given ones, where their numbers depend on each other."""

    def table(self, db: sqlite3.Connection) -> Table:
        """The table in an open warehouse."""
        return Table(db, self.name, self.key, self.id_column)


_AD_KEY = ("platform", "account", "level", "campaign", "adset", "ad", "date_from", "date_to")
_BANK_KEY = ("account_no", "posted_date", "debit_sen", "credit_sen", "seq")
TARGETS: Mapping[str, Target] = {
    t.name: t
    for t in (
        Target("orders", ("platform", "account", "order_no"), "order_id", orders.apply),
        Target("ad_performance", _AD_KEY, "ad_row_id", ads.apply),
        Target("settlement_lines", ("source", "account", "line_key"), "line_id", flat.apply),
        Target("bank_transactions", _BANK_KEY, "transaction_id", bank.apply, widen),
    )
}


def apply(
    db: sqlite3.Connection,
    reader: Reader,
    new: Sequence[Observation],
    *,
    touched: "Mapping[str, pl.DataFrame] | None" = None,
    match: bool = True,
) -> Changes:
    """Bring every key that `new` speaks of (and the `touched` ones) up to all active files.

    The files that speak of the same keys are recalled from the dataroom, so the result does not
    depend on what was imported first. Who loads file after file leaves matching (`match`) to its
    own end.
    """
    import polars as pl

    total = Changes()
    wallets = money_facts.wallets_of(
        db,
        [o.records for o in new if o.target == "settlement_lines"],
        None if touched is None else touched.get("settlement_lines"),
    )
    for name, target in TARGETS.items():
        table = target.table(db)
        mine = [o for o in new if o.target == name]
        key = list(target.key)
        frames = [o.records.select(key) for o in mine]
        if touched is not None and name in touched:
            frames.append(touched[name].select(key))
        if not frames:
            continue
        keys = frames[0] if len(frames) == 1 else pl.concat(frames, how="vertical_relaxed").unique()
        if keys.is_empty():
            continue
        keys = target.widen(db, table, keys) if target.widen else keys
        earlier = _recall_sharing(db, reader, target, keys, {o.import_id for o in mine})
        changes = target.apply(db, table, keys, [*earlier, *mine], [o.import_id for o in mine])
        _add(total, changes)
    if "orders" in total.entities:
        sales.relink(db)
        test_orders.mark(db, reader.test_rules)
    # A statement without movements has no key to touch, but it may come and go all the same.
    statements = touched is not None or any(o.target == "bank_transactions" for o in new)
    if statements:
        bank.refresh(db, reader.payers)
    if match:
        _match(db, reader, total, wallets, banked=statements)
    return total


def _match(
    db: sqlite3.Connection,
    reader: Reader,
    changes: Changes,
    wallets: Collection[Wallet],
    *,
    banked: bool,
) -> None:
    """Derive matching again where its facts were touched: lines, the bank, orders of a decision."""
    money = "settlement_lines" in changes.entities or banked
    if money or ("orders" in changes.entities and matching.has_decisions(db)):
        rematch(db, reader.match_rules, wallets)
    else:
        money_facts.store_terms(db, reader.match_rules.terms)


def _recall_sharing(
    db: sqlite3.Connection,
    reader: Reader,
    target: Target,
    keys: "pl.DataFrame",
    new: Iterable[int],
) -> list[Observation]:
    """What other active files say of the keys that are stored already."""
    table = target.table(db)
    stored = table.fetch(keys, columns=[*table.key, table.id_column])
    if stored.is_empty():
        return []
    ids = stored.select(table.id_column)
    others = [i for i in lineage.imports_of(db, table.name, ids) if i not in set(new)]
    # Where numbers move, what a file calls a row need not be what it is stored as.
    shared = keys if target.widen else stored.select(list(table.key))
    return [
        seen.within(shared)
        for file in active_files(db, others)
        for seen in reader.recall(file)
        if seen.target == table.name
    ]


def keys_of_imports(db: sqlite3.Connection, import_ids: list[int]) -> "dict[str, pl.DataFrame]":
    """The keys of every canonical row that the imports contributed to, by target."""
    import polars as pl

    found = {}
    for name, target in TARGETS.items():
        ids = lineage.entities_of(db, name, import_ids)
        table = target.table(db)
        if ids:
            frame = pl.DataFrame({target.id_column: ids})
            found[name] = table.fetch(frame, on=[target.id_column]).select(list(target.key))
    return found


def _add(total: Changes, changes: Changes) -> None:
    """Add the changes of one target to the whole."""
    for name, tally in changes.entities.items():
        _sum(total.entities.setdefault(name, Tally()), tally)
    for import_id, tally in changes.row_outcomes.items():
        _sum(total.row_outcomes.setdefault(import_id, Tally()), tally)
    for import_id, entities in changes.by_import.items():
        for name, tally in entities.items():
            _sum(total.by_import.setdefault(import_id, {}).setdefault(name, Tally()), tally)
    for column, count in changes.fields.items():
        total.fields[column] = total.fields.get(column, 0) + count
    for step, count in changes.transitions.items():
        total.transitions[step] = total.transitions.get(step, 0) + count
    total.samples.extend(changes.samples)


def _sum(into: Tally, other: Tally) -> None:
    into.inserted += other.inserted
    into.updated += other.updated
    into.unchanged += other.unchanged
    into.deleted += other.deleted
