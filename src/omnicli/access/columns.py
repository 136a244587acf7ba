"""Which columns need a right to be seen, and how they look without it.

The one list and the one rule: metric results, `omni sql`, registers, checks and pages all ask a
`Reader` before a row leaves the warehouse. A reader who is not named sees nothing of them.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import MONEY
from omnicli.access.actions import Action

Secrecy = Literal["personal", "bank", "cost", "money"]

ACTIONS: Mapping[Secrecy, Action] = MappingProxyType(
    {
        "personal": Action(
            "columns.personal", "melihat data pribadi", "see personal columns", MANAGERS
        ),
        "bank": Action("columns.bank", "melihat mutasi bank", "see bank columns", MONEY),
        "cost": Action("columns.cost", "melihat harga pokok", "see cost columns", MONEY),
        "money": Action("rows.money", "melihat baris tagihan", "see rows about money owed", MONEY),
    }
)
"""The right that each kind of column asks for, granted to roles like any other action.

`money` is of rows: a metric says which (`money_rows`). A metric that needs the bank asks for `bank`
with every amount, for the rest of a sum tells the part that is left out.
"""

_NAMES: Mapping[str, Secrecy] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "phone", "recipient_phone", "customer", "customer_name", "customer_key",
                "recipient_name", "buyer_username", "buyer_name", "address", "recipient_address",
                "street", "email", "recipient_email", "owner_phone", "first_message",
            ),
            "personal",
        ),
        **dict.fromkeys(
            (
                "account_no", "description", "counterparty", "credit_sen", "debit_sen",
                "balance_sen", "opening_sen", "closing_sen", "bank_sen", "in_bank_sen",
            ),
            "bank",
        ),
        # Profit beside revenue and fees is the cost of goods, said differently.
        **dict.fromkeys(
            (
                "cogs_sen", "unit_cogs_sen", "cost_sen", "margin_sen", "margin_bps", "profit_sen",
                "break_even_roas_bps", "max_cpr_sen",
            ),
            "cost",
        ),
    }
)  # fmt: skip
"""By these names columns are known wherever they stand."""

_PLACES: Mapping[tuple[str, str], Secrecy] = MappingProxyType(
    {
        ("customers", "name"): "personal",
        ("v_customers", "name"): "personal",
        **{
            (table, column): "personal"
            for table, columns in (
                ("customer_keys", ("key",)),
                ("v_customer_keys", ("key",)),
                ("import_issues", ("value", "key", "message", "hint", "fields", "raw")),
                ("refused_files", ("value", "key", "fields")),
                ("v_refused_numbers", ("number",)),
                ("decisions", ("subject", "payload", "reason")),
                ("job_steps", ("message",)),
                ("worklist_marks", ("note",)),
                ("v_worklist_marks", ("note",)),
                ("frozen_figures", ("cells",)),
            )
            for column in columns
        },
        **{
            (table, column): "bank"
            for table, columns in (
                ("bank_transactions", ("reference",)),
                ("v_bank", ("reference",)),
                ("v_open_credits", ("reference",)),
                ("match_legs", ("natural_key", "amount_sen")),
                ("matches", ("explanation",)),
                ("match_rules", ("payer",)),
                ("import_files", ("detail",)),
            )
            for column in columns
        },
        **{
            (table, column): "money"
            for table, columns in (
                ("outbox", ("recipient", "body", "figures", "message")),
                ("alerts", ("value", "shown")),
            )
            for column in columns
        },
        ("v_monthly_costs", "amount_sen"): "cost",
        ("store_settings", "value"): "cost",
        ("v_settings", "value"): "cost",
    }
)
"""Columns of tables and views whose name alone says nothing: (table, column)."""

_ACCOUNT = re.compile(r"[\d .-]{8,}")
"""A bank account's number, where other files have the name of a shop or an ad account."""

BULLETS = "•••••"
_NOBODY = re.compile(r"\((?:tanpa [a-z ]+|tidak terbagi|anonim|semua[a-z ]*)\)", re.IGNORECASE)
"""What metrics write where a row is of nobody in particular: it tells of no person."""
_OPEN = frozenset({("roles", "description")})


def secrecy(column: str, table: str = "") -> Secrecy | None:
    """What right a column asks for, if any; `table` (or view) where there is one."""
    if (table, column) in _OPEN:
        return None
    return _PLACES.get((table, column)) or _NAMES.get(column)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads rows: the kinds of columns they may see."""

    sees: AbstractSet[Secrecy] = frozenset()

    def hides(self, column: str, table: str = "", *, declared: Secrecy | None = None) -> bool:
        """Whether a column is masked for this reader; `declared` where a header says its kind."""
        kind = declared or secrecy(column, table)
        return kind is not None and kind not in self.sees

    def value(
        self, name: str, value: object, table: str = "", *, declared: Secrecy | None = None
    ) -> object:
        """A value of a column as this reader may see it."""
        if self.hides(name, table, declared=declared):
            return masked(value)
        return self.account(value) if name == "account" else value

    def account(self, value: object) -> object:
        """The name of an account; a bank's, which is its number, only for who may see the bank."""
        numbered = isinstance(value, str) and _ACCOUNT.fullmatch(value) is not None
        return masked(value) if numbered and "bank" not in self.sees else value

    def row(self, row: Mapping[str, object], table: str = "") -> dict[str, object]:
        """A row as this reader may see it."""
        return {name: self.value(name, value, table) for name, value in row.items()}


STRANGER = Reader()
"""Sees no column that asks for a right: what a row looks like unless somebody says for whom."""

EVERYTHING = Reader(frozenset(ACTIONS))
"""For omni itself, where rows stay inside: freezing a month, comparing."""


def masked(value: object) -> str | None:
    """A value without what it tells: the edges of a phone, the first letter, of a number nothing.

    What is masked already stays as it is.
    """
    if not isinstance(value, str):
        return None
    if not value:
        return value
    if BULLETS[0] in value or "*" in value or _NOBODY.fullmatch(value):
        return value
    prefix, colon, rest = value.partition(":")
    if colon and rest and prefix.isalpha():
        return f"{prefix}:{masked(rest)}"
    digits = value.strip()
    if digits.lstrip("+").isdigit():
        return f"{digits[:6]}{BULLETS}{digits[-2:]}" if len(digits) >= 11 else BULLETS
    return f"{digits[:1]}{BULLETS}"
