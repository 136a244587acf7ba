"""A small shop with people behind its orders: chat contacts, app users, stock, swiftlet houses."""

from collections.abc import Mapping
from pathlib import Path

from money_world import take
from omnicli.services.setup import set_up
from omnicli.workspace import Workspace

ANI, BUDI, CITRA, DEWI = (f"62812000000{n}" for n in (11, 12, 13, 14))

ORDERS = f"""
Platform,No Pesanan,Tanggal,Status,Nama,No HP,SKU,Nama Produk,Jumlah,Harga Satuan,Selesai,No Resi
orderonline,P1,2025-08-05 10:00,completed,Bu Ani,{ANI},KOPI,Kopi,2,100000,2025-08-09 10:00,JT1
orderonline,P2,2025-07-01 10:00,completed,Pak Budi,{BUDI},KOPI,Kopi,1,100000,2025-07-05 10:00,JT2
orderonline,P3,2025-08-10 10:00,rts,Bu Citra,{CITRA},TEH,Teh,3,50000,,JT3
orderonline,P4,2025-08-12 10:00,rts,Bu Citra,{CITRA},TEH,Teh,1,50000,,JT4
"""
CEKAT = f"""
contact_id,display_name,phone_number,pipeline_status_name,label_names,created_at,last_message_at
c1,Ani,{ANI},Closing,VIP,2025-08-01T03:00:00Z,2025-08-04T03:00:00Z
c2,Budi,{BUDI},Potensial,,2025-08-02T03:00:00Z,2025-08-03T03:00:00Z
c3,Citra,{CITRA},Potensial,,2025-08-02T03:00:00Z,2025-08-20T03:00:00Z
c4,Dewi,{DEWI},Tanya Harga,VIP,2025-08-20T03:00:00Z,2025-08-25T03:00:00Z
"""
FORMS: Mapping[str, str] = {
    "orders": ORDERS,
    "cekat": CEKAT,
    "campaign": """
Nama Campaign,Jenis Campaign,Mulai,Sampai,Target GMV,Induk
Agustusan,mega,2025-08-01,2025-08-31,1000000,
Awal bulan,mingguan,2025-08-04,2025-08-10,,Agustusan
""",
    "tiktok-live": """
ID Kreator,Kreator,Waktu Live,GMV dari LIVE (Rp),Pemesanan,Pelanggaran
7001,ani.kopi,2025-08-02 19:00,600000,6,
7002,budi.teh,2025-08-03 12:30,300000,3,Klaim berlebihan
""",
    "app-users": f"""
Nama,Phone,Daftar App
Ani,{ANI},2025-08-01
Dewi,{DEWI},2025-08-02
""",
    "stock": """
SKU,Nama,Stok,Per Tanggal
KOPI,Kopi,10,2025-08-31
TEH,Teh,5,2025-08-31
""",
    "returns": """
No Pesanan atau Resi,Tanggal,Kondisi,Jumlah
JT3,2025-08-20,baik,2
""",
    "rbw": f"""
RBW,Building,Owner,No HP Owner,Status,Luas (m2),Periode (hari)
R1,Menara,Bu Ani,{ANI},aktif,100,60
R2,Ruko,Pak Eko,,aktif,50,30
""",
    "harvests": """
Tanggal,RBW ID,Tipe Panen,Berat (gram),Nilai
2025-06-01,R1,rampasan,1000,12000000
2025-08-01,R1,tetasan,500,5000000
""",
}


def files(folder: Path) -> list[Path]:
    """The shop's files as csv, in the order in which they must not matter."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, text in FORMS.items():
        path = folder / f"{name}.csv"
        path.write_text(text.lstrip(), encoding="utf-8")
        made.append(path)
    return made


def people_shop(root: Path) -> Workspace:
    """A workspace with all files of the shop imported."""
    workspace = set_up(root, store_name="Toko Orang", lang="id").workspace
    take(workspace, files(root / "unduhan"))
    return workspace
