"""An order whose net lost its thousands beside a price that kept them."""

from pathlib import Path

import pytest

from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.sources import registry

FILE = Path(__file__).parent / "scalev-orders" / "thousands-written.csv"


def test_it_is_refused_at_its_row() -> None:
    """`150.000` became 150; the price still says `150000.00`."""
    text = FILE.read_text(encoding="utf-8").replace(";150.000;", ";150;", 1)
    with pytest.raises(OmniError) as refused:
        read_file(None, text.encode(), file_name="pesanan.csv", specs=registry())
    assert refused.value.code == "E_AMOUNTS_RESAVED"
    assert "row 2, column net_revenue: Rp150" in refused.value.message("en")
