-- needs: period_lines
-- needs: line_payouts
-- The money of each sale of the period up to as_of; of numbers no order file tells of; of days, for lines about no order.
SELECT
  x.order_id AS order_id,
  x.platform AS platform,
  x.account AS account,
  x.order_key AS order_key,
  MIN(m.platform) AS payer,
  MIN(m.source) AS source,
  COUNT(*) AS lines,
  MIN(m.occurred_date) AS first_date,
  MIN(m.occurred_day) AS first_day,
  MAX(m.occurred_day) AS last_day,
  MIN(CASE WHEN m.kind IN ('revenue', 'payment_from') THEN m.occurred_date END) AS settled_date,
  MIN(CASE WHEN m.kind IN ('revenue', 'payment_from') THEN m.occurred_day END) AS settled_day,
  COALESCE(SUM(CASE WHEN m.kind IN ('revenue', 'payment_from') THEN 1 ELSE 0 END), 0) AS revenues,
  MIN(CASE WHEN m.kind IN ('revenue', 'payment_from') THEN CASE m.ledger WHEN 'wallet' THEN 1 ELSE 0 END END) AS by_wallet,
  MIN(CASE WHEN m.kind IN ('revenue', 'payment_from') AND m.items_sen > 0 THEN m.items_sen END) AS least_sen,
  MIN(CASE WHEN m.kind IN ('revenue', 'payment_from') AND m.items_sen > 0 THEN m.net_sen END) AS least_net_sen,
  COALESCE(SUM(CASE WHEN m.kind IN ('revenue', 'payment_from') THEN m.shipping_sen ELSE 0 END), 0) AS sold_shipping_sen,
  COALESCE(SUM(CASE WHEN m.kind IN ('revenue', 'payment_from') THEN m.fee_sen ELSE 0 END), 0) AS sold_fee_sen,
  COALESCE(SUM(CASE WHEN m.kind IN ('revenue', 'payment_from') THEN m.tax_sen ELSE 0 END), 0) AS sold_tax_sen,
  COALESCE(SUM(m.items_sen), 0) AS items_sen,
  COALESCE(SUM(m.refund_sen), 0) AS refund_sen,
  COALESCE(SUM(m.shipping_sen), 0) AS shipping_sen,
  COALESCE(SUM(m.buyer_shipping_sen), 0) AS bought_shipping_sen,
  COALESCE(SUM(m.shipping_subsidy_sen), 0) AS subsidy_sen,
  COALESCE(SUM(CASE WHEN m.is_market = 1 THEN m.fee_sen - m.fee_tax_sen ELSE 0 END), 0) AS platform_fee_sen,
  COALESCE(SUM(CASE WHEN m.is_market = 0 THEN m.fee_sen - m.fee_tax_sen ELSE 0 END), 0) AS cod_fee_sen,
  COALESCE(SUM(m.tax_sen + m.fee_tax_sen), 0) AS tax_sen,
  COALESCE(SUM(m.cashback_sen), 0) AS cashback_sen,
  COALESCE(SUM(m.claims_sen), 0) AS claims_sen,
  COALESCE(SUM(m.ads_sen), 0) AS ads_sen,
  COALESCE(SUM(m.rounding_sen), 0) AS rounding_sen,
  COALESCE(SUM(m.adjustment_sen), 0) AS adjustment_sen,
  COALESCE(SUM(m.unclassified_sen), 0) AS unclassified_sen,
  COALESCE(SUM(m.topup_sen), 0) AS topup_sen,
  COALESCE(SUM(m.financing_sen), 0) AS financing_sen,
  COALESCE(SUM(CASE WHEN m.shipping_sen + m.fee_sen + m.tax_sen < 0 THEN 1 ELSE 0 END), 0) AS charges,
  COALESCE(SUM(CASE WHEN m.kind = 'given_back' THEN m.net_sen ELSE 0 END), 0) AS given_back_sen,
  COALESCE(SUM(m.net_sen - m.topup_sen - m.financing_sen), 0) AS net_sen,
  COALESCE(SUM(c.paid_sen), 0) AS paid_sen,
  COALESCE(SUM(c.bank_sen), 0) AS bank_sen,
  COALESCE(SUM(c.payout_fee_sen), 0) AS payout_fee_sen,
  COALESCE(SUM(CASE WHEN m.kind NOT IN ('ads_topup', 'add_balance', 'financing') THEN c.paid_sen ELSE 0 END), 0) AS own_paid_sen,
  COALESCE(SUM(CASE WHEN m.kind NOT IN ('ads_topup', 'add_balance', 'financing') THEN c.bank_sen ELSE 0 END), 0) AS own_bank_sen
FROM period_lines AS x
JOIN v_money_steps AS m ON m.line_id = x.line_id
LEFT JOIN line_payouts AS c ON c.line_id = m.line_id
WHERE m.occurred_date <= :as_of
GROUP BY x.order_id, x.platform, x.account, x.order_key, x.day_date
