"""`omni setup` (F-49): one command, and everything it does stands in omni.toml."""

import os
import sys
from pathlib import Path

import pytest

import mail_server
from conftest import Omni
from mail_server import Server
from omnicli.settings import load_settings
from terminal import Terminal


def _setup(omni: Omni, root: Path, *more: str) -> dict[str, object]:
    ran = omni("-w", root, "setup", "--shop", "Toko Melati", "--lang", "en", "--json", *more)
    assert ran.code == 0, ran.err
    answer: dict[str, object] = ran.json
    return answer


def test_the_options_answer_every_question(omni: Omni, tmp_path: Path) -> None:
    root = tmp_path / "melati"

    answer = _setup(
        omni, root, "--inbox", "unduhan", "--to", "owner@example.com", "--at", "06:30",
        "--smtp-host", "127.0.0.1", "--smtp-port", "1", "--from", "toko@example.com",
    )  # fmt: skip

    settings = load_settings(root / "omni.toml")
    assert (settings.store_name, settings.lang, settings.inbox) == ("Toko Melati", "en", "unduhan")
    assert settings.jobs["daily"].schedule == "30 6 * * *"
    mail = "mail roas --month --to owner"
    assert settings.jobs["daily"].steps[-3:] == ("alerts", mail, "backup")
    assert settings.mail is not None
    assert answer["mail"] == "E_MAIL_SERVER"
    assert str(answer["cron"]).endswith("run daily']")


def test_each_gets_their_own_reports_at_their_own_hour(omni: Omni, tmp_path: Path) -> None:
    root = tmp_path / "melati"

    answer = _setup(
        omni, root, "--to", "owner@example.com", "--to", "siti@example.com cs worklist 8:15",
        "--to", "budi@example.com finance reconciliation roas", "--to", "eko@example.com gudang",
    )  # fmt: skip

    settings = load_settings(root / "omni.toml")
    assert [(one.name, one.role) for one in settings.recipients] == [
        ("owner", "owner"), ("cs", "cs"), ("finance", "finance"), ("gudang", "gudang"),
    ]  # fmt: skip
    assert settings.jobs["daily"].steps[3:] == (
        "mail roas --month --to owner --to finance --to gudang",
        "mail reconciliation --month --to finance",
        "backup",
    )
    later = settings.jobs["daily-0815"]
    assert (later.steps, later.schedule) == (("mail worklist --month --to cs",), "15 8 * * *")
    assert len(str(answer["cron"]).split("', '")) == 2
    for wrong in ("x@example.com 25:00", "x@example.com tidak-ada", "bukan-alamat"):
        assert omni("-w", root, "setup", "--to", wrong).code == 2


def test_what_a_person_wrote_stays(omni: Omni, tmp_path: Path, server: Server) -> None:
    root = tmp_path / "melati"
    _setup(omni, root, "--to", "owner@example.com")
    before = (root / "omni.toml").read_text("utf-8")

    answer = _setup(omni, root, "--to", "other@example.com")

    assert (answer["changed"], answer["mail"]) == ([], None)
    assert (root / "omni.toml").read_text("utf-8") == before


def test_a_wrong_answer_changes_nothing(omni: Omni, tmp_path: Path) -> None:
    ran = omni("-w", tmp_path / "x", "setup", "--shop", "X", "--to", "a@b.c, d@e.f")

    assert ran.first_error == "E_MAIL_ADDRESS"
    assert not (tmp_path / "x").exists()
    assert omni("-w", tmp_path / "x", "setup", "--at", "25:00").first_error == "E_SETUP_ANSWER"


def _terminal(root: Path, cert: Path) -> Terminal:
    env = {**os.environ, "SSL_CERT_FILE": str(cert), "COLUMNS": "100", "LINES": "40"}
    words = [sys.executable, "-m", "omnicli", "setup", str(root)]
    return Terminal(words, env)


def test_five_questions_at_a_terminal_each_of_which_can_be_put_right(
    omni: Omni, tmp_path: Path
) -> None:
    """Answers that cannot be used are asked again, a wrong password is found at once."""
    root, cert = tmp_path / "melati", mail_server.certificate(tmp_path)
    with mail_server.running(cert) as server, _terminal(root, cert) as person:
        person.answer("1/5 Nama toko", "")
        person.answer("1/5 Nama toko", "Toko Melti")
        person.answer("2/5 Folder unduhan [inbox]", "")
        person.answer("3/5", "pemilik di rumah")
        assert "bukan satu alamat email" in person.until("3/5")
        person.type("owner@example.com\n")
        person.answer("Laporan yang mana [roas]", "tidak-ada")
        person.answer("Laporan yang mana [roas]", "")
        person.answer("jam [07:00]", "25:00")
        person.answer("jam [07:00]", "6:30")
        person.answer("berikutnya", "siti@example.com")
        person.answer("[viewer]", "kasir")
        person.answer("[viewer]", "cs")
        person.answer("Laporan yang mana [roas]", "worklist rts")
        person.answer("jam [07:00]", "8:00")
        person.answer("berikutnya", "")
        person.answer("4/5", f"localhost:{server.port}")
        person.answer("Nama masuk", mail_server.USER)
        person.answer("Kata sandi: ", "salah")
        person.answer("Alamat pengirim", "toko@example.com")
        person.answer("Server menolak: 535", "")
        person.answer(f"[localhost:{server.port}]", "")
        person.answer(f"[{mail_server.USER}]", "")
        person.answer("Kata sandi: ", mail_server.PASSWORD)
        person.answer("[toko@example.com]", "")
        person.until("Server menerima.")
        person.answer("5/5", "jawa")
        person.answer("5/5", "")
        person.answer("Benar?", "1")
        assert not root.exists()
        person.answer("1/5 Nama toko [Toko Melti]", "Toko Melati")
        summary = person.until("Benar?")
        person.type("\n")
        assert person.end() == 0, person.shown

    assert "1  Toko Melati" in summary
    assert "roas → owner@example.com, setiap hari 6:30; worklist, rts → siti@" in summary
    assert "rahasia" not in person.shown
    assert "omni schedule install" in person.shown
    assert person.shown.endswith(f"-w {root} run daily-0800\n")
    (mail,) = server.messages
    assert (mail["To"], mail["Subject"]) == ("owner@example.com", "Toko Melati: Email percobaan")
    text = (root / "omni.toml").read_text("utf-8")
    assert text.count(" # ") > 10
    assert (root / "smtp-password").stat().st_mode & 0o777 == 0o600
    settings = load_settings(root / "omni.toml")
    assert (settings.store_name, settings.lang) == ("Toko Melati", "id")
    # Nothing is downloaded yet, and the first morning is no failure.
    assert (root / "inbox").is_dir()
    assert omni("-w", root, "import", "inbox", "--keep-going").code == 0


@pytest.mark.parametrize("prompt", ["1/5", "Benar?"])
def test_ctrl_c_leaves_nothing(tmp_path: Path, prompt: str) -> None:
    root = tmp_path / "melati"
    with _terminal(root, tmp_path) as person:
        if prompt != "1/5":
            person.answer("1/5", "Melati")
            for key in ("2/5", "3/5", "4/5", "5/5"):
                person.answer(key, "")
        person.until(prompt)
        person.interrupt()
        assert person.end() == 130, person.shown
        assert "Traceback" not in person.shown
    assert list(tmp_path.iterdir()) == []
