"""S0-45, S0-49, S0-54, S0-55, S3-08, S3-09, F-61: contacts, app users, and who they became."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Omni
from conftest import Prepared
from omnicli.workspace import Workspace
from people_world import BUDI
from people_world import DEWI
from people_world import FORMS

AUGUST = ("--month", "2025-08", "--json")


def _fill(omni: Omni, workspace: Workspace) -> None:
    for name in ("orders", "cekat", "app-users"):
        path = workspace.root / f"{name}.csv"
        path.write_text(FORMS[name].lstrip(), encoding="utf-8")
        assert omni("import", path).code == 0


@pytest.fixture
def shop(omni: Omni, prepared: Prepared) -> Omni:
    """Four contacts, three buyers, two app users."""
    prepared(_fill)
    return omni


def asked(omni: Omni, metric: str) -> list[dict[str, Any]]:
    ran = omni("metric", "run", metric, *AUGUST)
    assert ran.code == 0, ran.err
    return list(ran.json["rows"])


def test_leads_are_listed_with_the_order_that_closed_them(shop: Omni) -> None:
    """S0-45 columns, S0-49 closing with its evidence (AMB-18)."""
    rows = {row["name"]: row for row in asked(shop, "lead_list")}

    assert list(rows["Ani"])[:9] == [
        *("name", "phone", "pipeline", "track", "label", "city", "rbw", "closing"),
        "last_message_at",
    ]
    states = {name: row["closing"] for name, row in rows.items()}
    assert states == {"Ani": "closed", "Budi": "repeat", "Citra": "closed", "Dewi": "open"}
    closing = rows["Ani"]
    assert (closing["closing_order_no"], closing["closing_days"]) == ("P1", 4)
    assert closing["closing_value"] == 200_000
    assert [row["contact_id"] for row in shop("leads", "list", "--json").json] == [
        *("c1", "c2", "c3", "c4"),
    ]
    assert shop("leads", "show", "c1", "--json").json[0]["pipeline"] == "Closing"


def test_a_lead_names_its_campaign_by_hand_and_the_funnel_counts_it(shop: Omni) -> None:
    """F-61: by pipeline, handler and campaign the same contacts and closings."""
    assert shop("leads", "edit", "c1", "--campaign", "Promo", "--handled-by", "Rina").code == 0
    assert shop("leads", "edit", "c4", "--campaign", "Promo").code == 0
    rows = {row["campaign"]: row for row in asked(shop, "lead_funnel_by_campaign")}
    assert (rows["Promo"]["leads"], rows["Promo"]["closed"]) == (2, 1)
    assert rows["Promo"]["close_rate"] == 0.5
    by_pipeline, by_handler = asked(shop, "lead_funnel"), asked(shop, "lead_funnel_by_handler")
    for column in ("leads", "closed", "repeat_buyers", "closing_value"):
        sums = {
            sum(row[column] or 0 for row in found)
            for found in (by_pipeline, by_handler, rows.values())
        }
        assert len(sums) == 1, column


@pytest.mark.parametrize(
    ("by", "metric"),
    [
        ((), "lead_funnel"),
        (("--by", "handler"), "lead_funnel_by_handler"),
        (("--by", "campaign"), "lead_funnel_by_campaign"),
    ],
)
def test_the_funnel_is_a_command_of_the_leads(shop: Omni, by: tuple[str, ...], metric: str) -> None:
    """S0-49: the same figures as the report; a month without leads says so."""
    assert shop("leads", "funnel", *by, *AUGUST).json == asked(shop, metric)
    ran = shop("leads", "funnel", *by, "--month", "2023-01", "--lang", "en")
    assert (ran.code, ran.out.strip()) == (0, "No lead came in January 2023.")


def test_contacts_of_a_day_are_of_the_chat_or_of_a_form(shop: Omni) -> None:
    """S3-08 conversations, S3-09 forms, which give a phone."""
    rows = asked(shop, "interactions_daily")
    days = {(r["date"], r["source"]): r["new_contacts"] for r in rows if r["new_contacts"]}
    assert days == {
        ("2025-08-01", "chat"): 1,
        ("2025-08-02", "chat"): 2,
        ("2025-08-05", "form"): 1,
        ("2025-08-10", "form"): 1,
        ("2025-08-20", "chat"): 1,
    }
    again = {(r["date"], r["source"]) for r in rows if r["contacts"] > r["new_contacts"]}
    assert ("2025-08-12", "form") in again


def test_app_users_are_linked_by_phone_and_by_hand(shop: Omni, tmp_path: Path) -> None:
    """S0-54 columns, S0-55: who is not linked can be."""
    rows = {row["name"]: row for row in asked(shop, "app_user_list")}
    assert (rows["Ani"]["linked"], rows["Ani"]["customer"]) == (1, "Bu Ani")
    assert (rows["Ani"]["orders"], rows["Ani"]["revenue"]) == (1, 200_000)
    assert (rows["Dewi"]["linked"], rows["Dewi"]["segment"]) == (0, None)

    # Dewi bought with another number and then once with her own.
    more = tmp_path / "lagi.csv"
    head = FORMS["orders"].lstrip().splitlines()[0]
    order = f"orderonline,P9,2025-08-25 10:00,completed,Dewi,{DEWI}"
    line = f"{order},KOPI,Kopi,1,50000,2025-08-26 10:00,J9"
    more.write_text(f"{head}\n{line}\n", encoding="utf-8")
    assert shop("import", more).code == 0
    assert shop("customers", "link", f"phone:+{DEWI}", f"phone:+{BUDI}").code == 0
    rows = {row["name"]: row for row in asked(shop, "app_user_list")}
    assert (rows["Dewi"]["orders"], rows["Dewi"]["revenue"]) == (2, 150_000)


def test_earlier_uploads_are_seen(shop: Omni) -> None:
    """S1-02: each file that came, the newest first."""
    files = [row["files"] for row in shop("batches", "list", "--json").json]
    assert len(files) == 3
