"""What ads are for: words in the names of campaigns and ad sets, and the purpose they stand for."""

from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="ad-purposes",
    table="ad_purposes",
    title=("Tujuan iklan", "Ad purposes"),
    rows=("tujuan iklan", "ad purposes"),
    sheet="Tujuan",
    key=("pattern",),
    label=("pattern",),
    seed_ids=("S0-22", "S0-23", "F-24"),
    intro=(
        (
            "Satu baris per kata di nama campaign atau ad set; yang terpanjang menentukan.",
            "One row per word in the names of campaigns or ad sets; the longest that fits decides.",
        ),
    ),
    marks=("Tujuan iklan", "Ad purpose", "purpose"),
    fields=(
        Field(
            "pattern",
            ("Kata", "Word"),
            "text",
            help=(
                "Bagian nama campaign atau ad set, besar kecil huruf sama saja: retarget.",
                "Part of the name of a campaign or ad set, in any case: retarget.",
            ),
            required=True,
            searched=True,
        ),
        Field(
            "purpose",
            ("Tujuan iklan", "Ad purpose"),
            "choice",
            help=(
                "Untuk pelanggan baru, untuk pelanggan lama, atau campuran.",
                "For new customers, for those there are, or for both.",
            ),
            required=True,
            choices={
                "Akuisisi": "acquisition",
                "Retargeting": "retargeting",
                "Campuran": "mixed",
            },
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
