"""What points of a loyalty program are exchanged for, tier by tier."""

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="loyalty-rewards",
    table="loyalty_rewards",
    title=("Hadiah loyalitas", "Loyalty rewards"),
    rows=("hadiah loyalitas", "loyalty rewards"),
    sheet="Hadiah Loyalitas",
    key=("program", "tier_points"),
    seed_ids=("S1-14", "S1-15", "S1-16", "S1-17"),
    readers=ANALYSTS | {"cs"},
    writers=MANAGERS | {"marketing"},
    marks=("Poin Ditukar", "Points exchanged"),
    fields=(
        Field(
            "program",
            ("Program", "Program"),
            "text",
            help=("Nama program.", "Name of the program."),
            required=True,
        ),
        Field(
            "tier_points",
            ("Poin Ditukar", "Points exchanged"),
            "count",
            help=("Poin yang ditukar.", "Points that are exchanged."),
            required=True,
        ),
        Field(
            "percent",
            ("Diskon (%)", "Discount (%)"),
            "percent",
            help=(
                "Diskon untuk pesanan berikutnya, persen bulat dari 0 sampai 100.",
                "Discount on the next order, a whole percentage from 0 to 100.",
            ),
        ),
        Field(
            "amount_sen",
            ("Rupiah", "Rupiah"),
            "money",
            help=("Potongan untuk pesanan berikutnya.", "Taken off the next order."),
        ),
        Field(
            "gift",
            ("Lainnya", "Other"),
            "text",
            help=("Umrah, perjalanan, telepon, ….", "A trip, a phone, …."),
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
