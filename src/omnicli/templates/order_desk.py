"""The form of the order desk: moves, payments, details and deletions of many orders at once."""

from omnicli.domain.couriers import couriers
from omnicli.sources._order_details import HELP
from omnicli.sources.order_desk import KINDS
from omnicli.sources.order_desk import RETURNS
from omnicli.sources.order_desk import SPEC
from omnicli.sources.orders_template import PAYMENTS
from omnicli.sources.orders_template import PLATFORMS
from omnicli.sources.orders_template import STATUSES
from omnicli.templates.form import Choices
from omnicli.templates.form import Template
from omnicli.templates.references import COURIERS
from omnicli.templates.references import REGIONS

TEMPLATE = Template(
    name="order-desk",
    spec=SPEC,
    sheet="Meja Pesanan",
    title=("Templat meja pesanan", "Order desk template"),
    use="omni orders status --from FILE",
    intro=(
        ("Satu baris untuk satu pesanan yang sudah ada.", "One row per order that is known."),
        ("Sel kosong tidak mengubah apa pun.", "An empty cell changes nothing."),
        (
            "Status Baru hanya menerima langkah yang boleh dari status sekarang.",
            "Status Baru takes only moves that are allowed from the status now.",
        ),
        (
            "dikirim perlu No Resi; dikembalikan perlu Alasan; pesanan dibuat perlu dilengkapi.",
            "dikirim needs an AWB; dikembalikan a reason; a created order its details.",
        ),
        (
            "Hapus = ya hanya untuk pesanan dibuat atau batal.",
            "Hapus = ya only for orders created or canceled.",
        ),
        (
            "Periksa dulu: omni orders status --from BERKAS --dry-run",
            "Check first: omni orders status --from FILE --dry-run",
        ),
    ),
    help={
        **HELP,
        "platform": ("Platform pesanan itu.", "Platform of the order."),
        "account": ("Akun; kosong berarti main.", "Account; empty means main."),
        "order_no": ("Nomor pesanan.", "Order number."),
        "status_text": ("Status sesudah langkah ini.", "The status after this move."),
        "moved_at": ("Kapan terjadi; kosong: sekarang.", "When it happened; empty: now."),
        "cancel_reason": ("Mengapa batal atau kembali.", "Why canceled or returned."),
        "return_text": ("Bagaimana paket kembali.", "How the parcel came back."),
        "payment_text": ("Status pembayaran baru.", "The new payment status."),
        "is_deleted": ("ya: ambil dari daftar.", "ya: take it off the lists."),
    },
    choices={
        "platform": Choices(PLATFORMS, closed=False),
        "status_text": Choices(tuple(STATUSES)),
        "payment_text": Choices(tuple(w for w, s in PAYMENTS.items() if s != "conflict")),
        "return_text": Choices(tuple(RETURNS)),
        "kind_text": Choices(tuple(KINDS)),
        "courier_service": Choices(couriers(), closed=False),
        "is_deleted": Choices(("ya",)),
    },
    references=(REGIONS, COURIERS),
)
