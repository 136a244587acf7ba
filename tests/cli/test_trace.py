"""`omni trace`: the life of a thing, back to the rows of the files."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conftest import Fill
from conftest import Omni
from money_world import World
from money_world import take
from omnicli.workspace import Workspace


def _world(_omni: Omni, workspace: Workspace) -> None:
    take(workspace, World().files(workspace.root / "unduhan"))


@pytest.fixture(autouse=True)
def _store(prepared: Callable[[Fill], None]) -> None:
    prepared(_world)


def _order(omni: Omni) -> str:
    text = "SELECT order_no FROM v_orders WHERE platform = 'shopee' ORDER BY order_no LIMIT 1"
    return str(omni("sql", text, "--json").json[0]["order_no"])


def test_an_order_is_followed_from_its_rows_to_the_bank(omni: Omni) -> None:
    """Each fact names the file and the row that told it, and money arrives in time order."""
    number = _order(omni)
    life = omni("trace", f"shopee:{number}", "--json").json
    facts = [fact["fact"] for fact in life["facts"]]

    assert life["kind"] == "order"
    assert {"ordered", "item", "completed", "line", "paid_out", "payout", "bank"} <= set(facts)
    assert [f["at"][:10] for f in life["facts"]] == sorted(f["at"][:10] for f in life["facts"])
    assert all(f["file"] and f["rows"] and f["import"] for f in life["facts"])
    covered = sum(f["amount"] for f in life["facts"] if f["fact"] == "paid_out")
    wallet = [f["amount"] for f in life["facts"] if f["fact"] == "line"]
    assert covered in wallet
    assert omni("trace", number, "--format", "csv").out.count("\n") == len(facts) + 1


def test_the_row_named_is_the_row_of_the_file(omni: Omni, workspace: Workspace) -> None:
    import fastexcel

    number = _order(omni)
    fact = omni("trace", number, "--json").json["facts"][0]
    path = next((workspace.root / "unduhan").rglob(fact["file"]))
    if path.suffix == ".csv":
        shown = path.read_text("utf-8-sig").splitlines()[fact["rows"][0] - 1]
    else:
        sheet = fastexcel.read_excel(path).load_sheet(fact["sheet"] or 0, header_row=None)
        shown = str(sheet.to_polars().row(fact["rows"][0] - 1))
    assert number in shown


def test_bank_payout_and_customer_lead_to_the_same_money(omni: Omni) -> None:
    life = omni("trace", _order(omni), "--json").json["facts"]
    payout = next(f for f in life if f["fact"] == "payout")
    again = omni("trace", payout["thing"], "--json").json

    assert again["kind"] == "payout"
    parts = [f["amount"] for f in again["facts"] if f["fact"] == "paid_out"]
    assert sum(parts) == payout["amount"]
    bank = omni(
        "sql",
        "SELECT account_no, posted_date, credit_sen / 100 AS amount, seq FROM bank_transactions"
        " WHERE credit_sen > 0 ORDER BY posted_date LIMIT 1",
        "--json",
    )
    key = ":".join(str(value) for value in bank.json[0].values())
    assert omni("trace", key, "--json").json["kind"] == "bank"
    person = omni(
        "sql", "SELECT key FROM customer_keys WHERE key LIKE 'shopee:%' LIMIT 1", "--json"
    )
    assert omni("trace", person.json[0]["key"], "--json").json["kind"] == "customer"


def test_an_unknown_thing_offers_what_is_near(omni: Omni) -> None:
    number = _order(omni)
    near = omni("trace", f"{number[:-1]}~")

    assert (near.code, near.first_error) == (2, "E_TRACE_UNKNOWN")
    assert number[:6] in near.err


def test_phones_are_hidden_from_who_may_not_see_them(omni: Omni, workspace: Workspace) -> None:
    from omnicli.services.tracing import trace
    from omnicli.session import Session

    phone = omni("sql", "SELECT recipient_phone AS p, order_no FROM orders WHERE recipient_phone"
                 " LIKE '+62%' LIMIT 1", "--json").json[0]  # fmt: skip
    with Session.open(workspace, command="trace", action="trace.read") as session:
        whole = trace(session, phone["order_no"])
        session.actor = replace(session.actor, role="viewer")
        hidden = trace(session, phone["order_no"])

    assert phone["p"] in str(whole.facts)
    assert phone["p"] not in str(hidden.facts)
