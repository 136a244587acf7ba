"""Withdrawals that failed, and balances that an export prints as 0 on every row."""

import csv
import io

import polars as pl
import pytest

from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry
from omnicli.sources._failed_payouts import FAILED
from omnicli.sources._failed_payouts import paired
from source_fixtures import SOURCES
from source_fixtures import parse
from source_fixtures import xlsx

SALE = "INV/20250101/MPL/4300000001"
OWNER = "BANK UJI - 000123456 - NAMA PEMILIK"


def read(data: bytes, name: str) -> ReadFile:
    return read_file(None, data, file_name=name, specs=registry(), account="main")


def kinds(found: ReadFile) -> list[tuple[str, int]]:
    """Kind and rupiah of every line, as the rows stand."""
    part = next(p for p in found.parts if (p.records["ledger"] == "wallet").any())
    lines = part.records.join(part.origins, on="line_key").sort("row_no")
    return [(k, n // 100) for k, n in lines.select("kind", "net_sen").iter_rows()]


def tokopedia(*moves: tuple[str, int]) -> ReadFile:
    balance, rows = 0, [["Date", "Mutation (Debit/Credit)", "Description", "Nominal (Rp)"]]
    rows[0].append("Balance (Rp)")
    for day, (text, rupiah) in enumerate(moves, 1):
        balance += rupiah
        way = "Debit" if rupiah < 0 else "Credit"
        rows.append([f"2025-01-{day:02} 08:00:00", way, text, str(rupiah), str(balance)])
    return read(xlsx({"Sheet1": rows}), "saldo.xlsx")


@pytest.mark.parametrize(
    "text",
    [
        f"Withdrawal gagal ({OWNER})",
        f"Pengembalian dana penarikan ({OWNER})",
        f"Withdrawal Refund ({OWNER})",
        f"Withdrawal ({OWNER})",
    ],
)
def test_a_withdrawal_that_came_back_is_a_pair_and_names_nobody(text: str) -> None:
    """It is no refund to a buyer, and the bank is not asked for it."""
    found = tokopedia(
        (f"Transaksi Penjualan Berhasil - {SALE}", 150_000),
        (f"Withdrawal ({OWNER})", -100_000),
        (f"Withdrawal ({OWNER})", -50_000),
        (text, 100_000),
        (f"Withdrawal ({OWNER})", -100_000),
    )
    assert kinds(found) == [
        ("revenue", 150_000),
        (FAILED, -100_000),
        ("withdraw", -50_000),
        (FAILED, 100_000),
        ("withdraw", -100_000),
    ]
    texts = found.parts[0].records["description"].to_list()
    assert not any("NAMA PEMILIK" in text for text in texts)


def test_a_refund_to_a_buyer_is_none() -> None:
    found = tokopedia(
        (f"Transaksi Penjualan Berhasil - {SALE}", 150_000),
        (f"Pengembalian dana ke pembeli - {SALE}", -150_000),
    )
    assert [kind for kind, _ in kinds(found)] == ["revenue", "refund"]


def test_tiktok_names_the_money_back_by_its_type() -> None:
    path = SOURCES / "tiktok-income" / "79-columns-english.xlsx.tsv"
    sheets = parse(path.read_text(encoding="utf-8"))
    name = next(n for n in sheets if n.startswith("Withdrawal"))
    for kind, number, rupiah in (
        ("Withdrawal", "3626000000000000091", "-1000"),
        ("Withdrawal reversal", "3626000000000000092", "1000"),
    ):
        sheets[name].append([kind, number, "2026/06/01", rupiah, "Transferred", "2026/06/01", "/"])
    found = read(xlsx(sheets), path.name.removesuffix(".tsv"))
    assert kinds(found)[-2:] == [(FAILED, -1000), (FAILED, 1000)]


def test_money_back_takes_the_newest_withdrawal_of_its_amount() -> None:
    rows = [
        (1, "withdraw", -100, "2025-01-01"),
        (2, "withdraw", -100, "2025-01-02"),
        (3, "withdraw", 100, "2025-01-03"),
        (4, "withdraw", -100, "2025-01-04"),
        (5, FAILED, 70, "2025-01-05"),
        (6, "revenue", 100, "2025-01-05"),
    ]
    lines = pl.DataFrame(rows, schema=["row_no", "kind", "net_sen", "occurred_date"], orient="row")
    assert paired(lines)["kind"].to_list() == [
        *("withdraw", FAILED, FAILED, "withdraw", FAILED, "revenue"),
    ]


def test_an_unsigned_wallet_reads_a_cancelled_withdrawal_as_money_back() -> None:
    """Without a balance the words alone say which way it went, and a warning names the row."""
    table = "tanggal,keterangan,jenis,nominal\n"
    rows = ("Penarikan BCA,Withdraw,50000", "Penarikan dibatalkan bank,Withdraw,50000")
    data = table + "".join(f"2025-08-2{i} 10:00,{row}\n" for i, row in enumerate(rows))
    found = read(data.encode(), "wallet.csv")
    assert kinds(found) == [(FAILED, -50_000), (FAILED, 50_000)]
    assert "W_WALLET_SIGN" in {i.code for i in found.issues}


@pytest.mark.parametrize(
    ("source", "case"),
    [
        ("mandiri", "csv-old.csv"),
        ("bri", "internet-banking.csv"),
        ("orderonline-wallet", "wallet_histories.csv"),
        ("mengantar-invoice", "semua-transaksi.csv"),
    ],
)
def test_balances_of_0_on_every_row_are_none(source: str, case: str) -> None:
    """The movements are the same, nothing is broken, and nothing is called proved."""
    text = (SOURCES / source / case).read_text(encoding="utf-8")
    whole = read(text.encode(), case)
    sign = ";" if text.splitlines()[0].count(";") > 2 else ","
    names = text.splitlines()[0].split(sign)
    words = ("balance", "saldo_akhir", "saldo akhir")
    at = next(i for i, n in enumerate(names) if any(w in n.casefold() for w in words))
    rows = list(csv.reader(io.StringIO(text), delimiter=sign))
    for row in rows[1:]:
        row[at] = "0"
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows(rows)
    found = read(out.getvalue().encode(), case)
    assert found.parts[0].records["balance_sen"].null_count() == found.parts[0].records.height
    net = "net_sen" if "net_sen" in found.parts[0].records.columns else "credit_sen"
    one, other = (sorted(r.parts[0].records[net].to_list()) for r in (whole, found))
    assert one == other
    broken = {"W_WALLET_BALANCE", "W_BALANCE_BROKEN"}
    assert not broken & {i.code for i in found.issues}
