"""Who registered in the shop's app; the phone says which customer it is."""

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="app-users",
    table="app_users",
    title=("Pengguna aplikasi", "App users"),
    rows=("pengguna aplikasi", "app users"),
    sheet="Pengguna App",
    key=("phone",),
    label=("name",),
    seed_ids=("S0-54", "S0-55"),
    readers=ANALYSTS | {"cs"},
    writers=MANAGERS | {"cs"},
    fields=(
        Field(
            "name",
            ("Nama", "Name"),
            "text",
            help=("Nama pengguna.", "Name of the user."),
            required=True,
            searched=True,
            personal=True,
        ),
        Field(
            "phone",
            ("Phone", "Phone"),
            "phone",
            help=("Nomor HP, 0812… atau 62812….", "Mobile number, 0812… or 62812…."),
            required=True,
            personal=True,
            spellings=("No HP",),
        ),
        Field(
            "registered_date",
            ("Daftar App", "Registered"),
            "day",
            help=("Tanggal mendaftar di aplikasi.", "Day of registering in the app."),
            required=True,
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
