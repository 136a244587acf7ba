"""A mail as bytes: headers nobody can inject into, a text part, a page, attachments."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from omnicli.domain.addresses import is_address
from omnicli.domain.errors import OmniError
from omnicli.reports.plain import visible

_TYPES = {
    "html": ("text", "html"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("text", "csv"),
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a mail says, before it has a recipient."""

    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()


def compose(
    draft: Draft,
    *,
    sender: tuple[str, str],
    recipient: tuple[str, str],
    message_id: str,
    at: datetime,
) -> bytes:
    """The message from and to (name, address). E_MAIL_ADDRESS for what is no single address."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(*sender)
    message["To"] = _address(*recipient)
    message["Subject"] = header(draft.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id
    # Answers by machines (absences, lists) would go to the store.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(draft.text, cte="base64")
    message.add_alternative(draft.html, subtype="html", cte="base64")
    for file in draft.attachments:
        main, sub = _TYPES[file.name.rpartition(".")[2]]
        message.add_attachment(file.data, maintype=main, subtype=sub, filename=header(file.name))
    _fix_boundaries(message, message_id)
    return message.as_bytes()


def header(text: str) -> str:
    """A text as one line of a header."""
    return " ".join(visible(text).split())[:200]


def message_id_of(key: Sequence[str], sender: str) -> str:
    """The same for the same mail, so that a server can tell a repetition."""
    digest = hashlib.sha256("\0".join(key).encode()).hexdigest()[:40]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def _address(name: str, address: str) -> Address:
    if not is_address(address):
        raise OmniError("E_MAIL_ADDRESS", value=address)
    return Address(display_name=header(name), addr_spec=address)


def _fix_boundaries(message: EmailMessage, message_id: str) -> None:
    """The same mail has the same bytes: boundaries follow from its id, not from chance."""
    seed = hashlib.sha256(message_id.encode()).hexdigest()
    for number, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"={seed[:32]}-{number}=")
