"""Which of the five Mengantar invoices a line belongs to, by the file's name and by its content.

A `Type` column says it outright. Else the file name does (`Invoice-typeRefund (1).xls`), unless a
line is of the other nature: one with a parcel cannot be a top-up or a withdrawal, and the other
way round. Else the line's own words, parcel and sign decide.
"""

import re
from typing import TYPE_CHECKING

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.sources._common import by_wording
from omnicli.sources._common import optional
from omnicli.sources._wallet_rules import WORDS
from omnicli.sources._wallet_rules import folded_text

if TYPE_CHECKING:
    from omnicli.ingest.spec import FileContext

TYPES = ("Reconciliation", "Payment", "Refund", "AddBalance", "Withdraw")
WALLET = ("AddBalance", "Withdraw")
"""Types whose lines move the balance and tell of no parcel."""
OUTGOING = ("Payment", "Withdraw")
"""Types that take money from the seller, where amounts are printed without a sign."""

KIND = {
    "Reconciliation": "revenue",
    "Payment": "payment_for",
    "Refund": "refund",
    "AddBalance": "add_balance",
    "Withdraw": "withdraw",
}
_NAME = re.compile(
    r"(?i)(?:invoice|type)[\s_-]*(?:type)?[\s_-]*"
    r"(reconciliation|payment|refund|add[\s_-]?balance|withdraw)"
)
_WORDS = (
    ("Withdraw", r"\b(?:withdraw(?:al)?|penarikan|tarik saldo)\b"),
    ("AddBalance", r"\b(?:add ?balance|top ?up|isi saldo|deposit)\b"),
    ("Refund", r"\brefund\b"),
)
"""Type → the words of a description that name it."""
_TYPE_TEXT = r"(reconciliation|payment|refund|add ?balance|withdraw)"
_CANONICAL = {name.lower(): name for name in TYPES}
_OWN = ("cod_value_sen", "cod_fee_sen", "shipping_fee_sen", "estimated_sen", "invoice_no")


def named_type(file_name: str) -> str | None:
    """The invoice type a file name tells."""
    found = _NAME.search(file_name)
    return _CANONICAL[re.sub(r"[\s_-]", "", found[1]).lower()] if found else None


def typed(lines: "pl.DataFrame", ctx: "FileContext") -> "pl.DataFrame":
    """`lines` with their `type`; says where it comes from, and where name and content differ.

    `claim` is the claim that a line's words name, NULL where they name none.
    Raises E_INVOICE_TYPE for a bare list of dates and amounts that no name makes an invoice.
    """
    named = named_type(ctx.file_name)
    worded = by_wording(
        lines,
        {name: optional(lines, name, pl.String) for name in ("type_text", "description")},
        {"_said": _said(), "claim": _claim()} | {f"_{name}": _says(p) for name, p in _WORDS},
    ).with_columns(_seen=_seen(lines))
    if named is None and not worded["_said"].count() and not {*_OWN, "awb"} & set(lines.columns):
        raise OmniError("E_INVOICE_TYPE", file=ctx.file_name)
    parcel = pl.col("_parcel")
    name = pl.lit(named, dtype=pl.String)
    fits = name.is_in(WALLET) != parcel
    kind = pl.coalesce(pl.col("_said"), pl.when(fits).then(name), pl.col("_seen"))
    done = worded.with_columns(type=kind)
    _report(done, named, ctx)
    return done.drop("_said", "_seen", *(f"_{name}" for name, _ in _WORDS))


def _said() -> "pl.Expr":
    """The type a row's own column names."""
    text = folded_text(pl.col("type_text")).str.extract(_TYPE_TEXT, 1)
    return text.str.replace_all(" ", "").replace_strict(
        _CANONICAL, default=None, return_dtype=pl.String
    )


def _says(pattern: str) -> "pl.Expr":
    return folded_text(pl.col("description")).str.contains(pattern)


def _claim() -> "pl.Expr":
    claims = [(name, patterns) for name, patterns in WORDS if name.startswith("claim")]
    return pl.coalesce(
        pl.when(pl.all_horizontal(map(_says, patterns))).then(pl.lit(name))
        for name, patterns in claims
    )


def _seen(lines: "pl.DataFrame") -> "pl.Expr":
    """The type that a line's words, parcel and sign show."""
    worded = [
        pl.when(pl.col(f"_{name}") & (pl.lit(name in WALLET) != pl.col("_parcel"))).then(
            pl.lit(name)
        )
        for name, _ in _WORDS
    ]
    collected = optional(lines, "cod_value_sen", pl.Int64).fill_null(0) != 0
    owed = pl.col("net_sen") < 0
    return pl.coalesce(
        *worded,
        pl.when(~pl.col("_parcel") & owed).then(pl.lit("Withdraw")),
        pl.when(~pl.col("_parcel")).then(pl.lit("AddBalance")),
        pl.when(collected).then(pl.lit("Reconciliation")),
        pl.when(owed).then(pl.lit("Payment")),
        pl.lit("Refund"),
    )


def _report(lines: "pl.DataFrame", named: str | None, ctx: "FileContext") -> None:
    counts = lines.group_by("type").len().sort("type")
    for kind, rows in counts.iter_rows():
        mine = lines.filter(pl.col("type") == kind)
        typed = mine["_said"].count() > 0
        origin = ("kolom Type", "column Type") if typed else ("isi", "content")
        if named == kind and not typed:
            origin = ("nama berkas", "file name")
        fields: dict[str, object] = {"origin": origin, "rows": rows}
        ctx.issues.append(
            Issue("N_INVOICE_TYPE", "notice", ctx.file_name, value=kind, fields=fields)
        )
        if named is not None and kind != named:
            fields = {"named": named, "rows": rows}
            first = mine["row_no"][0]
            ctx.issues.append(
                Issue(
                    "W_INVOICE_TYPE",
                    "warning",
                    ctx.file_name,
                    row=first,
                    value=kind,
                    fields=fields,
                )
            )
