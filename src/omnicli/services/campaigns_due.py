"""Which campaigns are to be frozen by themselves: asked of every report, so without frames."""

from omnicli.assets import query
from omnicli.domain.clock import local_date
from omnicli.session import Session


def due(session: Session) -> list[str]:
    """Campaigns that are over and whose shops' files are in, and that stand unfrozen."""
    today = local_date(session.now, session.workspace.settings.timezone)
    rows = session.db.execute(query("campaigns_due"), {"today": today.isoformat()})
    return [str(name) for (name,) in rows]
