"""omni's reconciliation of a whole warehouse: every line's order, cover, bank match, reason."""

import sys
from pathlib import Path

from omnicli.engine.match_all import rematch
from omnicli.engine.rules import rules_of
from omnicli.session import Session
from omnicli.workspace import find_workspace

FIGURES = (
    "SELECT COUNT(order_id), SUM(CASE WHEN order_id IS NOT NULL THEN net_sen ELSE 0 END),"
    " (SELECT SUM(covered_sen) FROM v_payouts),"
    " (SELECT COUNT(*) FROM v_payouts WHERE state = 'in_bank') FROM v_money_lines"
)


def main() -> None:
    """Match all money of the workspace named on the command line, and look at all of it."""
    workspace = find_workspace(Path(sys.argv[1]))
    with Session.open(workspace, command="bench", action="import.run", write=True) as session:
        with session.transaction() as db:
            rematch(db, rules_of(session.workspace.settings).matching)
            db.execute("CREATE TABLE figures AS " + FIGURES)
        session.finish()


if __name__ == "__main__":
    main()
