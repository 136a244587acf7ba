"""Handing one message to a mail server, and what became of it."""

import re
import smtplib
import ssl
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from omnicli.settings.delivery import MailSettings

State = Literal["sent", "retry", "failed", "unknown", "taken"]
"""retry: not delivered, may be later. failed: refused for good. unknown: the connection was lost
after the message had gone out. taken: another run has it."""

_MOST_DETAIL = 300


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one attempt ended; `detail` is what the server answered."""

    state: State
    detail: str = ""


@contextmanager
def hand_over(
    server: MailSettings,
    password: str | None,
    envelope: tuple[str, str],
    message: bytes,
    claim: Callable[[], bool],
) -> Iterator[Outcome]:
    """Deliver `message` from and to the addresses of `envelope`; yields how it ended.

    `claim` is called once the server accepts both addresses, right before the content goes out:
    from there on a lost connection means that nobody knows. The outcome is to be noted inside the
    `with`: saying goodbye to the server comes after it, and may last.
    """
    with _line(server, password, envelope[0]) as smtp:
        yield smtp if isinstance(smtp, Outcome) else _handed(smtp, envelope, message, claim)


def greet(server: MailSettings, password: str | None) -> Outcome:
    """Connect, secure the line and log in, and send nothing."""
    with _line(server, password, server.sender) as smtp:
        return smtp if isinstance(smtp, Outcome) else _greeted(smtp)


def _handed(
    smtp: smtplib.SMTP, envelope: tuple[str, str], message: bytes, claim: Callable[[], bool]
) -> Outcome:
    try:
        for code, reply in _addressed(smtp, envelope):
            if code not in (250, 251):
                return _refused(code, reply)
    except (smtplib.SMTPException, OSError) as fault:
        return _lost(fault)
    if not claim():
        return Outcome("taken")
    try:
        code, reply = smtp.docmd("DATA")
    except (smtplib.SMTPException, OSError) as fault:
        return _lost(fault)
    return _content(smtp, message) if code == 354 else _refused(code, reply)


def _greeted(smtp: smtplib.SMTP) -> Outcome:
    try:
        return Outcome("sent", _words(*smtp.noop()))
    except (smtplib.SMTPException, OSError) as fault:
        return _lost(fault)


def _lost(fault: Exception) -> Outcome:
    """Nothing of the mail has gone out yet: later."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return Outcome("retry", _words(fault.smtp_code, fault.smtp_error))
    return Outcome("retry", _cut(f"{type(fault).__name__}: {fault}"))


@contextmanager
def _line(
    server: MailSettings, password: str | None, sender: str
) -> Iterator[smtplib.SMTP | Outcome]:
    """A line to the server, or why there is none."""
    try:
        smtp = _connected(server, password, sender)
    except (smtplib.SMTPException, OSError) as fault:
        # What is wrong before any address was named is wrong with the account, not with the mail.
        yield _lost(fault)
        return
    try:
        yield smtp
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
    finally:
        smtp.close()


def _connected(server: MailSettings, password: str | None, sender: str) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=server.ca_file or None)
    # The own name in the greeting: asking the system for it can take a minute.
    name = sender.rpartition("@")[2]
    smtp: smtplib.SMTP
    if server.tls:
        smtp = smtplib.SMTP_SSL(
            server.host, server.port, name, timeout=server.timeout, context=context
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, name, timeout=server.timeout)
    try:
        if server.starttls and not server.tls:
            smtp.starttls(context=context)
        if server.user:
            smtp.login(server.user, password or "")
    except BaseException:
        smtp.close()
        raise
    return smtp


def _addressed(smtp: smtplib.SMTP, envelope: tuple[str, str]) -> Iterator[tuple[int, bytes]]:
    smtp.ehlo_or_helo_if_needed()
    yield smtp.mail(envelope[0])
    yield smtp.rcpt(envelope[1])


def _content(smtp: smtplib.SMTP, message: bytes) -> Outcome:
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    stuffed = re.sub(rb"(?m)^\.", b"..", lines)
    if not stuffed.endswith(b"\r\n"):
        stuffed += b"\r\n"
    try:
        smtp.send(stuffed + b".\r\n")
        code, reply = smtp.getreply()
    except (smtplib.SMTPException, OSError) as fault:
        return Outcome("unknown", _cut(f"{type(fault).__name__}: {fault}"))
    return Outcome("sent", _words(code, reply)) if code == 250 else _refused(code, reply)


def _refused(code: int, reply: bytes | str) -> Outcome:
    """5xx is for good, anything else for now."""
    return Outcome("failed" if 500 <= code < 600 else "retry", _words(code, reply))


def _words(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return _cut(f"{code} {text}")


def _cut(text: str) -> str:
    return " ".join(text.split())[:_MOST_DETAIL]
