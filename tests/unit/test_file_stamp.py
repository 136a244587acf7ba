"""When a file was made, by its name."""

import pytest

from omnicli.ingest.stamp import made_by_name


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Selesai pesanan-2025-08-20-14_38.xlsx", "2025-08-20T14:38:00"),
        ("income_20250823043937.xlsx", "2025-08-23T04:39:37"),
        ("Income.sudah dilepas.id.20250501_20250518.xlsx", ""),
        ("Tokopedia_Order_20241101-20241130.xlsx", ""),
        ("2025-08-01_2025-08-31.csv", ""),
        ("20251399_250000.csv", ""),
        ("iklan.csv", ""),
    ],
)
def test_the_time_in_a_name(name: str, made: str) -> None:
    assert made_by_name(name) == made
