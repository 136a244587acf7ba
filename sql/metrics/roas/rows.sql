/*omni
explains = ["revenue_sen", "ad_spend_sen", "total_orders", "repeat_orders", "revenue_new_sen", "revenue_repeat_sen"]
ratios = { roas_bps = ["revenue_sen", "ad_spend_sen"], nc_roas_bps = ["revenue_new_sen", "ad_spend_sen"], repeat_rate_bps = ["repeat_orders", "total_orders"], share_new_bps = ["revenue_new_sen", "revenue_sen"], share_repeat_bps = ["revenue_repeat_sen", "revenue_sen"] }
filters = ["platform", "account"]
uses = ["order_basis"]
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_settled_platforms", "v_ad_days"]
*/
SELECT
  'orders' AS entity,
  b.order_id AS entity_id,
  b.platform AS segment,
  b.order_no AS label,
  b.ordered_date AS date,
  b.reason AS reason,
  b.net_revenue_sen AS amount_sen,
  b.platform AS platform,
  b.account AS account,
  CASE WHEN b.reason = '' THEN b.revenue_sen END AS revenue_sen,
  NULL AS ad_spend_sen,
  CASE WHEN b.reason = '' THEN 1 END AS total_orders,
  CASE WHEN b.reason = '' AND b.first_order_date < :from_date THEN 1 END AS repeat_orders,
  CASE WHEN b.reason = '' AND (b.first_order_date >= :from_date OR b.first_order_date IS NULL) THEN b.revenue_sen END AS revenue_new_sen,
  CASE WHEN b.reason = '' AND b.first_order_date < :from_date THEN b.revenue_sen END AS revenue_repeat_sen
FROM order_basis AS b
UNION ALL
SELECT
  'ad_performance', d.ad_row_id, d.platform || ' · ' || d.campaign, d.campaign || CASE WHEN d.adset = '' THEN '' ELSE ' › ' || d.adset END,
  MIN(d.ad_date), '', COALESCE(SUM(d.spend_sen), 0), d.platform, d.account,
  NULL, COALESCE(SUM(d.spend_sen), 0), NULL, NULL, NULL, NULL
FROM v_ad_days AS d
WHERE d.ad_date >= :from_date AND d.ad_date < :to_date
GROUP BY d.ad_row_id, d.platform, d.account, d.campaign, d.adset
ORDER BY entity, entity_id;
