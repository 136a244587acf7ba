"""Campaigns freeze by themselves: when a person imports, asks for a report, or looks at one."""

from typing import TYPE_CHECKING

from omnicli.ui.state import say

if TYPE_CHECKING:
    from omnicli.session import Session


def freeze_due(session: "Session") -> None:
    """Freeze campaigns that are over and whose files are in, and say so."""
    from omnicli.services.campaigns_due import due

    if not due(session):
        return
    from omnicli.services import campaigns
    from omnicli.ui.campaigns import frozen_text

    for name, pace in campaigns.freeze_due(session):
        say(frozen_text(name, pace, session.lang))
