"""Chat contacts: who wrote, how far the talk got, who handles it."""

from omnicli.access.actions import ANALYSTS
from omnicli.access.actions import MANAGERS
from omnicli.registers._model import Field
from omnicli.registers._model import Register

REGISTER = Register(
    name="leads",
    table="leads",
    title=("Leads", "Leads"),
    rows=("lead", "leads"),
    sheet="Leads",
    key=("contact_id",),
    label=("name",),
    seed_ids=("S0-45", "S0-50"),
    readers=ANALYSTS | {"cs"},
    writers=MANAGERS | {"cs"},
    marks=("Pipeline",),
    fields=(
        Field(
            "contact_id",
            ("ID Kontak", "Contact ID"),
            "id",
            help=("Nomor kontak di aplikasi chat.", "Number of the contact in the chat tool."),
            required=True,
        ),
        Field(
            "name",
            ("Nama", "Name"),
            "text",
            help=("Nama kontak.", "Name of the contact."),
            searched=True,
            personal=True,
        ),
        Field(
            "phone",
            ("No HP", "Phone"),
            "phone",
            help=("Nomor HP.", "Mobile number."),
            personal=True,
        ),
        Field(
            "pipeline",
            ("Pipeline", "Pipeline"),
            "text",
            help=("Tahap pipeline.", "Stage of the pipeline."),
            searched=True,
        ),
        Field(
            "stage_status",
            ("Status Chat", "Chat status"),
            "text",
            help=(
                "Status percakapan, misalnya open atau resolved.",
                "State of the conversation, as open or resolved.",
            ),
        ),
        Field(
            "labels",
            ("Label", "Label"),
            "text",
            help=("Label, dipisah koma.", "Labels, separated by commas."),
            searched=True,
        ),
        Field(
            "handled_by",
            ("Ditangani", "Handled by"),
            "text",
            help=("CS yang menangani.", "Who handles it."),
        ),
        Field(
            "inbox",
            ("Inbox", "Inbox"),
            "text",
            help=("Kotak masuk.", "Inbox."),
        ),
        Field(
            "campaign",
            ("Kampanye", "Campaign"),
            "text",
            help=("Kampanye iklan asal kontak.", "Ad campaign the contact came from."),
            searched=True,
        ),
        Field("city", ("Kota", "City"), "text", help=("Kota.", "City."), searched=True),
        Field(
            "rbw",
            ("RBW", "RBW"),
            "text",
            help=("Keterangan rumah walet.", "What is known of the swiftlet house."),
        ),
        Field("note", ("Catatan", "Note"), "text", help=("Catatan.", "A note."), personal=True),
        Field(
            "first_message",
            ("Pesan Pertama", "First message"),
            "text",
            help=("Isi pesan pertama.", "Text of the first message."),
            personal=True,
        ),
        Field(
            "created_at",
            ("Dibuat", "Created"),
            "time",
            help=("Saat kontak pertama kali menulis.", "When the contact first wrote."),
        ),
        Field(
            "last_message_at",
            ("Pesan Terakhir", "Last message"),
            "time",
            help=("Saat pesan terakhir.", "When the last message came."),
        ),
    ),
)
TABLES = (REGISTER.table_spec,)
