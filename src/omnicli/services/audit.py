"""Reading and verifying the audit trail."""

import json
import os
import re
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path

from omnicli.access import audit
from omnicli.access import trail
from omnicli.access.subjects import subject_of
from omnicli.domain.clock import instant
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.domain.modes import file_mode
from omnicli.domain.phones import normalise_phone
from omnicli.session import Session
from omnicli.warehouse import people
from omnicli.warehouse.dataroom import storing
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask

SIDE_FILE = "audit-heads.txt"
"""Heads of the trail as they were when something left the workspace; copy it elsewhere."""
_HEAD = re.compile(
    r'\b(\d{1,15}) ([0-9a-f]{64})\b|"seq":\s*(\d{1,15}),\s*"hash":\s*"([0-9a-f]{64})"'
)


@dataclass(frozen=True)
class Verified:
    """The result of a verification, with the head to keep as an anchor."""

    verdict: trail.Verdict
    anchor: trail.Anchor | None
    anchors: int = 0
    """How many noted heads were compared; `anchor` is the newest of them."""

    @property
    def ok(self) -> bool:
        """Whether the chain holds."""
        return self.verdict.broken is None

    def to_dict(self) -> dict[str, object]:
        """The result as `--json` prints it; `head` serves as the next anchor."""
        return {
            "ok": self.ok,
            "rows": self.verdict.rows,
            "head": asdict(self.verdict.head),
            "broken": asdict(self.verdict.broken) if self.verdict.broken else None,
            "anchor": asdict(self.anchor) if self.anchor else None,
            "anchors": self.anchors,
        }


def list_runs(
    session: Session, *, last: int, user: str | None, action: str | None
) -> list[dict[str, object]]:
    """The newest commands as `--json` prints them, without the one that asks."""
    found = trail.runs(session.db, last=last, user=user, action=action, besides=session.run_id)
    return [{**asdict(run), "detail": json.loads(run.detail)} for run in found]


def verify(session: Session, anchor_file: Path | None) -> Verified:
    """Verify the chain up to now, against the anchors if a file of them is given."""
    anchors = read_anchors(anchor_file) if anchor_file else []
    verdict = trail.verify(session.db, anchors)
    session.finish(
        exit_code=int(Exit.INTEGRITY) if verdict.broken else 0,
        rows=verdict.rows,
        head=verdict.head.hash,
    )
    newest = max(anchors, key=lambda one: one.seq) if anchors else None
    return Verified(verdict, newest, len(anchors))


def read_anchors(path: Path) -> list[trail.Anchor]:
    """Every head that a file has: one of `audit verify --json`, the side file, or a saved mail."""
    try:
        text = _text(path.read_bytes())
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise OmniError("E_AUDIT_ANCHOR", file=str(path), detail=detail) from error
    found = [trail.Anchor(int(a or b), c or d) for a, c, b, d in _HEAD.findall(text)]
    if not found:
        raise OmniError("E_AUDIT_ANCHOR", file=str(path), detail="SEQ HASH?")
    return found


def _text(data: bytes) -> str:
    """The text of a file; of a saved mail, its text part."""
    if b"\nMIME-Version:" not in data:
        return data.decode("utf-8")
    from email import message_from_bytes
    from email.message import EmailMessage
    from email.policy import default

    mail = message_from_bytes(data, policy=default)
    part = mail.get_body(("plain",)) if isinstance(mail, EmailMessage) else None
    return str(part.get_content()) if part is not None else ""


def note_head(session: Session) -> str:
    """Add the head of the trail to the side file, and give it as mails carry it."""
    seq, digest = audit.head(session.db)
    line = f"{seq} {digest}"
    path = session.workspace.root / SIDE_FILE
    with storing(path):
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with os.fdopen(os.open(path, flags, file_mode(path)), "a", encoding="utf-8") as file:
            file.write(f"{line} {instant(session.now)}\n")
    return line


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody who had a customer before them: when, by which command, unmasked or not."""

    at: str
    actor: str
    role: str | None
    command: str
    outcome: str
    revealed: bool
    reason: str | None

    def to_dict(self) -> dict[str, object]:
        """The row as `--json` prints it."""
        return asdict(self)


def who_saw(session: Session, key: str, since: str | None = None) -> list[Looked]:
    """Who had a customer before them since a day, by any of the customer's keys; oldest first."""
    phone = normalise_phone(key.removeprefix("phone:"))
    asked = f"phone:{phone}" if phone else key.strip()
    keys = people.keys_beside(session.db, asked) or [asked]
    names = [subject_of(session.workspace, one) for one in keys]
    session.finish(customer=names)
    return looked(session, names, since)


def looked(session: Session, names: list[str], since: str | None = None) -> list[Looked]:
    """The commands whose trail names somebody by one of these keyed hashes."""
    rows = ask(session.db, "who_saw", {"names": json.dumps(names), "since": since})
    return [_looked(row) for row in rows]


def _looked(row: Record) -> Looked:
    detail = json.loads(str(row["detail"]))
    role = row["role"]
    return Looked(
        at=str(row["at"]),
        actor=str(row["actor"]),
        role=None if role is None else str(role),
        command=str(row["command"]),
        outcome=str(row["outcome"]),
        revealed=bool(detail.get("revealed")),
        reason=detail.get("reason"),
    )
