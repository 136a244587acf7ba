"""`omni setup` (F-49): one command, and everything it does stands in omni.toml."""

from pathlib import Path

from conftest import Omni
from mail_server import Server
from omnicli.settings import load_settings


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
    assert settings.jobs["daily"].recipients == ("owner@example.com",)
    assert settings.jobs["daily"].steps[-3:] == ("alerts", "mail roas --month", "backup")
    assert settings.mail is not None
    assert answer["mail"] == "E_MAIL_SERVER"
    assert str(answer["cron"]).endswith("run daily']")


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
