"""Points that customers exchanged for a reward."""

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="loyalty-redemptions",
    table="loyalty_redemptions",
    title=("Penukaran poin", "Points exchanged"),
    rows=("penukaran poin", "exchanges of points"),
    sheet="Penukaran Poin",
    key=("program", "phone", "redeemed_date"),
    label=("program", "redeemed_date"),
    seed_ids=("S1-42",),
    readers=ANALYSTS | {"cs"},
    writers=MANAGERS | {"marketing", "cs"},
    marks=("Tanggal Tukar", "Redeemed"),
    fields=(
        Field(
            "program",
            ("Program", "Program"),
            "text",
            help=("Nama program.", "Name of the program."),
            required=True,
        ),
        Field(
            "phone",
            ("No HP", "Phone"),
            "phone",
            help=("Nomor HP pelanggan.", "The customer's phone."),
            required=True,
            personal=True,
        ),
        Field(
            "redeemed_date",
            ("Tanggal Tukar", "Redeemed"),
            "day",
            help=("Kapan ditukar.", "When they were exchanged."),
            required=True,
        ),
        Field(
            "tier_points",
            ("Poin Ditukar", "Points exchanged"),
            "count",
            help=("Poin sesuai hadiahnya.", "Points of the reward's tier."),
            required=True,
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
