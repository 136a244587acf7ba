"""A finding never rests on a row that was refused: what that row says is not known."""

from conftest import Omni
from import_files import Write

HEAD = "order_id,product_price,shipping_cost,cod_fee,cod_fee_tax,total_net_cash,paid_at"
ORDERS = (
    "Platform,No Pesanan,Tanggal,Status,Metode Bayar,Nama,No HP,Nama Produk,Jumlah,Harga Satuan,"
    "Nilai COD,Selesai"
)


def findings(omni: Omni) -> dict[str, tuple[str, str]]:
    """Finding and reason code of each order."""
    arguments = ("--month", "2025-08", "--as-of", "2025-12-01", "--format", "json")
    found = omni("metric", "run", "receipts", *arguments).json
    rows = found[next(k for k in found if isinstance(found[k], list))]
    return {row["order_no"]: (row["finding"], row["reason_code"]) for row in rows}


def test_a_refused_line_makes_its_order_no_finding(omni: Omni, write: Write) -> None:
    """Until it is repaired: then the order is settled."""
    orders = [
        f"OrderOnline,{number},2025-08-01 10:00,selesai,COD,Sari,0812345678{n:02},Madu,1,100000,"
        "100000,2025-08-05"
        for n, number in enumerate(("A1-7001", "A1-7002", "A1-7003"))
    ]
    assert omni("import", write("pesanan.csv", "\n".join([ORDERS, *orders]).encode())).code == 0
    paid = [
        "A1-7001,100000,6000,4000,0,90000,10-08-2025 - 09:00",
        "A1-7002,100000,6000,4000,0,sembilan,10-08-2025 - 09:00",
    ]
    ran = omni("import", write("cod.csv", "\n".join([HEAD, *paid]).encode()))
    assert ran.code == 6
    found = findings(omni)
    assert found["A1-7002"] == ("none", "incomplete")
    assert found["A1-7003"] == ("overdue", "overdue")
    repaired = "\n".join([HEAD, paid[1].replace("sembilan", "90000")]).encode()
    assert omni("import", write("lagi.csv", repaired)).code == 0
    assert findings(omni)["A1-7002"][1] != "incomplete"
