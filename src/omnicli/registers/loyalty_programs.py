"""Loyalty programs: what earns points, for whom, and when."""

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.registers._model import Field
from omnicli.registers._model import Register

CATEGORIES = ("leads", "pelanggan", "reseller", "dropshiper", "agen", "distributor")

REGISTER = Register(
    name="loyalty-programs",
    table="loyalty_programs",
    title=("Program loyalitas", "Loyalty programs"),
    rows=("program loyalitas", "loyalty programs"),
    sheet="Program Loyalitas",
    key=("program", "sku"),
    span=("from_date", "until_date"),
    seed_ids=("S1-09", "S1-10", "S1-11", "S1-12", "S1-13", "S1-18"),
    readers=ANALYSTS | {"cs"},
    writers=MANAGERS | {"marketing"},
    marks=("Jenis Program", "Kind of program"),
    fields=(
        Field(
            "program",
            ("Program", "Program"),
            "text",
            help=("Nama program.", "Name of the program."),
            required=True,
            searched=True,
        ),
        Field(
            "program_kind",
            ("Jenis Program", "Kind of program"),
            "choice",
            help=("Total Belanja atau Jenis Produk.", "By amount or by product."),
            required=True,
            choices={"Total Belanja": "amount", "Jenis Produk": "product"},
        ),
        Field(
            "unit_sen",
            ("Setiap Belanja", "For Every"),
            "money",
            help=("Total Belanja: setiap sekian rupiah.", "By amount: for every so many rupiah."),
        ),
        Field(
            "sku",
            ("SKU", "SKU"),
            "id",
            help=("Jenis Produk: barang yang memberi poin.", "By product: what earns points."),
            default="",
        ),
        Field(
            "unit_pieces",
            ("Setiap Jumlah", "For Every Pieces"),
            "count",
            help=("Jenis Produk: setiap sekian barang.", "By product: for every so many pieces."),
        ),
        Field(
            "points",
            ("Poin", "Points"),
            "count",
            help=("Poin yang didapat.", "Points earned."),
            required=True,
        ),
        Field(
            "from_date",
            ("Mulai", "From"),
            "day",
            help=("Kosong: sejak dulu.", "Empty: since ever."),
            planned=True,
        ),
        Field(
            "until_date",
            ("Sampai", "Until"),
            "day",
            help=("Kosong: selalu aktif.", "Empty: always active."),
            planned=True,
        ),
        *(
            Field(
                f"for_{name}",
                (f"Untuk {name.capitalize()}", f"For {name}"),
                "flag",
                help=(
                    "ya: kategori ini ikut; semua kosong: semua kategori.",
                    "ya: this category takes part; all empty: all of them.",
                ),
            )
            for name in CATEGORIES
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
