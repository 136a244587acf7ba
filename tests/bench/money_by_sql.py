"""The bare joins behind a reconciliation, in plain SQL: what omni's own work is measured against.

Orders by number, payouts over running sums, the bank by amount and day. No rules, no parts of
lines given back, no reasons; every pair is stored.
"""

import sqlite3
import sys

STEPS = """
CREATE TABLE joined AS
SELECT s.line_id, o.order_id, s.net_sen
FROM settlement_lines s
JOIN orders o ON o.platform = s.platform AND o.account = s.account AND o.order_no = s.order_no;

CREATE TABLE ruler (upto INTEGER PRIMARY KEY, line_id INTEGER, net_sen INTEGER);
INSERT INTO ruler
SELECT SUM(net_sen) OVER (ORDER BY occurred_date, line_key), line_id, net_sen
FROM settlement_lines WHERE ledger = 'detail';

CREATE TABLE paid AS
SELECT line_id, -net_sen AS net_sen, occurred_date,
  SUM(-net_sen) OVER (ORDER BY occurred_at, line_key) AS upto
FROM settlement_lines WHERE kind = 'withdraw';

CREATE TABLE covered AS
SELECT p.line_id AS payout_id, r.line_id,
  MIN(r.upto, p.upto) - MAX(r.upto - r.net_sen, p.upto - p.net_sen) AS sen
FROM paid p
CROSS JOIN ruler r ON r.upto > p.upto - p.net_sen AND r.upto < p.upto + 9000000
WHERE r.upto - r.net_sen < p.upto;
CREATE INDEX covered_line ON covered (line_id);

CREATE TABLE banked AS
SELECT p.line_id, b.transaction_id
FROM paid p
JOIN bank_transactions b ON b.credit_sen = p.net_sen
  AND b.posted_date BETWEEN p.occurred_date AND date(p.occurred_date, '+5 day');
"""
FIGURES = (
    "SELECT (SELECT COUNT(*) FROM joined), (SELECT SUM(net_sen) FROM joined),"
    " (SELECT SUM(sen) FROM covered), (SELECT COUNT(*) FROM banked)"
)


def main() -> None:
    """Do the joins in the warehouse named on the command line."""
    db = sqlite3.connect(sys.argv[1])
    db.execute("PRAGMA cache_size = -262144")
    db.execute("PRAGMA synchronous = OFF")
    db.executescript(f"BEGIN; {STEPS} COMMIT;")
    db.execute("CREATE TABLE figures AS " + FIGURES)
    db.close()


if __name__ == "__main__":
    main()
