"""What a Mengantar export means, beyond its goldens: fees, updates, lookalikes, repeats."""

from pathlib import Path

import pytest

from biff import xls
from ingest_builders import csv_bytes
from ingest_builders import xlsx
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry

COLUMNS = {
    "Order ID": "MGT250800001",
    "Tracking ID": "JX9000000001",
    "Expedition": "JT",
    "Last Status": "DELIVERED",
    "Create Date": "01-08-2025 09:15",
    "Last Update": "05-08-2025 14:30",
    "COD": "165000",
    "Product Value": "150000",
    "Goods Description": "Madu Uji",
    "Quantity": "2",
    "Shipping Fee": "18000",
    "Shipping Discount": "4500",
}


def export(*rows: dict[str, str]) -> list[list[str]]:
    """Header and rows; each row names what differs from the usual shipment."""
    names = list(dict.fromkeys([*COLUMNS, *(name for row in rows for name in row)]))
    return [names, *([{**COLUMNS, **row}.get(n, "") for n in names] for row in rows)]


def read(data: bytes) -> ReadFile:
    """Read with every known source."""
    return read_file(None, data, file_name="a.csv", specs=registry(), account="main")


def costs(*rows: dict[str, str]) -> list[int]:
    """The shipping cost of each row, in sen."""
    part = read(csv_bytes(export(*rows))).parts[0]
    return part.records["shipping_cost_sen"].to_list()


FULL = "Shipping Fee Without Discount"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{}], [13_500]),
        ([{FULL: "18000"}], [13_500]),
        ([{FULL: "22500"}], [18_000]),
        ([{"Shipping Discount": "-4500"}], [13_500]),
        ([{"Shipping Fee": "", FULL: "18000"}], [13_500]),
        ([{FULL: "22500"}, {"Order ID": "A2", "Shipping Discount": ""}], [18_000, 18_000]),
    ],
)
def test_shipping_cost_is_net_whichever_way_the_file_states_the_fee(
    rows: list[dict[str, str]], expected: list[int]
) -> None:
    """The file's own columns prove before or after discount; without proof it is before."""
    assert costs(*rows) == [rupiah * 100 for rupiah in expected]


def test_a_repeated_row_counts_once() -> None:
    """A pasted sheet may hold a shipment twice; its pieces and its value do not double."""
    part = read(csv_bytes(export({}, {}))).parts[0]
    assert part.children is not None
    assert part.children.select("quantity", "subtotal_sen").rows() == [(2, 15_000_000)]
    assert part.records.select("quantity", "net_revenue_sen").rows() == [(2, 15_000_000)]
    assert (part.rows_read, part.origins.height, sum(part.skipped.values())) == (2, 1, 1)


def test_every_container_gives_the_same_shipments() -> None:
    """xlsx, BIFF and csv of one table."""
    table = export({}, {"Order ID": "A2", "Last Status": "RTS"})
    first, *others = (read(d).parts[0] for d in (csv_bytes(table), xlsx(table), xls({"x": table})))
    assert all(first.records.equals(other.records) for other in others)


MENGANTAR_UPLOAD = (
    "Nama Penerima,Alamat Penerima,Nomor Telepon,District,Subdistrict/Kelurahan,Kode Pos,Berat,"
    "Harga Barang (NON-COD),Nilai COD,Isi Paketan,Remark,Instruksi Pengiriman,Provinsi"
)
JT_UPLOAD = (
    " Berat,Nama Pengirim,Telepon Pengirim,Nama Penerima,Telepon Penerima,Provinsi Penerima,"
    "Kota Penerima,Kecamatan,COD,Jenis Layanan,Biaya Pengiriman,Biaya Lainnya"
)


@pytest.mark.parametrize("header", [MENGANTAR_UPLOAD, JT_UPLOAD])
def test_upload_templates_are_no_orders(header: str) -> None:
    """What a seller uploads to a courier is not what was shipped."""
    row = ",".join("1" for _ in header.split(","))
    for hint in (None, "mengantar"):
        with pytest.raises(OmniError) as caught:
            read_file(
                None, f"{header}\n{row}\n".encode(), file_name="a.csv", specs=registry(), hint=hint
            )
        assert caught.value.code in {"E_UNKNOWN_FILE", "E_COLUMN_MISSING", "E_WRONG_SOURCE"}


@pytest.mark.parametrize("newest_first", [True, False])
def test_status_follows_the_last_update_not_the_import(
    tmp_path: Path, *, newest_first: bool
) -> None:
    """A return that was corrected to delivered stays delivered, in any order of imports."""
    older = export({"Last Status": "RTS", "Last Update": "04-08-2025 10:00"})
    files = [export({}), older] if newest_first else [older, export({})]
    workspace = set_up(tmp_path / "toko", store_name="Uji").workspace
    for number, table in enumerate(files):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(csv_bytes(table))
        with Session.open(workspace, command="import", action="import.run", write=True) as session:
            import_files(session, ImportRequest(files=[path]), registry())
            found = session.db.execute(
                "SELECT status, return_kind, completed_at FROM orders"
            ).fetchall()
    assert [tuple(row) for row in found] == [("completed", None, "2025-08-05T07:30:00Z")]
