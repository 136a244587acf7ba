"""What a line of the OrderOnline wallet is, and what its text names: all of it rules, as data.

Nobody documents the wording of the export. An event is first known by its own name, as the vendor
writes it, at the start of the type or of the description; else by words anywhere in both. The
first rule that fits wins, so the order of the rows matters. What fits none is `unclassified`.
"""

from collections.abc import Iterable

import polars as pl

from omnicli.ingest.spec import When
from omnicli.sources._common import single_spaced

TIME = When(
    (
        "%d-%m-%Y - %H:%M",
        "%d-%m-%Y - %H:%M:%S",
        "%d-%m-%Y %H:%M",
        "%d-%m-%Y %H:%M:%S",
        "%d/%m/%Y %H:%M",
        "%d/%m/%Y %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S%.f%#z",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%d-%m-%Y",
        "%d/%m/%Y",
        "%Y-%m-%d",
    )
)
"""How OrderOnline and Mengantar print times; day first unless the year is."""

NAMES = (
    ("withdraw", r"^withdraw(?:al)?\b"),
    ("claim_lost", r"^claim lost\b"),
    ("claim_freeshipping", r"^claim free ?shipping\b"),
    ("claim_other", r"^claim other\b"),
    ("shipping_cashback", r"^shipping cashback\b"),
    ("payment_for", r"^(?:payment for|rts)\b"),
    ("payment_from", r"^payment from\b"),
    ("revenue", r"^revenue\b"),
)
"""Event → how its own name begins a text (lower case, `_` read as a space)."""

_CLAIM = r"\b(?:claim|klaim)\b"
WORDS = (
    ("withdraw", (r"\b(?:withdraw(?:al)?|penarikan|disbursement|payout)\b",)),
    ("financing", (r"\b(?:pinjaman|loan|financing|cicilan)\b",)),
    ("add_balance", (r"\b(?:add ?balance|top ?up|isi (?:ulang )?saldo|deposit)\b",)),
    ("claim_lost", (_CLAIM, r"\b(?:lost|hilang|rusak|damaged?)\b")),
    ("claim_freeshipping", (_CLAIM, r"\b(?:free ?shipping|(?:gratis|free) ongkir)\b")),
    ("claim_other", (_CLAIM,)),
    ("shipping_cashback", (r"\bcashback\b",)),
    (
        "payment_for",
        (r"\b(?:payment for|rts|return(?:ed)?|retur|pending billing|bayar ongkir)\b",),
    ),
    ("payment_from", (r"\bpayment from\b",)),
    ("revenue", (r"\b(?:revenue|cod settlement|pencairan cod)\b",)),
)
"""Event → expressions that must all be found in type and description."""

OTHER = "unclassified"
OUTGOING = ("withdraw", "payment_for")
"""Events that take money out of the wallet; the others bring some."""

COMPONENT = {
    "revenue": "gross_sen",
    "payment_from": "gross_sen",
    "payment_for": "shipping_sen",
    "shipping_cashback": "shipping_sen",
}
"""The component of its line that an event's amount is; that of any other event is `other_sen`."""

IN = ("credit", "kredit", "cr", "in", "masuk", "income", "+")
OUT = ("debit", "debet", "db", "dr", "out", "keluar", "outcome", "-")
"""Type words that say which way the money went."""

FAILED = r"(?i)^(?:failed|gagal|rejected|ditolak|cancel(?:l?ed)?|batal|dibatalkan|expired)$"
"""A status under which nothing moved."""

_OF = r"(?:[ _](?:id|no|number|nomor)\b)?\s*[.:#]*\s*#?\s*"
_CODE = r"([a-z0-9][a-z0-9_/-]*\d[a-z0-9_/-]*|\d[a-z0-9_/-]*)"
_OF_ONE_ORDER = r"claim[ _]+(?:lost|free[ _]?shipping|other)|shipping[ _]+cashback"
ORDER_NO = (
    rf"(?i)\b(?:order|pesanan|invoice|inv){_OF}{_CODE}",
    rf"(?i)#\s*{_CODE}",
    rf"(?i)^\s*(?:{_OF_ONE_ORDER})[\s:|-]+([a-z]\d{{1,2}}-\d{{3,}})\s*$",
)
AWB = (
    rf"(?i)\b(?:resi|awb|receipt|tracking){_OF}{_CODE}",
    r"\b(J[A-Z]\d{10})\b",
    r"\b(ID[ES]\d{6,})\b",
    r"\b(SAP[A-Z0-9]{6,})\b",
    r"\b(NL?V?ID[A-Z]*\d{6,}[A-Z0-9]*)\b",
    r"\b(TJR-[A-Z0-9-]{4,})\b",
)
"""Patterns of an order number and of a receipt number in a text, surest first. The courier's own
patterns are guesses and come last. A number that no word introduces is an order's only as all that
follows the name of an event of one order, and with the letter and digit of an account before it
(`A1-1002`): `REF-77`, dates, phones and receipts do not look like that."""

PAYMENT_METHODS = (
    ("cod", r"\bcod\b"),
    ("qris", r"\bqris\b"),
    ("virtual_account", r"\b(?:va|virtual account)\b"),
    ("bank_transfer", r"\b(?:bank transfer|transfer bank|transfer)\b"),
    ("ovo", r"\bovo\b"),
    ("dana", r"\bdana\b"),
    ("shopeepay", r"\bshopee ?pay\b"),
    ("gopay", r"\bgo-?pay\b"),
    ("linkaja", r"\blink ?aja\b"),
    ("alfamart", r"\balfamart\b"),
    ("indomaret", r"\bindomaret\b"),
    ("card", r"\b(?:credit card|kartu kredit|card)\b"),
    ("ewallet", r"\be-?wallet\b"),
)
"""Payment method → the words that name it."""


def folded_text(*texts: "pl.Expr") -> "pl.Expr":
    """The texts as rules read them: lower case, `_` as a space, single spaces, NULL as empty."""
    joined = pl.concat_str([t.fill_null("") for t in texts], separator=" ")
    plain = joined.str.to_lowercase().str.replace_all("_", " ", literal=True)
    return single_spaced(plain)


def event(kind: "pl.Expr", description: "pl.Expr") -> "pl.Expr":
    """The event of a line, by its type and its description."""
    both = folded_text(kind, description)
    named = [
        pl.when(folded_text(text).str.contains(pattern)).then(pl.lit(name))
        for text in (kind, description)
        for name, pattern in NAMES
    ]
    worded = [
        pl.when(pl.all_horizontal(both.str.contains(p) for p in patterns)).then(pl.lit(name))
        for name, patterns in WORDS
    ]
    return pl.coalesce(*named, *worded, pl.lit(OTHER))


def extracted(text: "pl.Expr", patterns: Iterable[str]) -> "pl.Expr":
    """What the first pattern that fits finds in the text."""
    return pl.coalesce(text.str.extract(pattern, 1) for pattern in patterns)


def payment_method(text: "pl.Expr") -> "pl.Expr":
    """The payment method a text names; NULL for none."""
    plain = folded_text(text)
    found = [
        pl.when(plain.str.contains(pattern)).then(pl.lit(name)) for name, pattern in PAYMENT_METHODS
    ]
    return pl.coalesce(*found, pl.lit(None, dtype=pl.String))


def components(kind: str = "kind", net: str = "net_sen") -> "dict[str, pl.Expr]":
    """The components of a line that has one amount: it goes where its event says."""
    target = pl.col(kind).replace_strict(COMPONENT, default="other_sen", return_dtype=pl.String)
    return {
        name: pl.when(target == name).then(pl.col(net)).otherwise(pl.lit(0, dtype=pl.Int64))
        for name in ("gross_sen", "shipping_sen", "fee_sen", "tax_sen", "other_sen")
    }
