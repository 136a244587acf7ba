"""What sources share when they turn a platform's status words into ours."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from omnicli.domain.issues import Issue
from omnicli.sources._common import optional

if TYPE_CHECKING:
    import polars as pl

    from omnicli.ingest.spec import FileContext


def word(name: str) -> "pl.Expr":
    """The text of a status column as status maps spell it: lower case, one space between words.

    `In_Process` and `in  process` are one word; NULL is the empty text.
    """
    import polars as pl

    text = pl.col(name).fill_null("").str.to_lowercase()
    return text.str.replace_all(r"[_\s-]+", " ").str.strip_chars()


def translated(name: str, words: Mapping[str, str]) -> "pl.Expr":
    """The canonical status of each raw word; NULL for a word nobody knows."""
    import polars as pl

    return word(name).replace_strict(dict(words), default=None, return_dtype=pl.String)


def proven(orders: "pl.DataFrame") -> "pl.Expr":
    """The furthest step that an order's own times and tracking number prove, never delivered.

    A low rank never hides a later, known status, and nothing unknown is counted as delivered.
    """
    import polars as pl

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
