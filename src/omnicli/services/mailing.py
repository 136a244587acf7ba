"""`omni mail`: a report as a mail for each of its recipients, past the gate and into the outbox."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path
from typing import Literal

from omnicli.access.actions import Action
from omnicli.access.actions import find_action
from omnicli.access.columns import ACTIONS
from omnicli.access.columns import Reader
from omnicli.access.policy import decide
from omnicli.access.policy import roles_granted
from omnicli.delivery import message as messages
from omnicli.delivery.digest import render_page
from omnicli.delivery.digest import render_text
from omnicli.delivery.message import Attachment
from omnicli.delivery.message import Draft
from omnicli.domain.addresses import folded_address
from omnicli.domain.addresses import is_address
from omnicli.domain.clock import instant
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.outputs import write_output
from omnicli.reports import manifest as manifests
from omnicli.reports.frame import Bundle
from omnicli.services import alerting
from omnicli.services import digests
from omnicli.services import gate as gates
from omnicli.services import inbox
from omnicli.services.asking import Asked
from omnicli.services.audit import note_head
from omnicli.services.notices import owners
from omnicli.services.notices import tell
from omnicli.services.outbox import Delivery
from omnicli.services.report_files import page_of
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.services.reporting import templates
from omnicli.services.restating import with_restatements
from omnicli.services.runs import Runs
from omnicli.session import Session
from omnicli.settings.delivery import MailSettings
from omnicli.settings.delivery import Recipient
from omnicli.settings.delivery import Stale
from omnicli.warehouse import outbox

State = Literal["queued", "known", "held", "skipped", "quiet", "written"]
UNSET = MailSettings(host="localhost", sender="omni@localhost")
"""What a mail written to a file says where no server is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRequest:
    """What is asked: a report of a period, for whom, under which policy."""

    report: str
    asked: Asked
    to: Sequence[str]
    stale: Stale = "mark"
    only: str = "news"
    resend: bool = False
    eml: Path | None = None


@dataclass(frozen=True, slots=True)
class Mailed:
    """What became of one recipient's mail, before it is delivered."""

    recipient: str
    state: State
    subject: str = ""
    mail_id: int | None = None
    reasons: tuple[str, ...] = field(default=())
    file: Path | None = None

    def to_dict(self) -> dict[str, object]:
        """The result as `--json` prints it."""
        return {
            "recipient": self.recipient,
            "state": self.state,
            "subject": self.subject,
            "mail_id": self.mail_id,
            "reasons": list(self.reasons),
            "file": str(self.file) if self.file else None,
        }


def find_recipients(session: Session, wanted: Sequence[str]) -> list[Recipient]:
    """Names of omni.toml, or plain addresses with the role viewer. E_MAIL_RECIPIENT."""
    known = {one.name: one for one in session.workspace.settings.recipients}
    found: dict[str, Recipient] = {}
    for name in wanted:
        if name not in known and not is_address(name):
            raise OmniError("E_MAIL_RECIPIENT", value=name, known=", ".join(known) or "–")
        one = known.get(name) or Recipient(name="", address=name)
        found.setdefault(f"{folded_address(one.address)} {one.role} {dict(one.filter)}", one)
    if not found:
        raise OmniError("E_MAIL_RECIPIENT", value="–", known=", ".join(known) or "–")
    return list(found.values())


def mail_report(session: Session, request: MailRequest) -> list[Mailed]:
    """Build the report once per role, examine it, and queue a mail for each recipient.

    All mails are queued in one transaction, which carries the session's end. E_MAIL_UNSET without
    a server; E_MAIL_RIGHTS for a recipient whose role may not see the report.
    """
    server = session.workspace.settings.mail
    if server is None and request.eml is None:
        raise OmniError("E_MAIL_UNSET", file=str(session.workspace.config_path))
    recipients = find_recipients(session, request.to)
    action = manifests.load(templates(), request.report).action
    for recipient in recipients:
        _require_rights(session, action, recipient, request.report)
    readers = {one.role: _reader(session, one.role) for one in recipients}
    as_seen = {role: _as_seen(session, request, reader) for role, reader in readers.items()}
    # What data lacks and what checks find does not depend on who reads.
    some = as_seen[recipients[0].role].bundle
    gate = gates.examine(session, some)
    decision = gate.decide(request.stale)
    if decision != "send":
        reasons = tuple(gate.reasons(session.lang))
        if decision == "hold" and request.eml is None:
            _tell_owners(session, some, reasons)
        state: State = "held" if decision == "hold" else "skipped"
        return [Mailed(one.name or one.address, state, reasons=reasons) for one in recipients]
    news = {
        role: tuple(alerting.sentence(one, session.lang) for one in alerting.news(session, reader))
        for role, reader in readers.items()
    }
    refused = inbox.refusals(session)
    looks = find_action("dataroom.read")
    for role in news:
        news[role] += refused if _allowed(session, looks, role) else ()
    nothing_found = not (gate.lacks or gate.failed or gate.warned or any(news.values()))
    if request.only == "exceptions" and nothing_found:
        return [Mailed(one.name or one.address, "quiet") for one in recipients]
    # Who gets only some rows sees no figure that a report shows of all.
    for role in {one.role for one in recipients if not one.filter}:
        as_seen[role] = with_restatements(Runs(session), as_seen[role])
    head = note_head(session)
    made = [
        _made(session, request, as_seen[one.role], gate, one, server or UNSET, news[one.role], head)
        for one in recipients
    ]
    if request.eml is not None:
        return [
            _written(request.eml, one, mail) for one, mail in zip(recipients, made, strict=True)
        ]
    return _queued(session, request, recipients, made)


def _allowed(session: Session, action: Action | None, role: str) -> bool:
    granted = roles_granted(session.db, action.name) if action else frozenset()
    return decide(action, role=role, active=True, granted=granted).allowed


def _reader(session: Session, role: str) -> Reader:
    return Reader(
        frozenset(kind for kind, right in ACTIONS.items() if _allowed(session, right, role))
    )


def _as_seen(session: Session, request: MailRequest, reader: Reader) -> Report:
    """The report as a role may see it: a mail never shows a column its reader may not open."""
    asked = request.asked
    runs = Runs(session, reader)
    return build_report(session, request.report, asked.period, asked.basis, asked.as_of, runs=runs)


def _require_rights(session: Session, action: str, recipient: Recipient, report: str) -> None:
    if not _allowed(session, find_action(action), recipient.role):
        raise OmniError(
            "E_MAIL_RIGHTS", value=recipient.name or recipient.address, role=recipient.role,
            name=report,
        )  # fmt: skip


def _made(
    session: Session,
    request: MailRequest,
    built: Report,
    gate: gates.Gate,
    recipient: Recipient,
    server: MailSettings,
    alerts: tuple[str, ...],
    head: str,
) -> outbox.NewMail:
    bundle = digests.filtered(built.bundle, recipient)
    address = folded_address(recipient.address)
    period = f"{bundle.facts.period.start}..{bundle.facts.period.end}"
    # Two people of one mailbox with other rows each get their own.
    report = request.report
    if recipient.filter:
        report += "?" + "&".join(f"{k}={v}" for k, v in sorted(recipient.filter.items()))
    before = outbox.figures_before(session.db, report, period, address)
    files, notes = _attachments(Report(bundle), recipient, server.attach_kb)
    lang = bundle.facts.lang
    words = ("Kepala jejak audit: {}", "Head of the audit trail: {}")
    notes = (*notes, bundle.pick(words).format(head))
    digest = digests.digest_of(bundle, gate, recipient, before, notes, alerts)
    draft = Draft(
        subject=digest.subject,
        text=render_text(digest, lang),
        html=render_page(digest, templates(), lang),
        attachments=files,
    )
    content = digests.content_hash(bundle, gate, recipient, alerts)
    message_id = messages.message_id_of((report, period, address, content), server.sender)
    data = messages.compose(
        draft,
        sender=(digest.store, server.sender),
        recipient=(recipient.name, recipient.address),
        message_id=message_id,
        at=session.now,
    )
    return outbox.NewMail(
        report=report,
        period=period,
        recipient=address,
        content_hash=content,
        message_id=message_id,
        sender=server.sender,
        subject=messages.header(digest.subject),
        body=draft.text,
        message=data,
        figures=digests.headline(bundle),
    )


def _attachments(
    report: Report, recipient: Recipient, most_kb: int
) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """The page and the workbook, or where to find what is too large; the lines that say so.

    A page always shows the whole report, so a recipient of some rows gets the workbook of those.
    """
    bundle = report.bundle
    formats = ("xlsx",) if recipient.filter else ("html", "xlsx")
    kept: list[Attachment] = []
    notes: list[str] = []
    left = most_kb * 1000
    for fmt in formats:
        data, name = report.render(fmt), page_of(bundle, fmt).name
        if len(data) <= left:
            kept.append(Attachment(name, data))
            left -= len(data)
            continue
        size = f"{len(data) / 1e6:.1f} MB"
        words = (
            "Terlalu besar untuk dilampirkan ({}): omni report {} {} -f {}",
            "Too large to attach ({}): omni report {} {} -f {}",
        )
        notes.append(bundle.pick(words).format(size, bundle.manifest.name, bundle.options, fmt))
    if kept:
        words = ("Terlampir: {}", "Attached: {}")
        notes.insert(0, bundle.pick(words).format(", ".join(file.name for file in kept)))
    if recipient.filter and (more := digests.more_rows(bundle)):
        words = ("{} baris lagi ada di lampiran.", "{} more rows are in the attachment.")
        notes.insert(0, bundle.pick(words).format(more))
    return tuple(kept), tuple(notes)


def _queued(
    session: Session,
    request: MailRequest,
    recipients: list[Recipient],
    made: list[outbox.NewMail],
) -> list[Mailed]:
    now = instant(session.now)
    results = []
    with session.transaction(final=False) as db:
        for recipient, mail in zip(recipients, made, strict=True):
            shown = recipient.name or recipient.address
            known = outbox.find_content(db, mail)
            if known is None:
                mail_id = outbox.add(db, mail, now)
                results.append(Mailed(shown, "queued", mail.subject, mail_id))
            elif request.resend:
                outbox.restore(db, known.mail_id, mail.message, now)
                results.append(Mailed(shown, "queued", mail.subject, known.mail_id))
            else:
                results.append(Mailed(shown, "known", known.subject, known.mail_id))
    return results


def _written(folder: Path, recipient: Recipient, mail: outbox.NewMail) -> Mailed:
    """The mail as a file, named by what it is about and for whom; it is not sent."""
    person = hashlib.sha256(mail.recipient.encode()).hexdigest()[:8]
    safe = "".join(c if c.isalnum() else "-" for c in mail.report)
    name = f"{safe}-{mail.period.replace('..', '_')}-{person}.eml"
    file = write_output(folder / name, mail.message, replace=True)
    return Mailed(recipient.name or recipient.address, "written", mail.subject, file=file)


def _tell_owners(session: Session, bundle: Bundle, reasons: tuple[str, ...]) -> None:
    """A mail that is held back is news for the owner."""
    title = f"{bundle.pick(bundle.manifest.title)} {bundle.facts.period.label(session.lang)}"
    subject = bundle.pick(("Email ditahan: {}", "Mail held back: {}")).format(title)
    recipients = [replace(one, filter={}) for one in owners(session)]
    tell(session, f"held:{bundle.manifest.name}", subject, reasons, recipients)


def exit_of(made: Sequence[Mailed], delivery: Delivery | None) -> Exit:
    """What the command ends with: 7 where a mail did not go, 6 where one was held back."""
    if delivery is not None and (delivery.busy or delivery.of("failed", "unknown", "queued")):
        return Exit.DELIVERY_FAILED
    return Exit.FINDINGS if any(one.state == "held" for one in made) else Exit.OK
