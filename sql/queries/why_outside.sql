-- How much of a kind of rows lies outside a period, and so has no part in its figures.
SELECT COUNT(*) AS rows, COALESCE(SUM(o.net_revenue_sen), 0) AS amount_sen
FROM v_orders AS o
WHERE :entity = 'orders' AND (o.ordered_date < :from_date OR o.ordered_date >= :to_date)
UNION ALL
SELECT COUNT(DISTINCT d.ad_row_id), COALESCE(SUM(d.spend_sen), 0)
FROM v_ad_days AS d
WHERE :entity = 'ad_performance' AND (d.ad_date < :from_date OR d.ad_date >= :to_date)
UNION ALL
SELECT COUNT(*), COALESCE(SUM(l.net_sen), 0)
FROM v_lines AS l
WHERE :entity = 'settlement_lines' AND (l.occurred_date < :from_date OR l.occurred_date >= :to_date)
UNION ALL
SELECT COUNT(*), COALESCE(SUM(b.credit_sen - b.debit_sen), 0)
FROM v_bank AS b
WHERE :entity = 'bank_transactions' AND (b.posted_date < :from_date OR b.posted_date >= :to_date);
