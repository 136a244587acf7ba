"""When a file was made, by its name and by its own word."""

import io
import zipfile

import pytest

from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.preflight import preflight
from omnicli.ingest.stamp import made_by_name
from omnicli.ingest.stamp import made_in
from source_fixtures import xlsx


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


@pytest.mark.parametrize(
    ("modified", "made"),
    [("2006-09-16T00:00:00Z", ""), ("2025-08-20T07:38:11Z", "2025-08-20T07:38:11")],
)
def test_the_day_a_library_writes_into_every_workbook_is_no_stamp(modified: str, made: str) -> None:
    """So that the time in the platform's file name counts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx({"orders": [["A"]]}))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name))
        core = f"<p><dcterms:modified xmlns:dcterms='x'>{modified}</dcterms:modified></p>"
        new.writestr(zipfile.ZipInfo("docProps/core.xml"), core)
    assert made_in(preflight(out.getvalue(), DEFAULT)) == made
