"""`omni init`, `users`, `whoami` and `audit` as a person meets them."""

import json
from pathlib import Path

import pytest

from conftest import Omni
from omnicli.access.identity import os_account
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace

ME = os_account().os_user


def tamper(workspace: Workspace, *statements: str) -> None:
    """What somebody with the file in hand could do."""
    db = connect(workspace.warehouse, readonly=False)
    for name in ("audit_log_no_update", "audit_log_no_delete"):
        db.execute(f"DROP TRIGGER IF EXISTS {name}")
    for statement in statements:
        db.execute(statement)
    db.close()


def test_init_makes_the_caller_owner_and_again_changes_nothing(omni: Omni, tmp_path: Path) -> None:
    root = tmp_path / "baru"
    first, second = omni("init", root, "--name", "Baru"), omni("init", root)
    me = omni("-w", root, "whoami", "--json").json

    assert (first.code, second.code, first.out) == (0, 0, "")
    assert (me["username"], me["role"]) == (ME, "owner")
    assert len(omni("-w", root, "users", "list", "--json").json) == 1
    assert [run["outcome"] for run in omni("-w", root, "audit", "list", "--json").json] == [
        "ok"
    ] * 4


def test_init_of_a_stranger_is_refused(workspace: Workspace, omni: Omni) -> None:
    tamper(workspace, "UPDATE users SET os_user = 'somebody.else'")
    ran = omni("init", workspace.root)

    assert (ran.code, ran.first_error) == (4, "E_UNKNOWN_USER")


def test_a_lost_warehouse_is_made_again_by_init(workspace: Workspace, omni: Omni) -> None:
    workspace.warehouse.unlink()

    assert omni("whoami").first_error == "E_DB_MISSING"
    assert omni("init", workspace.root).code == 0
    assert omni("whoami").code == 0


def test_an_unknown_account_is_told_what_to_ask_for(workspace: Workspace, omni: Omni) -> None:
    tamper(workspace, "UPDATE users SET os_user = 'somebody.else'")
    ran = omni("whoami")

    assert (ran.code, ran.first_error) == (4, "E_UNKNOWN_USER")
    assert f"omni users add {ME}" in ran.err


def test_users_are_added_listed_disabled_and_enabled(omni: Omni) -> None:
    added = omni("users", "add", "sari", "--role", "cs", "--name", "Sari D", "--jabatan", "CS")
    assert added.code == 0
    assert omni("users", "disable", "sari").code == 0
    listed = {user["username"]: user for user in omni("users", "list", "--json").json}
    assert listed["sari"] == {
        "username": "sari",
        "name": "Sari D",
        "jabatan": "CS",
        "role": "cs",
        "status": "disabled",
        "os_user": "sari",
        "created_at": listed["sari"]["created_at"],
        "last_login": None,
    }
    assert omni("users", "enable", "sari").code == 0
    assert omni("users", "enable", "sari").code == 0
    assert omni("users", "list", "--json").json[1]["status"] == "active"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("add", ME, "--role", "cs"), "E_USER_EXISTS"),
        (("add", "budi", "--role", "cs", "--os-user", ME), "E_USER_EXISTS"),
        (("add", "Budi S", "--role", "cs"), "E_USER_NAME"),
        (("add", "budi", "--role", "raja"), "E_ROLE_UNKNOWN"),
        (("disable", ME), "E_LAST_OWNER"),
        (("disable", "budi"), "E_USER_UNKNOWN"),
    ],
)
def test_what_makes_no_sense_is_refused(omni: Omni, line: tuple[str, ...], code: str) -> None:
    ran = omni("users", *line)

    assert (ran.code, ran.first_error) == (2, code)
    assert len(omni("users", "list", "--json").json) == 1


def test_with_a_second_owner_the_first_can_be_disabled_and_is_shut_out(omni: Omni) -> None:
    assert omni("users", "add", "budi", "--role", "owner").code == 0
    assert omni("users", "disable", ME).code == 0
    assert omni("whoami").first_error == "E_USER_DISABLED"


def test_an_admin_does_not_manage_owners(workspace: Workspace, omni: Omni) -> None:
    omni("users", "add", "budi", "--role", "owner")
    tamper(workspace, f"UPDATE users SET role = 'admin' WHERE username = '{ME}'")

    assert omni("users", "add", "joko", "--role", "cs").code == 0
    for line in (("add", "x", "--role", "owner"), ("disable", "budi")):
        ran = omni("users", *line)
        assert (ran.code, ran.first_error) == (4, "E_OWNER_ONLY")


@pytest.mark.parametrize(
    ("role", "line", "code"),
    [
        ("viewer", ("users", "add", "x", "--role", "cs"), 4),
        ("viewer", ("audit", "list"), 4),
        ("viewer", ("sql", "SELECT 1"), 4),
        ("viewer", ("whoami",), 0),
        ("finance", ("audit", "verify"), 0),
        ("finance", ("audit", "list"), 4),
        ("marketing", ("sql", "SELECT 1"), 0),
        ("marketing", ("sql", "SELECT * FROM audit_log"), 4),
    ],
)
def test_roles_on_the_command_line(
    workspace: Workspace, omni: Omni, role: str, line: tuple[str, ...], code: int
) -> None:
    tamper(workspace, f"UPDATE users SET role = '{role}'")

    assert omni(*line).code == code


def test_the_trail_shows_every_kind_of_ending(omni: Omni) -> None:
    omni("whoami")
    omni("sql", "SELECT nothing")
    omni("users", "disable", ME)
    runs = omni("audit", "list", "--last", "3", "--json").json

    assert [(run["command"], run["outcome"], run["exit_code"]) for run in runs] == [
        ("whoami", "ok", 0),
        ("sql", "error", 2),
        ("users disable", "error", 2),
    ]
    assert runs[2]["target"] == ME


def test_the_trail_filters_by_user_and_action(omni: Omni) -> None:
    omni("whoami")
    omni("users", "list")
    listed = omni("audit", "list", "--action", "users", "--user", ME, "--json").json

    assert [run["action"] for run in listed] == ["users.read"]
    assert omni("audit", "list", "--user", "nobody", "--json").json == []


def test_sql_text_never_enters_the_trail(workspace: Workspace, omni: Omni) -> None:
    omni("sql", "SELECT 'Siti +6281234567890'")

    assert b"Siti" not in workspace.warehouse.read_bytes()


def test_verify_names_the_first_broken_row(workspace: Workspace, omni: Omni) -> None:
    for _ in range(3):
        omni("whoami")
    assert omni("audit", "verify").code == 0
    tamper(workspace, "UPDATE audit_log SET actor = 'x' WHERE seq IN (4, 6)")
    ran, as_json = omni("audit", "verify"), omni("audit", "verify", "--json")

    assert (ran.code, ran.first_error) == (8, "E_AUDIT_BROKEN")
    assert "baris 4" in ran.err
    assert (as_json.code, as_json.json["broken"]) == (8, {"seq": 4, "reason": "edited"})


def test_a_cut_tail_is_found_with_the_anchor(
    workspace: Workspace, omni: Omni, tmp_path: Path
) -> None:
    for _ in range(4):
        omni("whoami")
    anchor = tmp_path / "anchor.json"
    anchor.write_text(omni("audit", "verify", "--json").out, "utf-8")
    head = json.loads(anchor.read_text("utf-8"))["head"]
    line = tmp_path / "anchor.txt"
    line.write_text(f"{head['seq']} {head['hash']}\n", "utf-8")
    assert omni("audit", "verify", "--anchor", anchor).code == 0
    tamper(workspace, f"DELETE FROM audit_log WHERE seq > {head['seq'] - 6}")

    assert omni("audit", "verify").code == 0
    for file in (anchor, line):
        assert omni("audit", "verify", "--anchor", file).code == 8


@pytest.mark.parametrize("text", ["", "12", "{}", '{"head": 3}', "x y", "[]"])
def test_what_is_no_anchor_is_a_usage_error(omni: Omni, tmp_path: Path, text: str) -> None:
    file = tmp_path / "anchor"
    file.write_text(text, "utf-8")

    assert omni("audit", "verify", "--anchor", file).first_error == "E_AUDIT_ANCHOR"


def test_rights_are_granted_and_revoked_by_the_owner_alone(
    workspace: Workspace, omni: Omni
) -> None:
    assert omni("users", "grant", "viewer", "sql.query").code == 0
    table = {row["action"]: row for row in omni("users", "roles", "--json").json}
    assert "viewer" in table["sql.query"]["roles"]
    assert omni("users", "revoke", "marketing", "sql.query").code == 0
    assert omni("users", "revoke", "owner", "sql.query").first_error == "E_OWNER_ONLY"
    assert omni("users", "grant", "viewer", "sql.qury").first_error == "E_ACTION_UNKNOWN"
    tamper(workspace, "UPDATE users SET role = 'marketing'")
    assert omni("whoami", "--can", "sql.query").first_error == "E_DENIED"
    assert omni("whoami", "--can", "report.run").code == 0
    tamper(workspace, "UPDATE users SET role = 'admin'")
    assert omni("users", "grant", "admin", "restore.run").first_error == "E_OWNER_ONLY"


def test_a_user_is_edited_and_the_last_owner_stays_owner(omni: Omni) -> None:
    omni("users", "add", "sari", "--role", "cs")
    assert omni("users", "edit", "sari", "--role", "finance", "--name", "Sari D").code == 0
    listed = {user["username"]: user for user in omni("users", "list", "--json").json}
    assert (listed["sari"]["role"], listed["sari"]["name"]) == ("finance", "Sari D")
    assert listed[ME]["last_login"]
    assert omni("users", "edit", ME, "--role", "admin").first_error == "E_LAST_OWNER"
    assert omni("users", "edit", "nobody", "--name", "x").first_error == "E_USER_UNKNOWN"


def test_many_heads_are_compared_and_the_first_that_fails_is_named(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    heads = []
    for _ in range(3):
        head = omni("audit", "verify", "--json").json["head"]
        heads.append(f"{head['seq']} {head['hash']} 2026-11-30T00:00:00Z")
    file = tmp_path / "heads.txt"
    file.write_text("\n".join(heads), "utf-8")
    shown = omni("audit", "verify", "--anchor", file, "--json").json
    assert (shown["ok"], shown["anchors"]) == (True, 3)
    seq = int(heads[1].split()[0])
    file.write_text("\n".join([heads[0], f"{seq} {'0' * 64}", heads[2]]), "utf-8")
    ran = omni("audit", "verify", "--anchor", file, "--json")
    assert (ran.code, ran.json["broken"]) == (8, {"seq": seq, "reason": "rewritten"})
    file.write_text(f"{heads[2]}\n99999 {'0' * 64}\n", "utf-8")
    assert omni("audit", "verify", "--anchor", file, "--json").json["broken"]["reason"] == "cut"


def test_the_list_has_who_did_what_to_which_with_its_detail_and_ip(omni: Omni) -> None:
    lines = omni("audit", "list", "--format", "csv").out.splitlines()
    assert lines[0] == (
        "seq,at,actor,action,target,detail,ip,command,outcome,exit_code,duration_ms"
    )
    assert "applied=(" in lines[1]


def test_what_a_role_is_said_to_do_follows_from_its_actions(omni: Omni) -> None:
    shown = omni("users", "roles", "admin")
    assert shown.err.endswith("hak; tidak: memulihkan cadangan\n")
    rows = {row["action"]: row["may"] for row in omni("users", "roles", "admin", "--json").json}
    assert (rows["restore.run"], rows["report.finance"]) == ("–", "ya")

    assert omni("users", "grant", "admin", "restore.run").code == 0
    assert "tidak:" not in omni("users", "roles", "admin").err
    assert omni("users", "roles", "ratu").first_error == "E_ROLE_UNKNOWN"
