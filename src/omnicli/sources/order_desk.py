"""What people note at the order desk: moves, payments, details and deletions of known orders.

The form `omni template order-desk` is filled in for `omni orders status --from FILE` and its
sisters, which judge each row against the order as it stands and keep what they accepted as a file
of this source, with the moment it was noted. A form that nobody judged is no such file.
"""

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Flag
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._common import EMPTY
from omnicli.sources._common import optional
from omnicli.sources._order_details import DETAILS
from omnicli.sources._order_part import cod_of_method
from omnicli.sources._order_part import located
from omnicli.sources._status import translated
from omnicli.sources._status import word
from omnicli.sources.orders_template import PAYMENTS
from omnicli.sources.orders_template import PLATFORM_WORDS
from omnicli.sources.orders_template import STATUSES
from omnicli.sources.orders_template import TIME

NOTED = "Dicatat"
"""The header of the moment a row was accepted, which only omni writes."""

RETURNS = {
    "ditolak": "refused_undelivered",
    "setelah diterima": "returned_after_receipt",
    "hilang": "lost",
}
KINDS = {"fisik": "physical", "digital": "digital"}

TRANSLATED = {
    "status": ("status_text", {**STATUSES, **{s.replace("_", " "): s for s in STATUSES.values()}}),
    "payment_status": (
        "payment_text",
        {w: s for w, s in PAYMENTS.items() if s != "conflict"}
        | {s.replace("_", " "): s for s in PAYMENTS.values() if s != "conflict"}
        | {"dibayar": "paid"},
    ),
    "return_kind": (
        "return_text",
        {**RETURNS, **{s.replace("_", " "): s for s in RETURNS.values()}},
    ),
    "product_kind": ("kind_text", {**KINDS, **{s: s for s in KINDS.values()}}),
}
"""Canonical column → the form's column of words, and what its words mean."""

_MOMENTS = {
    "status": {
        "confirmed": "confirmed",
        "ready_to_ship": "ready",
        "shipped": "shipped",
        "completed": "completed",
        "canceled": "canceled",
        "rts": "returned",
    },
    "payment_status": {"paid": "paid"},
}
"""Which times of an order the moment of a move or payment is."""


def _column(name: str, type_: ColumnType, *aliases: str, required: bool = False) -> Column:
    return Column(name, aliases, type_, required, empty=EMPTY)


COLUMNS = (
    _column("platform", Text(), "Platform", required=True),
    _column("account", Text(), "Akun"),
    _column("order_no", Id(), "No Pesanan", required=True),
    _column("status_text", Text(), "Status Baru", "new_status"),
    _column("moved_at", TIME, "Waktu"),
    _column("cancel_reason", Text(), "Alasan"),
    _column("return_text", Text(), "Jenis Retur"),
    _column("payment_text", Text(), "Status Bayar", "payment_status"),
    DETAILS["payment_method"].column(),
    DETAILS["awb"].column(),
    DETAILS["courier_service"].column(),
    DETAILS["recipient_name"].column(),
    DETAILS["recipient_phone"].column(),
    DETAILS["recipient_email"].column(),
    DETAILS["recipient_address"].column(),
    DETAILS["province"].column(),
    DETAILS["city"].column(),
    DETAILS["district"].column(),
    DETAILS["kind_text"].column(),
    DETAILS["handled_by"].column(),
    _column("is_deleted", Flag(), "Hapus"),
)
"""In the order in which the form shows them."""


def _meant(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """What the words of each row mean; an unknown one is left for the desk to refuse."""
    name = word("platform").replace(PLATFORM_WORDS)
    lacking = [text for text, _ in TRANSLATED.values() if text not in lines.columns]
    rows = lines.with_columns(pl.lit(None, dtype=pl.String).alias(c) for c in lacking)
    placed = located(rows).with_columns(
        pl.when(name != "").then(name).alias("platform"),
        optional(lines, "account", pl.String).fill_null(ctx.account or "main").alias("account"),
        cod_of_method(rows).alias("is_cod"),
        *(translated(text, words).alias(c) for c, (text, words) in TRANSLATED.items()),
    )
    moments = [
        pl.when(pl.col(column) == value)
        .then(optional(placed, f"moved{end}", pl.String))
        .alias(f"{stem}{end}")
        for column, stems in _MOMENTS.items()
        for value, stem in stems.items()
        for end in ("_at", "_date")
    ]
    return placed.with_columns(moments)


def _noted(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """The same of rows that were accepted. Raises E_DESK_FORM for a form that nobody judged."""
    import polars as pl

    bare = "noted_at" not in lines.columns or bool(lines["noted_at"].null_count())
    if lines.height and bare:
        raise OmniError("E_DESK_FORM", file=ctx.file_name)
    # A form without rows lacks the column altogether.
    return _meant(lines.with_columns(optional(lines, "noted_at", pl.String).alias("noted_at")), ctx)


def _spec(name: str, part: Part, marks: tuple[str, ...]) -> SourceSpec:
    return SourceSpec(
        name=name,
        version=1,
        platform="manual",
        title=("Catatan meja pesanan", "Notes of the order desk"),
        short=("Meja pesanan", "Order desk"),
        formats=("xlsx", "csv"),
        seed_ids=("S4-07", "S4-27"),
        marks=marks,
        parts=(part,),
    )


FORM = _spec(
    "order-desk-form",
    Part(
        target="order_facts",
        columns=COLUMNS,
        key=("platform", "account", "order_no"),
        sheets=("Meja Pesanan", "*"),
        copies=("Petunjuk",),
        made_by="hand",
        rows=_meant,
    ),
    (),
)
"""How a filled form is read before it is judged; it is no source of the warehouse."""

SPEC = _spec(
    "order-desk",
    Part(
        target="order_facts",
        columns=(*COLUMNS, _column("noted_at", Text(), NOTED)),
        key=("platform", "account", "order_no", "noted_at"),
        sheets=("Meja Pesanan", "*"),
        copies=("Petunjuk",),
        made_by="hand",
        rows=_noted,
    ),
    ("Status Baru", NOTED),
)
