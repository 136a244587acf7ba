"""Which columns need a right to be seen, and how they look without it.

The one list and the one rule: metric results, `omni sql`, registers, checks and pages all ask a
`Reader` before a row leaves the warehouse. A reader who is not named sees nothing of them.
"""

import re
from collections.abc import Iterable
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

`money` is of rows: a metric says which (`money_rows`).
"""

_NAMES: Mapping[str, Secrecy] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "phone", "recipient_phone", "customer", "customer_name", "customer_key",
                "recipient_name", "buyer_username", "buyer_name", "address", "recipient_address",
                "street", "email", "recipient_email",
            ),
            "personal",
        ),
        **dict.fromkeys(("account_no", "description", "counterparty"), "bank"),
        **dict.fromkeys(
            ("cogs_sen", "unit_cogs_sen", "cost_sen", "margin_sen", "margin_bps"), "cost"
        ),
    }
)  # fmt: skip
"""By these names columns are known wherever they stand."""

_PLACES: Mapping[tuple[str, str], Secrecy] = MappingProxyType(
    {
        ("customers", "name"): "personal",
        ("v_customers", "name"): "personal",
        ("customer_keys", "key"): "personal",
        ("import_issues", "value"): "personal",
        ("import_issues", "key"): "personal",
        ("refused_files", "value"): "personal",
        ("refused_files", "key"): "personal",
        ("decisions", "subject"): "personal",
        ("decisions", "payload"): "personal",
        ("decisions", "reason"): "personal",
    }
)
"""Columns of tables and views whose name alone says nothing: (table, column)."""

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

    def row(self, row: Mapping[str, object], table: str = "") -> dict[str, object]:
        """A row as this reader may see it."""
        return {
            name: masked(value) if self.hides(name, table) else value for name, value in row.items()
        }

    def hidden(self, columns: Iterable[str], table: str = "") -> list[str]:
        """Those of `columns` that are masked for this reader."""
        return [name for name in columns if self.hides(name, table)]


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
