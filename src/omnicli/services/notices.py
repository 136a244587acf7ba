"""Short mails to the owner about what omni did not do."""

import hashlib
from collections.abc import Sequence

from omnicli.delivery.digest import Digest
from omnicli.delivery.digest import render_page
from omnicli.delivery.digest import render_text
from omnicli.delivery.message import Draft
from omnicli.delivery.message import compose
from omnicli.delivery.message import header
from omnicli.delivery.message import message_id_of
from omnicli.domain.addresses import folded_address
from omnicli.domain.clock import instant
from omnicli.domain.clock import local_date
from omnicli.reports.plain import visible
from omnicli.services.reporting import templates
from omnicli.session import Session
from omnicli.settings.delivery import Recipient
from omnicli.warehouse import outbox


def owners(session: Session) -> list[Recipient]:
    """The recipients with the role owner."""
    return [one for one in session.workspace.settings.recipients if one.role == "owner"]


def tell(
    session: Session,
    about: str,
    subject: str,
    reasons: Sequence[str],
    recipients: Sequence[Recipient],
) -> int:
    """Queue a notice for each; the same reasons once a day. How many are new.

    Without a mail server there is nobody to tell but whoever reads the exit status.
    """
    settings = session.workspace.settings
    if settings.mail is None or not recipients:
        return 0
    store = visible(settings.store_name or "")
    draft = notice(store, subject, reasons, session.lang)
    day = local_date(session.now, settings.timezone).isoformat()
    added = 0
    with session.transaction(final=False) as db:
        for one in recipients:
            address = folded_address(one.address)
            content = hashlib.sha256(draft.text.encode()).hexdigest()
            sender = settings.mail.sender
            message_id = message_id_of((about, day, address, content), sender)
            mail = outbox.NewMail(
                report=about,
                period=day,
                recipient=address,
                content_hash=content,
                message_id=message_id,
                sender=sender,
                subject=header(draft.subject),
                body=draft.text,
                message=compose(
                    draft,
                    sender=(store, sender),
                    recipient=(one.name, one.address),
                    message_id=message_id,
                    at=session.now,
                ),
                figures={},
            )
            if outbox.find_content(db, mail) is None:
                outbox.add(db, mail, instant(session.now))
                added += 1
    return added


def notice(store: str, title: str, reasons: Sequence[str], lang: str) -> Draft:
    """A mail that says what was not done, and why."""
    digest = Digest(
        store=store,
        title=title,
        subject=f"{store}: {title}" if store else title,
        needs=tuple(reasons),
    )
    return Draft(
        subject=digest.subject,
        text=render_text(digest, lang),
        html=render_page(digest, templates(), lang),
    )


def test_mail(session: Session, sender: str, to: str) -> bytes:
    """A mail that says that mails arrive. E_MAIL_ADDRESS for what is no single address."""
    lang, settings = session.lang, session.workspace.settings
    store = visible(settings.store_name or "")
    title = _pick(lang, "Email percobaan", "Test mail")
    jobs = tuple(
        f"{job.name}: {' → '.join(job.steps)} ({job.schedule})"
        for job in settings.jobs.values()
        if job.schedule
    )
    arrived = _pick(
        lang,
        "Email dari omni sampai di sini. Laporan datang dengan cara yang sama.",
        "Mails of omni arrive here. Reports come the same way.",
    )
    digest = Digest(
        store=store,
        title=title,
        subject=f"{store}: {title}" if store else title,
        verdict=(arrived,),
        notes=jobs,
    )
    draft = Draft(
        subject=digest.subject,
        text=render_text(digest, lang),
        html=render_page(digest, templates(), lang),
    )
    return compose(
        draft,
        sender=(store, sender),
        recipient=("", to),
        message_id=message_id_of(("test", instant(session.now), to), sender),
        at=session.now,
    )


def _pick(lang: str, indonesian: str, english: str) -> str:
    return english if lang == "en" else indonesian
