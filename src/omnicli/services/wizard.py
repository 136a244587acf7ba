"""`omni setup`: the answers to five questions, written into omni.toml as a person would."""

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from omnicli.delivery import smtp
from omnicli.domain.addresses import is_address
from omnicli.domain.errors import OmniError
from omnicli.domain.modes import folder_mode
from omnicli.reports import manifest as manifests
from omnicli.services.inbox import folder_of
from omnicli.services.reporting import templates
from omnicli.session import Session
from omnicli.settings import Settings
from omnicli.settings import load_settings
from omnicli.settings.accepts import is_line
from omnicli.settings.delivery import SMTPS_PORT
from omnicli.settings.delivery import MailSettings
from omnicli.workspace import Workspace
from omnicli.workspace import find_workspace

JOB = "daily"
LANGUAGES = ("id", "en")
PASSWORD_FILE = "smtp-password"  # noqa: S105 - the name of the file
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was answered; None leaves a part of omni.toml as it is.

    `at` is the hour of the day as HH:MM. `password` is written to a file of its own.
    """

    shop: str | None = None
    lang: str | None = None
    inbox: str | None = None
    to: tuple[str, ...] = ()
    report: str = "roas"
    at: str = "07:00"
    host: str | None = None
    port: int = 587
    user: str | None = None
    sender: str | None = None
    password: str | None = None


def check(answers: Answers) -> None:
    """E_MAIL_ADDRESS, E_SETUP_ANSWER, E_REPORT_UNKNOWN: what no omni.toml could hold."""
    for address in (*answers.to, *filter(None, [answers.sender])):
        if not is_address(address):
            raise OmniError("E_MAIL_ADDRESS", value=address)
    for example, value in (("Toko Melati", answers.shop), ("inbox", answers.inbox)):
        if value is not None and not is_line(value):
            raise OmniError("E_SETUP_ANSWER", value=repr(value), allowed=example)
    if answers.lang not in {None, *LANGUAGES}:
        raise OmniError("E_SETUP_ANSWER", value=answers.lang, allowed=", ".join(LANGUAGES))
    manifests.load(templates(), answers.report)
    if not _CLOCK.fullmatch(answers.at):
        raise OmniError("E_SETUP_ANSWER", value=answers.at, allowed="07:00")
    if answers.host and answers.sender is None and not is_address(answers.user):
        raise OmniError("E_SETUP_ANSWER", value="--from", allowed="toko@example.com")


def server_of(answers: Answers) -> MailSettings | None:
    """The mail server as answered."""
    if not answers.host:
        return None
    tls = answers.port == SMTPS_PORT
    sender = answers.sender or answers.user or ""
    return MailSettings(
        host=answers.host, sender=sender, port=answers.port, starttls=not tls, tls=tls,
        user=answers.user or "",
    )  # fmt: skip


def problem_of(answers: Answers) -> str:
    """What the mail server says against the answers; empty where it lets us in or is unset."""
    server = server_of(answers)
    if server is None:
        return ""
    outcome = smtp.greet(server, answers.password)
    return "" if outcome.state == "sent" else outcome.detail


def apply(session: Session, answers: Answers) -> list[str]:
    """Write what is new into omni.toml; the names of the sections that were added or changed.

    A section that is there already is a person's own and stays. The file is read before it takes
    the place of the old one, so that a wrong answer changes nothing.
    """
    workspace = session.workspace
    text = workspace.config_path.read_text("utf-8-sig")
    text, changed = _edited(text, answers)
    added = dict(_sections(workspace.settings, answers))
    if added:
        text = text.rstrip() + "\n\n" + "\n".join(added.values())
    if answers.password and "mail" in added:
        _write(workspace.root / PASSWORD_FILE, answers.password + "\n")
    if changed or added:
        _replace(workspace, text)
    _make_inbox(find_workspace(workspace.root))
    session.finish(sections=[*changed, *added])
    return [*changed, *added]


def _make_inbox(workspace: Workspace) -> None:
    """The folder that the job looks into is there from the first morning on."""
    folder = folder_of(workspace)
    if workspace.settings.jobs and not folder.exists():
        try:
            folder.mkdir(parents=True, mode=folder_mode(workspace.root))
        except OSError as error:
            raise OmniError("E_IO", file=str(folder), detail=error.strerror) from error


def _edited(text: str, answers: Answers) -> tuple[str, list[str]]:
    """The text with the single values that were answered."""
    changed = []
    for name, value, pattern in (
        ("store.name", answers.shop, r"(?m)^name = .*?(?=\s+#|$)"),
        ("store.lang", answers.lang, r"(?m)^lang = .*?(?=\s+#|$)"),
        ("inbox.folder", answers.inbox, r"(?m)^(# )?folder = .*?(?=\s+#|$)"),
    ):
        if value is None:
            continue
        line = f"{name.partition('.')[2]} = {_quoted(value)}"
        found = re.search(pattern, text)
        if found:
            new = text[: found.start()] + line + text[found.end() :]
        elif name == "inbox.folder":
            new = f"{text.rstrip()}\n\n[inbox]\n{line}\n"
        else:
            raise OmniError("E_SETUP_ANSWER", value=name, allowed=f"omni.toml: {line}")
        if new != text:
            changed.append(name)
        text = new
    return text, changed


def _sections(settings: Settings, answers: Answers) -> Iterator[tuple[str, str]]:
    if answers.host and settings.mail is None:
        yield "mail", _mail(answers)
    if answers.to and not settings.recipients:
        yield "recipients", _recipients(answers)
    if answers.to and JOB not in settings.jobs:
        yield f"jobs.{JOB}", _job(answers)


def _mail(answers: Answers) -> str:
    server = server_of(answers)
    assert server is not None
    lines = [
        "[mail]                     # server email keluar / the server that takes mails",
        f"host = {_quoted(server.host)}",
        f"port = {server.port}",
        f"from = {_quoted(server.sender)}",
        "tls = true" if server.tls else "starttls = true",
    ]
    if answers.user:
        lines += [
            f"user = {_quoted(answers.user)}",
            f"password_file = {_quoted(PASSWORD_FILE)}  # atau / or OMNI_SMTP_PASSWORD",
        ]
    return "\n".join([*lines, ""])


def _recipients(answers: Answers) -> str:
    blocks = []
    for number, address in enumerate(answers.to, 1):
        name = "owner" if number == 1 else f"owner{number}"
        blocks.append(
            "[[recipients]]             # peran menentukan haknya / the role decides the rights\n"
            f"name = {_quoted(name)}\naddress = {_quoted(address)}\n"
            f"role = {_quoted('owner' if number == 1 else 'viewer')}\n"
        )
    return "\n".join(blocks)


def _job(answers: Answers) -> str:
    hour, minute = (int(part) for part in re.split("[:.]", answers.at))
    mail = f"mail {answers.report} --month"
    steps = ["import inbox --keep-going", "reconcile all", "alerts", mail, "backup"]
    names = ", ".join(_quoted(address) for address in answers.to)
    return "\n".join(
        [
            f"[jobs.{JOB}]               # `omni run {JOB}`; `omni schedule install`",
            f"steps = [{', '.join(_quoted(step) for step in steps)}]",
            f'schedule = "{minute} {hour} * * *"  # menit jam tanggal bulan hari / as cron has it',
            f"recipients = [{names}]",
            'stale = "mark"             # data kurang / data lacks: mark, hold, skip',
            "",
        ]
    )


def _replace(workspace: Workspace, text: str) -> None:
    fresh = workspace.root / f".omni-tmp-{secrets.token_hex(8)}"
    try:
        _write(fresh, text)
        load_settings(fresh)
        fresh.replace(workspace.config_path)
    finally:
        fresh.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    path.chmod(0o600)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
