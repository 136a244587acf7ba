-- The day of the first money each payer told of, in the one ledger or the other.
CREATE VIEW v_payer_starts AS
SELECT d.platform, MIN(d.occurred_date) AS first_date
FROM settlement_lines AS d
WHERE d.ledger = 'detail'
GROUP BY d.platform
UNION ALL
SELECT w.platform, MIN(w.occurred_date)
FROM settlement_lines AS w
WHERE w.ledger = 'wallet' AND w.kind <> 'withdraw' AND w.kind <> 'opening_balance'
GROUP BY w.platform;
