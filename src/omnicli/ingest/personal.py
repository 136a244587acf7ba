"""Which columns of an export tell of a person, by their headings, and which are books or things."""

import re

KEYS = re.compile(
    r"user|pembeli|buyer|pesanan|order|resi|awb|tracking|invoice|kontak|contact|e-?mail|\bid\b",
    re.IGNORECASE,
)
"""What knows a buyer: user names and the numbers of orders, parcels and chats."""
NAMES = re.compile(
    r"nama|name|penerima|recipient|pembeli|buyer|customer|pelanggan|\buser|owner|pemilik",
    re.IGNORECASE,
)
"""What is called by a name."""
PERSONAL = re.compile(
    NAMES.pattern
    + r"|telepon|telp|phone|\bhp\b|\bwa\b|whatsapp|e-?mail|alamat|address|street|jalan"
    r"|house|no\w* rumah|\brt\b|kode ?pos|postal|zip|catatan|note|pesan\b|message|remark"
    r"|facebook|instagram|\bline\b|\bnik\b|ktp",
    re.IGNORECASE,
)
"""What may tell of a person, unless it is one of the `THINGS`."""
_ALWAYS = re.compile(r"gender|kelamin|lahir|birth", re.IGNORECASE)
THINGS = re.compile(
    r"produk|product|barang|item|variasi|variation|kurir|courier|ekspedisi|toko|shop|store|seller"
    r"|penjual|campaign|kampanye|iklan|\bad\b|bank|gudang|warehouse|sku|username \(?penjual"
    r"|sender|pengirim|business|provider|creator|kreator|affiliate|\blive\b|panggilan|inbox|label"
    r"|handled|metric|layanan|bundling|penawaran|account"
    # Money, counts and times beside a buyer: what the seller's books are made of.
    r"|fee\b|fees\b|biaya|ongk|cost|paid|bayar|payment|refund|dana\b|harga|price|jumlah|total"
    r"|subtotal|amount|diskon|discount|voucher|koin|coin|tingkat|rate\b|rata|unik|est\.|baru\b|%"
    r"|potensi|pembelian|ke keranjang|rts|time\b|waktu|tanggal|date\b|(?:_| )at\b|status|type"
    r"|tipe|metode|method",
    re.IGNORECASE,
)
"""What is not the buyer's: goods, shops, creators; and the money, counts and times beside a buyer,
which the seller's books are made of."""
FREE = re.compile(
    r"alamat|address|phone|telp|telepon|catatan|note|message|remark|e-?mail", re.IGNORECASE
)
"""What of a buyer or recipient is no name: it goes, and nothing stands in its place."""
PHONES = re.compile(
    r"phone|telp|telepon|\bhp\b|\bwa\b|whatsapp|number|nomor|kontak|contact", re.IGNORECASE
)
PERSONS = re.compile(
    NAMES.pattern + r"|phone|telp|telepon|\bhp\b|alamat|address|street|jalan|e-?mail", re.IGNORECASE
)
"""A file that has such a column is about people."""


def is_personal(heading: str) -> bool:
    """Whether a column under this heading tells of a person, and no figure or time hangs on it."""
    if _ALWAYS.search(heading):
        return True
    return bool(PERSONAL.search(heading)) and not THINGS.search(heading)


SAYS_WHO = frozenset(
    {
        *("buyer_username", "customer_key", "email", "first_message", "name", "note"),
        *("recipient_address", "recipient_email", "recipient_name", "recipient_phone", "phone"),
        *("display_name", "address", "owner", "owner_phone", "gender", "postcode", "street"),
        *("house_no", "rt_rw", "facebook", "instagram", "line", "whatsapp", "birth_date"),
    }
)
"""The columns of what a file says that may say something else once a person is out of it."""
