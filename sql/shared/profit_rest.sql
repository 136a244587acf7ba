-- needs: waterfall_shares
-- needs: ad_spend_days
-- needs: ad_buyers
-- needs: order_ads
-- computed once
-- What belongs to no order, by month: ad spend that no order shares, charges that name no order, costs of omni.toml for
-- the days of the period, VAT on ads; and nothing, so that every month has its row.
SELECT
  SUBSTR(s.ad_date, 1, 7) AS month, 0 AS platform_fees_sen, 0 AS shipping_sen, -s.spend_sen AS ads_sen,
  -CAST(ROUND(1.0 * s.spend_sen * k.ads_vat_bps / 10000.0) AS INTEGER) AS other_costs_sen
FROM (
  SELECT SUBSTR(d.ad_date, 1, 7) AS month, MIN(d.ad_date) AS ad_date, COALESCE(SUM(d.spend_sen), 0) AS spend_sen
  FROM ad_spend_days AS d
  GROUP BY SUBSTR(d.ad_date, 1, 7)
) AS s
CROSS JOIN v_settings AS k
UNION ALL
SELECT SUBSTR(b.ad_date, 1, 7), 0, 0, a.ads_sen, 0
FROM order_ads AS a
JOIN ad_buyers AS b ON b.order_id = a.order_id
UNION ALL
SELECT
  SUBSTR(w.ordered_date, 1, 7),
  w.platform_fees_sen + w.cod_fees_sen + w.tax_sen,
  w.buyer_shipping_sen + w.platform_subsidy_sen + w.shipping_sen + w.cashback_sen + w.claims_sen,
  0,
  0
FROM waterfall_shares AS w
WHERE w.order_id IS NULL AND w.orders = 0
UNION ALL
SELECT c.month, 0, 0, 0, -CAST(ROUND(1.0 * c.amount_sen * c.days / c.month_days) AS INTEGER)
FROM (
  SELECT
    m.month AS month, m.cost AS cost, m.amount_sen AS amount_sen, COUNT(*) AS month_days,
    COUNT(CASE WHEN d.date >= :from_date AND d.date < :to_date THEN 1 END) AS days
  FROM v_monthly_costs AS m
  JOIN v_days AS d ON d.date >= m.from_date AND d.date < m.to_date
  WHERE m.from_date < :to_date AND m.to_date > :from_date
  GROUP BY m.month, m.cost, m.amount_sen
) AS c
UNION ALL
SELECT m.month, 0, 0, 0, 0
FROM v_months AS m
WHERE m.from_date < :to_date AND m.to_date > :from_date
