"""What the shop sells: names, prices, and the cost of goods with the day from which it holds."""

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import MONEY
from omnicli.registers._model import SINCE_EVER
from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="products",
    table="product_costs",
    title=("Produk", "Products"),
    rows=("baris produk", "product rows"),
    sheet="Produk",
    key=("sku", "cost_from_date"),
    label=("sku", "name"),
    seed_ids=("S0-02",),
    readers=MONEY | {"marketing"},
    writers=MANAGERS | {"finance"},
    intro=(
        (
            "HPP yang berubah: ulangi SKU di baris baru dengan tanggal mulai berlakunya.",
            "A cost that changed: repeat the SKU on a new row with the day it holds from.",
        ),
        (
            "HPP Berlaku Mulai kosong berarti sejak awal.",
            "An empty HPP Berlaku Mulai means since ever.",
        ),
    ),
    marks=("HPP", "Harga", "Price", "HPP Berlaku Mulai", "Cost from"),
    fields=(
        Field(
            "sku",
            ("SKU", "SKU"),
            "id",
            help=("Kode barang, seperti di pesanan.", "Code of the item, as in the orders."),
            required=True,
            searched=True,
        ),
        Field(
            "name",
            ("Nama", "Name"),
            "text",
            help=("Nama barang.", "Name of the item."),
            required=True,
            searched=True,
        ),
        Field(
            "variation",
            ("Varian", "Variation"),
            "text",
            help=("Varian, misalnya ukuran atau warna.", "Variation, as size or colour."),
            searched=True,
        ),
        Field("category", ("Kategori", "Category"), "text", help=("Kelompok barang.", "Group.")),
        Field(
            "weight_gram",
            ("Berat (gram)", "Weight (gram)"),
            "count",
            help=("Berat satu barang dalam gram.", "Weight of one piece in grams."),
        ),
        Field(
            "price_sen",
            ("Harga", "Price"),
            "money",
            help=("Harga jual dalam rupiah.", "Selling price in rupiah."),
            required=True,
        ),
        Field(
            "cost_sen",
            ("HPP", "Cost of goods"),
            "money",
            help=("Harga pokok satu barang dalam rupiah.", "What one piece costs, in rupiah."),
            spellings=("cogs",),
        ),
        Field(
            "cost_from_date",
            ("HPP Berlaku Mulai", "Cost from"),
            "day",
            help=(
                "Tanggal sejak HPP ini berlaku; kosong berarti sejak awal.",
                "Day from which this cost holds; empty means since ever.",
            ),
            default=SINCE_EVER,
            planned=True,
        ),
        Field(
            "kind",
            ("Jenis", "Kind"),
            "choice",
            help=("Barang fisik atau digital.", "A physical or a digital item."),
            choices={"fisik": "physical", "digital": "digital"},
        ),
        Field(
            "marketplace",
            ("Marketplace", "Marketplace"),
            "text",
            help=("Marketplace dari ID Listing.", "Marketplace of the listing."),
            choices={n: n for n in ("shopee", "tiktok", "tokopedia", "lazada")},
        ),
        Field(
            "listing_id",
            ("ID Listing", "Listing ID"),
            "id",
            help=("Nomor produk di marketplace.", "Number of the product on the marketplace."),
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
