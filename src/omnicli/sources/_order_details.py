"""The details of an order that people enter by hand: each one stands here, once.

The two forms (`orders`, `order-desk`), the options of `omni orders add|edit`, what the desk may
change and the help of all of them follow from it.
"""

from dataclasses import dataclass
from typing import Literal

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import Text
from omnicli.sources._common import EMPTY


@dataclass(frozen=True, slots=True)
class Detail:
    """One detail. `name` is the form's column, `stored` the canonical one where that is another."""

    name: str
    option: str
    headers: tuple[str, ...]
    help: tuple[str, str]
    type: ColumnType = Text()  # noqa: RUF009 - a frozen value
    stored: str = ""

    def column(self, per: Literal["row", "key"] = "row") -> Column:
        """The column of a form."""
        return Column(self.name, self.headers, self.type, per=per, empty=EMPTY)


DETAILS = {
    detail.name: detail
    for detail in (
        Detail(
            "recipient_name",
            "--name",
            ("Nama", "customer_name"),
            ("Nama penerima.", "Name of the recipient."),
        ),
        Detail(
            "recipient_phone",
            "--phone",
            ("No HP", "phone"),
            (
                "Nomor HP pembeli; dengan ini pembelian ulang dikenali.",
                "The buyer's phone; repeat purchases are recognised by it.",
            ),
            Phone(refuse_damaged=True, entered=True),
        ),
        Detail(
            "recipient_email",
            "--email",
            ("Email",),
            ("Surel; untuk produk digital.", "E-mail; for digital products."),
        ),
        Detail(
            "recipient_address",
            "--address",
            ("Alamat",),
            ("Jalan dan nomor rumah.", "Street and house number."),
        ),
        Detail(
            "province",
            "--province",
            ("Provinsi",),
            ("Provinsi, seperti di daftar wilayah.", "Province, as in the list of regions."),
        ),
        Detail(
            "city",
            "--city",
            ("Kota",),
            (
                "Kota … atau Kabupaten …, seperti di daftar wilayah.",
                "Kota … or Kabupaten …, as in the list of regions.",
            ),
        ),
        Detail("district", "--district", ("Kecamatan",), ("Kecamatan.", "District.")),
        Detail(
            "payment_method",
            "--payment-method",
            ("Metode Bayar",),
            (
                "COD, transfer, QRIS, dan lain-lain. COD berarti bayar di tempat.",
                "COD, transfer, QRIS and so on. COD means cash on delivery.",
            ),
        ),
        Detail("awb", "--awb", ("No Resi",), ("Nomor resi.", "Tracking number."), Id()),
        Detail(
            "courier_service",
            "--courier",
            ("Kurir", "courier"),
            ("Kurir, seperti di daftar kurir.", "Courier, as in the list of couriers."),
            stored="courier",
        ),
        Detail(
            "kind_text",
            "--kind",
            ("Jenis Produk",),
            ("fisik (bila kosong) atau digital.", "fisik (physical; if empty) or digital."),
            stored="product_kind",
        ),
        Detail("handled_by", "--cs", ("CS",), ("CS yang melayani.", "The customer service agent.")),
    )
}
"""In the order in which the commands show them; each form has its own."""

HELP = {name: detail.help for name, detail in DETAILS.items()}
"""What each form says of these columns."""
