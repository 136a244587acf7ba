"""The PDF statements of Bank Mandiri: Kopra, MCM and its forerunners, Livin', Tabungan."""

from dataclasses import replace

from omnicli.ingest.layouts.model import ENGLISH
from omnicli.ingest.layouts.model import INDONESIAN
from omnicli.ingest.layouts.model import Heading
from omnicli.ingest.layouts.model import Layout

_DAY = r"\d{1,2}\s+[A-Za-z]{3,9}\.?,?\s+20\s*\d\d|\d{1,2}[/-]\d{1,2}[/-]20\s*\d\d"
_SHORT_DAY = r"\d{1,2}/\d{1,2}(?:/20\d\d)?"
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\s*\d\d)?(?:\s*WI[BT]A?)?"

_SIX = (
    Heading("Posting Date", ("posting", "value", "tanggal"), "date"),
    Heading("Remark", ("remark", "remarks", "description", "keterangan"), "text"),
    Heading("Reference No.", ("reference", "referensi"), "reference"),
    Heading("Debit", ("debit", "debet"), "amount", always=True),
    Heading("Credit", ("credit", "kredit"), "amount", always=True),
    Heading("Balance", ("balance", "saldo"), "amount", always=True),
)
_SIX_WORDS = ("date", "no", "time", "idr")
_TOTALS = (
    r"^(?:total amount|no\.? of) (?:debit|credit)",
    r"^(?:opening|closing) balance",
    r"^(?:total|grand total)\b",
)
_AMOUNTS = r"debe?i?t\s+(?:credit|kredit)\s+(?:balance|saldo)"
_OPENING = r"^(?:opening balance|saldo awal)\b"
_PAGES = (
    r"\bpage\s+\d+\s*(?:of|/)\s*\d+",
    r"^page\s*\d*$",
    r"^[1-9]\d{0,3}\s+(?:of|dari)\s+[1-9]\d{0,3}$",
)

KOPRA = Layout(
    name="mandiri-kopra",
    title=("Mandiri Kopra Account Statement",) * 2,
    signs=(r"account statement(?!\s*report)", r"posting\s+date|tanggal\s+posting"),
    headings=_SIX,
    header_words=_SIX_WORDS,
    amount=ENGLISH,
    day=_DAY,
    time=_TIME,
    opening=_OPENING,
    ends=(r"^for further (?:questions|information)", r"koprabymandiri", *_TOTALS),
    dropped=(r"^account statement\b.*created", r"^created\b", *_PAGES),
)
"""Time below its date, three amounts on every row."""

MCM = Layout(
    name="mandiri-mcm",
    title=("Mandiri MCM Laporan Rekening Koran", "Mandiri MCM Account Statement Report"),
    signs=(
        r"laporan rekening koran|account statement report",
        _AMOUNTS,
    ),
    headings=_SIX,
    header_words=_SIX_WORDS,
    amount=ENGLISH,
    day=_DAY,
    time=_TIME,
    opening=_OPENING,
    ends=(*_TOTALS, r"^this is a? ?computer generated"),
    dropped=(r"^(?:laporan rekening koran|account statement report)", r"^printed\b", *_PAGES),
    prints=("Closing Balance",),
)
"""Seconds below the time, remarks above and below the amounts."""

INQUIRY = replace(
    MCM,
    name="mandiri-inquiry",
    title=("Mandiri Transaction Inquiry (lama)", "Mandiri Transaction Inquiry (old)"),
    signs=(r"transaction inquiry", _AMOUNTS),
    prints=(),
)
"""Dots in its times; nothing is known of its balances."""

KORAN = Layout(
    name="mandiri-rekening-koran",
    title=("Mandiri Rekening Koran (lama)", "Mandiri Rekening Koran (old)"),
    signs=(r"(?<!laporan )rekening koran", _AMOUNTS),
    headings=(
        Heading("Posting Date", ("tanggal", "posting", "date", "tgl"), "date"),
        Heading("Value Date", ("value", "valuta", "efektif"), "date"),
        Heading("Remark", ("keterangan", "remark", "uraian", "description"), "text"),
        Heading("Debit", ("debit", "debet"), "amount", always=True),
        Heading("Credit", ("credit", "kredit"), "amount", always=True),
        Heading("Balance", ("balance", "saldo"), "amount", always=True),
    ),
    header_words=("date", "no", "transaksi", "idr", "posting"),
    amount=ENGLISH,
    day=_DAY,
    time=_TIME,
    opening=_OPENING,
    ends=_TOTALS,
    dropped=_PAGES,
    prints=(),
)
"""Two dates on each row; known by that only."""

LIVIN = Layout(
    name="mandiri-livin",
    title=("Livin' by Mandiri e-Statement",) * 2,
    signs=(r"e-?statement", r"nominal", r"nomor rekening"),
    headings=(
        Heading("No", ("no",), "number"),
        Heading("Tanggal", ("tanggal", "date"), "date"),
        Heading("Keterangan", ("keterangan", "remarks"), "text"),
        Heading("Nominal (IDR)", ("nominal", "amount"), "amount", always=True),
        Heading("Saldo (IDR)", ("saldo", "balance"), "amount", always=True),
    ),
    header_words=("idr",),
    amount=INDONESIAN,
    day=_DAY,
    time=_TIME,
    opening=_OPENING,
    ends=(
        r"ini adalah batas akhir",
        r"^this is the end of",
        r"^dokumen ini dihasilkan",
        r"^e-?statement ini",
        r"^segala bentuk",
        r"^nasabah (?:dapat|tunduk)",
        r"^pt bank mandiri \(persero\)",
        r"^mandiri call",
    ),
    dropped=_PAGES,
)
"""Bilingual, signed amounts; the label of a transfer above its line, time and name below."""

TABUNGAN = Layout(
    name="mandiri-tabungan",
    title=("Mandiri Tabungan (e-statement lama)", "Mandiri Tabungan (older e-statement)"),
    signs=(r"periode?\s*/\s*period\b", r"\bs/d\b", r"\bmutasi\b"),
    headings=(
        Heading("Tanggal Transaksi", ("tanggal", "tgl", "transaction"), "date"),
        Heading("Tanggal Posting", ("posting",), "date"),
        Heading("Keterangan", ("keterangan", "description", "uraian", "remarks"), "text"),
        Heading("Mutasi", ("mutasi", "mutation"), "amount", always=True),
        Heading("Saldo", ("saldo", "balance"), "amount"),
    ),
    header_words=("transaksi", "date", "transactions", "amount", "no", "idr"),
    amount=ENGLISH,
    suffixes=("D",),
    day=_SHORT_DAY,
    opening=r"^(?:\d\d/\d\d\s+){0,2}saldo awal\b(?!\s*/)",
    ends=(
        r"^saldo (?:awal|akhir)\s*/",
        r"^mutasi (?:kredit|debit)\s*/",
        r"^(?:total of|previous balance|current balance)",
    ),
    dropped=(r"\bhal(?:aman)?\s*/\s*page\b", *_PAGES),
)
"""Days without a year, `D` behind a debit."""

LAYOUTS = (LIVIN, MCM, KOPRA, TABUNGAN, INQUIRY, KORAN)
