"""Swiftlet houses: where they stand, how large they are, who owns them."""

from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="rbw",
    table="rbw",
    title=("Rumah walet", "Swiftlet houses"),
    rows=("rumah walet", "swiftlet houses"),
    sheet="RBW",
    key=("rbw_no",),
    label=("rbw_no", "building"),
    seed_ids=("S0-51", "F-65"),
    marks=("Building", "Gedung", "Owner", "Pemilik", "Luas (m2)", "Luas", "Area (m2)", "area_m2"),
    fields=(
        Field(
            "rbw_no",
            ("RBW", "RBW"),
            "id",
            help=(
                "Nomor rumah walet, seperti di catatan panen.",
                "Number of the swiftlet house, as in the harvests.",
            ),
            required=True,
            searched=True,
            spellings=("rbw_id",),
        ),
        Field(
            "building",
            ("Building", "Building"),
            "text",
            help=("Nama gedung.", "Name of the building."),
            searched=True,
            spellings=("Gedung",),
        ),
        Field(
            "owner",
            ("Owner", "Owner"),
            "text",
            help=("Nama pemilik.", "Name of the owner."),
            searched=True,
            personal=True,
            spellings=("Pemilik",),
        ),
        Field(
            "owner_phone",
            ("No HP Owner", "Owner phone"),
            "phone",
            help=(
                "Nomor HP pemilik; dengan ini ia dikenali sebagai pelanggan.",
                "The owner's phone; it is known as a customer by it.",
            ),
            personal=True,
            spellings=("HP Pemilik",),
        ),
        Field(
            "status",
            ("Status", "Status"),
            "text",
            help=("Keadaan rumah walet, misalnya aktif.", "State of the house, as active."),
        ),
        Field(
            "location",
            ("Lokasi", "Location"),
            "text",
            help=("Desa, kecamatan atau kota.", "Village, district or city."),
            searched=True,
        ),
        Field(
            "area_m2",
            ("Luas (m2)", "Area (m2)"),
            "count",
            help=("Luas lantai dalam m2.", "Floor area in square metres."),
            spellings=("Luas",),
        ),
        Field(
            "height_m",
            ("Tinggi (m)", "Height (m)"),
            "text",
            help=("Tinggi dalam meter.", "Height in metres."),
            spellings=("Tinggi",),
        ),
        Field(
            "last_harvest_date",
            ("Panen Terakhir", "Last harvest"),
            "day",
            help=(
                "Tanggal panen terakhir, bila tidak ada di catatan panen.",
                "Day of the last harvest, where the harvests do not have it.",
            ),
        ),
        Field(
            "period_days",
            ("Periode (hari)", "Period (days)"),
            "count",
            help=("Jarak antarpanen dalam hari.", "Days between harvests."),
            spellings=("Periode",),
        ),
        Field(
            "spec",
            ("Spec", "Spec"),
            "text",
            help=("Spesifikasi, misalnya jumlah lantai.", "Specification, as the floors."),
            spellings=("Spesifikasi",),
        ),
        Field(
            "registered_date",
            ("Registrasi", "Registered"),
            "day",
            help=("Tanggal terdaftar.", "Day of registration."),
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
