"""Samples sent to creators: what they cost goes off the creators' profit."""

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="samples",
    table="creator_samples",
    title=("Sampel kreator", "Creators' samples"),
    rows=("sampel", "samples"),
    sheet="Sampel",
    key=("sent_date", "creator", "sku"),
    label=("creator", "sku", "sent_date"),
    seed_ids=("F-90",),
    readers=ANALYSTS | {"gudang"},
    writers=MANAGERS | {"marketing", "gudang"},
    marks=("Kreator", "Creator"),
    fields=(
        Field(
            "sent_date",
            ("Tanggal", "Date"),
            "day",
            help=("Hari sampel dikirim.", "Day the sample was sent."),
            required=True,
        ),
        Field(
            "creator",
            ("Kreator", "Creator"),
            "text",
            help=("Nama atau akun kreatornya.", "The creator's name or handle."),
            required=True,
            searched=True,
            handle=True,
        ),
        Field(
            "sku",
            ("SKU", "SKU"),
            "id",
            help=("Kode barang, seperti di daftar produk.", "Code, as in the list of products."),
            required=True,
            searched=True,
        ),
        Field(
            "quantity",
            ("Jumlah", "Quantity"),
            "count",
            help=("Banyaknya barang.", "Pieces sent."),
            required=True,
        ),
        Field(
            "cost_sen",
            ("Biaya", "Cost"),
            "money",
            help=(
                "Biaya seluruhnya dengan ongkir; kosong berarti HPP × jumlah.",
                "All it cost with shipping; empty means cost of goods × quantity.",
            ),
        ),
        Field("note", ("Catatan", "Note"), "text", help=("Catatan.", "A note.")),
    ),
)
TABLES = (REGISTER.table_spec,)
