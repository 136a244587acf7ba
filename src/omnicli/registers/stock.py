"""Pieces on hand per SKU, as they were counted on a day."""

from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="stock",
    table="stock_snapshots",
    title=("Stok", "Stock"),
    rows=("baris stok", "stock rows"),
    sheet="Stok",
    key=("sku", "as_of_date"),
    label=("sku", "as_of_date"),
    seed_ids=("S0-53",),
    intro=(
        (
            "Satu baris untuk satu SKU pada satu tanggal; tanggal baru adalah hitungan baru.",
            "One row per SKU and date; a new date is a new count.",
        ),
    ),
    marks=("Stok", "Stock", "pieces"),
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
            searched=True,
        ),
        Field(
            "pieces",
            ("Stok", "Stock"),
            "count",
            help=("Banyaknya barang yang ada.", "How many pieces there are."),
            required=True,
        ),
        Field(
            "as_of_date",
            ("Per Tanggal", "As of"),
            "day",
            help=("Tanggal hitungan, 2025-08-31 atau 31/08/2025.", "Day of the count, 2025-08-31."),
            required=True,
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
