"""Customers as the shop keeps them: who they are, where they live, what they are to the shop."""

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="customers",
    table="customer_profiles",
    title=("Pelanggan", "Customers"),
    rows=("profil pelanggan", "customer profiles"),
    sheet="Pelanggan",
    key=("phone",),
    label=("name",),
    references=("districts",),
    seed_ids=("S1-24", "S1-27", "S1-28", "S1-29", "S1-30", "S1-31"),
    readers=ANALYSTS | {"cs"},
    writers=MANAGERS | {"cs"},
    list_verb="profiles",
    marks=("Kategori", "Kategori Customer", "Category"),
    fields=(
        Field(
            "category",
            ("Kategori", "Category"),
            "choice",
            help=(
                "Leads menjadi Pelanggan dengan sendirinya pada pesanan selesai yang pertama.",
                "Leads becomes Pelanggan by itself with the first completed order.",
            ),
            required=True,
            spellings=("Kategori Customer",),
            choices={
                "Leads": "leads",
                "Pelanggan": "pelanggan",
                "Reseller": "reseller",
                "Dropshiper": "dropshiper",
                "Agen": "agen",
                "Distributor": "distributor",
            },
            also={"dropshipper": "dropshiper", "lead": "leads"},
        ),
        Field(
            "name",
            ("Nama", "Name"),
            "text",
            help=("Nama lengkap.", "Full name."),
            required=True,
            searched=True,
            spellings=("Nama Lengkap", "Full name"),
            personal=True,
        ),
        Field(
            "gender",
            ("Jenis Kelamin", "Gender"),
            "choice",
            help=("Pria atau Wanita.", "Pria (male) or Wanita (female)."),
            personal=True,
            choices={
                "Pria": "pria",
                "Wanita": "wanita",
            },
        ),
        Field(
            "phone",
            ("No HP", "Phone"),
            "phone",
            help=("Nomor HP, 0812… atau 62812….", "Mobile number, 0812… or 62812…."),
            required=True,
            personal=True,
            spellings=("No. HP", "Telepon", "No HP/Tlp"),
        ),
        Field(
            "email",
            ("Email", "E-mail"),
            "text",
            help=("Alamat surel.", "E-mail address."),
            personal=True,
            searched=True,
        ),
        Field(
            "province",
            ("Provinsi", "Province"),
            "text",
            help=("Seperti di lembar Wilayah.", "As on the sheet Wilayah."),
        ),
        Field(
            "city",
            ("Kota", "City"),
            "text",
            help=(
                "Kota atau kabupaten, seperti di lembar Wilayah.",
                "City or regency, as on the sheet Wilayah.",
            ),
            searched=True,
            spellings=("Kota/Kabupaten", "Kabupaten/Kota"),
        ),
        Field(
            "district",
            ("Kecamatan", "District"),
            "text",
            help=("Seperti di lembar Wilayah.", "As on the sheet Wilayah."),
        ),
        Field(
            "postcode",
            ("Kode Pos", "Postcode"),
            "id",
            help=("Lima angka.", "Five digits."),
            spellings=("Kodepos",),
        ),
        Field("street", ("Alamat", "Street"), "text", help=("Jalan.", "Street."), personal=True),
        Field(
            "house_no",
            ("No Rumah", "House no."),
            "id",
            help=("Nomor rumah.", "House number."),
            personal=True,
        ),
        Field(
            "rt_rw",
            ("RT/RW", "RT/RW"),
            "id",
            help=("RT/RW, misalnya 003/005.", "RT/RW, as 003/005."),
            personal=True,
        ),
        Field(
            "facebook",
            ("Facebook", "Facebook"),
            "text",
            help=("Nama di Facebook.", "Name on Facebook."),
            personal=True,
        ),
        Field(
            "instagram",
            ("Instagram", "Instagram"),
            "text",
            help=("Nama di Instagram.", "Name on Instagram."),
            personal=True,
        ),
        Field(
            "line", ("Line", "Line"), "text", help=("Nama di Line.", "Name on Line."), personal=True
        ),
        Field(
            "whatsapp",
            ("Whatsapp", "WhatsApp number"),
            "text",
            help=("Nomor Whatsapp, bila lain.", "WhatsApp number, where it is another."),
            personal=True,
        ),
        Field(
            "discount_percent",
            ("Diskon (%)", "Discount (%)"),
            "percent",
            help=(
                "Diskon tetap, persen bulat dari 0 sampai 100.",
                "A standing discount, a whole percentage from 0 to 100.",
            ),
            spellings=("Diskon",),
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
