"""BRI: the csv of internet banking and CMS, a row per movement with the balance after it.

`ID, NOREK, TGL_TRAN, …, SALDO_AKHIR_MUTASI, GLSIGN`, as several readers of such files know it. A
period without a movement is one row that says so.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._bank import DATES
from omnicli.sources._bank import POSTED
from omnicli.sources._bank import statement_part
from omnicli.sources._common import unread

_AMOUNT = Money("by_column")


def _nothing() -> "pl.Expr":
    return pl.col("description").str.contains(r"(?i)^\s*transaksi tidak ditemukan")


_STATEMENT = statement_part(
    (
        *unread(
            *(("ID",), ("JAM_TRAN",), ("SEQ",), ("TRUSER",), ("KODE_TRAN",), ("KODE_TRAN_TELLER",)),
            *(("TLBDS1",), ("TLBDS2",), ("SALDO_AWAL_MUTASI",), ("GLSIGN",)),
        ),
        Column("account_no", ("NOREK", "NO_REK"), Text(), required=True),
        Column("posted_at", ("TGL_TRAN",), POSTED, required=True),
        Column("value_date", ("TGL_EFEKTIF",), Day(DATES)),
        Column("description", ("DESK_TRAN",), Text(), required=True),
        Column("more", ("REMARK_CUSTOM",), Text()),
        Column("reference", ("TRREMK",), Text()),
        Column("debit_sen", ("MUTASI_DEBET",), _AMOUNT, required=True),
        Column("credit_sen", ("MUTASI_KREDIT",), _AMOUNT, required=True),
        Column("balance_sen", ("SALDO_AKHIR_MUTASI",), _AMOUNT, required=True, filled=True),
    ),
    Skip("no movement", _nothing),
)

SPEC = SourceSpec(
    name="bri",
    version=1,
    platform="bri",
    title=("Mutasi rekening BRI", "BRI account statement"),
    short=("Rekening BRI", "BRI statement"),
    formats=("csv", "xlsx"),
    confidence="likely",
    seed_ids=("S0-68", "S0-69"),
    marks=("TGL_TRAN", "GLSIGN", "SALDO_AKHIR_MUTASI"),
    parts=(_STATEMENT,),
)
