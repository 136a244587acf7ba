"""LIVEs, videos, creators and visitors as marketplaces count them; goods and houses (S0, S2)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Omni
from omnicli.workspace import Workspace
from stores import copy_of

ORDERS = """Platform,No Pesanan,Tanggal,Status,Nama,No HP,SKU,Nama Produk,Jumlah,Harga Satuan
tiktok,T1,2025-11-11 00:05,completed,Ani,081200000001,KOPI,Kopi,2,100000
tiktok,T2,2025-11-10 20:10,rts,Budi,081200000002,TEH,Teh,3,50000
"""
LIVES = """ID Kreator,Kreator,Waktu Live,GMV dari LIVE (Rp),GMV LIVE (Rp),Pemesanan,Pelanggaran
7001,ani.kopi,2025-11-11 19:00,600000,600000,6,
7002,budi.teh,2025-11-11 12:30,900000,900000,9,Klaim berlebihan
"""
VIDEOS = """Nama Kreator,ID Video,Informasi Video,GMV dari video (Rp),GMV video (Rp),VV
ani.kopi,7398123456789012345,Seduh,250000,250000,4000
budi.teh,7398123456789012346,Teh sore,700000,700000,900
"""
TRAFFIC = """Tanggal,GMV,Pesanan,Pendapatan bruto,Tayangan halaman,Pengunjung
2025-11-11,200000,1,200000,900,250
"""
CREATORS = """Creator name,GMV dari kreator,Pesanan teratribusi,Perkiraan komisi
ani.kopi,1500000,15,150000
citra,90000,1,9000
"""
STOCK = """SKU,Nama,Stok,Per Tanggal
KOPI,Kopi,2,2025-11-10
TEH,Teh,40,2025-11-10
MUG,Mug,9,2025-11-10
"""
ROOT = Path(__file__).resolve().parents[1]
NOVEMBER = ("--month", "2025-11")


def take(omni: Omni, folder: Path, name: str, text: str, *line: str) -> None:
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    ran = omni("import", name, path, *line)
    assert ran.code == 0, ran.err


def fill(omni: Omni, workspace: Workspace) -> None:
    days = ("--period", "2025-11-11..2025-11-11")
    for name, text in (
        ("orders", ORDERS),
        ("tiktok-live", LIVES),
        ("tiktok-video", VIDEOS),
        ("tiktok-shop", TRAFFIC),
        ("tiktok-creators", CREATORS),
        ("stock", STOCK),
    ):
        take(omni, workspace.root, name, text, *(days if text in {VIDEOS, CREATORS} else ()))
    line = ("--campaign", "11.11", "--kind", "mega", "--from", "2025-11-11", "--to", "2025-11-11")
    assert omni("campaign", "add", *line, "--target", "150000").code == 0


@pytest.fixture
def shop(prepared: Callable[..., None], omni: Omni, monkeypatch: pytest.MonkeyPatch) -> Omni:
    monkeypatch.setenv("OMNI_NOW", "2025-11-12T03:00:00Z")
    prepared(fill)
    return omni


def rows(omni: Omni, metric: str, *line: str) -> list[dict[str, Any]]:
    ran = omni("metric", "run", metric, *line, "--json")
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = ran.json["rows"]
    return found


def test_s2_09_and_10_lives_are_ranked_listed_by_state_and_planned(shop: Omni) -> None:
    assert [r["creator"] for r in rows(shop, "live_ranking", *NOVEMBER)] == ["budi.teh", "ani.kopi"]
    for day, creator, state in (
        ("2025-11-29", "Citra", "akan datang"),
        ("2025-11-11", "@Ani.Kopi", "melanggar"),
    ):
        line = ("--day", day, "--creator", creator, "--live-state", state)
        assert shop("lives", "add", *line).code == 0
    shown = rows(shop, "live_ranking", *NOVEMBER, "--as-of", "2025-11-12")
    states = [(r["creator"], r["live_state"]) for r in shown]
    assert states == [
        ("budi.teh", "violating"),
        ("ani.kopi", "violating"),
        ("Citra", "upcoming"),
    ]
    page = shop("report", "live", *NOVEMBER, "--json").json
    assert len(page["metrics"]["live_ranking"]) == 3


def test_s2_19_and_20_videos_are_ranked_and_have_their_trend(shop: Omni) -> None:
    shown = rows(shop, "video_ranking", *NOVEMBER)
    assert [(r["title"], r["gmv"]) for r in shown] == [("Teh sore", 700000), ("Seduh", 250000)]
    trend = shop("campaign", "show", "11.11", "--trend", "video", "--metrics", "views", "--json")
    assert [(r["name"], r["views"]) for r in trend.json["trend"]] == [
        ("Seduh", 4000),
        ("Teh sore", 900),
    ]
    assert "gmv" not in trend.json["trend"][0]
    lives = shop("campaign", "show", "11.11", "--trend", "live", "--json").json["trend"]
    assert [(r["moment"], r["thing"]) for r in lives] == [
        ("12:00", "budi.teh"),
        ("19:00", "ani.kopi"),
    ]


def test_s2_08_visitors_are_known_where_their_export_is_in(shop: Omni) -> None:
    pace = shop("campaign", "show", "11.11", "--json").json["pace"]
    assert (pace["visitors"], pace["conversion"]) == (250, 0.004)


def test_s2_11_creators_are_ranked_by_gmv(shop: Omni, tmp_path: Path) -> None:
    sample = "Tanggal,Kreator,SKU,Jumlah,Biaya\n2025-11-02,Citra,KOPI,1,175000\n"
    take(shop, tmp_path, "samples", sample)
    shown = {r["creator"]: r for r in rows(shop, "creators", *NOVEMBER)}
    # The affiliates' own export goes before LIVEs and videos; without it these add up.
    assert {name: r["gmv"] for name, r in shown.items()} == {
        "budi.teh": 1600000,
        "ani.kopi": 1500000,
        "citra": 90000,
    }
    # As the marketplace writes the name, not as our own list of samples does.
    assert shown["citra"]["left"] == 90000 - 9000 - 175000
    # No order names them: what they earned the shop is not known.
    assert all(r["profit"] is None for r in shown.values())


def test_f_90_an_order_keeps_the_creator_its_export_names(omni: Omni, tmp_path: Path) -> None:
    fixture = ROOT / "sources/tiktok-orders/65-columns-2026-07.csv"
    assert omni("import", "tiktok-orders", fixture).code == 0
    costs = "SKU,Nama,Harga,HPP,Marketplace,ID Listing\nWJN-24,Wajan,100000,40000,,\n"
    costs += "SUTIL,Sutil,25000,5000,tiktok,1729484000000000001\n"
    take(omni, tmp_path, "products", costs)
    (shown,) = rows(omni, "creators", "--from", "2026-01-01", "--to", "2026-12-31")
    assert (shown["creator"], shown["orders"], shown["unknown_orders"]) == ("kreator.uji", 1, 0)
    sql = "SELECT net_revenue_sen, status FROM v_orders WHERE creator IS NOT NULL"
    (order,) = omni("sql", sql, "--json").json
    assert order["status"] == "completed"
    kept = order["net_revenue_sen"] // 100 - 2 * 40000 - 5000
    assert shown["profit"] == shown["live_profit"] == kept


def test_s2_17_products_leave_as_a_spreadsheet(shop: Omni, tmp_path: Path) -> None:
    ran = shop("report", "campaign", *NOVEMBER, "-o", str(tmp_path / "campaign.xlsx"))
    assert ran.code == 0
    assert (tmp_path / "campaign.xlsx").read_bytes()[:2] == b"PK"
    listed = shop("campaign", "show", "11.11", "--format", "csv").out.splitlines()
    assert [line.split(",")[0] for line in listed] == ["product", "KOPI", "TEH"]


def test_s2_22_stock_a_live_and_a_target_raise_alerts(shop: Omni) -> None:
    ran = shop("alerts", "check", "--json")
    shown = {(r["rule"], r["subject"]) for r in ran.json["raised"]}
    assert shown == {
        ("stock_low", "KOPI"),
        ("live_violation", "budi.teh 2025-11-11"),
        ("target_reached", "campaign 11.11"),
    }


def test_s0_53_stock_lasts_is_dead_or_on_its_way_back(shop: Omni, tmp_path: Path) -> None:
    shown = {r["sku"]: r for r in rows(shop, "stock_cover", "--as-of", "2025-11-12")}
    assert (shown["KOPI"]["left_pieces"], shown["KOPI"]["state"]) == (0, "out")
    assert (shown["MUG"]["state"], shown["TEH"]["on_the_way_back"]) == ("dead", 3)
    scan = "No Pesanan atau Resi,Tanggal,Kondisi,Jumlah\nT2,2025-11-12,baik,\n"
    take(shop, tmp_path, "returns", scan)
    shown = {r["sku"]: r for r in rows(shop, "stock_cover", "--as-of", "2025-11-12")}
    assert shown["TEH"]["on_the_way_back"] == 0


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return copy_of("people", tmp_path_factory)


def test_s0_51_houses_are_listed_with_their_next_harvest_and_their_owners_purchases(
    houses: Workspace, omni: Omni
) -> None:
    shown = omni("-w", str(houses.root), "metric", "run", "rbw_list", "--json").json["rows"]
    first = next(r for r in shown if r["rbw"] == "R1")
    assert (first["interval_days"], first["next_harvest_date"]) == (61, "2025-10-01")
    assert (first["yield_g_per_m2"], first["customer"]) == (15, "Bu Ani")
    assert first["purchases"] > 0


def test_s0_52_harvests_are_summed_by_house_and_month(houses: Workspace, omni: Omni) -> None:
    line = ("metric", "run", "harvests", "--from", "2025-06-01", "--to", "2025-08-31", "--json")
    shown = omni("-w", str(houses.root), *line).json["rows"]
    assert sorted(r["price_per_kg"] for r in shown) == [10000000, 12000000]
