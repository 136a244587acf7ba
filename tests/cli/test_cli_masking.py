"""What a role may not see is masked wherever rows leave the warehouse."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from conftest import Omni
from conftest import Prepared
from import_files import TWO
from omnicli.access.columns import EVERYTHING
from omnicli.access.columns import STRANGER
from omnicli.access.columns import masked
from omnicli.access.columns import secrecy
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace
from shopee_files import export

PHONE = "+6281234567890"


def tamper(workspace: Workspace, *statements: str) -> None:
    """Change the warehouse by hand."""
    db = connect(workspace.warehouse, readonly=False)
    for statement in statements:
        db.execute(statement)
    db.close()


def _two_orders(omni: Omni, workspace: Workspace) -> None:
    path = workspace.root.parent / "dua.csv"
    path.write_bytes(export(TWO))
    assert omni("import", path).code == 0
    tamper(
        workspace,
        f"UPDATE orders SET recipient_phone = '{PHONE}', recipient_name = 'Siti Rahma',"
        " cogs_sen = 12345600",
        "UPDATE customers SET name = 'Siti Rahma'",
    )


@pytest.fixture
def shop(prepared: Prepared) -> None:
    """A shop with two orders of a person whose name and phone are known."""
    prepared(_two_orders)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (PHONE, "+62812•••••90"),
        ("phone:" + PHONE, "phone:+62812•••••90"),
        ("shopee:dapur_ani", "shopee:d•••••"),
        ("0812", "•••••"),
        ("Siti Rahma", "S•••••"),
        ("S******a", "S******a"),
        ("", ""),
        (None, None),
        (12345600, None),
    ],
)
def test_a_masked_value_tells_no_more_than_its_edges(value: object, shown: object) -> None:
    assert masked(value) == shown


def test_who_is_not_named_sees_nothing_and_names_mean_one_thing_everywhere() -> None:
    assert STRANGER.hides("recipient_phone")
    assert STRANGER.hides("name", "customers")
    assert not STRANGER.hides("name", "product_costs")
    assert not EVERYTHING.hides("recipient_phone")
    assert secrecy("account_no") == "bank"
    assert STRANGER.hides("anything", declared="personal")


SELECTS = (
    "SELECT recipient_phone, recipient_name, cogs_sen FROM orders",
    "SELECT recipient_phone, recipient_name, cogs_sen FROM v_orders",
    (
        "SELECT lower(substr(recipient_name, 2)) || substr(recipient_phone, 7, 4), cogs_sen + 1"
        " FROM orders"
    ),
    "WITH o AS (SELECT * FROM temp.orders) SELECT * FROM o",
    "SELECT name, (SELECT group_concat(recipient_phone) FROM v_sales) FROM customers",
    "SELECT * FROM import_issues, orders",
)


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("sql", SELECTS)
def test_sql_masks_whatever_is_done_to_the_column(
    workspace: Workspace, omni: Omni, sql: str
) -> None:
    tamper(workspace, "UPDATE users SET role = 'marketing'")
    ran = omni("sql", sql, "--json")

    assert ran.code == 0, ran.err
    for secret in ("345678", "4567", "iti", "Rahma", "123456"):
        assert secret not in ran.out


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    "sql", ["SELECT recipient_phone FROM main.orders", 'SELECT * FROM "main" . orders']
)
def test_sql_does_not_reach_behind_the_mask(workspace: Workspace, omni: Omni, sql: str) -> None:
    assert omni("sql", sql).code == 0
    tamper(workspace, "UPDATE users SET role = 'marketing'")

    assert omni("sql", sql).first_error == "E_SQL_DENIED"


@pytest.mark.usefixtures("shop")
def test_figures_of_a_masked_reader_stay_the_same(workspace: Workspace, omni: Omni) -> None:
    sql = (
        "SELECT COUNT(*) AS n, SUM(net_revenue_sen) AS s"
        " FROM v_orders JOIN v_customers USING (customer_id)"
    )
    before = omni("sql", sql, "--json").out
    tamper(workspace, "UPDATE users SET role = 'marketing'")
    ran = omni("sql", sql, "--json")

    assert ran.out == before
    assert "Disamarkan" not in ran.err
    assert "recipient_phone" in omni("sql", "SELECT recipient_phone FROM orders").err


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("role", ["owner", "viewer"])
@pytest.mark.parametrize("fmt", ["html", "json", "csv", "xlsx"])
def test_reports_and_metrics_are_masked_by_the_reader(
    workspace: Workspace, omni: Omni, tmp_path: Path, role: str, fmt: str
) -> None:
    tamper(workspace, f"UPDATE users SET role = '{role}'")
    target = tmp_path / "out"
    ran = omni("report", "orders", "--month", "2025-08", "-f", fmt, "-o", target)
    assert ran.code in {0, 6}, ran.err
    data = b"".join(path.read_bytes() for path in [target, *target.rglob("*")] if path.is_file())
    if fmt == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist())

    assert (b"Siti Rahma" in data) == (role == "owner")


@pytest.mark.usefixtures("shop")
def test_one_customer_is_revealed_with_a_reason_that_the_trail_keeps(
    workspace: Workspace, omni: Omni
) -> None:
    key = str(omni("sql", "SELECT key FROM customer_keys LIMIT 1", "--json").json[0]["key"])
    tamper(workspace, "UPDATE users SET role = 'cs'")
    plain = omni("customers", "show", key, "--json")
    bare = omni("customers", "show", key, "--reveal")
    shown = omni("customers", "show", key, "--reveal", "--reason", "retur", "--json")

    assert "Siti" not in plain.out
    assert (bare.code, bare.first_error) == (2, "E_REASON_MISSING")
    assert shown.json["name"] == "Siti Rahma"
    assert shown.json["keys"] == [key]
    tamper(workspace, "UPDATE users SET role = 'marketing'")
    refused = omni("customers", "show", key, "--reveal", "--reason", "x")
    assert (refused.code, refused.first_error) == (4, "E_DENIED")
    tamper(workspace, "UPDATE users SET role = 'owner'")
    runs = omni("audit", "list", "--action", "customers.view", "--json").json
    assert [(run["outcome"], run["detail"].get("reason")) for run in runs][-2:] == [
        ("ok", "retur"),
        ("denied", "no_grant"),
    ]
    assert key not in json.dumps(runs)


def test_the_trail_says_who_saw_a_customer_and_whether_unmasked(omni: Omni, shop: None) -> None:
    key = omni("sql", "SELECT key FROM customer_keys ORDER BY key LIMIT 1", "--json").json[0]["key"]
    assert omni("audit", "seen", key, "--json").json == []
    assert omni("customers", "show", key).code == 0
    (row,) = omni("audit", "seen", key, "--json").json
    assert (row["command"], row["outcome"], row["revealed"]) == ("customers show", "ok", True)
    # Who sees people anyway may say why, and the trail keeps it.
    assert omni("customers", "show", key, "--reason", "komplain").code == 0
    assert omni("audit", "seen", key, "--json").json[-1]["reason"] == "komplain"
    assert omni("audit", "seen", key, "--since", "2999-01-01", "--json").json == []


SECRETS = (
    "345678", "812-3456", "Siti", "Rahma", "Budi", "Jalan Melati", "1122334455", "TRANSFER DARI",
    "98765400", "123456", "@rahasia", "Catatan pribadi",
)  # fmt: skip


def _full_shop(omni: Omni, workspace: Workspace) -> None:
    """Every kind of secret, wherever the warehouse keeps some."""
    _two_orders(omni, workspace)
    tamper(
        workspace,
        "INSERT INTO bank_transactions (source, bank, account_no, posted_date, seq, description,"
        " reference, credit_sen, balance_sen, counterparty, effective_at) VALUES ('bca', 'bca',"
        " '1122334455', '2025-08-05', 1, 'TRANSFER DARI SITI', 'TRANSFER DARI X', 9876540012,"
        " 9876540013, 'other', '2025-08-06T00:00:00Z')",
        "INSERT INTO leads (contact_id, name, phone, note, first_message, created_at, created_date,"
        f" effective_at) VALUES ('C-1', 'Siti Rahma', '{PHONE}', 'Catatan pribadi',"
        " 'Catatan pribadi', '2025-08-01T00:00:00Z', '2025-08-01', '2025-08-06T00:00:00Z')",
        "INSERT INTO app_users (name, phone, registered_date, effective_at) VALUES"
        f" ('Siti Rahma', '{PHONE}', '2025-08-01', '2025-08-06T00:00:00Z')",
        "INSERT INTO rbw (rbw_no, owner, owner_phone, effective_at) VALUES"
        f" ('R1', 'Siti Rahma', '{PHONE}', '2025-08-06T00:00:00Z')",
        "INSERT INTO opt_outs (phone, since_date, effective_at) VALUES"
        f" ('{PHONE}', '2025-08-01', '2025-08-06T00:00:00Z')",
        "INSERT OR IGNORE INTO customer_keys (key, customer_id) SELECT 'phone:"
        f"{PHONE}', MIN(customer_id) FROM customers",
        "INSERT INTO import_issues (import_id, code, severity, value, key, message, hint, fields,"
        f" raw) VALUES (1, 'E_CELL', 'error', '{PHONE}', 'Siti', '{PHONE}', '', '{{}}',"
        f' \'{{"HP": "{PHONE}"}}\')',
        "INSERT INTO outbox (report, period, recipient, content_hash, message_id, sender, subject,"
        " body, figures, state, next_at, created_at) VALUES ('cash', 'x', 'a@rahasia.id', 'h', 'm',"
        f" 's', 'Kas', 'Siti {PHONE} 98765400', '{{}}', 'sent', 'x', 'x')",
    )


@pytest.fixture
def full_shop(prepared: Prepared) -> None:
    prepared(_full_shop)


def test_no_table_and_no_view_shows_by_sql_what_the_reader_may_not_see(
    workspace: Workspace, omni: Omni, full_shop: None
) -> None:
    """Whatever table or view comes later is asked too."""
    tamper(workspace, "UPDATE users SET role = 'marketing'")
    db = connect(workspace.warehouse, readonly=True)
    names = [
        row[0]
        for row in db.execute(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
            " AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    db.close()
    found = []
    for name in names:
        ran = omni("sql", f'SELECT * FROM "{name}"', "--json")
        assert ran.code == 0 or ran.first_error == "E_SQL_DENIED", (name, ran.err)
        found += [(name, secret) for secret in SECRETS if secret in ran.out]
    assert found == []


@pytest.mark.parametrize("role", ["viewer", "cs"])
def test_no_command_that_lists_shows_what_the_role_may_not_see(
    workspace: Workspace, omni: Omni, full_shop: None, role: str
) -> None:
    order = omni("sql", "SELECT order_no AS n FROM orders LIMIT 1", "--json").json[0]["n"]
    tamper(
        workspace,
        f"UPDATE users SET role = '{role}'",
        "UPDATE import_batches SET actor = 'orang.lain'",
    )
    wide = ("--from", "2025-08-01", "--to", "2025-08-31")
    lines: list[tuple[str, ...]] = [
        ("trace", order), ("trace", "1122334455:2025-08-05:98765400:1"), ("trace", "1122"),
        ("trace", f"phone:{PHONE}"), ("status",), ("orders", "list", *wide),
        ("orders", "list", *wide, "--columns", "order_no,customer,phone"), ("orders", "risk"),
        ("orders", "list", *wide, "--columns", "default"), ("orders", "conflicts"),
        ("orders", "follow-up"), ("leads", "list"), ("leads", "show", "C-1"),
        ("app-users", "list"), ("opt-outs", "list"), ("rbw", "list"), ("customers", "list"),
        ("broadcast", "preview"), ("check",), ("worklist",), ("batches", "errors", "1"),
        *(("metric", "run", name, *wide, "--as-of", "2025-08-31") for name in (
            "lead_list", "app_user_list", "rbw_list", "unmatched_credits", "bank_by_counterparty",
            "payouts", "order_profit", "profit", "coverage", "order_list",
        )),
    ]  # fmt: skip
    for line in lines:
        ran = omni(*line, "--json")
        assert ran.code in {0, 2, 4, 6}, (line, ran)
        typed = " ".join(line)
        shown = (ran.out + ran.err).replace(typed, "")
        for word in line:
            shown = shown.replace(word, "")
        hit = [s for s in SECRETS if s in shown]
        assert hit == [], (
            line,
            hit,
            [shown[max(0, shown.find(s) - 90) : shown.find(s) + 40] for s in hit],
        )


def test_who_keeps_a_list_sees_one_row_of_it_for_a_reason_that_is_kept(
    workspace: Workspace, omni: Omni, full_shop: None, tmp_path: Path
) -> None:
    tamper(workspace, "UPDATE users SET role = 'cs'")
    shown = omni("leads", "show", "C-1", "--reason", "telepon balik", "--json").json
    exported = omni("leads", "export", "-o", tmp_path / "leads.csv")
    assert shown[0]["phone"] == PHONE
    assert (exported.code, exported.first_error) == (4, "E_DENIED")
    tamper(workspace, "UPDATE users SET role = 'marketing'")
    assert omni("leads", "show", "C-1", "--reason", "iseng").first_error == "E_DENIED"
    tamper(workspace, "UPDATE users SET role = 'owner'")
    (run, _) = omni("audit", "list", "--action", "leads.read", "--json").json[-3::2]
    assert run["detail"]["reason"] == "telepon balik"
    assert PHONE not in json.dumps(run)


def test_a_masked_phone_cannot_be_guessed_by_searching_its_parts(
    workspace: Workspace, omni: Omni, full_shop: None
) -> None:
    wide = ("--from", "2025-08-01", "--to", "2025-08-31", "--json")
    tamper(workspace, f"UPDATE orders SET recipient_phone = '{PHONE}'")
    assert omni("orders", "list", "--search", "34567890", *wide).json["orders"]
    tamper(workspace, "UPDATE users SET role = 'cs'")
    assert omni("orders", "list", "--search", "34567890", *wide).json["orders"] == []
    assert omni("orders", "list", "--search", PHONE, *wide).json["orders"]
    tamper(workspace, "UPDATE users SET role = 'viewer'")
    assert omni("orders", "list", "--search", PHONE, *wide).json["orders"] == []
    assert omni("orders", "list", "--search", "Siti", *wide).json["orders"] == []
