-- computed once
-- What each sale of the period should bring by its own facts (v_dues says each column), worked out once for all that ask for it.
SELECT
  d.order_id AS order_id, d.platform AS platform, d.account AS account, d.order_no AS order_no, d.source AS source,
  d.route AS route, d.payer AS payer, d.ordered_date AS ordered_date, d.ordered_day AS ordered_day, d.status AS status,
  d.ended_date AS ended_date, d.outcome AS outcome, d.ended_day AS ended_day, d.alarm_day AS alarm_day,
  d.due_days AS due_days, d.fee_bps AS fee_bps, d.fee_flat_sen AS fee_flat_sen, d.gmv_sen AS gmv_sen, d.net_sen AS net_sen,
  d.full_sen AS full_sen, d.refund_sen AS refund_sen, d.refund_unknown AS refund_unknown, d.is_incomplete AS is_incomplete,
  d.named_shipping_sen AS named_shipping_sen, d.named_fee_sen AS named_fee_sen, d.stated_shipping_sen AS stated_shipping_sen,
  d.paid_date AS paid_date, d.direct_sen AS direct_sen, d.bought_sen AS bought_sen, d.subsidised_sen AS subsidised_sen
FROM v_dues AS d
WHERE d.ordered_date >= :from_date AND d.ordered_date < :to_date AND d.ordered_date <= :as_of
