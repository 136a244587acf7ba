"""`[mail]`, `[[recipients]]`, `[jobs.NAME]` and `[inbox]`: what runs by itself, and for whom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Literal

from omnicli.domain.addresses import is_address
from omnicli.domain.errors import OmniError
from omnicli.domain.schedules import is_schedule
from omnicli.settings.accepts import Keys
from omnicli.settings.accepts import bad_value
from omnicli.settings.accepts import count
from omnicli.settings.accepts import is_flag
from omnicli.settings.accepts import is_line
from omnicli.settings.accepts import is_lines
from omnicli.settings.accepts import is_text
from omnicli.settings.accepts import is_texts
from omnicli.settings.accepts import one_of
from omnicli.settings.accepts import read_keys
from omnicli.settings.accepts import require

Stale = Literal["mark", "hold", "skip"]
STALE = ("mark", "hold", "skip")
"""What becomes of a mail whose figures lack data: sent with a mark, kept back and the owner told,
or left out."""
FILTERS = ("handler", "platform", "province")

SMTP_PORT, SMTPS_PORT = 587, 465
ROLES = ("owner", "admin", "finance", "marketing", "cs", "gudang", "viewer")
_JOB_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The server that takes mails; `attach_kb` is the most that attachments of one may weigh."""

    host: str
    sender: str
    port: int = SMTP_PORT
    starttls: bool = True
    tls: bool = False
    user: str = ""
    password_file: str = ""
    ca_file: str = ""
    timeout: int = 30
    attach_kb: int = 5000


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets mails: with the rights of `role`, and of the rows those of `filter`."""

    name: str
    address: str
    role: str = "viewer"
    filter: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """Command lines that run one after the other; `minutes` is how long all of them may take."""

    name: str
    steps: tuple[str, ...]
    schedule: str = ""
    recipients: tuple[str, ...] = ()
    stale: Stale = "mark"
    only: Literal["news", "exceptions"] = "news"
    minutes: int = 60


_MAIL: Keys = {
    "host": ("host", is_line, '"smtp.example.com"'),
    "port": ("port", count(65535, 1), "1 … 65535"),
    "from": ("sender", is_address, '"toko@example.com"'),
    "starttls": ("starttls", is_flag, "true, false"),
    "tls": ("tls", is_flag, "true, false"),
    "user": ("user", is_line, '"…"'),
    "password_file": ("password_file", is_line, '"smtp-password"'),
    "ca_file": ("ca_file", is_line, '"ca.pem"'),
    "timeout": ("timeout", count(600, 1), "1 … 600"),
    "attach_kb": ("attach_kb", count(25_000), "0 … 25000"),
}
_RECIPIENT: Keys = {
    "name": ("name", is_line, '"owner"'),
    "address": ("address", is_address, '"owner@example.com"'),
    "role": ("role", one_of(*ROLES), ", ".join(ROLES)),
    "filter": ("filter", lambda value: isinstance(value, dict), '{ platform = "shopee" }'),
}
_JOB: Keys = {
    "steps": ("steps", is_lines, '["import inbox --keep-going", "mail roas"]'),
    "schedule": ("schedule", is_schedule, '"0 7 * * 1-6"'),
    "recipients": ("recipients", is_texts, '["owner"]'),
    "stale": ("stale", one_of(*STALE), ", ".join(STALE)),
    "only": ("only", one_of("news", "exceptions"), "news, exceptions"),
    "minutes": ("minutes", count(1440, 1), "1 … 1440"),
}
_INBOX: Keys = {"folder": ("folder", is_text, '"inbox"')}


def read_mail(path: Path, body: object) -> MailSettings:
    """`[mail]`."""
    found = read_keys(path, "mail", body, _MAIL)
    require(path, "mail", found, _MAIL, "host", "from")
    if found.get("tls"):
        found = {"port": SMTPS_PORT, **found, "starttls": False}
    return MailSettings(**found)  # type: ignore[arg-type]  # checked by _MAIL


def read_recipients(path: Path, body: object) -> tuple[Recipient, ...]:
    """`[[recipients]]`; names are of one person each."""
    if not isinstance(body, list):
        raise bad_value(path, "recipients", body, "[[recipients]]")
    found: dict[str, Recipient] = {}
    for entry in body:
        values = read_keys(path, "recipients", entry, _RECIPIENT)
        require(path, "recipients", values, _RECIPIENT, "name", "address")
        keys: Keys = {name: (name, is_line, '"…"') for name in FILTERS}
        values["filter"] = read_keys(path, "recipients.filter", values.get("filter", {}), keys)
        one = Recipient(**values)  # type: ignore[arg-type]  # checked by _RECIPIENT
        if one.name in found:
            raise bad_value(path, "recipients.name", one.name, "1×")
        found[one.name] = one
    return tuple(found.values())


def read_reach(path: Path) -> tuple[MailSettings | None, tuple[Recipient, ...]]:
    """The mail server and the recipients, also of a file in which something else is wrong.

    Nothing where these cannot be read either.
    """
    import tomllib

    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
        recipients = read_recipients(path, data.get("recipients", []))
        return (read_mail(path, data["mail"]) if "mail" in data else None), recipients
    except (OmniError, OSError, ValueError):
        return None, ()


def read_jobs(path: Path, body: object) -> dict[str, Job]:
    """`[jobs.NAME]` by name."""
    if not isinstance(body, dict):
        raise bad_value(path, "jobs", body, "[jobs.NAME]")
    jobs = {}
    for name, entry in body.items():
        if not _JOB_NAME.fullmatch(name):
            raise bad_value(path, "jobs", name, "a-z 0-9 _ -")
        found = read_keys(path, f"jobs.{name}", entry, _JOB)
        require(path, f"jobs.{name}", found, _JOB, "steps")
        jobs[name] = Job(name=name, **found)  # type: ignore[arg-type]  # checked by _JOB
    return jobs


def check_recipients(path: Path, jobs: Mapping[str, Job], known: tuple[Recipient, ...]) -> None:
    """E_CONFIG_VALUE for a job's recipient that is neither a name nor an address."""
    names = {one.name for one in known}
    for job in jobs.values():
        for wanted in job.recipients:
            if wanted not in names and not is_address(wanted):
                allowed = ", ".join([*sorted(names), '"nama@example.com"'])
                raise bad_value(path, f"jobs.{job.name}.recipients", wanted, allowed)


def read_inbox(path: Path, body: object) -> str:
    """`[inbox] folder`."""
    return str(read_keys(path, "inbox", body, _INBOX).get("folder", ""))
