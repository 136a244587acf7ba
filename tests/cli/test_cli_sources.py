"""`omni sources list` and `omni sources show`: what the registry knows, told the same way."""

import pytest

from conftest import Omni
from omnicli.sources import registry


def test_every_source_is_listed_once(omni: Omni) -> None:
    rows = omni("sources", "list", "--json").json

    assert [row["source"] for row in rows] == list(registry())
    assert all(row["title"] and row["confidence"] for row in rows)
    assert [row["formats"] for row in rows] == [list(spec.formats) for spec in registry().values()]
    assert "csv, pdf" in omni("sources", "list").out


@pytest.mark.parametrize("name", registry())
def test_a_source_shows_every_header_it_goes_by(omni: Omni, name: str) -> None:
    shown = omni("sources", "show", name, "--json").json
    columns = [column for part in registry()[name].parts for column in part.columns]

    assert [c["name"] for c in shown["columns"]] == [column.name for column in columns]
    assert [tuple(c["headers"]) for c in shown["columns"]] == [c.aliases for c in columns]


def test_a_misspelt_source_gets_the_nearest(omni: Omni) -> None:
    ran = omni("sources", "show", "shopee-order")

    assert (ran.code, ran.first_error) == (2, "E_SOURCE_UNKNOWN")
    assert "shopee-orders" in ran.err
