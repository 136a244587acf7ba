"""The PDF statement of BCA."""

from omnicli.ingest.layouts.model import ENGLISH
from omnicli.ingest.layouts.model import Heading
from omnicli.ingest.layouts.model import Layout

STATEMENT = Layout(
    name="bca-statement",
    title=("Rekening koran BCA", "BCA statement"),
    signs=(r"\bperiode\s*:", r"tanggal\s+keterangan\s+cbg\s+mutasi\s+saldo"),
    headings=(
        Heading("TANGGAL", ("tanggal",), "date"),
        Heading("KETERANGAN", ("keterangan",), "text"),
        Heading("CBG", ("cbg",), "reference"),
        Heading("MUTASI", ("mutasi",), "amount", always=True),
        Heading("SALDO", ("saldo",), "amount"),
    ),
    amount=ENGLISH,
    suffixes=("DB", "CR"),
    day=r"\d\d/\d\d",
    opening=r"^(?:\d\d/\d\d\s+)?saldo awal\b(?!\s*:)",
    ends=(
        r"bersambung ke(?:\s+)?halaman",
        r"^saldo (?:awal|akhir)\s*:",
        r"^mutasi (?:cr|db)\s*:",
    ),
    dropped=(r"^halaman\s*:",),
)
"""Days without a year, `DB` behind a debit, a balance on some rows."""

LAYOUTS = (STATEMENT,)
