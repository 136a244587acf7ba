/*omni
explains = ["net_sen", "lines", "gross_sen", "shipping_sen", "fee_sen", "tax_sen", "other_sen"]
filters = ["account"]
params = ["from_date", "to_date"]
sources = ["v_money_lines", "v_payouts", "v_lines"]
*/
SELECT
  'settlement_lines' AS entity,
  m.line_id AS entity_id,
  m.source || ' · ' || m.kind AS segment,
  COALESCE(m.order_no, m.awb, m.line_key) AS label,
  m.occurred_date AS date,
  '' AS reason,
  m.net_sen AS amount_sen,
  m.source AS source,
  m.kind AS kind,
  m.account AS account,
  m.net_sen AS net_sen,
  1 AS lines,
  m.gross_sen AS gross_sen,
  m.shipping_sen AS shipping_sen,
  m.fee_sen AS fee_sen,
  m.tax_sen AS tax_sen,
  m.other_sen AS other_sen
FROM v_money_lines AS m
WHERE m.occurred_date >= :from_date AND m.occurred_date < :to_date
UNION ALL
SELECT
  'settlement_lines', p.payout_line_id, p.source || ' · withdraw', COALESCE(p.payout_ref, p.line_key), p.occurred_date, '', -p.net_sen,
  p.source, 'withdraw', p.account, -p.net_sen, 1, 0, 0, 0, 0, -p.net_sen
FROM v_payouts AS p
WHERE p.occurred_date >= :from_date AND p.occurred_date < :to_date
UNION ALL
SELECT
  'settlement_lines', l.line_id, l.source || ' · ' || l.kind, COALESCE(l.order_no, l.awb, l.line_key), l.occurred_date,
  CASE l.kind WHEN 'opening_balance' THEN 'opening_balance' WHEN 'withdraw' THEN 'failed_payout' WHEN 'payout_failed' THEN 'failed_payout' ELSE 'told_by_detail' END,
  l.net_sen, l.source, l.kind, l.account, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM v_lines AS l
WHERE l.occurred_date >= :from_date AND l.occurred_date < :to_date
  AND NOT EXISTS (SELECT 1 FROM v_money_lines AS m WHERE m.line_id = l.line_id)
  AND NOT EXISTS (SELECT 1 FROM v_payouts AS p WHERE p.payout_line_id = l.line_id)
ORDER BY entity, entity_id, source, kind;
