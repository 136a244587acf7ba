-- needs: sales_due
-- needs: raw_differences
-- computed once
-- refunded_sen  what went back to the buyer, by the order file, the lines, or both
-- gap_sen       settled more (+) or less (-) than that explains
-- excess_sen    the gap less the charges on the lines that settle the same money again
-- fee_gap_sen   charges other than those named; of money settled twice they are not measured
SELECT
  v.order_id AS order_id, v.live AS live, v.base_sen AS base_sen, v.assumed_sen AS assumed_sen,
  v.refunded_sen AS refunded_sen, v.gap_sen AS gap_sen, v.settled AS settled, v.twice AS twice,
  CASE WHEN v.twice = 0 THEN CASE WHEN ABS(v.gap_sen) > 200 THEN v.gap_sen ELSE 0 END
       WHEN v.gap_sen >= v.least_sen * (v.revenues - 1) THEN v.gap_sen - (v.least_sen - v.least_net_sen) * (v.revenues - 1)
       ELSE v.gap_sen - (v.least_sen - v.least_net_sen) END AS excess_sen,
  CASE WHEN v.twice = 1 THEN 0 ELSE v.fee_gap_sen END AS fee_gap_sen
FROM (
 SELECT
  w.order_id AS order_id, w.live AS live, w.base_sen AS base_sen, w.assumed_sen AS assumed_sen,
  w.refunded_sen AS refunded_sen, w.settled AS settled, w.fee_gap_sen AS fee_gap_sen,
  w.revenues AS revenues, w.least_sen AS least_sen, w.least_net_sen AS least_net_sen,
  CASE WHEN w.settled = 0 THEN 0 ELSE w.raw_sen + w.refunded_sen END AS gap_sen,
  CASE WHEN w.live = 1 AND w.revenues > 1 AND w.raw_sen + w.refunded_sen > 200
        AND w.raw_sen + w.refunded_sen >= w.least_sen THEN 1 ELSE 0 END AS twice
 FROM (
  SELECT
    d.order_id AS order_id, g.live AS live, g.base_sen AS base_sen, g.assumed_sen AS assumed_sen,
    g.raw_sen AS raw_sen, d.revenues AS revenues, d.least_sen AS least_sen, d.least_net_sen AS least_net_sen,
    CASE WHEN d.state = 'test' OR (g.live = 1 AND d.revenues = 0) THEN 0 ELSE 1 END AS settled,
    CASE
      WHEN g.live = 0 THEN CASE WHEN g.raw_sen < 0 THEN -g.raw_sen ELSE 0 END
      WHEN d.revenues = 0 THEN d.stated_refund_sen
      WHEN g.raw_sen + d.stated_refund_sen = 0 THEN d.stated_refund_sen
      WHEN d.refund_line_sen <> 0 AND g.raw_sen - d.refund_line_sen = 0 THEN -d.refund_line_sen
      WHEN g.raw_sen + d.stated_refund_sen - d.refund_line_sen = 0 THEN d.stated_refund_sen - d.refund_line_sen
      WHEN d.refund_unknown = 1 AND g.raw_sen < 0 THEN -g.raw_sen
      WHEN -d.refund_line_sen > d.stated_refund_sen THEN -d.refund_line_sen
      ELSE d.stated_refund_sen
    END AS refunded_sen,
    CASE
      WHEN g.live = 0 OR d.revenues = 0 THEN 0
      WHEN d.route = 'cod' AND d.sold_shipping_sen + d.sold_fee_sen + d.sold_tax_sen <> 0
      THEN MIN(0, g.charged_sen + d.given_back_sen) + MAX(0, g.charged_sen)
      WHEN d.route <> 'marketplace' OR d.fee_bps IS NULL OR d.items_sen <= 0 THEN 0
      -- Of what was refunded a platform gives its fee back, or keeps it: both are as agreed.
      WHEN ABS(d.platform_fee_sen + CAST(ROUND(1.0 * d.items_sen * d.fee_bps / 10000) AS INTEGER) + d.fee_flat_sen) <= 200 THEN 0
      WHEN ABS(d.platform_fee_sen + CAST(ROUND(1.0 * (d.items_sen + d.refund_line_sen) * d.fee_bps / 10000) AS INTEGER) + d.fee_flat_sen) > 200
      THEN d.platform_fee_sen + CAST(ROUND(1.0 * (d.items_sen + d.refund_line_sen) * d.fee_bps / 10000) AS INTEGER) + d.fee_flat_sen
      ELSE 0
    END AS fee_gap_sen
  FROM sales_due AS d
  JOIN raw_differences AS g ON g.order_id = d.order_id
 ) AS w
) AS v
