"""Whose a file is by the lines above its header: the shop's id, the seller's user name."""

from collections.abc import Iterator
from collections.abc import Sequence
from itertools import pairwise

from omnicli.domain.folding import fold

_LABELS = {
    "id toko": "shop_id", "shop id": "shop_id", "seller id": "shop_id",
    "username": "seller_name", "username (penjual)": "seller_name",
    "username penjual": "seller_name", "nama pengguna": "seller_name",
    "nama pengguna (penjual)": "seller_name", "username (seller)": "seller_name",
    "seller username": "seller_name",
}  # fmt: skip


def preamble_owners(rows: Sequence[Sequence[str | None]]) -> Iterator[dict[str, object]]:
    """The owners that labelled cells name: `Username (Penjual)`, and the value behind it."""
    for row in rows:
        cells = [cell.strip() for cell in row if cell and cell.strip()]
        for label, value in pairwise(cells):
            kind = _LABELS.get(fold(label).rstrip(" :"))
            if kind and fold(value).rstrip(" :") not in _LABELS:
                yield {"kind": kind, "value": value.lstrip("'"), "name": ""}
