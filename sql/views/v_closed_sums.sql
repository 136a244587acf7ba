-- needs: v_ad_days
-- needs: v_money_lines
-- Money dated in closed months, as it is today: settlement lines by kind, ad spend. It stands beside the
-- orders because lines without an order and ads belong to a month as well. Rows are read once and look their
-- month up (CROSS JOIN keeps that order), not once per closed month.
CREATE VIEW v_closed_sums AS
SELECT
  m.month,
  'settlement' AS subject,
  l.platform,
  l.account,
  l.kind,
  m.decision_id,
  SUM(l.net_sen) AS amount_sen
FROM v_money_lines AS l
JOIN closed_months AS m ON m.month = SUBSTR(l.occurred_date, 1, 7)
GROUP BY m.month, m.decision_id, l.platform, l.account, l.kind
UNION ALL
SELECT m.month, 'ads', a.platform, a.account, 'spend', m.decision_id, SUM(a.spend_sen)
FROM v_ad_days AS a
JOIN closed_months AS m ON m.month = SUBSTR(a.ad_date, 1, 7)
GROUP BY m.month, m.decision_id, a.platform, a.account;
