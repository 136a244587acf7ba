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
from omnicli.settings.delivery import ROLES
from omnicli.settings.delivery import SMTPS_PORT
from omnicli.settings.delivery import MailSettings
from omnicli.workspace import Workspace
from omnicli.workspace import find_workspace

JOB = "daily"
LANGUAGES = ("id", "en")
PASSWORD_FILE = "smtp-password"  # noqa: S105 - the name of the file
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets which reports, at what hour of the day (HH:MM), with whose rights."""

    address: str
    role: str
    reports: tuple[str, ...]
    at: str


def receiver(text: str, *, first: bool, report: str = "roas", at: str = "07:00") -> Receiver:
    """`siti@example.com cs worklist 08:00`: an address, a role, reports and a time, in any order.

    What is not said is as for all; whoever is named first is the owner, others look on.
    """
    address, role, when = "", "owner" if first else "viewer", at
    reports: list[str] = []
    for word in text.split():
        if "@" in word and not address:
            address = word
        elif word in ROLES:
            role = word
        elif word[:1].isdigit():
            when = word
        else:
            reports.append(word)
    return Receiver(address or text, role, tuple(dict.fromkeys(reports)) or (report,), when)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was answered; None leaves a part of omni.toml as it is.

    `password` is written to a file of its own.
    """

    shop: str | None = None
    lang: str | None = None
    inbox: str | None = None
    to: tuple[Receiver, ...] = ()
    host: str | None = None
    port: int = 587
    user: str | None = None
    sender: str | None = None
    password: str | None = None


def check(answers: Answers) -> None:
    """E_MAIL_ADDRESS, E_SETUP_ANSWER, E_REPORT_UNKNOWN: what no omni.toml could hold."""
    for address in (*(one.address for one in answers.to), *filter(None, [answers.sender])):
        if not is_address(address):
            raise OmniError("E_MAIL_ADDRESS", value=address)
    for example, value in (("Toko Melati", answers.shop), ("inbox", answers.inbox)):
        if value is not None and not is_line(value):
            raise OmniError("E_SETUP_ANSWER", value=repr(value), allowed=example)
    if answers.lang not in {None, *LANGUAGES}:
        raise OmniError("E_SETUP_ANSWER", value=answers.lang, allowed=", ".join(LANGUAGES))
    for one in answers.to:
        check_mail(one.reports, one.at)
    if answers.host and answers.sender is None and not is_address(answers.user):
        raise OmniError("E_SETUP_ANSWER", value="--from", allowed="toko@example.com")


def check_mail(reports: tuple[str, ...], at: str) -> None:
    """E_REPORT_UNKNOWN, E_SETUP_ANSWER: which reports, and at what hour of the day."""
    for report in reports:
        manifests.load(templates(), report)
    if not _CLOCK.fullmatch(at):
        raise OmniError("E_SETUP_ANSWER", value=at, allowed="07:00")


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
        for name, text in _jobs(answers):
            yield f"jobs.{name}", text


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


def _names(answers: Answers) -> dict[Receiver, str]:
    """What each receiver is called in omni.toml: by the role, with a number from the second on."""
    found: dict[Receiver, str] = {}
    for one in answers.to:
        number = 1 + sum(other.role == one.role for other in found)
        found[one] = one.role if number == 1 else f"{one.role}{number}"
    return found


def _recipients(answers: Answers) -> str:
    return "\n".join(
        "[[recipients]]             # peran menentukan haknya / the role decides the rights\n"
        f"name = {_quoted(name)}\naddress = {_quoted(one.address)}\n"
        f"role = {_quoted(one.role)}\n"
        for one, name in _names(answers).items()
    )


def _jobs(answers: Answers) -> Iterator[tuple[str, str]]:
    """One job for each hour at which somebody gets a mail; the first of the day also imports."""
    names = _names(answers)
    hours = sorted({_hour(one) for one in answers.to})
    for number, (hour, minute) in enumerate(hours):
        mine = [one for one in answers.to if _hour(one) == (hour, minute)]
        mails = []
        for report in dict.fromkeys(report for one in mine for report in one.reports):
            to = " ".join(f"--to {names[one]}" for one in mine if report in one.reports)
            mails.append(f"mail {report} --month {to}")
        before, after = ["import inbox --keep-going", "reconcile all", "alerts"], ["backup"]
        steps = mails if number else [*before, *mails, *after]
        name = f"{JOB}-{hour:02d}{minute:02d}" if number else JOB
        yield (
            name,
            "\n".join(
                [
                    f"[jobs.{name}]               # `omni run {name}`; `omni schedule install`",
                    "steps = [",
                    *(f"  {_quoted(step)}," for step in steps),
                    "]",
                    f'schedule = "{minute} {hour} * * *"  # menit jam tanggal bulan hari / as cron',
                    'stale = "mark"             # data kurang / data lacks: mark, hold, skip',
                    "",
                ]
            ),
        )


def _hour(one: Receiver) -> tuple[int, int]:
    hour, minute = re.split("[:.]", one.at)
    return int(hour), int(minute)


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
