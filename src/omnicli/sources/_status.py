"""What sources share when they turn a platform's status words into ours."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from omnicli.domain.issues import Issue
from omnicli.sources._common import optional
from omnicli.sources._common import per_text

if TYPE_CHECKING:
    from omnicli.ingest.spec import FileContext


def spelled(text: "pl.Expr") -> "pl.Expr":
    """The text of a status as status maps spell it: lower case, one space between words.

    `In_Process` and `in  process` are one word; NULL is the empty text.
    """
    low = text.fill_null("").str.to_lowercase()
    return low.str.replace_all(r"[_\s-]+", " ").str.strip_chars()


def word(name: str) -> "pl.Expr":
    """The text of a status column as status maps spell it."""
    return per_text(name, spelled)


def translated(
    name: str, words: Mapping[str, str], spell: "Callable[[pl.Expr], pl.Expr]" = spelled
) -> "pl.Expr":
    """What `words` say of each text of a column; NULL for a text they do not know."""
    return per_text(name, lambda text: known_word(spell(text), words))


def known_word(text: "pl.Expr", words: Mapping[str, str]) -> "pl.Expr":
    """What `words` say of a spelled text, if anything."""
    return text.replace_strict(dict(words), default=None, return_dtype=pl.String)


def proven(orders: "pl.DataFrame") -> "pl.Expr":
    """The furthest step that an order's own times and tracking number prove, never delivered.

    A low rank never hides a later, known status, and nothing unknown is counted as delivered.
    """

    def has(name: str) -> "pl.Expr":
        return optional(orders, name, pl.String).is_not_null()

    return (
        pl.when(has("awb") | has("ready_date"))
        .then(pl.lit("ready_to_ship"))
        .when(has("paid_date"))
        .then(pl.lit("confirmed"))
        .otherwise(pl.lit("pending"))
    )


def report_unknown(unknown: "pl.DataFrame", ctx: "FileContext") -> None:
    """One warning per raw status nobody knows, with the status its orders got instead."""
    pairs = unknown.select("raw_status", "status").rows()
    for (text, status), count in sorted(Counter(pairs).items(), key=str):
        ctx.issues.append(
            Issue(
                "W_STATUS_UNKNOWN",
                "warning",
                ctx.file_name,
                column="raw_status",
                value=text,
                fields={"orders": count, "status": status},
            )
        )
