"""Sales campaigns: their days, their shops, one target of order value, and what they belong to."""

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="campaign",
    table="campaigns",
    title=("Campaign", "Campaigns"),
    rows=("campaign", "campaigns"),
    sheet="Campaign",
    key=("campaign",),
    span=("from_date", "to_date"),
    label=("campaign",),
    seed_ids=("S2-02", "S2-03", "S2-04", "S2-25"),
    readers=ANALYSTS | {"cs", "gudang"},
    writers=MANAGERS | {"marketing"},
    intro=(
        (
            "Satu baris untuk satu campaign; target GMV berlaku untuk semua kanalnya bersama.",
            "One row per campaign; its GMV target is one for all its channels together.",
        ),
        (
            "Sub-campaign: isi Induk dengan nama campaign utamanya.",
            "A sub-campaign: write the name of its main campaign into Parent.",
        ),
    ),
    marks=("Jenis Campaign", "Campaign kind"),
    fields=(
        Field(
            "campaign",
            ("Nama Campaign", "Campaign name"),
            "id",
            help=(
                "Nama yang unik, misalnya 11.11 atau 11.11 2025.",
                "A name of its own, as 11.11 or 11.11 2025.",
            ),
            required=True,
            searched=True,
        ),
        Field(
            "kind",
            ("Jenis Campaign", "Campaign kind"),
            "choice",
            help=(
                "Mega (tanggal kembar), payday, mingguan, atau tengah bulan.",
                "Mega (twin dates), payday, weekly, or mid-month.",
            ),
            required=True,
            choices={
                "mega": "mega",
                "payday": "payday",
                "mingguan": "weekly",
                "tengah bulan": "mid_month",
            },
            also={
                "double digit": "mega",
                "double-digit": "mega",
                "tanggal kembar": "mega",
                "gajian": "payday",
                "weekly sale": "weekly",
                "mid month": "mid_month",
                "mid-month": "mid_month",
                "mid-month sale": "mid_month",
            },
        ),
        Field(
            "from_date",
            ("Mulai", "From"),
            "day",
            help=("Hari pertama.", "The first day."),
            required=True,
            planned=True,
        ),
        Field(
            "to_date",
            ("Sampai", "To"),
            "day",
            help=("Hari terakhir, ikut dihitung.", "The last day, which counts."),
            required=True,
            planned=True,
        ),
        Field(
            "channel",
            ("Kanal", "Channel"),
            "choice",
            help=(
                "Toko yang ikut; kosong berarti semua. tiktok adalah ShopTokopedia.",
                "The shops that take part; empty means all. tiktok is ShopTokopedia.",
            ),
            choices={
                "semua": "all",
                "tiktok + tokopedia": "tiktok_tokopedia",
                "tiktok": "tiktok",
                "tokopedia": "tokopedia",
                "shopee": "shopee",
                "orderonline": "orderonline",
                "scalev": "scalev",
                "manual": "manual",
            },
            also={
                "shoptokopedia": "tiktok",
                "shop tokopedia": "tiktok",
                "shop | tokopedia": "tiktok",
                "shoptokopedia + tokopedia": "tiktok_tokopedia",
            },
        ),
        Field(
            "target_sen",
            ("Target GMV", "GMV target"),
            "money",
            help=(
                "Nilai pesanan yang dituju, dalam rupiah.",
                "Order value to be reached, in rupiah.",
            ),
        ),
        Field(
            "parent",
            ("Induk", "Parent"),
            "id",
            help=("Campaign utamanya, bila ini sub-campaign.", "The campaign this one is part of."),
        ),
        Field(
            "compare",
            ("Bandingkan Dengan", "Compare with"),
            "id",
            help=(
                "Campaign lama pembandingnya; kosong berarti yang terakhir dari jenis yang sama.",
                "The earlier campaign to compare with; empty means the last one of its kind.",
            ),
        ),
        Field("note", ("Catatan", "Note"), "text", help=("Catatan.", "A note.")),
    ),
)
TABLES = (REGISTER.table_spec,)
