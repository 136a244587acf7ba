"""The vocabulary of the columns as readers see it, in Indonesian and English."""

from collections.abc import Mapping
from types import MappingProxyType

from omnicli.reports import words_ads
from omnicli.reports import words_people
from omnicli.reports import words_shop
from omnicli.reports import words_work

STATUS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "created": ("Dibuat", "Created"),
        "pending": ("Menunggu bayar", "Pending"),
        "confirmed": ("Dikonfirmasi", "Confirmed"),
        "in_process": ("Diproses", "In process"),
        "ready_to_ship": ("Siap kirim", "Ready to ship"),
        "shipped": ("Dikirim", "Shipped"),
        "completed": ("Selesai", "Completed"),
        "rts": ("Kembali (RTS)", "Returned (RTS)"),
        "canceled": ("Batal", "Canceled"),
        "closed": ("Ditutup", "Closed"),
        "active": ("Aktif", "Active"),
        "disabled": ("Dinonaktifkan", "Disabled"),
    }
)
PAYMENT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unpaid": ("Belum dibayar", "Unpaid"),
        "paid": ("Lunas", "Paid"),
        "partially_refunded": ("Dikembalikan sebagian", "Partly refunded"),
        "refunded": ("Dikembalikan", "Refunded"),
        "conflict": ("Bertentangan", "Conflicting"),
    }
)
PLATFORM: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "shopee": ("Shopee", "Shopee"),
        "tiktok": ("TikTok", "TikTok"),
        "tokopedia": ("Tokopedia", "Tokopedia"),
        "orderonline": ("OrderOnline", "OrderOnline"),
        "mengantar": ("Mengantar", "Mengantar"),
        "scalev": ("Scalev", "Scalev"),
        "meta": ("Meta", "Meta"),
        "manual": ("Manual", "Manual"),
        "lazada": ("Lazada", "Lazada"),
        "other": ("Lainnya", "Others"),
    }
)
BASIS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "placed": ("Dipesan", "Placed"),
        "delivered": ("Selesai", "Delivered"),
        "cash": ("Kas cair", "Cash"),
    }
)
STAGE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "not_due": ("Tidak ada tagihan", "Nothing due"),
        "awaiting_delivery": ("Menunggu sampai", "Awaiting delivery"),
        "awaiting_settlement": ("Menunggu cair", "Awaiting settlement"),
        "settled": ("Cair", "Settled"),
        "paid_out": ("Ditarik", "Paid out"),
        "in_bank": ("Di bank", "In the bank"),
    }
)
FINDING: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "none": ("Sesuai", "Agrees"),
        "unknown_order": ("Pesanan tidak dikenal", "Unknown order"),
        "double_settled": ("Cair dua kali", "Settled twice"),
        "overdue": ("Terlambat cair", "Overdue"),
        "short": ("Kurang bayar", "Short paid"),
        "over": ("Lebih bayar", "Overpaid"),
        "fee_mismatch": ("Biaya tidak cocok", "Fee mismatch"),
        "fee_unusual": ("Biaya tidak lazim", "Unusual fee"),
        "refund": ("Pengembalian dana", "Refund"),
        "rts_not_charged": ("RTS belum dibebankan", "RTS not charged"),
        "lost_unclaimed": ("Hilang, belum diklaim", "Lost, unclaimed"),
    }
)
PAYOUT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "in_bank": ("Di bank", "In the bank"),
        "not_in_bank": ("Belum di bank", "Not in the bank"),
        "no_bank_data": ("Belum ada mutasi bank", "No bank statement"),
        "suggested": ("Ada usulan", "Suggested"),
        "ambiguous": ("Beberapa cocok", "Several fit"),
        "explained": ("Dijelaskan", "Explained"),
        "partly": ("Sebagian", "In part"),
        "unknown": ("Tidak dikenal", "Unknown"),
    }
)
OUTCOME: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ok": ("Berhasil", "Done"),
        "findings": ("Ada temuan", "With findings"),
        "denied": ("Ditolak", "Denied"),
        "error": ("Gagal", "Failed"),
        "aborted": ("Terputus", "Cut off"),
    }
)
DIM: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"courier": ("Kurir", "Courier"), "province": ("Provinsi", "Province")}
)
PART: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "mix": ("Campuran", "Mix"),
        "rate": ("Rasio", "Rate"),
        "new": ("Baru", "New"),
        "gone": ("Hilang", "Gone"),
        "late_data": ("Data terlambat", "Late data"),
        "rule": ("Rumus berubah", "Changed rule"),
        "uncounted": ("Tidak lagi dihitung", "No longer counted"),
        "corrected": ("Data diperbaiki", "Corrected data"),
        "settings": ("Pengaturan berubah, mungkin data juga", "Changed settings, perhaps data too"),
    }
)
BOOKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "order_detail": ("Pesanan ↔ rincian", "Order ↔ detail"),
        "order_wallet": ("Pesanan ↔ saldo", "Order ↔ wallet"),
        "detail_wallet": ("Rincian ↔ saldo", "Detail ↔ wallet"),
        "wallet_bank": ("Saldo ↔ bank", "Wallet ↔ bank"),
    }
)
FEE_KIND: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "rest": ("Biaya lain", "Other fees"),
        "fees": ("Semua biaya", "All fees"),
    }
)
"""What no file names; a charge that a file names is shown by that name."""
STEP: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "gmv": ("Nilai pesanan (GMV)", "Order value (GMV)"),
        "canceled": ("Batal", "Canceled"),
        "rts": ("Kembali (RTS)", "Returned (RTS)"),
        "seller_discount": ("Diskon penjual", "Seller discounts"),
        "buyer_shipping": ("Ongkir dibayar pembeli", "Shipping paid by buyers"),
        "platform_subsidy": ("Subsidi platform", "Platform subsidy"),
        "platform_fees": ("Biaya platform", "Platform fees"),
        "shipping": ("Ongkir", "Shipping"),
        "cod_fees": ("Biaya COD", "COD fees"),
        "tax": ("Pajak", "Tax"),
        "cashback": ("Cashback ongkir", "Shipping cashback"),
        "claims": ("Klaim", "Claims"),
        "refunds": ("Pengembalian dana", "Refunds"),
        "ads_topup": ("Isi saldo iklan", "Ads top-up"),
        "adjustment": ("Penyesuaian", "Adjustments"),
        "rounding": ("Pembulatan", "Rounding"),
        "paid_directly": ("Dibayar langsung", "Paid directly"),
        "not_yet_settled": ("Belum cair", "Not settled yet"),
        "order_unknown": ("Pesanan tidak dikenal", "Unknown orders"),
        "unexplained": ("Belum terjelaskan", "Unexplained"),
        "settled": ("Cair", "Settled"),
        "own_topup": ("Isi saldo sendiri", "Own top-ups"),
        "financing": ("Pinjaman", "Loans"),
        "not_yet_paid_out": ("Belum ditarik", "Not paid out yet"),
        "paid_out": ("Ditarik", "Paid out"),
        "payout_fees": ("Biaya tarik", "Payout fees"),
        "not_yet_in_bank": ("Belum di bank", "Not in the bank yet"),
        "in_bank": ("Di bank", "In the bank"),
    }
)
BUCKET: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"not_delivered": ("Belum sampai", "Not delivered")}
)
KIND: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "revenue": ("Pendapatan", "Revenue"),
        "payment_from": ("Pembayaran masuk", "Payment received"),
        "payment_for": ("Ongkir dibebankan", "Shipping charged"),
        "shipping_cashback": ("Cashback ongkir", "Shipping cashback"),
        "claim_lost": ("Klaim hilang", "Claim: lost"),
        "claim_freeshipping": ("Klaim gratis ongkir", "Claim: free shipping"),
        "claim_other": ("Klaim lain", "Claim: other"),
        "refund": ("Pengembalian dana", "Refund"),
        "fee": ("Biaya", "Fee"),
        "adjustment": ("Penyesuaian", "Adjustment"),
        "ads_topup": ("Isi saldo iklan", "Ads top-up"),
        "rounding": ("Pembulatan", "Rounding"),
        "financing": ("Pinjaman", "Loan"),
        "add_balance": ("Isi saldo", "Balance added"),
        "withdraw": ("Penarikan", "Withdrawal"),
        "payout_failed": ("Penarikan gagal", "Failed withdrawal"),
        "unclassified": ("Tidak tergolong", "Unclassified"),
    }
)
NEED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "orders": ("Pesanan", "Orders"),
        "ads": ("Iklan", "Ads"),
        "settlements": ("Pencairan", "Settlements"),
        "bank": ("Mutasi bank", "Bank statements"),
    }
)
_NO_FILE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "chat": ("Chat", "Chat"),
        "form": ("Formulir", "Form"),
        # Where a rate of the rate card comes from.
        "learned": ("Dari pesanan", "From orders"),
        "config": ("omni.toml", "omni.toml"),
    }
)
"""Words of the columns called `source` that name no source of files."""
TO_DO: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "complete_details": ("Lengkapi data", "Complete the details"),
        "confirm_paid": ("Konfirmasi, sudah lunas", "Confirm, it is paid"),
        "confirm_cod": ("Konfirmasi COD", "Confirm the COD"),
        "remind_payment": ("Ingatkan pembayaran", "Remind of the payment"),
    }
)
ADVICE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "pay_first": ("Minta transfer dulu", "Ask to pay first"),
        "call_first": ("Hubungi dulu", "Call first"),
        "ship": ("Kirim", "Ship"),
    }
)
BANK: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"bca": ("BCA", "BCA"), "bri": ("BRI", "BRI"), "mandiri": ("Mandiri", "Mandiri")}
)
METHOD: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"cod": ("COD", "COD"), "bank_transfer": ("Transfer bank", "Bank transfer")}
)
_LISTS = {"platforms": PLATFORM, "next_moves": STATUS}
"""Columns whose cells hold several words, with commas between them."""
_BY_COLUMN = {
    "bank": BANK,
    "payment_method": METHOD,
    "advice": ADVICE,
    "to_do": TO_DO,
    "need": NEED,
    "source": _NO_FILE,
    "status": STATUS,
    "payment_status": PAYMENT,
    "is_deleted": {"0": ("tidak", "no"), "1": ("ya", "yes")},
    "platform": PLATFORM,
    "marketplace": PLATFORM,
    "basis": BASIS,
    "payer": PLATFORM,
    "stage": STAGE,
    "finding": FINDING,
    "state": {**PAYOUT, **words_work.STATE},
    "books": BOOKS,
    "fee_kind": FEE_KIND,
    "book": NEED,
    "step": STEP,
    "outcome": OUTCOME,
    "dim": DIM,
    "part": PART,
    "bucket": BUCKET,
    "kind": {**KIND, **words_work.KIND, **FEE_KIND},
    "list": words_work.LIST,
    "last_status": STATUS,
    **words_ads.BY_COLUMN,
    **words_people.BY_COLUMN,
}
_WORDS = {
    name: {**_BY_COLUMN.get(name, {}), **words_shop.BY_COLUMN.get(name, {})}
    for name in (*_BY_COLUMN, *words_shop.BY_COLUMN)
}


def word(column: str, value: str, lang: str = "id") -> str:
    """What a reader sees for `value` of `column`; a word nobody translated stays as it is."""
    if column in _LISTS:
        pairs = [_LISTS[column].get(part, (part, part)) for part in value.split(", ")]
        return ", ".join(pair[lang == "en"] for pair in pairs)
    pair = _WORDS.get(column, {}).get(value)
    if pair is None and column == "source":
        pair = _source(value)
    return value if pair is None else pair[lang == "en"]


def _source(name: str) -> tuple[str, str] | None:
    """What the source itself says it is called."""
    from omnicli.sources import find

    spec = find(name)
    return spec.label if spec else None
