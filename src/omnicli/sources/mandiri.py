"""Bank Mandiri: exports of MCM and Kopra, Livin', and statements in PDF, in every layout known.

Whatever the format, one row is one movement; the layouts differ in their headers, in how they tell
debit from credit, and in whether they print a balance, without which nothing proves that no row is
missing. The two csv generations are certain, the four layouts of the workbooks are likely.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._bank import ACCOUNT
from omnicli.sources._bank import DATES
from omnicli.sources._bank import POSTED
from omnicli.sources._bank import TIME
from omnicli.sources._bank import statement_part
from omnicli.sources._common import unread
from omnicli.sources._mandiri_pdf import LAYOUTS

_ENGLISH = Money("comma_thousands")
_EITHER = Money("by_column")
_INDONESIAN = Money("dot_thousands")
_SUFFIXED = Money("comma_thousands", out="D", into="K|C")
_NONE = ("-", "–", ".00")

_SINCE_2020 = statement_part(
    (
        Column("account_no", ACCOUNT, Text(), required=True),
        Column("posted_at", ("Date",), POSTED, required=True),
        Column("value_date", ("Val. Date", "Val Date", "Value Date"), Day(DATES)),
        *unread(("Transaction Code",)),
        Column("description", ("Description",), Text(), required=True),
        Column("more", ("Description",), Text(), nth=2),
        Column("reference", ("Reference No.", "Reference No"), Text()),
        Column("debit_sen", ("Debit",), _ENGLISH, required=True, empty=_NONE),
        Column("credit_sen", ("Credit",), _ENGLISH, required=True, empty=_NONE),
    )
)
"""Comma, nine columns, no balance."""

_BEFORE_2020 = statement_part(
    (
        Column("account_no", ACCOUNT, Text(), required=True),
        Column("currency", ("Ccy", "Currency"), Text()),
        Column("posted_at", ("PostDate", "Post Date"), POSTED, required=True),
        Column("description", ("Remarks",), Text(), required=True),
        Column("more", ("AdditionalDesc", "Additional Desc"), Text()),
        Column("credit_sen", ("Credit Amount",), _ENGLISH, required=True, empty=_NONE),
        Column("debit_sen", ("Debit Amount",), _ENGLISH, required=True, empty=_NONE),
        Column("balance_sen", ("Close Balance",), _ENGLISH, required=True, filled=True),
    )
)
"""Semicolon, credit before debit, the balance after each movement."""

_TABLE = statement_part(
    (
        Column("account_no", ACCOUNT, Text()),
        Column("posted_at", ("Posting Date", "Tanggal"), POSTED, required=True),
        Column("value_date", ("Value Date",), Day(DATES)),
        Column("description", ("Remark", "Remarks", "Keterangan"), Text(), required=True),
        Column("reference", ("Reference No.", "Reference No", "No. Referensi"), Text()),
        Column("debit_sen", ("Debit", "Debet"), _EITHER, required=True, empty=_NONE),
        Column("credit_sen", ("Credit", "Kredit"), _EITHER, required=True, empty=_NONE),
        Column("balance_sen", ("Balance", "Saldo"), _EITHER, required=True, filled=True),
    )
)
"""Kopra, MCM and what looks like them, below a preamble."""

_LIVIN = statement_part(
    (
        *unread(("No", "No.")),
        Column("account_no", ACCOUNT, Text()),
        Column("posted_at", ("Tanggal", "Date"), POSTED, required=True),
        Column("description", ("Keterangan", "Remarks"), Text(), required=True),
        Column(
            "amount_sen",
            ("Nominal", "Nominal (IDR)", "Amount (IDR)"),
            _INDONESIAN,
            required=True,
            filled=True,
        ),
        Column(
            "balance_sen",
            ("Saldo", "Saldo (IDR)", "Balance (IDR)"),
            _INDONESIAN,
            required=True,
            filled=True,
        ),
    )
)
"""Signed amounts, `+` in and `-` out."""

_IN = (
    *("Dana Masuk (IDR)", "Dana Masuk", "Dana Masuk/Incoming (IDR)", "Dana Masuk Incoming (IDR)"),
    *("Dana Masuk (IDR)/Incoming (IDR)", "Dana Masuk/Incoming Transactions (IDR)"),
)
_OUT = (
    *("Dana Keluar (IDR)", "Dana Keluar", "Dana Keluar/Outgoing (IDR)"),
    *("Dana Keluar Outgoing (IDR)", "Dana Keluar (IDR)/Outgoing (IDR)"),
    "Dana Keluar/Outgoing Transactions (IDR)",
)


def _again() -> "pl.Expr":
    return pl.col("posted_at").str.contains(r"(?i)^\s*date\s*$")


def _time() -> "pl.Expr":
    alone = pl.all_horizontal(pl.col(n).is_null() for n in ("debit_sen", "credit_sen"))
    return alone & pl.col("posted_at").str.contains(
        r"(?i)^\s*\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: wib)?\s*$"
    )


_E_STATEMENT = statement_part(
    (
        *unread(("No", "No.")),
        Column("posted_at", ("Tanggal", "Tanggal/Date", "Tanggal Date"), POSTED, required=True),
        Column(
            "description",
            ("Keterangan", "Keterangan/Remarks", "Keterangan Remarks"),
            Text(),
            required=True,
        ),
        Column("credit_sen", _IN, _EITHER, required=True, empty=_NONE),
        Column("debit_sen", _OUT, _EITHER, required=True, empty=_NONE),
        Column(
            "balance_sen",
            ("Saldo (IDR)", "Saldo", "Saldo/Balance (IDR)", "Saldo Balance (IDR)"),
            _EITHER,
            required=True,
            filled=True,
        ),
    ),
    Skip("header", _again),
    Skip(TIME, _time),
)
"""Livin' e-Statement as a workbook: a header in two languages, the time in the row below."""

_TABUNGAN = statement_part(
    (
        *unread(("Tanggal Transaksi",)),
        Column("posted_at", ("Tanggal Posting",), POSTED, required=True),
        Column("description", ("Keterangan",), Text(), required=True),
        Column("amount_sen", ("Mutasi",), _SUFFIXED, required=True, filled=True),
        Column("balance_sen", ("Saldo",), _ENGLISH, required=True, filled=True),
    )
)
"""The older savings statement: `D` behind a debit, dates without their year."""

SPEC = SourceSpec(
    name="mandiri",
    version=1,
    platform="mandiri",
    title=("Rekening koran Bank Mandiri", "Bank Mandiri account statement"),
    short=("Rekening Mandiri", "Mandiri statement"),
    formats=("csv", "xls", "xlsx", "html", "pdf"),
    confidence="likely",
    seed_ids=("S0-68", "S0-69", "S0-70"),
    marks=(
        *("Transaction Code", "Val. Date", "Val Date", "Value Date", "PostDate", "Post Date"),
        *("Posting Date", "Remark", "Nominal", "Nominal (IDR)", "Amount (IDR)", "Mutasi", "Debet"),
        *_IN,
    ),
    layouts=LAYOUTS,
    parts=(_SINCE_2020, _BEFORE_2020, _TABLE, _LIVIN, _E_STATEMENT, _TABUNGAN),
)
