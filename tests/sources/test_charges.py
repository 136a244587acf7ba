"""The charges a settlement line keeps by name are its fee, in every file that names any."""

import json
from pathlib import Path

import polars as pl
import pytest

from goldens import read
from omnicli.domain.errors import OmniError
from omnicli.sources._charges import REST
from omnicli.sources._charges import charges_of
from omnicli.sources._settlement import printed_amount
from omnicli.sources._settlement import printed_amounts
from source_fixtures import fixtures

FIXTURES = [f for f in fixtures() if "income" in f.parent.name]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_charges_and_affiliates_add_up_to_the_fee(fixture: Path) -> None:
    """Σ charges + affiliates' commission = fee, on every line that has charges."""
    found = read(fixture)
    if isinstance(found, OmniError):
        return
    for part in found.parts:
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


def test_amounts_are_read_at_once_as_each_by_itself() -> None:
    """Whole rupiah, thousands either way, decimals, blanks, and what is no amount."""
    texts = [" -1092 ", "0", "1.250", "1,250", "-3.5", "Rp 7.500", "", " ", None, "Biaya", "9" * 13]
    assert printed_amounts(pl.Series(texts)).to_list() == [printed_amount(text) for text in texts]
