"""Delivering what waits in the outbox, and looking after it: list, retry, cancel, test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from omnicli.delivery import smtp
from omnicli.domain.clock import instant
from omnicli.domain.clock import parse_instant
from omnicli.domain.clock import utc_now
from omnicli.domain.errors import OmniError
from omnicli.services.notices import test_mail
from omnicli.session import Session
from omnicli.settings.delivery import MailSettings
from omnicli.warehouse import outbox
from omnicli.warehouse.lock import named_lock
from omnicli.warehouse.outbox import Mail
from omnicli.workspace import Workspace

WAITS = (1, 5, 15, 60)
"""Minutes until the next attempt; the last one goes on for a day."""
GIVE_UP = timedelta(hours=24)
LOCK = "delivery"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one round of delivering did: the mails it tried, as they stand now.

    `busy`: another run is delivering, so nothing was tried.
    """

    tried: tuple[Mail, ...] = ()
    busy: bool = False

    def of(self, *states: str) -> tuple[Mail, ...]:
        """The tried mails in one of these states."""
        return tuple(mail for mail in self.tried if mail.state in states)


def deliver(session: Session) -> Delivery:
    """Hand every mail whose time has come to the server, one after the other.

    A mail is marked before its content goes out and again when the server has answered: what a
    killed run leaves marked is `unknown`, and goes again only when a person says so.
    """
    server = session.workspace.settings.mail
    if server is None:
        raise OmniError("E_MAIL_UNSET", file=str(session.workspace.config_path))
    if not outbox.mails(session.db, "sending") and not _due(session):
        return Delivery()
    secret = password(session.workspace, server)
    with named_lock(session.workspace, LOCK) as mine:
        if not mine:
            return Delivery(busy=True)
        with session.transaction(final=False) as db:
            lost = [mail.mail_id for mail in outbox.mails(db, "sending")]
            outbox.disown(db, instant(session.now))
        tried = _due(session)
        for mail_id in tried:
            _attempt(session, resolved(session.workspace, server), secret, mail_id)
    found = [outbox.find(session.db, mail_id) for mail_id in (*lost, *tried)]
    return Delivery(tuple(mail for mail in found if mail is not None))


def _due(session: Session) -> list[int]:
    # A job asks again and again in one session, so the time it began says nothing.
    now = utc_now()
    return outbox.due(session.db, instant(now), instant(now + timedelta(minutes=WAITS[-1])))


def _attempt(session: Session, server: MailSettings, secret: str | None, mail_id: int) -> None:
    sender, recipient, message = outbox.content(session.db, mail_id)
    claim = partial(_claim, session, mail_id)
    with smtp.hand_over(server, secret, (sender, recipient), message, claim) as outcome:
        if outcome.state != "taken":
            _note(session, mail_id, outcome)


def _note(session: Session, mail_id: int, outcome: smtp.Outcome) -> None:
    now = utc_now()
    mail = outbox.find(session.db, mail_id)
    assert mail is not None
    with session.transaction(final=False) as db:
        if outcome.state != "retry":
            outbox.close(db, mail_id, outcome.state, outcome.detail, instant(now))
        elif now - parse_instant(mail.created_at) > GIVE_UP:
            outbox.close(db, mail_id, "failed", outcome.detail, instant(now))
        else:
            wait = WAITS[min(mail.attempts, len(WAITS) - 1)]
            later = instant(now + timedelta(minutes=wait))
            outbox.postpone(db, mail_id, outcome.detail, later)


def _claim(session: Session, mail_id: int) -> bool:
    with session.transaction(final=False) as db:
        return outbox.claim(db, mail_id)


def resolved(workspace: Workspace, server: MailSettings) -> MailSettings:
    """The server with the file of its certificate as a whole path."""
    return replace(server, ca_file=str(workspace.root / server.ca_file) if server.ca_file else "")


def password(workspace: Workspace, server: MailSettings) -> str | None:
    """OMNI_SMTP_PASSWORD, else the first line of `password_file`. E_MAIL_PASSWORD."""
    if not server.user:
        return None
    if given := os.environ.get("OMNI_SMTP_PASSWORD"):
        return given
    path = workspace.root / Path(server.password_file or "smtp-password").expanduser()
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OmniError("E_MAIL_PASSWORD", file=str(path)) from error
    if not lines or not lines[0]:
        raise OmniError("E_MAIL_PASSWORD", file=str(path))
    return lines[0]


def check_server(session: Session, to: str | None = None) -> smtp.Outcome:
    """Log in; with `to`, also send a test mail there, past the outbox.

    E_MAIL_UNSET, E_MAIL_PASSWORD, E_MAIL_SERVER; E_MAIL_ADDRESS for what is no single address.
    """
    server = session.workspace.settings.mail
    if server is None:
        raise OmniError("E_MAIL_UNSET", file=str(session.workspace.config_path))
    secret = password(session.workspace, server)
    place = resolved(session.workspace, server)
    if to is None:
        outcome = smtp.greet(place, secret)
    else:
        outcome = past(place, secret, to, test_mail(session, server.sender, to))
    if outcome.state != "sent":
        value = f"{server.host}:{server.port}"
        raise OmniError("E_MAIL_SERVER", value=value, detail=outcome.detail)
    return outcome


def past(server: MailSettings, secret: str | None, to: str, message: bytes) -> smtp.Outcome:
    """Send a message past the outbox, which nobody needs afterwards or which cannot be written."""
    with smtp.hand_over(server, secret, (server.sender, to), message, lambda: True) as outcome:
        return outcome


def find_mail(session: Session, mail_id: int) -> Mail:
    """One mail. E_MAIL_UNKNOWN."""
    found = outbox.find(session.db, mail_id)
    if found is None:
        raise OmniError("E_MAIL_UNKNOWN", value=mail_id)
    return found


def list_mails(session: Session, state: str | None, last: int) -> list[Mail]:
    """The newest mails, oldest of them first."""
    return outbox.mails(session.db, state, last)


def show(session: Session, mail_id: int) -> tuple[Mail, str]:
    """One mail and its text."""
    return find_mail(session, mail_id), outbox.body_of(session.db, mail_id)


def retry(session: Session, mail_id: int) -> None:
    """Let a mail that failed, waits or is unknown go now. E_MAIL_STATE for another."""
    with _changing(session, mail_id, ("queued", "failed", "unknown")):
        outbox.requeue(session.db, mail_id, instant(session.now))


def cancel(session: Session, mail_id: int) -> None:
    """Give up a mail that has not gone. E_MAIL_STATE for one that has."""
    with _changing(session, mail_id, ("queued", "failed", "unknown")):
        outbox.cancel(session.db, mail_id, instant(session.now))


@contextmanager
def _changing(session: Session, mail_id: int, states: tuple[str, ...]) -> Iterator[None]:
    with session.transaction(final=False):
        mail = find_mail(session, mail_id)
        if mail.state not in states:
            raise OmniError("E_MAIL_STATE", value=mail_id, state=mail.state)
        yield
