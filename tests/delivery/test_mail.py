"""`omni mail` (C-01…03, F-75): what arrives, what does not, and that nothing arrives twice."""

from pathlib import Path

import pytest

import mail_server
from conftest import Omni
from delivery_helpers import Configure
from delivery_helpers import later
from mail_server import Server
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

MAIL = ("mail", "roas", "--month", "2025-07", "--to", "owner")


def test_a_report_arrives_marked_with_what_its_figures_lack(omni: Omni, shop: Server) -> None:
    ran = omni(*MAIL, "--lang", "en")

    subject = "Toko Uji: ROAS July 2025 – without Orders +2"
    assert (ran.code, ran.err) == (0, f"Sent: owner · {subject}\n")
    (mail,) = shop.messages
    assert (mail["To"], mail["From"]) == (
        "owner <owner@example.com>", "Toko Uji <toko@example.com>",
    )  # fmt: skip
    text = mail.get_body(("plain",))
    page = mail.get_body(("html",))
    assert text is not None
    assert page is not None
    for part in (text.get_content(), page.get_content()):
        assert "Meta ads since 24 Jul 2025" in part
        assert "Rp23,000" in part
    html = page.get_content()
    assert len(html.encode()) < 90_000
    assert "http" not in html
    assert "<style" not in html
    assert sorted(str(a.get_filename()) for a in mail.iter_attachments()) == [
        "roas-2025-07-delivered-en.html", "roas-2025-07-delivered-en.xlsx",
    ]  # fmt: skip


def test_the_same_contents_go_once_and_news_goes_again(
    omni: Omni, shop: Server, workspace: Workspace
) -> None:
    assert omni(*MAIL).code == 0
    again = omni(*MAIL, "--json").json["mails"]
    assert [one["state"] for one in again] == ["known"]
    assert len(shop.taken) == 1

    file = workspace.root.parent / "rest.csv"
    file.write_text("Day,Campaign name,Amount spent (IDR)\n2025-07-24,A,500\n", "utf-8")
    assert omni("import", "meta-ads", file).code == 0
    assert omni(*MAIL).code == 0

    text = shop.messages[1].get_body(("plain",))
    assert text is not None
    assert "sebelumnya Rp23.000" in text.get_content()


def test_a_mailed_figure_is_a_published_one(omni: Omni, shop: Server, workspace: Workspace) -> None:
    """F-25: whoever sees it with another value later is told since when and through which rows."""
    assert omni(*MAIL, "--to", "siti@example.com").code == 0
    file = workspace.root.parent / "rest.csv"
    file.write_text("Day,Campaign name,Amount spent (IDR)\n2025-07-24,A,500\n", "utf-8")
    assert omni("import", "meta-ads", file).code == 0

    page = omni("report", "roas", "--month", "2025-07", "--json").json
    moved = {one["figure"]: one for one in page["restated"]}["Belanja iklan"]
    assert (moved["before"], moved["after"]) == (23_000, 23_500)
    assert [(part["part"], part["amount"]) for part in moved["parts"]] == [("corrected", 500)]

    assert omni(*MAIL).code == 0
    for kind in ("plain", "html"):
        body = shop.messages[-1].get_body((kind,))
        assert body is not None
        said = "Belanja iklan. Ditampilkan 2 Agu 2025 sebagai Rp23.000: Data diperbaiki +Rp500"
        assert said in body.get_content().replace("\n", " ")
    # What it was in between makes no new mail of the same figures.
    assert omni(*MAIL, "--json").json["mails"][0]["state"] == "known"


def test_one_more_time_only_when_a_person_says_so(omni: Omni, shop: Server) -> None:
    assert omni(*MAIL).code == 0
    assert omni(*MAIL, "--resend").code == 0

    first, second = shop.messages
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize(
    ("rcpt", "data", "state", "tries"),
    [
        (["451 later"], [], "queued", 2),
        ([], ["452 full"], "queued", 2),
        (["550 nobody"], [], "failed", 1),
        ([], ["554 spam"], "failed", 1),
        ([], ["drop"], "unknown", 1),
        ([], ["slow"], "unknown", 1),
    ],
)
def test_what_the_server_says_decides_whether_it_goes_again(
    omni: Omni,
    shop: Server,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    rcpt: list[str],
    data: list[str],
    state: str,
    tries: int,
) -> None:
    shop.rcpt, shop.data = rcpt, data
    if data == ["slow"]:
        config = workspace.config_path
        text = config.read_text("utf-8")
        config.write_text(text.replace("timeout = 20", "timeout = 1"), "utf-8")

    assert omni(*MAIL).code == 7
    (mail,) = omni("outbox", "list", "--json").json
    assert (mail["state"], mail["attempts"]) == (state, 1)

    later(monkeypatch, minutes=2)
    omni(*MAIL)
    (mail,) = omni("outbox", "list", "--json").json
    assert mail["attempts"] == tries
    lost_on_the_way = state == "failed"
    assert len(shop.taken) == (0 if lost_on_the_way else 1)


def test_a_server_that_is_down_loses_nothing(
    omni: Omni, shop: Server, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = workspace.config_path
    right = config.read_text("utf-8")
    config.write_text(right.replace(f"port = {shop.port}", "port = 1"), "utf-8")
    assert omni(*MAIL).code == 7

    config.write_text(right, "utf-8")
    assert omni("outbox", "retry", "1").code == 0

    assert len(shop.taken) == 1
    assert omni("outbox", "show", "1", "--json").json["state"] == "sent"
    assert omni("outbox", "cancel", "1").first_error == "E_MAIL_STATE"


def test_a_run_that_was_killed_while_sending_leaves_it_unknown(
    omni: Omni, shop: Server, workspace: Workspace
) -> None:
    shop.rcpt = ["451 later"]
    assert omni(*MAIL).code == 7
    import sqlite3

    with sqlite3.connect(workspace.warehouse) as db:
        db.execute("UPDATE outbox SET state = 'sending'")
    db.close()

    assert omni(*MAIL).code == 7
    (mail,) = omni("outbox", "list", "--json").json
    assert (mail["state"], shop.taken) == ("unknown", [])


def test_a_restored_backup_sends_no_mail_twice(
    omni: Omni, shop: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waited in the backup may have gone since: a person decides."""
    shop.rcpt = ["451 later"]
    assert omni(*MAIL).code == 7
    kept = omni("backup", "--json").json["file"]
    later(monkeypatch, minutes=2)
    assert omni(*MAIL).code == 0
    assert omni("restore", kept).code == 0

    omni(*MAIL)

    (mail,) = omni("outbox", "list", "--json").json
    assert (mail["state"], mail["detail"], len(shop.taken)) == ("unknown", "restored", 1)


def test_policies_hold_and_skip_what_lacks_data(omni: Omni, shop: Server) -> None:
    held = omni(*MAIL, "--stale", "hold")
    skipped = omni(*MAIL, "--stale", "skip")

    assert (held.code, skipped.code) == (6, 0)
    (notice,) = shop.messages
    assert "ditahan" in str(notice["Subject"])


def test_a_check_that_fails_stops_the_mail_and_tells_the_owner(
    omni: Omni, shop: Server, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from omnicli.services import gate
    from omnicli.services.checks import CheckResult
    from omnicli.services.checks import checks

    wrong = [CheckResult(c, 3, []) for c in checks() if c.severity == "error"][:1]
    monkeypatch.setattr(gate, "run_checks", lambda _session: wrong)

    assert omni(*MAIL).code == 6
    (notice,) = shop.messages
    assert "ditahan" in str(notice["Subject"])


@pytest.mark.parametrize(
    "address",
    ["a@b.c, evil@x.y", "a@b.c\nBcc: evil@x.y", "Evil <a@b.c>", "a b@c.d", "@b.c", "a@", "a@-b.c"],
)
def test_only_one_plain_address_is_a_recipient(omni: Omni, shop: Server, address: str) -> None:
    ran = omni("mail", "roas", "--month", "2025-07", "--to", address)

    assert (ran.code, ran.first_error) == (2, "E_MAIL_RECIPIENT")
    assert shop.taken == []


def test_a_name_cannot_add_headers(omni: Omni, shop: Server, workspace: Workspace) -> None:
    config = workspace.config_path
    text = config.read_text("utf-8").replace('"Toko Uji"', r'"Toko\r\nBcc: evil@example.com"')
    config.write_text(text, "utf-8")

    assert omni(*MAIL).code == 0
    (mail,) = shop.messages
    assert mail["Bcc"] is None
    assert "Toko Bcc: evil@example.com" in str(mail["Subject"])


def test_a_recipient_gets_only_the_rows_that_are_theirs(
    omni: Omni, shop: Server, workspace: Workspace
) -> None:
    config = workspace.config_path
    line = 'role = "owner"\nfilter = { platform = "shopee" }\n'
    head, _, _ = config.read_text("utf-8").rpartition('role = "owner"\n')
    config.write_text(head + line, "utf-8")

    assert omni(*MAIL).code == 0
    (mail,) = shop.messages
    text = mail.get_body(("plain",))
    assert text is not None
    assert "23.000" not in text.get_content()
    (file,) = mail.iter_attachments()
    assert str(file.get_filename()).endswith(".xlsx")


@pytest.mark.parametrize(("role", "whole"), [("owner", True), ("viewer", False)])
def test_a_mail_shows_only_what_the_role_of_its_recipient_may_see(
    omni: Omni, shop: Server, workspace: Workspace, *, role: str, whole: bool
) -> None:
    """F-51: rendered with the recipient's rights, whoever sends it."""
    file = workspace.root.parent / "orders.csv"
    file.write_bytes(
        export([Order("250701AAAAAAA1", receiver="Siti Aminah", created="2025-07-01 10:00")])
    )
    assert omni("import", "shopee", file).code == 0
    config = workspace.config_path
    config.write_text(config.read_text("utf-8").replace('role = "owner"', f'role = "{role}"'))

    assert omni("mail", "orders", "--month", "2025-07", "--to", "owner").code == 0
    (mail,) = shop.messages
    (page,) = [a for a in mail.iter_attachments() if str(a.get_filename()).endswith(".html")]
    html = page.get_content()
    text = html if isinstance(html, str) else bytes(html).decode()
    assert ("Siti Aminah" in text) == whole
    assert "250701AAAAAAA1" in text


def test_a_file_instead_of_a_mail(omni: Omni, shop: Server, workspace: Workspace) -> None:
    folder = workspace.root.parent / "eml"

    ran = omni("mail", "send", *MAIL[1:], "--to-eml", folder)

    assert ran.code == 0

    assert len(list(folder.glob("*.eml"))) == 1
    assert (shop.taken, omni("outbox", "list", "--json").json) == ([], [])


def test_starttls_and_a_password_from_a_file(
    omni: Omni, workspace: Workspace, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    cert = mail_server.certificate(workspace.root.parent)
    (workspace.root / "smtp-password").write_text(f"{mail_server.PASSWORD}\n", "utf-8")
    with mail_server.running(cert) as server:
        configure(f"""
[mail]
host = "localhost"
port = {server.port}
from = "toko@example.com"
user = "{mail_server.USER}"
password_file = "smtp-password"
ca_file = "{cert}"
""")
        assert omni("mail", "test").code == 0
        assert omni("mail", "roas", "--month", "2025-07", "--to", "x@example.com").code == 0
        monkeypatch.setenv("OMNI_SMTP_PASSWORD", "salah")
        wrong = omni("mail", "test")

    assert len(server.taken) == 1
    assert (wrong.code, wrong.first_error) == (7, "E_MAIL_SERVER")
    assert "535" in wrong.err
    assert "rahasia" not in wrong.err


def test_an_alert_nobody_has_seen_stands_first_and_makes_a_new_mail(
    omni: Omni, shop: Server, workspace: Workspace
) -> None:
    assert omni(*MAIL).code == 0
    db = connect(workspace.warehouse, readonly=False)
    db.execute(
        "INSERT INTO alerts (rule, subject, raised_at, as_of, value, shown)"
        " VALUES ('stock_low', 'M', '2025-08-01T00:00:00Z', '2025-07-31', 3, 4)"
    )
    db.close()
    assert omni(*MAIL).code == 0
    assert omni("alerts", "ack", "1").code == 0
    assert [one["state"] for one in omni(*MAIL, "--json").json["mails"]] == ["known"]

    text = shop.messages[1].get_body(("plain",))
    assert text is not None
    needs = text.get_content().replace("\r", "").split("Yang perlu Anda lakukan:\n")[1]
    assert needs.startswith("- Stok hampir habis: M, sisa 4, cukup 3 hari\n")
    assert len(shop.taken) == 2


def test_each_mail_and_a_side_file_carry_the_head_of_the_trail(
    omni: Omni, shop: Server, workspace: Workspace, tmp_path: Path
) -> None:
    assert omni(*MAIL).code == 0
    saved = tmp_path / "mail.eml"
    saved.write_bytes(shop.taken[0])
    for file in (saved, workspace.root / "audit-heads.txt"):
        shown = omni("audit", "verify", "--anchor", file, "--json").json
        assert (shown["ok"], shown["anchors"] >= 1) == (True, True)
    db = connect(workspace.warehouse, readonly=False)
    for (name,) in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit_log'"
    ).fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute("DELETE FROM audit_log WHERE seq > 2")
    db.close()
    assert omni("audit", "verify").code == 0
    ran = omni("audit", "verify", "--anchor", saved, "--json")
    assert (ran.code, ran.json["broken"]["reason"]) in {(8, "cut"), (8, "rewritten")}
