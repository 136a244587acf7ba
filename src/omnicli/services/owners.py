"""Whose files an account holds: another owner's file is refused before anything is written."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.owners import Owner
from omnicli.domain.owners import other_owner
from omnicli.ingest.result import ReadFile
from omnicli.ingest.spec import SourceSpec
from omnicli.warehouse import decisions
from omnicli.warehouse import ledger
from omnicli.warehouse.clash import TOLD_APART
from omnicli.warehouse.clash import clashing
from omnicli.warehouse.table import Table
from omnicli.warehouse.tables.catalog import table_spec

DECISION = "account_is"
_WORDS = {
    "ad_account": ("akun iklan", "ad account"),
    "ad_account_name": ("akun iklan", "ad account"),
    "shop_id": ("toko", "shop"),
    "seller_name": ("penjual", "seller"),
    "wallet_owner": ("dompet", "wallet"),
    "bank_account": ("rekening", "bank account"),
}


@dataclass
class Guard:
    """What is known of an account's owners and orders while a batch is read."""

    db: sqlite3.Connection
    specs: Mapping[str, SourceSpec]
    account: str
    same: bool = False
    """Whether the user says that the files' owners are the account's (`--account-is`)."""
    admitted: list[Owner] = field(default_factory=list)
    """The owners of the batch's files so far."""
    confirmed: list[Owner] = field(default_factory=list)
    """Owners that `--account-is` adds to the account."""
    orders: "dict[str, pl.DataFrame]" = field(default_factory=dict)
    """The orders of the batch's files so far, by platform: what tells two sales apart."""

    def admit(self, read: ReadFile) -> None:
        """Note whose a file is. Raises E_ACCOUNT_OTHER and E_ACCOUNT_CLASH."""
        mine = owners_of(read)
        known = [o for o in self._known() if o.platform == read.spec.platform]
        other = other_owner(mine, known)
        if other and not self.same:
            this, that = other
            kind, english = _WORDS[this.kind]
            raise OmniError(
                "E_ACCOUNT_OTHER",
                file=read.file_name,
                kind=(kind, english),
                value=this.value,
                account=self.account,
                known=that.value,
            )
        if not other:
            self._refuse_clash(read)
        self.admitted += mine
        self.confirmed += mine if other else []

    def _known(self) -> list[Owner]:
        found = list(self.admitted)
        for source, detail in ledger.naming_owners(self.db, self.account):
            if source in self.specs:
                found += _named(self.specs[source].platform, detail)
        for entry in decisions.standing(self.db, DECISION, self.account):
            found += [Owner(*owner) for owner in entry["payload"]["owners"]]
        return found

    def _refuse_clash(self, read: ReadFile) -> None:
        """Raise E_ACCOUNT_CLASH for an order number that is another sale already."""
        table = Table(self.db, table_spec("orders"))
        for part in read.parts:
            if part.part.target != "orders" or part.records.is_empty():
                continue
            keyed = {"platform": read.spec.platform, "account": read.account}
            records = part.records.with_columns(
                pl.lit(v).alias(k) for k, v in keyed.items() if k not in part.records.columns
            )
            key, platform = list(table.key), read.spec.platform
            earlier = [self.orders[platform]] if platform in self.orders else []
            stored = [table.fetch(records.select(key))] if not table.is_empty() else []
            for known in (*stored, *earlier):
                found = clashing(records, known, key)
                if found is not None:
                    raise OmniError(
                        "E_ACCOUNT_CLASH",
                        file=read.file_name,
                        value=found.order_no,
                        account=read.account,
                        what=found.what,
                        known=found.known,
                        here=found.in_file,
                    )
            told = records.select(*key, *(n for n in TOLD_APART if n in records.columns))
            # One frame of all: one look per file, not one for each pair of files.
            self.orders[platform] = pl.concat([*earlier, told], how="diagonal_relaxed")


def remember(db: sqlite3.Connection, guard: Guard, at: str, actor: str) -> None:
    """Record what `--account-is` said as the decision it is."""
    if guard.confirmed:
        owners = sorted({(o.platform, o.kind, o.value) for o in guard.confirmed})
        decisions.decide(
            db,
            at=at,
            actor=actor,
            kind=DECISION,
            subject=guard.account,
            payload={"owners": [list(o) for o in owners]},
        )


def owners_of(read: ReadFile) -> list[Owner]:
    """Whose a file is, in all its names for it."""
    return _named(read.spec.platform, read.facts)


def _named(platform: str, facts: Mapping[str, object]) -> list[Owner]:
    named = facts.get("owners", ())
    statements = facts.get("statements", ())
    assert isinstance(named, list | tuple)
    assert isinstance(statements, list | tuple)
    return [
        *(Owner(platform, str(o["kind"]), str(o["value"])) for o in named),
        *(Owner(platform, "bank_account", str(s["account_no"])) for s in statements),
    ]
