"""What the shell may complete: names that are in the workspace, read without a session.

A key pressed is no command: it leaves no trace in the audit trail, and answers no more than months.
"""

from contextlib import closing

from omnicli.services.asking import months_with_orders
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace


def months(workspace: Workspace) -> list[str]:
    """The months that have orders, newest first."""
    with closing(connect(workspace.warehouse, readonly=True)) as db:
        return months_with_orders(db)
