"""BCA: csv of KlikBCA Bisnis and Individual, and the statement in PDF.

Debit or credit stands in a column without a name, or behind the amount. Dates have no year in most
files: it follows from the period above. Movements marked `PEND` are not booked yet; they are left
out and come again, with their day, in a later file. The PDF prints a balance on some rows only.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._bank import POSTED
from omnicli.sources._bank import statement_part
from omnicli.sources._bca_pdf import LAYOUTS


def _pending() -> "pl.Expr":
    return pl.col("posted_at").str.contains(r"(?i)^\s*pend")


_SIDED = Money("comma_thousands", out="DB|D", into="CR|K")
_STATEMENT = statement_part(
    (
        Column("posted_at", ("Tanggal Transaksi", "Tanggal", "Date"), POSTED, required=True),
        Column("description", ("Keterangan", "Description"), Text(), required=True),
        Column("branch", ("Cabang", "CBG", "Branch"), Text()),
        Column("amount_sen", ("Jumlah", "Mutasi", "Amount"), _SIDED, required=True, filled=True),
        Column("direction", ("DB/CR", "D/K"), Text(), unnamed=r"(?i)(?:DB|CR|D|K)"),
        Column(
            "balance_sen",
            ("Saldo", "Balance"),
            Money("comma_thousands"),
            unnamed=r"-?[\d,]+\.\d\d",
        ),
    ),
    Skip("pending", _pending),
)

SPEC = SourceSpec(
    name="bca",
    version=1,
    platform="bca",
    title=("Mutasi rekening BCA", "BCA account statement"),
    short=("Rekening BCA", "BCA statement"),
    formats=("csv", "pdf"),
    confidence="verified",
    seed_ids=("S0-68", "S0-69"),
    marks=("Cabang", "CBG", "Branch"),
    layouts=LAYOUTS,
    parts=(_STATEMENT,),
)
