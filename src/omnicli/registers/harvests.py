"""What was taken from each swiftlet house, harvest by harvest."""

from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="harvests",
    table="rbw_harvests",
    title=("Panen", "Harvests"),
    rows=("panen", "harvests"),
    sheet="Panen",
    key=("rbw_no", "harvest_date", "harvest_type", "seq"),
    label=("rbw_no", "harvest_date"),
    seed_ids=("S0-52",),
    fields=(
        Field(
            "harvest_date",
            ("Tanggal", "Date"),
            "day",
            help=("Tanggal panen.", "Day of the harvest."),
            required=True,
            planned=True,
        ),
        Field(
            "rbw_no",
            ("RBW ID", "RBW ID"),
            "id",
            help=("Nomor rumah walet.", "Number of the swiftlet house."),
            required=True,
            searched=True,
        ),
        Field(
            "location",
            ("Lokasi", "Location"),
            "text",
            help=(
                "Lokasi, bila tidak ada di daftar RBW.",
                "Location, where the houses' list does not have it.",
            ),
        ),
        Field(
            "harvest_type",
            ("Tipe Panen", "Harvest type"),
            "choice",
            help=("Cara panen; kosong berarti lainnya.", "Way of harvesting; empty means other."),
            default="other",
            choices={
                "rampasan": "rampasan",
                "buang telur": "buang_telur",
                "selektif": "selektif",
                "lainnya": "other",
            },
            also={"tetasan": "selektif", "selektif/tetasan": "selektif"},
        ),
        Field(
            "status",
            ("Status", "Status"),
            "choice",
            help=(
                "Rencana, selesai, atau terjual; kosong berarti selesai.",
                "Planned, done or sold; empty means done.",
            ),
            choices={"rencana": "planned", "selesai": "done", "terjual": "sold"},
        ),
        Field(
            "weight_gram",
            ("Berat (gram)", "Weight (gram)"),
            "count",
            help=("Berat sarang dalam gram.", "Weight of the nests in grams."),
            required=True,
            spellings=("weight_g",),
        ),
        Field(
            "value_sen",
            ("Nilai", "Value"),
            "money",
            help=("Nilai seluruh panen dalam rupiah.", "What the harvest is worth, in rupiah."),
        ),
        Field(
            "seq",
            ("Urutan", "No"),
            "id",
            help=(
                "2, 3, … bila satu rumah dipanen lebih dari sekali sehari dengan tipe yang sama.",
                "2, 3, … where one house is harvested more than once on a day by the same type.",
            ),
            default="1",
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
