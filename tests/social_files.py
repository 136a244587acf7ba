"""Exports of social commerce for tests: csv rows by header, a read, and a shop to import into."""

import csv
import io
from collections.abc import Mapping
from collections.abc import Sequence

from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadPart
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.importing import import_files
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace

Row = Mapping[str, str]

ORDERONLINE: Row = {
    "order_id": "A1-1",
    "product": "Wajan Granit",
    "product_code": "WG-28",
    "quantity": "1",
    "product_price": "189000",
    "bump": "-",
    "bump_price": "-",
    "gross_revenue": "214500",
    "net_revenue": "189000",
    "payment_method": "cod",
    "payment_status": "unpaid",
    "status": "processing",
    "name": "Sari",
    "phone": "6281234567001",
    "courier": "J&T Express",
    "receipt_number": "-",
    "created_at": "21-08-2025 - 13:52",
}
SCALEV: Row = {
    "order_id": "250812AB12CD",
    "external_id": "",
    "store": "Toko Uji",
    "platform": "scalev",
    "order_status": "shipped",
    "payment_method": "cod",
    "name": "Rina",
    "phone": "6281234568001",
    "quantity": "1",
    "product_price_bt": "150000.00",
    "gross_revenue": "168724.00",
    "net_revenue": "150000.00",
    "draft_time": "12/08/2025 09:00",
    "paid_time": "",
    "completed_time": "",
}
ITEM: Row = {
    "item_name": "Serum",
    "item_quantity": "1",
    "item_product_price_bt": "150000.00",
    "item_product_discount_bt": "0.00",
}
TEMPLATE: Row = {
    "Platform": "manual",
    "No Pesanan": "M-1",
    "Tanggal": "2025-08-07",
    "Status": "selesai",
    "Status Bayar": "",
    "Metode Bayar": "transfer",
    "Nama": "Citra",
    "No HP": "6281234569003",
    "Nama Produk": "Sabun",
    "Jumlah": "1",
    "Harga Satuan": "30.000",
    "Diskon Penjual": "",
    "Nilai COD": "",
}


def export(rows: Sequence[Row], *, delimiter: str = ",") -> bytes:
    """The rows under the headers of the first."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def read(*rows: Row) -> ReadPart:
    """Read one export with every known source."""
    return read_file(None, export(rows), file_name="x.csv", specs=registry()).parts[0]


def order(*rows: Row) -> dict[str, object]:
    """The one order the rows make."""
    (record,) = read(*rows).records.to_dicts()
    return record


def take(workspace: Workspace, data: bytes, *, account: str = "main") -> BatchResult:
    """Import one export."""
    path = workspace.root / "unduhan.csv"
    path.write_bytes(data)
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        return import_files(session, ImportRequest(files=[path], account=account), registry())
