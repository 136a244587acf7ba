-- needs: order_money
-- needs: sales_due
-- needs: differences
-- What every sale, every unknown number and every day's other lines add to each step.
SELECT
  d.order_id AS order_id, d.state AS state,
  d.platform AS platform, d.account AS account, d.order_no AS order_no, d.ordered_date AS ordered_date,
  1 AS orders,
  CASE WHEN d.state IN ('test', 'lead') THEN 0 ELSE d.gmv_sen END AS gmv_sen,
  CASE WHEN d.state = 'gone' THEN -d.gmv_sen ELSE 0 END AS canceled_sen,
  CASE WHEN d.state IN ('back', 'lost') THEN -d.gmv_sen ELSE 0 END AS rts_sen,
  CASE WHEN j.live = 1 THEN d.value_sen - d.gmv_sen ELSE 0 END AS seller_discount_sen,
  d.bought_shipping_sen
    + CASE WHEN j.live = 0 THEN 0
           WHEN d.direct_sen <> 0 THEN d.direct_sen - d.value_sen + j.refunded_sen
           WHEN d.route = 'direct' AND d.revenues = 0 THEN 0
           ELSE j.base_sen - d.value_sen END AS buyer_shipping_sen,
  d.subsidy_sen AS platform_subsidy_sen,
  d.platform_fee_sen + CASE WHEN d.route = 'marketplace' THEN j.assumed_sen ELSE 0 END AS platform_fees_sen,
  d.shipping_sen - d.bought_shipping_sen - d.subsidy_sen + CASE WHEN j.assumed_sen <> 0 AND j.assumed_sen = -d.named_sen THEN -COALESCE(d.likely_shipping_sen, 0) ELSE 0 END AS shipping_sen,
  d.cod_fee_sen + CASE WHEN j.assumed_sen <> 0 AND j.assumed_sen = -d.named_sen THEN -COALESCE(d.named_fee_sen, 0) WHEN d.route = 'cod' THEN j.assumed_sen ELSE 0 END AS cod_fees_sen,
  d.tax_sen AS tax_sen, d.cashback_sen AS cashback_sen,
  d.claims_sen + CASE WHEN d.state = 'lost' THEN j.base_sen ELSE 0 END AS claims_sen,
  CASE WHEN d.state = 'test' THEN 0
       WHEN j.settled = 0 THEN d.refund_line_sen - j.refunded_sen ELSE -j.refunded_sen END AS refunds_sen,
  d.ads_sen AS ads_topup_sen,
  d.adjustment_sen + CASE WHEN d.state = 'test' THEN d.items_sen + d.refund_line_sen ELSE 0 END AS adjustment_sen,
  d.rounding_sen + CASE WHEN ABS(j.gap_sen) <= 200 THEN j.gap_sen ELSE 0 END AS rounding_sen,
  CASE WHEN j.settled = 0 THEN -d.direct_sen ELSE 0 END AS paid_directly_sen,
  CASE WHEN d.state = 'test' OR j.settled = 1 OR d.direct_sen <> 0 THEN 0
       WHEN d.route = 'direct' THEN j.refunded_sen - d.value_sen
       ELSE j.refunded_sen - j.base_sen - j.assumed_sen END AS not_yet_settled_sen,
  0 AS order_unknown_sen,
  d.unclassified_sen + CASE WHEN ABS(j.gap_sen) > 200 THEN j.gap_sen ELSE 0 END AS unexplained_sen,
  d.net_sen AS settled_sen,
  d.topup_sen AS own_topup_sen, d.financing_sen AS financing_sen,
  d.paid_sen - d.net_sen - d.topup_sen - d.financing_sen AS not_yet_paid_out_sen,
  d.paid_sen AS paid_out_sen, d.payout_fee_sen AS payout_fees_sen,
  d.bank_sen - d.paid_sen AS not_yet_in_bank_sen,
  d.bank_sen + d.payout_fee_sen AS in_bank_sen
FROM sales_due AS d
JOIN differences AS j ON j.order_id = d.order_id
UNION ALL
-- Money of a number that no order file tells of stands in one step, whole; of lines about no order, in the step of each.
SELECT
  NULL,
  NULL,
  m.platform, m.account, m.order_key, m.first_date,
  m.known,
  0,
  0,
  0,
  0,
  m.of_none * m.bought_shipping_sen,
  m.of_none * m.subsidy_sen,
  m.of_none * m.platform_fee_sen, m.of_none * (m.shipping_sen - m.bought_shipping_sen - m.subsidy_sen),
  m.of_none * m.cod_fee_sen, m.of_none * m.tax_sen, m.of_none * m.cashback_sen, m.of_none * m.claims_sen,
  m.of_none * m.refund_sen, m.ads_sen, m.of_none * m.adjustment_sen, m.of_none * m.rounding_sen,
  0,
  0,
  CASE WHEN m.of_none = 1 THEN m.items_sen ELSE m.net_sen - m.ads_sen END,
  m.of_none * m.unclassified_sen,
  m.net_sen,
  m.topup_sen, m.financing_sen,
  m.paid_sen - m.net_sen - m.topup_sen - m.financing_sen,
  m.paid_sen, m.payout_fee_sen,
  m.bank_sen - m.paid_sen,
  m.bank_sen + m.payout_fee_sen
FROM (
  SELECT
    u.platform, u.account, u.order_key, u.first_date, u.bought_shipping_sen, u.subsidy_sen, u.platform_fee_sen, u.shipping_sen,
    u.cod_fee_sen, u.tax_sen, u.cashback_sen, u.claims_sen, u.refund_sen, u.ads_sen, u.adjustment_sen, u.rounding_sen,
    u.items_sen, u.unclassified_sen, u.net_sen, u.topup_sen, u.financing_sen, u.paid_sen, u.payout_fee_sen, u.bank_sen,
    CASE WHEN u.order_key IS NULL THEN 0 ELSE 1 END AS known,
    CASE WHEN u.order_key IS NULL THEN 1 ELSE 0 END AS of_none
  FROM order_money AS u
  WHERE u.order_id IS NULL AND u.first_date >= :from_date AND u.first_date < :to_date
) AS m
