"""Goods-in scans: which returned parcels came home, and in what condition."""

from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="returns",
    table="return_scans",
    title=("Retur masuk", "Returns received"),
    rows=("scan retur", "return scans"),
    sheet="Retur",
    key=("parcel_no", "received_date", "condition"),
    label=("parcel_no",),
    seed_ids=("F-79",),
    marks=("Kondisi", "Condition"),
    fields=(
        Field(
            "parcel_no",
            ("No Pesanan atau Resi", "Order no. or AWB"),
            "id",
            help=("Nomor pesanan atau nomor resi di paket.", "Order number or AWB on the parcel."),
            required=True,
            searched=True,
            spellings=("No Pesanan", "No Resi", "AWB"),
        ),
        Field(
            "received_date",
            ("Tanggal", "Date"),
            "day",
            help=("Tanggal paket diterima.", "Day the parcel came in."),
            required=True,
        ),
        Field(
            "condition",
            ("Kondisi", "Condition"),
            "choice",
            help=("Keadaan isinya.", "What state the goods are in."),
            required=True,
            choices={"baik": "good", "rusak": "damaged", "kosong": "empty"},
        ),
        Field(
            "quantity",
            ("Jumlah", "Quantity"),
            "count",
            help=(
                "Banyaknya barang di dalamnya; kosong berarti semuanya.",
                "Pieces in it; empty means all of them.",
            ),
        ),
        Field(
            "note",
            ("Catatan", "Note"),
            "text",
            help=("Catatan.", "A note."),
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
