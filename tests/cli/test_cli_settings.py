"""Settings that change what metrics say take effect with the next command."""

import pytest

from conftest import Omni
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export
from source_fixtures import SOURCES

TIKTOK = SOURCES / "tiktok-orders" / "65-columns-2026-07.csv"
ADS = SOURCES / "meta-ads" / "en-daily-adset.csv"


@pytest.fixture
def shop(omni: Omni, workspace: Workspace) -> Omni:
    """A clear buyer, buyers known by a mask, and ads."""
    shopee = workspace.root / "shopee.csv"
    shopee.write_bytes(export([Order("260601AAAAAAAA", created="2026-06-01 10:00", buyer="ani")]))
    for file in (shopee, TIKTOK, ADS):
        assert omni("import", file).code == 0
    return omni


def _set(workspace: Workspace, old: str, new: str) -> None:
    text = workspace.config_path.read_text(encoding="utf-8")
    assert old in text
    workspace.config_path.write_text(text.replace(old, new), encoding="utf-8")


def _wrong(omni: Omni) -> list[str]:
    return [c["check"] for c in omni("check", "--json").json if c["state"] == "error"]


def _roas(omni: Omni, *words: str) -> dict[str, float]:
    row: dict[str, float] = omni("metric", "run", "roas", *words, "--json").json["rows"][0]
    return row


def test_masked_buyers_are_left_out_of_customers_only(shop: Omni, workspace: Workspace) -> None:
    june = ("--month", "2026-06", "--basis", "placed")
    _set(workspace, 'masked = "include"', 'masked = "exclude"')
    without = _roas(shop, *june)
    _set(workspace, 'masked = "exclude"', 'masked = "include"')
    with_them = _roas(shop, *june)

    assert with_them["customers"] > without["customers"] >= 1
    assert with_them["new_customers"] > without["new_customers"]
    assert (with_them["total_orders"], with_them["revenue"]) == (
        without["total_orders"],
        without["revenue"],
    )
    (listed,) = shop("sql", "SELECT COUNT(*) AS n FROM v_customers", "--json").json
    assert listed["n"] == with_them["customers"]


def test_vat_on_ads_stands_apart(shop: Omni, workspace: Workspace) -> None:
    august = ("--month", "2025-08")
    before = _roas(shop, *august)
    _set(workspace, "vat_bps = 0 ", "vat_bps = 1100 ")
    after = _roas(shop, *august)

    assert before["ad_vat"] == 0
    assert after["ad_vat"] == pytest.approx(before["ad_spend"] * 0.11, abs=0.01)
    assert {k: v for k, v in after.items() if k != "ad_vat"} == {
        k: v for k, v in before.items() if k != "ad_vat"
    }
    page = workspace.root / "roas.html"
    assert shop("report", "roas", "--month", "2025-08", "-o", page).code == 0
    assert "PPN iklan" in page.read_text(encoding="utf-8")


def test_days_of_two_zones_never_stand_side_by_side(shop: Omni, workspace: Workspace) -> None:
    later = workspace.root / "later.csv"
    later.write_bytes(export([Order("260602BBBBBBBB", created="2026-06-02 23:30")]))
    _set(workspace, '"Asia/Jakarta"', '"Asia/Jayapura"')

    refused = shop("import", later)
    assert refused.code == 1
    assert "E_ZONE_CHANGED" in refused.err
    assert "omni rebuild" in refused.err
    assert shop("batches", "undo", "1").code == 1
    assert _wrong(shop) == ["one_timezone"]

    assert shop("rebuild").code == 0
    assert shop("import", later).code == 0
    assert _wrong(shop) == []
    days = "SELECT ordered_at, ordered_date FROM v_orders WHERE order_no = '260602BBBBBBBB'"
    assert shop("sql", days, "--json").json == [
        {"ordered_at": "2026-06-02T14:30:00Z", "ordered_date": "2026-06-02"}
    ]
