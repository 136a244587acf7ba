"""`omni campaign`: kinds, targets, channels, chosen figures, sub-campaigns, frozen history (S2)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Omni
from omnicli.workspace import Workspace

HEAD = "Platform,No Pesanan,Tanggal,Status,Nama,No HP,SKU,Nama Produk,Jumlah,Harga Satuan"
DAY = """
tiktok,T1,2025-11-11 00:05,completed,Ani,081200000001,KOPI,Kopi,2,100000
tiktok,T2,2025-11-11 20:10,batal,Budi,081200000002,TEH,Teh,1,50000
tokopedia,K1,2025-11-11 09:00,completed,Citra,081200000003,KOPI,Kopi,1,100000
shopee,S1,2025-11-11 09:30,completed,Dewi,081200000004,GULA,Gula,4,20000
shopee,S2,2025-11-12 09:30,completed,Dewi,081200000004,GULA,Gula,1,20000
"""
LATE = "shopee,S9,2025-11-11 23:00,completed,Eka,081200000005,GULA,Gula,10,20000"


def put(folder: Path, name: str, rows: str) -> Path:
    path = folder / name
    path.write_text(f"{HEAD}\n{rows.strip()}\n", encoding="utf-8")
    return path


def add(omni: Omni, name: str, kind: str, first: str, last: str, *more: str) -> None:
    line = ("--campaign", name, "--kind", kind, "--from", first, "--to", last, *more)
    ran = omni("campaign", "add", *line)
    assert ran.code == 0, ran.err


def shown(omni: Omni, *line: str) -> Any:
    ran = omni("campaign", "show", *line, "--json")
    assert ran.code == 0, ran.err
    return ran.json


def fill(omni: Omni, workspace: Workspace) -> None:
    assert omni("import", "orders", put(workspace.root, "hari.csv", DAY)).code == 0
    add(omni, "11.11", "mega", "2025-11-11", "2025-11-11")


@pytest.fixture
def shop(prepared: Callable[..., None], omni: Omni) -> Omni:
    prepared(fill)
    return omni


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("mega", "mega"),
        ("double-digit", "mega"),
        ("payday", "payday"),
        ("weekly sale", "weekly"),
        ("mid-month sale", "mid_month"),
    ],
)
def test_s2_02_a_campaign_has_one_of_the_kinds(omni: Omni, word: str, kind: str) -> None:
    add(omni, "Uji", word, "2025-11-11", "2025-11-11")
    assert omni("campaign", "list", "--json").json[0]["kind"] == kind


def test_s2_02_another_kind_is_refused(omni: Omni) -> None:
    line = ("--campaign", "X", "--kind", "flash", "--from", "2025-11-11", "--to", "2025-11-11")
    assert omni("campaign", "add", *line).first_error == "E_REGISTER_VALUE"


def test_s2_03_and_04_one_target_covers_both_channels(shop: Omni) -> None:
    assert shop("campaign", "target", "11.11", "--gmv", "1.000.000").code == 0
    pace = shown(shop, "11.11")["pace"]
    assert (pace["gmv"], pace["target_gmv"], pace["attainment"]) == (430000, 1000000, 0.43)
    shop("campaign", "edit", "11.11", "--channel", "shoptokopedia + tokopedia")
    pace = shown(shop, "11.11")["pace"]
    assert (pace["gmv"], pace["target_gmv"], pace["attainment"]) == (350000, 1000000, 0.35)


def test_s2_01_a_channel_is_chosen_by_what_sellers_call_it(shop: Omni) -> None:
    gmv = {
        channel: shown(shop, "11.11", "--channel", channel)["pace"]["gmv"]
        for channel in ("ShopTokopedia", "tiktok", "tokopedia", "shopee", "semua")
    }
    assert gmv == {
        "ShopTokopedia": 250000,
        "tiktok": 250000,
        "tokopedia": 100000,
        "shopee": 80000,
        "semua": 430000,
    }
    ran = shop("campaign", "show", "11.11", "--channel", "blibli")
    assert ran.first_error == "E_CAMPAIGN_CHANNEL"


def test_s2_06_canceled_orders_count_for_gmv_and_not_for_net(shop: Omni) -> None:
    pace = shown(shop, "11.11")["pace"]
    assert (pace["gmv"], pace["net_gmv"], pace["orders"], pace["items"]) == (430000, 380000, 4, 8)


def test_s2_15_and_18_figures_and_products_are_chosen(shop: Omni) -> None:
    stated = shown(shop, "11.11", "--metrics", "gmv,items", "--product", "KOPI")
    assert set(stated["hours"][0]) == {"hour", "gmv", "items"}
    assert [r["product"] for r in stated["products"]] == ["KOPI"]
    sold = {r["moment"]: r["gmv"] for r in stated["trend"] if r["gmv"]}
    assert sold == {"00:00": 200000, "09:00": 100000}
    assert {r["thing"] for r in stated["trend"]} == {"KOPI"}
    ran = shop("campaign", "show", "11.11", "--metrics", "laba")
    assert ran.first_error == "E_CAMPAIGN_METRIC"


def test_s2_12_and_21_products_have_their_share_of_the_store(shop: Omni) -> None:
    products = shown(shop, "11.11")["products"]
    assert [(r["product"], r["share"]) for r in products] == [
        ("KOPI", 0.6977),
        ("GULA", 0.186),
        ("TEH", 0.1163),
    ]


def test_s2_13_and_16_what_is_sold_out_is_to_be_restocked(shop: Omni, tmp_path: Path) -> None:
    form = tmp_path / "stok.csv"
    form.write_text("SKU,Nama,Stok,Per Tanggal\nKOPI,Kopi,3,2025-11-10\nGULA,Gula,900,2025-11-10\n")
    assert shop("import", "stock", form).code == 0
    found = {r["product"]: (r["left_pieces"], r["action"], r["reason"])
             for r in shown(shop, "11.11")["products"]}  # fmt: skip
    assert found["KOPI"] == (0, "restock", "sold_out")
    assert found["GULA"] == (895, "advertise", "best_seller")
    assert found["TEH"] == (None, "advertise", "best_seller_uncounted")


def test_s2_25_a_sub_campaign_stands_beside_its_main_one(shop: Omni) -> None:
    add(shop, "Jam pagi", "weekly", "2025-11-11", "2025-11-12", "--parent", "11.11")
    pace = shown(shop, "Jam pagi")["pace"]
    assert (pace["role"], pace["parent"], pace["gmv"]) == ("sub", "11.11", 450000)
    rows = shop("metric", "run", "campaign_pace", "--month", "2025-11", "--json").json["rows"]
    assert [(r["campaign"], r["role"]) for r in rows] == [("11.11", "main"), ("Jam pagi", "sub")]


def test_s2_24_a_frozen_campaign_outlives_later_files_which_are_listed(
    shop: Omni, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now(monkeypatch, "2026-01-05T03:00:00Z")  # a file of the same second is late all the same
    assert shop("campaign", "freeze", "11.11").code == 0
    before = shown(shop, "11.11")
    assert shop("campaign", "freeze", "11.11").first_error == "E_CAMPAIGN_FROZEN"
    assert shop("import", "orders", put(tmp_path, "susulan.csv", LATE)).code == 0

    after = shown(shop, "11.11")
    assert [r["file_name"] for r in after.pop("late_files")] == ["susulan.csv"]
    assert before.pop("late_files") == []
    assert after["pace"].pop("frozen_date") is not None
    before["pace"].pop("frozen_date")
    assert after == before
    assert shown(shop, "11.11", "--channel", "shopee")["pace"]["gmv"] == 80000
    assert shown(shop, "11.11", "--live")["pace"]["gmv"] == 630000
    one_day = ("--from", "2025-11-11", "--to", "2025-11-11")
    report = shop("report", "campaign", *one_day, "--json").json
    assert report["metrics"]["campaign_pace"][0]["gmv"] == 430000

    assert shop("rebuild").code == 0
    again = shown(shop, "11.11")
    assert again["pace"]["gmv"] == 430000
    assert [r["file_name"] for r in again["late_files"]] == ["susulan.csv"]
    assert shop("campaign", "thaw", "11.11", "--reason", "lupa berkas").code == 0
    assert shown(shop, "11.11")["pace"]["gmv"] == 630000
    assert shop("campaign", "thaw", "11.11", "--reason", "lagi").first_error == "E_CAMPAIGN_LIVE"


def test_s2_24_a_file_that_was_taken_back_and_came_again_is_not_late(
    shop: Omni, tmp_path: Path
) -> None:
    assert shop("campaign", "freeze", "11.11").code == 0
    assert shop("batches", "undo", "1").code == 0
    assert shop("import", "orders", put(tmp_path, "hari.csv", DAY)).code == 0
    assert shown(shop, "11.11")["late_files"] == []


def test_s2_23_a_running_campaign_is_not_frozen(
    shop: Omni, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-11-11T05:00:00Z")
    assert shop("campaign", "freeze", "11.11").first_error == "E_CAMPAIGN_RUNNING"


def now(monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    monkeypatch.setenv("OMNI_NOW", at)


def test_s2_24_a_campaign_freezes_by_itself_once_all_its_shops_files_are_in(
    omni: Omni, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now(monkeypatch, "2025-11-10T03:00:00Z")
    add(omni, "11.11", "mega", "2025-11-11", "2025-11-11", "--target", "400000")
    before = "shopee,S0,2025-11-09 09:30,completed,Dewi,081200000004,GULA,Gula,1,20000"
    put_in = ("import", "orders")
    assert omni(*put_in, put(tmp_path, "awal.csv", before)).code == 0
    now(monkeypatch, "2025-11-11T08:00:00Z")
    half = "\n".join(DAY.strip().splitlines()[2:4])
    assert omni(*put_in, put(tmp_path, "setengah.csv", half)).code == 0
    assert shown(omni, "11.11")["pace"]["frozen_date"] is None

    now(monkeypatch, "2025-11-13T08:00:00Z")
    ran = omni(*put_in, put(tmp_path, "penuh.csv", DAY))
    assert ran.code == 0
    assert "11.11 dibekukan" in ran.err
    pace = shown(omni, "11.11")["pace"]
    assert (pace["frozen_date"], pace["gmv"], pace["attainment"]) == ("2025-11-13", 430000, 1.075)
    # Seen once, never again; who froze it stands in the trail.
    assert "dibekukan" not in omni("report", "campaign", "--month", "2025-11").err

    # The days after it go on, a new target counts, files after it are late.
    later = "shopee,S3,2025-11-14 09:30,completed,Dewi,081200000004,GULA,Gula,1,20000"
    now(monkeypatch, "2025-11-16T08:00:00Z")
    assert omni(*put_in, put(tmp_path, "susulan.csv", f"{LATE}\n{later}")).code == 0
    assert omni("campaign", "target", "11.11", "--gmv", "860000").code == 0
    after = shown(omni, "11.11")
    assert (after["pace"]["gmv"], after["pace"]["attainment"]) == (430000, 0.5)
    assert [r["file_name"] for r in after["late_files"]] == ["susulan.csv"]

    # Other days are another campaign: it is frozen anew for them.
    assert omni("campaign", "edit", "11.11", "--to", "2025-11-12").code == 0
    now(monkeypatch, "2025-11-17T08:00:00Z")
    anew = shown(omni, "11.11")["pace"]
    assert (anew["until_date"], anew["gmv"]) == ("2025-11-12", 650000)
    assert anew["frozen_date"] == "2025-11-17"

    # One that was thawed stays so.
    assert omni("campaign", "thaw", "11.11", "--reason", "hitung ulang").code == 0
    assert shown(omni, "11.11")["pace"]["frozen_date"] is None


def test_s2_24_history_that_comes_file_by_file_is_not_frozen_at_the_first(
    omni: Omni, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now(monkeypatch, "2026-01-05T03:00:00Z")
    add(omni, "11.11", "mega", "2025-11-11", "2025-11-11")
    assert omni("import", "orders", put(tmp_path, "hari.csv", DAY)).code == 0
    ran = omni("campaign", "show", "11.11")
    assert "omni campaign freeze 11.11" in ran.err
    assert shown(omni, "11.11")["pace"]["frozen_date"] is None
    now(monkeypatch, "2026-01-13T03:00:00Z")
    assert omni("report", "campaign", "--month", "2025-11").code == 0
    assert shown(omni, "11.11")["pace"]["frozen_date"] == "2026-01-13"


def test_s2_14_the_trend_is_of_what_is_asked_for(shop: Omni) -> None:
    stated = shown(shop, "11.11", "--trend", "store", "--metrics", "gmv")
    assert sum(r["gmv"] for r in stated["trend"]) == 430000
    assert shown(shop, "11.11", "--trend", "live")["trend"] == []
    every = shown(shop, "11.11", "--trend", "product")["trend"]
    assert {r["thing"] for r in every} == {"KOPI", "TEH", "GULA"}


def test_days_that_cannot_be_are_told(shop: Omni) -> None:
    add(shop, "Terbalik", "mega", "2025-12-12", "2025-12-11")
    assert shop("campaign", "show", "Terbalik").first_error == "E_CAMPAIGN_DAYS"
    assert shop("campaign", "show", "Tidak ada").first_error == "E_REGISTER_ROW"


def test_the_terminal_says_pace_hours_and_products(shop: Omni) -> None:
    ran = shop("campaign", "show", "11.11")
    assert ran.code == 0
    for text in ("Rp430.000", "Per jam", "Produk", "KOPI"):
        assert text in ran.out
