"""The charges a settlement line keeps by name are its fee, in every file that names any."""

import json
from pathlib import Path

import polars as pl
import pytest

from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.sources import registry
from omnicli.sources._charges import REST
from omnicli.sources._charges import charges_of
from source_fixtures import content
from source_fixtures import file_name
from source_fixtures import fixtures
from source_fixtures import passwords
from source_fixtures import period

FIXTURES = [f for f in fixtures() if "income" in f.parent.name]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_charges_and_affiliates_add_up_to_the_fee(fixture: Path) -> None:
    """Σ charges + affiliates' commission = fee, on every line that has charges."""
    try:
        read = read_file(
            None,
            content(fixture),
            file_name=file_name(fixture),
            specs=registry(),
            account="main",
            period=period(fixture),
            timezone="Asia/Jakarta",
            passwords=passwords(fixture),
        )
    except OmniError:
        return
    for part in read.parts:
        for line in part.records.iter_rows(named=True):
            if line.get("charges"):
                named = sum(json.loads(line["charges"]).values())
                assert named + (line["affiliate_sen"] or 0) == line["fee_sen"]


def test_a_fee_without_a_name_is_the_rest_and_nothing_taken_is_no_charge() -> None:
    """Names are kept as they stand, amounts of 0 are not kept, and the rest stands apart."""
    lines = pl.DataFrame({"a": [-100, 0, None], "fee": [-150, 0, 20]})
    found = lines.select(charges_of({'Biaya "A"': pl.col("a")}, pl.col("fee"))).to_series()
    assert [json.loads(text) if text else None for text in found] == [
        {'Biaya "A"': -100, REST: -50},
        None,
        {REST: 20},
    ]
