"""`omni sources map`: a seller repairs a changed export without waiting for a new version."""

from collections.abc import Mapping

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.domain.folding import nearest
from omnicli.services.deciding import decide
from omnicli.services.deciding import deciding
from omnicli.services.sources import find_source
from omnicli.session import Session
from omnicli.warehouse import decisions

KIND = "alias"


def accept(
    session: Session, source: str, header: str, column: str, *, reason: str | None = None
) -> None:
    """Read `header` of `source` as `column` from now on, and in every rebuild.

    Raises E_SOURCE_UNKNOWN, E_UNKNOWN_COLUMN. An earlier meaning of the header is replaced.
    """
    known = [c.name for part in find_source(source).parts for c in part.columns]
    if column not in known:
        near = nearest(column, known, least=0.4)
        raise OmniError("E_UNKNOWN_COLUMN", value=column, source=source, nearest=near)
    payload = {"source": source, "header": header, "column": column}
    _decide(session, source, header, KIND, payload, reason)


def forget(session: Session, source: str, header: str, *, reason: str | None = None) -> bool:
    """Take an accepted header back; False when there was none."""
    if not decisions.standing(session.db, KIND, _subject(source, header)):
        return False
    _decide(session, source, header, "alias_undone", {"source": source, "header": header}, reason)
    return True


def _subject(source: str, header: str) -> str:
    return f"{source}: {fold(header)}"


def _decide(
    session: Session,
    source: str,
    header: str,
    kind: str,
    payload: Mapping[str, object],
    reason: str | None,
) -> None:
    subject = _subject(source, header)
    with deciding(session) as db:
        earlier = decisions.standing(db, KIND, subject)
        decide(session, db, kind, subject, payload, reason=reason, instead_of=earlier)
        session.finish(source=source, header=header)
