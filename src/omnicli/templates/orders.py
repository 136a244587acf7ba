"""The form for orders from anywhere else: add new ones or update known ones."""

from omnicli.domain.couriers import couriers
from omnicli.sources._order_details import HELP
from omnicli.sources.orders_template import PAYMENTS
from omnicli.sources.orders_template import PLATFORMS
from omnicli.sources.orders_template import SPEC
from omnicli.sources.orders_template import STATUSES
from omnicli.templates.form import Choices
from omnicli.templates.form import Template
from omnicli.templates.references import COURIERS
from omnicli.templates.references import REGIONS

_SAME = (
    "Cukup di baris pertama pesanan; kalau diulang harus sama.",
    "The order's first row is enough; where repeated it must be the same.",
)

TEMPLATE = Template(
    name="orders",
    spec=SPEC,
    sheet="Pesanan",
    title=("Templat pesanan", "Orders template"),
    intro=(
        ("Satu baris untuk satu barang.", "One row per item."),
        (
            "Pesanan dengan beberapa barang: ulangi Platform, Akun dan No Pesanan di tiap baris.",
            "An order with several items: repeat Platform, Akun and No Pesanan on each row.",
        ),
        _SAME,
        (
            "Nomor pesanan yang sudah ada diperbarui; sel kosong tidak menghapus apa pun.",
            "An order number that is known is updated; an empty cell removes nothing.",
        ),
        (
            "Data lain yang lebih baru tetap dipakai; dengan --effective-at isian ini yang menang.",
            "Where other data is newer it wins: import with --effective-at to let this form win.",
        ),
        (
            "Uang dalam rupiah: 150000 atau 150.000 atau 150.000,50.",
            "Money in rupiah: 150000 or 150.000 or 150.000,50.",
        ),
        (
            "Tanggal: 2025-08-31, 2025-08-31 14:05 atau 31/08/2025 14:05 (waktu toko).",
            "Dates: 2025-08-31, 2025-08-31 14:05 or 31/08/2025 14:05 (the shop's time).",
        ),
        ("Impor: omni import orders NAMA-BERKAS.xlsx", "Import: omni import orders FILE.xlsx"),
    ),
    help={
        **HELP,
        "platform": (
            "Tempat penjualan. Pilih dari daftar atau tulis nama sendiri (lazada, whatsapp).",
            "Where it was sold. Choose from the list or write your own name (lazada, whatsapp).",
        ),
        "account": (
            "Akun toko di platform itu; kosong berarti main.",
            "The shop's account on that platform; empty means main.",
        ),
        "order_no": (
            "Nomor pesanan, unik di platform dan akun itu.",
            "Order number, unique in that platform and account.",
        ),
        "ordered_at": ("Kapan dipesan.", "When it was ordered."),
        "raw_status": ("Status pesanan sekarang.", "The order's status now."),
        "payment_text": ("Status pembayaran.", "Payment status."),
        "buyer_username": ("Nama pengguna di marketplace.", "User name on the marketplace."),
        "sku": ("Kode barang.", "Code of the item."),
        "product_name": ("Nama barang.", "Name of the item."),
        "variation": ("Varian, misalnya ukuran atau warna.", "Variation, as size or colour."),
        "quantity": ("Banyaknya barang ini.", "How many of this item."),
        "unit_price_sen": ("Harga satu barang sebelum diskon.", "Price of one before discounts."),
        "seller_discount_sen": (
            "Diskon dari penjual untuk baris ini (bukan per satuan).",
            "What the seller gave on this row (not per piece).",
        ),
        "shipping_cost_sen": ("Ongkos kirim pesanan.", "Shipping cost of the order."),
        "cod_value_sen": ("Uang yang ditagih kurir.", "What the courier collects."),
        "cogs_sen": (
            "Harga pokok seluruh pesanan (bukan per satuan).",
            "Cost of goods of the whole order (not per piece).",
        ),
        "shipped_at": ("Kapan diserahkan ke kurir.", "When the courier got it."),
        "completed_at": ("Kapan diterima pembeli.", "When the buyer received it."),
    },
    choices={
        "platform": Choices(PLATFORMS, closed=False),
        "raw_status": Choices(tuple(STATUSES)),
        "payment_text": Choices(tuple(PAYMENTS)),
        "kind_text": Choices(("fisik", "digital")),
        "courier_service": Choices(couriers(), closed=False),
    },
    references=(REGIONS, COURIERS),
)
