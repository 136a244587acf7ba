"""A file says whose it is: another owner's file does not go into the same account."""

import pytest

from conftest import Omni
from import_files import Write

META = "Account name,Account ID,Campaign name,Day,Amount spent (IDR)\n{name},{id},A,{day},1000\n"
SHOPEE = (
    "Semua Laporan Iklan CPC\nUsername,{name}\nID Toko,{id}\nPeriode,{day} - {day}\n\n"
    "Urutan,Nama Iklan,Mode Bidding,Kode Produk,Biaya,Omzet Penjualan\n1,Kaos,Auto,11,1000,5000\n"
)
BANK = (
    "Account No,Date,Val. Date,Transaction Code,Description,Description,Reference No.,Debit,"
    'Credit,\n{id},{day},{day},1001,SETOR,{name},R1,"0","1,000.00",\n'
)
WALLET = (
    "Rekening Koran - Shopee Indonesia\nUsername,{name}\nPeriode,{day}\n"
    "Tanggal,Penerima Dana,Jumlah Dana,Deskripsi,Status,Saldo\n"
    "{day} 10:00,Saldo Penjual,50000,Penghasilan dari Pesanan #230924EEEE0005,"
    "Transaksi Selesai,50000\n"
)
KINDS = [
    (META, "2025-08-0{}"),
    (SHOPEE, "0{}/08/2025"),
    (BANK, "0{}/08/25"),
    (WALLET, "2023-10-0{}"),
]


def _file(text: str, owner: str, day: str) -> bytes:
    number = "1370012345111" if owner == "satu" else "1370012345222"
    return text.format(name=f"toko_{owner}", id=number, day=day).encode()


@pytest.mark.parametrize(("text", "day"), KINDS)
def test_another_owner_is_refused_until_somebody_says_where_it_belongs(
    omni: Omni, write: Write, text: str, day: str
) -> None:
    one = write("satu.csv", _file(text, "satu", day.format(1)))
    two = write("dua.csv", _file(text, "dua", day.format(2)))
    assert omni("import", one).code == 0
    refused = omni("import", two, "--format", "json")
    assert refused.code == 3
    issues = refused.json["files"][0]["issues"]
    (issue,) = [i for i in issues if i["code"] == "E_ACCOUNT_OTHER"]
    assert "--account" in issue["hint"]

    assert omni("import", two, "--account", "dua").code == 0
    more = write("lagi.csv", _file(text, "dua", day.format(3)))
    assert omni("import", more).code == 3
    assert omni("import", more, "--account-is", "main").code == 0
    again = write("lagi2.csv", _file(text, "dua", day.format(4)))
    assert omni("import", again).code == 0


def test_two_owners_in_one_batch_and_an_undone_one(omni: Omni, write: Write) -> None:
    one = write("satu.csv", _file(META, "satu", "2025-08-01"))
    two = write("dua.csv", _file(META, "dua", "2025-08-02"))
    assert omni("import", one, two).code == 3
    assert omni("import", one).code == 0
    assert omni("batches", "undo", "1", "--yes").code == 0
    assert omni("import", two).code == 0
    assert omni("rebuild", "--yes").code == 0
    assert omni("import", one, "--format", "json").code == 3


def test_a_report_of_several_ad_accounts_is_refused(omni: Omni, write: Write) -> None:
    text = META.format(name="a", id=111, day="2025-08-01") + "b,222,B,2025-08-01,5\n"
    shown = omni("import", write("dua.csv", text.encode()), "--format", "json")
    assert shown.code == 3
    assert shown.json["files"][0]["issues"][0]["code"] == "E_ACCOUNT_MIXED"
