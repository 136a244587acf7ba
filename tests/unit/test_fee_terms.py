"""`[fees]` of omni.toml: a rate, or rates with an amount per order, each from a day on."""

from pathlib import Path

import pytest

from omnicli.domain.errors import OmniError
from omnicli.settings import load_settings
from omnicli.settings.fees import fee_terms


def told(tmp_path: Path, body: str) -> list[tuple[str, str, int, int]]:
    path = tmp_path / "omni.toml"
    path.write_text(f"[fees]\n{body}\n", "utf-8")
    return list(fee_terms(load_settings(path).fees))


def test_a_rate_alone_holds_always(tmp_path: Path) -> None:
    assert told(tmp_path, "shopee = 650") == [("shopee", "0001-01-01", 650, 0)]


def test_terms_are_in_the_order_of_their_days(tmp_path: Path) -> None:
    body = "shopee = [{ rate = 800, flat = 1250, from = 2025-07-01 }, { rate = 650 }]"
    assert told(tmp_path, body) == [
        ("shopee", "0001-01-01", 650, 0),
        ("shopee", "2025-07-01", 800, 125_000),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "shopee = -1",
        "shopee = []",
        "shopee = [{ flat = 1250 }]",
        "shopee = [{ rate = 1, since = 2025-07-01 }]",
        'shopee = [{ rate = 1, from = "2025-07-01" }]',
        "shopee = [{ rate = 1 }, { rate = 2 }]",
        "shopee = [650]",
    ],
)
def test_what_is_no_fee_is_refused_with_what_would_be(tmp_path: Path, body: str) -> None:
    with pytest.raises(OmniError) as refused:
        told(tmp_path, body)
    assert refused.value.code == "E_CONFIG_VALUE"
