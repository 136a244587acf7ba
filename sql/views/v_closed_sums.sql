-- needs: v_ad_days
-- needs: v_money_lines
-- Money dated in closed months, as it is today: settlement lines by kind, ad spend. It stands beside the
-- orders because lines without an order and ads belong to a month as well.
CREATE VIEW v_closed_sums AS
SELECT
  m.month,
  'settlement' AS subject,
  l.platform,
  l.account,
  l.kind,
  m.decision_id,
  SUM(l.net_sen) AS amount_sen
FROM closed_months AS m
JOIN v_money_lines AS l ON l.occurred_date >= m.from_date AND l.occurred_date < m.to_date
GROUP BY m.month, l.platform, l.account, l.kind
UNION ALL
SELECT m.month, 'ads', a.platform, a.account, 'spend', m.decision_id, SUM(a.spend_sen)
FROM closed_months AS m
JOIN v_ad_days AS a ON a.ad_date >= m.from_date AND a.ad_date < m.to_date
GROUP BY m.month, a.platform, a.account;
