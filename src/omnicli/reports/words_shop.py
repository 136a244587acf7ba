"""The words of campaigns and goods, in Indonesian and English."""

from collections.abc import Mapping
from types import MappingProxyType

Words = Mapping[str, tuple[str, str]]

STATE: Words = MappingProxyType(
    {
        "no_orders": ("Belum ada pesanan", "No orders yet"),
        "running": ("Berjalan", "Running"),
        "over": ("Selesai", "Over"),
        "on_the_way": ("Dalam perjalanan", "On the way"),
        "received": ("Diterima", "Received"),
        "written_off": ("Dihapuskan", "Written off"),
        "out": ("Habis", "Out"),
        "low": ("Hampir habis", "Nearly out"),
        "dead": ("Mati", "Dead"),
        "ok": ("Cukup", "Enough"),
        "unknown": ("Belum diketahui", "Not known"),
        "digital": ("Digital", "Digital"),
    }
)
KIND: Words = MappingProxyType(
    {
        "mega": ("Mega", "Mega"),
        "payday": ("Payday", "Payday"),
        "weekly": ("Mingguan", "Weekly"),
        "mid_month": ("Tengah bulan", "Mid-month"),
    }
)
ROLE: Words = MappingProxyType({"main": ("Utama", "Main"), "sub": ("Sub-campaign", "Sub-campaign")})
PROFILE: Words = MappingProxyType(
    {
        "campaign": ("Campaign pembanding", "The campaign compared with"),
        "usual": ("Hari biasa", "Ordinary days"),
        "even": ("Rata sepanjang hari", "Evenly"),
    }
)
PLACE: Words = MappingProxyType(
    {"best": ("Terlaris", "Best"), "worst": ("Terendah", "Worst"), "middle": ("Tengah", "Middle")}
)
ACTION: Words = MappingProxyType(
    {
        "restock": ("Tambah stok", "Add stock"),
        "advertise": ("Buat iklan", "Create an ad"),
        "keep": ("Biarkan", "Keep"),
    }
)
REASON: Words = MappingProxyType(
    {
        "sold_out": ("Stok habis", "Sold out"),
        "nearly_out": ("Stok kurang dari 7 hari", "Stock for less than 7 days"),
        "best_seller": ("Terlaris, stok cukup", "Best seller with stock"),
        "best_seller_uncounted": ("Terlaris, stok belum dihitung", "Best seller, not counted"),
        "no_sale": ("Tidak terjual, stok ada", "None sold, stock is there"),
        "below_usual": ("Terjual kurang dari biasanya", "Sold less than usual"),
        "as_usual": ("Seperti biasa", "As usual"),
    }
)
STATUS: Words = MappingProxyType(
    {
        "planned": ("Rencana", "Planned"),
        "done": ("Selesai", "Done"),
        "sold": ("Terjual", "Sold"),
    }
)
HARVEST: Words = MappingProxyType(
    {
        "rampasan": ("Rampasan", "Rampasan"),
        "buang_telur": ("Buang telur", "Buang telur"),
        "selektif": ("Selektif", "Selektif"),
        "other": ("Lainnya", "Other"),
    }
)
CONDITION: Words = MappingProxyType(
    {"good": ("Baik", "Good"), "damaged": ("Rusak", "Damaged"), "empty": ("Kosong", "Empty")}
)
LIVE: Words = MappingProxyType(
    {
        "upcoming": ("Akan datang", "Upcoming"),
        "violating": ("Melanggar", "Violating"),
        "done": ("Selesai", "Done"),
    }
)
DUE: Words = MappingProxyType(
    {
        "overdue": ("Lewat", "Overdue"),
        "soon": ("14 hari ini", "Within 14 days"),
        "later": ("Nanti", "Later"),
    }
)
SCOPE: Words = MappingProxyType(
    {
        "store": ("Toko", "Store"),
        "product": ("Produk", "Product"),
        "live": ("LIVE", "LIVE"),
        "video": ("Video", "Video"),
    }
)
BY_COLUMN: Mapping[str, Words] = MappingProxyType(
    {
        "state": STATE,
        "status": STATUS,
        "live_state": LIVE,
        "scope": SCOPE,
        "product": MappingProxyType({"*": ("Semua produk", "All products")}),
        "next_state": DUE,
        "harvest_type": HARVEST,
        "condition": CONDITION,
        "kind": KIND,
        "role": ROLE,
        "profile": PROFILE,
        "place": PLACE,
        "action": ACTION,
        "reason": REASON,
    }
)
