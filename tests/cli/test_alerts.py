"""`omni alerts`: raised at one threshold, cleared at another, seen, resting; in the index."""

from pathlib import Path

import pytest

from conftest import Omni
from omnicli.services.alerting import sentence
from omnicli.warehouse.alerts import Alert
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace

NEWEST = "2025-09-30"


@pytest.fixture
def shop(omni: Omni, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One product that sells 28 pieces in 28 days, and is counted by hand."""
    monkeypatch.setenv("OMNI_NOW", "2025-10-01T03:00:00Z")
    db = connect(workspace.warehouse, readonly=False)
    db.execute("INSERT INTO customers (customer_id, name) VALUES (1, '')")
    known = {
        "order_id": 1, "customer_id": 1, "customer_key": "x", "platform": "manual",
        "account": "main", "order_no": "A", "source": "orders", "status": "completed",
        "ordered_date": NEWEST, "ordered_at": f"{NEWEST}T00:00:00Z", "net_revenue_sen": 100,
        "effective_at": f"{NEWEST}T00:00:00Z",
    }  # fmt: skip
    marks = ", ".join("?" * len(known))
    db.execute(f"INSERT INTO orders ({', '.join(known)}) VALUES ({marks})", tuple(known.values()))
    db.execute(
        "INSERT INTO order_items (order_id, line_no, listing_key, sku, product_name, quantity)"
        " VALUES (1, 1, 'M', 'M', 'Madu', 28)"
    )
    db.close()
    return workspace.root


def _stock(workspace: Workspace, pieces: int) -> None:
    db = connect(workspace.warehouse, readonly=False)
    db.execute("DELETE FROM stock_snapshots")
    db.execute(
        "INSERT INTO stock_snapshots (sku, name, pieces, as_of_date, effective_at)"
        f" VALUES ('M', 'Madu', {pieces}, '{NEWEST}', '2025-09-30T00:00:00Z')"
    )
    db.close()


def test_an_alert_stays_between_its_thresholds_and_comes_back_as_a_new_one(
    omni: Omni, workspace: Workspace, shop: Path
) -> None:
    shown = []
    for pieces in (8, 7, 8, 9, 10, 9, 7):
        _stock(workspace, pieces)
        ran = omni("alerts", "check", "--json")
        shown.append((ran.code, len(ran.json["raised"]), len(ran.json["cleared"]), ran.json["on"]))
    assert shown == [
        (0, 0, 0, 0),  # 8 days: not raised yet
        (6, 1, 0, 1),  # 7 days: raised
        (0, 0, 0, 1),
        (0, 0, 0, 1),  # between the thresholds it stays
        (0, 0, 1, 0),  # 10 days: cleared
        (0, 0, 0, 0),  # between them it stays off, too
        (6, 1, 0, 1),
    ]
    rows = omni("alerts", "list", "--all", "--json").json
    assert [(row["alert_id"], row["state"]) for row in rows] == [(1, "cleared"), (2, "on")]
    assert rows[1]["text"] == "Stok hampir habis: M, sisa 7, cukup 7 hari"


def test_one_that_was_seen_or_rests_is_not_told_again(
    omni: Omni, workspace: Workspace, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stock(workspace, 3)
    assert omni("alerts").code == 6
    index = _index(omni, workspace)
    assert "Stok hampir habis: M, sisa 3" in index

    assert omni("alerts", "snooze", "1", "--until", "2025-10-05").code == 0
    assert omni("alerts", "list", "--json").json == []
    assert "Stok hampir habis" not in _index(omni, workspace)
    monkeypatch.setenv("OMNI_NOW", "2025-10-05T03:00:00Z")
    assert [row["alert_id"] for row in omni("alerts", "list", "--json").json] == [1]
    assert "Stok hampir habis" in _index(omni, workspace)

    (seen,) = omni("alerts", "ack", "1", "--json").json["alerts"]
    assert (seen["state"], bool(seen["acked_by"])) == ("seen", True)
    assert "Stok hampir habis" not in _index(omni, workspace)
    assert omni("alerts").code == 0


def _index(omni: Omni, workspace: Workspace) -> str:
    assert omni("report", "stock", "--month", "2025-09").code == 0
    return (workspace.reports / "index.html").read_text("utf-8")


def test_a_rule_can_be_left_out(omni: Omni, workspace: Workspace, shop: Path) -> None:
    _stock(workspace, 3)
    assert omni("alerts").code == 6
    config = workspace.config_path
    config.write_text(config.read_text("utf-8").replace("off = []", 'off = ["stock_low"]'), "utf-8")
    assert omni("alerts", "--json").json["on"] == 0
    config.write_text(config.read_text("utf-8").replace('stock_low"]', 'stock"]'), "utf-8")
    assert "E_CONFIG_VALUE" in omni("alerts").err


@pytest.mark.parametrize(
    "line",
    [
        (("alerts", "ack", "9"), "E_ALERT_UNKNOWN"),
        (("alerts", "snooze", "9", "--until", "2099-01-01"), "E_ALERT_UNKNOWN"),
        (("alerts", "snooze", "1", "--until", "2025-10-01"), "E_ALERT_DAY"),
        (("alerts", "snooze", "1", "--until", "soon"), "E_ALERT_DAY"),
    ],
)
def test_what_cannot_be_marked_is_refused(
    omni: Omni, shop: Path, line: tuple[tuple[str, ...], str]
) -> None:
    ran = omni(*line[0])
    assert (ran.code, line[1] in ran.err) == (2, True)


def test_a_target_is_money_that_not_everybody_may_know_of(
    omni: Omni, workspace: Workspace, shop: Path
) -> None:
    config = workspace.config_path
    goal = '[targets]\n"2025-09" = { revenue = 1, orders = 5 }\n'
    config.write_text(config.read_text("utf-8").replace("[targets] ", goal + "# "), "utf-8")
    assert omni("alerts").code == 6
    (row,) = omni("alerts", "list", "--json").json
    assert row["text"] == "Target tercapai: 2025-09 revenue Rp1 dari Rp1"
    db = connect(workspace.warehouse, readonly=False)
    db.execute("UPDATE users SET role = 'marketing'")
    db.close()
    assert omni("alerts", "list", "--json").json == []
    assert "E_ALERT_UNKNOWN" in omni("alerts", "ack", "1").err


def test_a_withdrawal_that_is_late_is_named_as_a_person_knows_it() -> None:
    key = "2025-08-29T03:05:00Z|withdraw||-333161800"
    one = Alert(
        1,
        "late_payout",
        f"shopee-balance main {key}",
        "",
        "",
        333161800,
        None,
        21,
        None,
        None,
        None,
        None,
    )
    assert "Saldo Shopee 29 Agu 2025, Rp3.331.618" in sentence(one, "id")
    assert "|" not in sentence(one, "en")
