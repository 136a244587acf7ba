"""Who asked not to be written to."""

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="opt-outs",
    table="opt_outs",
    title=("Tolak pesan", "Opt-outs"),
    rows=("nomor tolak pesan", "opt-outs"),
    sheet="Tolak Pesan",
    key=("phone",),
    seed_ids=("F-62",),
    readers=ANALYSTS | {"cs"},
    writers=MANAGERS | {"cs"},
    marks=("Alasan", "Reason", "why"),
    fields=(
        Field(
            "phone",
            ("No HP", "Phone"),
            "phone",
            help=(
                "Nomor HP yang tidak mau dikirimi pesan.",
                "Mobile number that wants no messages.",
            ),
            required=True,
            personal=True,
        ),
        Field(
            "since_date",
            ("Tanggal", "Date"),
            "day",
            help=("Sejak kapan.", "Since when."),
        ),
        Field(
            "why",
            ("Alasan", "Reason"),
            "text",
            help=("Alasannya.", "Why."),
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
