"""A job that could not even begin: nobody reads what a crontab's line prints, so a mail says it.

The warehouse may be what is wrong (another schema, damaged, locked), so nothing of it is used: the
mail goes past the outbox, and a file under `logs/` keeps it from going twice a day.
"""

import re
from pathlib import Path

from omnicli.delivery.message import compose
from omnicli.delivery.message import message_id_of
from omnicli.domain.clock import local_date
from omnicli.domain.clock import utc_now
from omnicli.domain.errors import OmniError
from omnicli.domain.modes import folder_mode
from omnicli.reports.plain import visible
from omnicli.services.notices import notice
from omnicli.services.outbox import password
from omnicli.services.outbox import past
from omnicli.services.outbox import resolved
from omnicli.settings import Settings
from omnicli.settings import load_settings
from omnicli.settings.delivery import read_reach
from omnicli.workspace import CONFIG_NAME
from omnicli.workspace import Workspace

PREFIX = "not-begun-"


def tell_owners(root: Path, job: str, error: OmniError, lang: str) -> int:
    """Mail each owner, once a day, that a job did not begin and what to do. How many were told.

    Nothing here fails: the error itself is what the caller reports.
    """
    try:
        return _tell(_readable(root), job, error, lang)
    except (OmniError, OSError):
        return 0


def _readable(root: Path) -> Workspace:
    """The workspace with what of its omni.toml can be read."""
    path = root / CONFIG_NAME
    try:
        return Workspace(root, load_settings(path))
    except OmniError:
        mail, recipients = read_reach(path)
        return Workspace(root, Settings(mail=mail, recipients=recipients))


def _tell(workspace: Workspace, job: str, error: OmniError, lang: str) -> int:
    settings = workspace.settings
    if settings.mail is None:
        return 0
    secret = password(workspace, settings.mail)
    server = resolved(workspace, settings.mail)
    title = ("Pekerjaan {} tidak berjalan sampai selesai", "Job {} did not run to its end")[
        lang == "en"
    ]
    store = visible(settings.store_name or "")
    reasons = (f"{error.code}: {error.message(lang)}", error.hint(lang))
    draft = notice(store, title.format(visible(job)), reasons, lang)
    day = local_date(utc_now(), settings.timezone).isoformat()
    told = 0
    for number, one in enumerate(r for r in settings.recipients if r.role == "owner"):
        safe = re.sub(r"[^a-z0-9_-]", "-", job)[:32]
        mark = workspace.logs / f"{PREFIX}{day}-{safe}-{error.code}-{number}.log"
        message = compose(
            draft,
            sender=(store, server.sender),
            recipient=(one.name, one.address),
            message_id=message_id_of(
                ("not begun", day, job, error.code, one.address), server.sender
            ),
            at=utc_now(),
        )
        if not _marked(mark, draft.text):
            continue
        if past(server, secret, one.address, message).state == "retry":
            mark.unlink(missing_ok=True)
        else:
            told += 1
    return told


def _marked(mark: Path, text: str) -> bool:
    """Whether this run is the one to tell: the mark was not there, and is now."""
    mark.parent.mkdir(mode=folder_mode(mark.parent.parent), exist_ok=True)
    try:
        with mark.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
