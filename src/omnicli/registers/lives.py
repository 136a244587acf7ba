"""LIVEs that exports lack: those that are planned, and those that a platform warned of."""

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="lives",
    table="planned_lives",
    title=("Jadwal LIVE", "LIVE schedule"),
    rows=("jadwal LIVE", "scheduled LIVEs"),
    sheet="LIVE",
    key=("day_date", "creator", "seq"),
    label=("creator", "day_date"),
    seed_ids=("S2-10", "S2-22"),
    readers=ANALYSTS | {"cs"},
    writers=MANAGERS | {"marketing"},
    intro=(
        (
            "LIVE yang belum ada di ekspor: yang akan datang, dan yang kena pelanggaran.",
            "LIVEs that no export has yet: those to come, and those that got a violation.",
        ),
    ),
    marks=("Kreator", "Creator"),
    fields=(
        Field(
            "day_date",
            ("Tanggal", "Date"),
            "day",
            help=("Hari LIVE.", "Day of the LIVE."),
            required=True,
            planned=True,
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
            "title",
            ("Judul", "Title"),
            "text",
            help=("Judul LIVE.", "Title of the LIVE."),
            searched=True,
        ),
        Field(
            "live_state",
            ("Status", "Status"),
            "choice",
            help=(
                "Akan datang, selesai, atau melanggar.",
                "Upcoming, done, or violating.",
            ),
            required=True,
            choices={"akan datang": "upcoming", "selesai": "done", "melanggar": "violating"},
        ),
        Field(
            "link",
            ("Tautan", "Link"),
            "text",
            help=("Alamat halaman LIVE.", "Address of the LIVE's page."),
        ),
        Field(
            "violation",
            ("Pelanggaran", "Violation"),
            "text",
            help=("Apa yang dilanggar.", "What was violated."),
        ),
        Field(
            "seq",
            ("Urutan", "No"),
            "count",
            help=(
                "Bila kreator LIVE dua kali sehari: 2 untuk yang kedua.",
                "Where a creator is LIVE twice a day: 2 for the second.",
            ),
            default=1,
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
