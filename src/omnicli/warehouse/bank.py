"""Bank movements and the statements they come from.

Movements are resolved like every flat row. Who stands behind one depends on the workspace's rules
and on its other accounts, so it is named again after each load. What each statement covers is kept
in the ledger with its import, and `bank_statements` follows from the active ones.
"""

import sqlite3
from collections.abc import Sequence

import polars as pl

from omnicli.domain.counterparties import Payers
from omnicli.domain.counterparties import counterparty
from omnicli.warehouse import bank_days
from omnicli.warehouse import bank_references
from omnicli.warehouse import flat
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.table import Table

_STATEMENTS = """
INSERT INTO bank_statements (source, bank, account_no, date_from, date_to, opening_sen, closing_sen,
  credit_sen, debit_sen, lines, proof, effective_at)
SELECT source, bank, account_no, date_from, date_to, opening_sen, closing_sen,
  credit_sen, debit_sen, lines, proof, effective_at
FROM (
  SELECT f.source, f.effective_at,
    s.value ->> 'bank' AS bank, s.value ->> 'account_no' AS account_no,
    s.value ->> 'date_from' AS date_from, s.value ->> 'date_to' AS date_to,
    s.value ->> 'opening_sen' AS opening_sen, s.value ->> 'closing_sen' AS closing_sen,
    s.value ->> 'credit_sen' AS credit_sen, s.value ->> 'debit_sen' AS debit_sen,
    s.value ->> 'lines' AS lines, s.value ->> 'proof' AS proof,
    ROW_NUMBER() OVER (
      PARTITION BY s.value ->> 'account_no', s.value ->> 'date_from', s.value ->> 'date_to'
      ORDER BY s.value ->> 'proof' = 'proved' DESC, f.effective_at DESC, f.sha256 DESC) AS nth
  FROM import_files AS f, json_each(f.detail, '$.statements') AS s
  WHERE f.state = 'imported' AND f.undone_at IS NULL
)
WHERE nth = 1
ORDER BY account_no, date_from, date_to
"""
"""Of two files for the same days of an account the proved one speaks, else the newer."""


def apply(
    db: sqlite3.Connection,
    table: Table,
    keys: "pl.DataFrame",
    observations: Sequence[Observation],
    new_imports: Sequence[int],
) -> Changes:
    """Make the movements of `keys` what the observations say they are."""
    edges = bank_days.Edges.read(db)
    seen = bank_references.numbered_apart([bank_days.placed(o, edges) for o in observations])
    moved = [
        now.records.select(keys.columns)
        for was, now in zip(observations, seen, strict=True)
        if now is not was
    ]
    if moved:
        keys = pl.concat([keys, *moved], how="vertical_relaxed").unique()
    shared = keys.filter(pl.col("seq") > 1).select(bank_references.GROUP).unique()
    changes = flat.apply(db, table, keys, seen, new_imports)
    for earlier in (o for o in seen if o.import_id not in new_imports):
        bank_days.trace(db, table, earlier, shared)
    return changes


def refresh(db: sqlite3.Connection, payers: Payers) -> None:
    """Derive what follows from all files together: statements covered, counterparties named."""
    db.execute("DELETE FROM bank_statements")
    db.execute(_STATEMENTS)
    name_counterparties(db, payers)


def name_counterparties(db: sqlite3.Connection, payers: Payers) -> int:
    """Name who stands behind each movement; returns how many changed."""
    accounts = [r[0] for r in db.execute("SELECT DISTINCT account_no FROM bank_transactions")]
    named: dict[tuple[str, str | None, bool], str] = {}
    changed = []
    for row, account, text, out, before in db.execute(
        "SELECT transaction_id, account_no, description, debit_sen > 0, counterparty"
        " FROM bank_transactions"
    ):
        key = (account, text, bool(out))
        if key not in named:
            others = [a for a in accounts if a != account]
            named[key] = counterparty(text, out=bool(out), payers=payers, own_accounts=others)
        if named[key] != before:
            changed.append((named[key], row))
    db.executemany(
        "UPDATE bank_transactions SET counterparty = ? WHERE transaction_id = ?", changed
    )
    return len(changed)
