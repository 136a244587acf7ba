/*omni
name = "cash_waterfall"
version = 1
title = { id = "Dari GMV ke bank", en = "From GMV to the bank" }
formula = { id = """
Dari nilai kotor pesanan periode ini sampai uang di bank, langkah demi langkah. Setiap total (cair, ditarik, di \
bank) sama dengan jumlah langkah di atasnya, sampai sen. Langkah "belum terjelaskan" memuat selisih yang tidak \
dijelaskan biaya, pengembalian, atau klaim apa pun; pesanannya ada di daftar temuan. COD yang belum cair dihitung \
sesudah biaya yang disebut file pesanannya, sama seperti pada receipts.""", en = """
From the gross value of the period"s orders to the money in the bank, step by step. Each total (settled, paid \
out, in bank) equals the sum of the steps above it, to the sen. The step "unexplained" holds differences that no \
charge, refund or claim explains; its orders are on the list of findings. COD not settled yet counts after the charges \
that its order file names, as in receipts.""" }
how_to_read = { id = """
Turun berarti uang berkurang di langkah itu. "Belum terjelaskan" harus nol; bila tidak, buka pesanannya. Ongkir \
marketplace terdiri dari tiga langkah: dibayar pembeli, subsidi platform, dan yang diteruskan ke kurir; bersama-sama \
seharusnya impas. File yang hanya menyebut angka bersihnya tampil di langkah ongkir.""", en = """
A step down takes money away. "Unexplained" should be zero; open its orders if it is not. Marketplace shipping \
is three steps: paid by the buyer, subsidised by the platform, passed on to the courier; together they should come \
out even. A file that names only the net figure shows it in the step shipping.""" }
seed_ids = ["S0-59", "S0-61", "S0-70"]
grain = ["step_no"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_dues", "v_money_steps", "v_cover_days"]
columns = [
  { name = "step_no", kind = "int", id = "No.", en = "No." },
  { name = "step", kind = "text", id = "Langkah", en = "Step" },
  { name = "amount_sen", kind = "sen", id = "Jumlah", en = "Amount" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "is_total", kind = "int", id = "Total", en = "Total" },
]
*/
WITH clock AS (
  SELECT d.day AS day FROM v_days AS d WHERE d.date = :as_of
),
cover AS (
  SELECT
    c.line_id AS line_id,
    COALESCE(SUM(c.amount_sen), 0) AS paid_sen,
    COALESCE(SUM(CASE WHEN c.bank_date <= :as_of THEN c.amount_sen ELSE 0 END), 0) AS bank_sen,
    COALESCE(SUM(CASE WHEN c.bank_date <= :as_of THEN c.payout_fee_sen ELSE 0 END), 0) AS payout_fee_sen
  FROM v_cover_days AS c
  WHERE c.paid_date <= :as_of
  GROUP BY c.line_id
),
-- The money of each sale up to as_of; of numbers no order file tells of; of days, for lines about no order.
money AS (
  SELECT
    -- The cast gives the column a type, without which SQLite looks orders up by reading all of it.
    CAST(m.order_id AS INTEGER) AS order_id,
    CASE WHEN m.order_id IS NULL THEN m.platform END AS platform,
    CASE WHEN m.order_id IS NULL THEN m.account END AS account,
    CASE WHEN m.order_id IS NULL THEN m.order_key END AS order_key,
    MIN(m.platform) AS payer,
    MIN(m.source) AS source,
    COUNT(*) AS lines,
    MIN(m.occurred_date) AS first_date,
    MIN(m.occurred_day) AS first_day,
    MAX(m.occurred_day) AS last_day,
    MIN(CASE WHEN m.kind IN ('revenue', 'payment_from') THEN m.occurred_date END) AS settled_date,
    MIN(CASE WHEN m.kind IN ('revenue', 'payment_from') THEN m.occurred_day END) AS settled_day,
    COALESCE(SUM(CASE WHEN m.kind IN ('revenue', 'payment_from') THEN 1 ELSE 0 END), 0) AS revenues,
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
    COALESCE(SUM(m.net_sen), 0) AS net_sen,
    COALESCE(SUM(c.paid_sen), 0) AS paid_sen,
    COALESCE(SUM(c.bank_sen), 0) AS bank_sen,
    COALESCE(SUM(c.payout_fee_sen), 0) AS payout_fee_sen,
    COALESCE(SUM(CASE WHEN m.kind <> 'ads_topup' THEN c.paid_sen ELSE 0 END), 0) AS own_paid_sen,
    COALESCE(SUM(CASE WHEN m.kind <> 'ads_topup' THEN c.bank_sen ELSE 0 END), 0) AS own_bank_sen
  FROM v_money_steps AS m
  LEFT JOIN cover AS c ON c.line_id = m.line_id
  WHERE m.occurred_date <= :as_of
  GROUP BY
    m.order_id,
    CASE WHEN m.order_id IS NULL THEN m.platform END,
    CASE WHEN m.order_id IS NULL THEN m.account END,
    CASE WHEN m.order_id IS NULL THEN m.order_key END,
    CASE WHEN m.order_id IS NULL AND m.order_key IS NULL THEN m.occurred_date END
),
payers AS (
  SELECT m.payer AS platform FROM money AS m GROUP BY m.payer
),
-- Each sale of the period as it stood on as_of, beside its money.
due AS (
  SELECT
    d.order_id AS order_id, d.platform AS platform, d.account AS account, d.order_no AS order_no,
    d.source AS source, d.route AS route, d.payer AS payer, d.ordered_date AS ordered_date,
    d.ordered_day AS ordered_day, d.status AS status,
    CASE WHEN d.ended_date > :as_of THEN 'open'
         WHEN d.outcome = 'lead' AND m.revenues > 0 THEN 'open'
         ELSE d.outcome END AS state,
    d.ended_day AS ended_day, d.told_day AS told_day, d.due_days AS due_days, d.fee_bps AS fee_bps, d.gmv_sen AS gmv_sen,
    d.net_sen AS value_sen, d.full_sen AS full_sen,
    CASE WHEN d.ended_date > :as_of THEN 0 ELSE d.refund_sen END AS told_refund_sen,
    d.refund_unknown AS refund_unknown, d.named_shipping_sen AS named_shipping_sen,
    d.named_fee_sen AS named_fee_sen,
    COALESCE(d.named_shipping_sen, 0) + COALESCE(d.named_fee_sen, 0) AS named_sen,
    CASE WHEN p.platform IS NOT NULL THEN 1 ELSE 0 END AS payer_known,
    COALESCE(m.lines, 0) AS lines,
    m.settled_date AS settled_date, m.settled_day AS settled_day, m.last_day AS last_day,
    COALESCE(m.revenues, 0) AS revenues,
    m.least_sen AS least_sen, m.least_net_sen AS least_net_sen,
    COALESCE(m.sold_shipping_sen, 0) AS sold_shipping_sen,
    COALESCE(m.sold_fee_sen, 0) AS sold_fee_sen,
    COALESCE(m.sold_tax_sen, 0) AS sold_tax_sen,
    COALESCE(m.items_sen, 0) AS items_sen,
    COALESCE(m.refund_sen, 0) AS refund_line_sen,
    COALESCE(m.shipping_sen, 0) AS shipping_sen,
    COALESCE(m.bought_shipping_sen, 0) AS bought_shipping_sen,
    COALESCE(m.subsidy_sen, 0) AS subsidy_sen,
    COALESCE(m.platform_fee_sen, 0) AS platform_fee_sen,
    COALESCE(m.cod_fee_sen, 0) AS cod_fee_sen,
    COALESCE(m.tax_sen, 0) AS tax_sen,
    COALESCE(m.cashback_sen, 0) AS cashback_sen,
    COALESCE(m.claims_sen, 0) AS claims_sen,
    COALESCE(m.ads_sen, 0) AS ads_sen,
    COALESCE(m.rounding_sen, 0) AS rounding_sen,
    COALESCE(m.adjustment_sen, 0) AS adjustment_sen,
    COALESCE(m.unclassified_sen, 0) AS unclassified_sen,
    COALESCE(m.net_sen, 0) AS net_sen,
    COALESCE(m.paid_sen, 0) AS paid_sen,
    COALESCE(m.bank_sen, 0) AS bank_sen,
    COALESCE(m.payout_fee_sen, 0) AS payout_fee_sen,
    COALESCE(m.own_paid_sen, 0) AS own_paid_sen,
    COALESCE(m.own_bank_sen, 0) AS own_bank_sen
  FROM v_dues AS d
  LEFT JOIN money AS m ON m.order_id = d.order_id
  LEFT JOIN payers AS p ON p.platform = d.payer
  WHERE d.ordered_date >= :from_date AND d.ordered_date < :to_date AND d.ordered_date <= :as_of
),
-- What the lines' items are measured by. A courier's file may state what it collected, or the product
-- alone, or only the net: then the charges are those the order file names, or whatever is missing.
-- Before it settles, what it will keep is what the order file names.
based AS (
  SELECT
    d.order_id AS order_id,
    CASE WHEN d.state IN ('done', 'open') THEN 1 ELSE 0 END AS live,
    CASE
      WHEN d.state = 'lost' AND d.items_sen > 0 THEN d.items_sen
      WHEN d.state NOT IN ('done', 'open') THEN 0
      WHEN d.route = 'direct' THEN d.items_sen
      WHEN d.route = 'cod' AND d.sold_shipping_sen + d.sold_fee_sen + d.sold_tax_sen <> 0
       AND d.items_sen IN (d.value_sen, d.value_sen + COALESCE(d.named_shipping_sen, 0)) THEN d.items_sen
      WHEN d.route = 'cod' AND d.sold_shipping_sen + d.sold_fee_sen + d.sold_tax_sen <> 0 AND d.revenues > 1
       AND d.least_sen IN (d.value_sen, d.value_sen + COALESCE(d.named_shipping_sen, 0)) THEN d.least_sen
      ELSE d.full_sen
    END AS base_sen,
    CASE
      WHEN d.state NOT IN ('done', 'open') OR d.route <> 'cod' THEN 0
      WHEN d.revenues = 0 THEN -d.named_sen
      WHEN d.sold_shipping_sen + d.sold_fee_sen + d.sold_tax_sen <> 0 THEN 0
      WHEN d.named_sen <> 0 THEN -d.named_sen
      WHEN d.items_sen < d.full_sen THEN d.items_sen - d.full_sen
      WHEN d.revenues > 1 AND d.items_sen = d.revenues * d.least_sen AND d.least_sen < d.full_sen
      THEN d.least_sen - d.full_sen
      ELSE 0
    END AS assumed_sen
  FROM due AS d
),
weighed AS (
  SELECT
    d.order_id AS order_id, b.live AS live, b.base_sen AS base_sen, b.assumed_sen AS assumed_sen,
    d.items_sen + d.refund_line_sen - b.base_sen - b.assumed_sen AS raw_sen
  FROM due AS d
  JOIN based AS b ON b.order_id = d.order_id
),
-- refunded_sen  what went back to the buyer, by the order file, the lines, or both
-- gap_sen       settled more (+) or less (-) than that explains
-- excess_sen    the gap less the charges on the lines that settle the same money again
-- fee_gap_sen   charges other than those named; of money settled twice they are not measured
judged AS (
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
        WHEN d.revenues = 0 THEN d.told_refund_sen
        WHEN g.raw_sen + d.told_refund_sen = 0 THEN d.told_refund_sen
        WHEN d.refund_line_sen <> 0 AND g.raw_sen - d.refund_line_sen = 0 THEN -d.refund_line_sen
        WHEN g.raw_sen + d.told_refund_sen - d.refund_line_sen = 0 THEN d.told_refund_sen - d.refund_line_sen
        WHEN d.refund_unknown = 1 AND g.raw_sen < 0 THEN -g.raw_sen
        WHEN -d.refund_line_sen > d.told_refund_sen THEN -d.refund_line_sen
        ELSE d.told_refund_sen
      END AS refunded_sen,
      CASE
        WHEN g.live = 0 OR d.revenues = 0 THEN 0
        WHEN d.route = 'cod' AND d.sold_shipping_sen + d.sold_fee_sen + d.sold_tax_sen <> 0
        THEN CASE WHEN d.named_shipping_sen IS NULL THEN 0 ELSE d.sold_shipping_sen + d.named_shipping_sen END
           + CASE WHEN d.named_fee_sen IS NULL OR d.sold_fee_sen = -d.named_fee_sen THEN 0
                  ELSE d.sold_fee_sen + d.sold_tax_sen + d.named_fee_sen END
        WHEN d.route <> 'marketplace' OR d.fee_bps IS NULL OR d.items_sen <= 0 THEN 0
        -- Of what was refunded a platform gives its fee back, or keeps it: both are as agreed.
        WHEN ABS(d.platform_fee_sen + CAST(ROUND(1.0 * d.items_sen * d.fee_bps / 10000) AS INTEGER)) <= 200 THEN 0
        WHEN ABS(d.platform_fee_sen + CAST(ROUND(1.0 * (d.items_sen + d.refund_line_sen) * d.fee_bps / 10000) AS INTEGER)) > 200
        THEN d.platform_fee_sen + CAST(ROUND(1.0 * (d.items_sen + d.refund_line_sen) * d.fee_bps / 10000) AS INTEGER)
        ELSE 0
      END AS fee_gap_sen
    FROM due AS d
    JOIN weighed AS g ON g.order_id = d.order_id
   ) AS w
  ) AS v
),
-- What every sale, every unknown number and every day's other lines add to each step.
shares AS (
  SELECT
    d.platform AS platform, d.account AS account, d.order_no AS order_no, d.ordered_date AS ordered_date,
    1 AS orders,
    CASE WHEN d.state IN ('test', 'lead') THEN 0 ELSE d.gmv_sen END AS gmv_sen,
    CASE WHEN d.state = 'gone' THEN -d.gmv_sen ELSE 0 END AS canceled_sen,
    CASE WHEN d.state IN ('back', 'lost') THEN -d.gmv_sen ELSE 0 END AS rts_sen,
    CASE WHEN j.live = 1 THEN d.value_sen - d.gmv_sen ELSE 0 END AS seller_discount_sen,
    d.bought_shipping_sen
      + CASE WHEN j.live = 0 THEN 0
             WHEN d.route = 'direct' AND d.revenues = 0 THEN 0
             ELSE j.base_sen - d.value_sen END AS buyer_shipping_sen,
    d.subsidy_sen AS platform_subsidy_sen,
    d.platform_fee_sen AS platform_fees_sen,
    d.shipping_sen - d.bought_shipping_sen - d.subsidy_sen + CASE WHEN d.named_sen <> 0 AND j.assumed_sen <> 0 THEN -COALESCE(d.named_shipping_sen, 0) ELSE 0 END AS shipping_sen,
    d.cod_fee_sen + CASE WHEN d.named_sen <> 0 AND j.assumed_sen <> 0 THEN -COALESCE(d.named_fee_sen, 0) ELSE j.assumed_sen END AS cod_fees_sen,
    d.tax_sen AS tax_sen, d.cashback_sen AS cashback_sen,
    d.claims_sen + CASE WHEN d.state = 'lost' THEN j.base_sen ELSE 0 END AS claims_sen,
    CASE WHEN d.state = 'test' THEN 0
         WHEN j.settled = 0 THEN d.refund_line_sen - j.refunded_sen ELSE -j.refunded_sen END AS refunds_sen,
    d.ads_sen AS ads_topup_sen,
    d.adjustment_sen + CASE WHEN d.state = 'test' THEN d.items_sen + d.refund_line_sen ELSE 0 END AS adjustment_sen,
    d.rounding_sen + CASE WHEN ABS(j.gap_sen) <= 200 THEN j.gap_sen ELSE 0 END AS rounding_sen,
    CASE WHEN d.state = 'test' OR j.settled = 1 THEN 0
         WHEN d.route = 'direct' THEN j.refunded_sen - d.value_sen
         ELSE j.refunded_sen - j.base_sen - j.assumed_sen END AS not_yet_settled_sen,
    d.unclassified_sen + CASE WHEN ABS(j.gap_sen) > 200 THEN j.gap_sen ELSE 0 END AS unexplained_sen,
    d.net_sen AS settled_sen,
    d.paid_sen - d.net_sen AS not_yet_paid_out_sen,
    d.paid_sen AS paid_out_sen, d.payout_fee_sen AS payout_fees_sen,
    d.bank_sen - d.paid_sen AS not_yet_in_bank_sen,
    d.bank_sen + d.payout_fee_sen AS in_bank_sen
  FROM due AS d
  JOIN judged AS j ON j.order_id = d.order_id
  UNION ALL
  SELECT
    m.platform, m.account, m.order_key, m.first_date,
    CASE WHEN m.order_key IS NULL THEN 0 ELSE 1 END,
    0,
    0,
    0,
    0,
    m.bought_shipping_sen,
    m.subsidy_sen,
    m.platform_fee_sen, m.shipping_sen - m.bought_shipping_sen - m.subsidy_sen, m.cod_fee_sen, m.tax_sen, m.cashback_sen, m.claims_sen,
    m.refund_sen, m.ads_sen, m.adjustment_sen, m.rounding_sen,
    0,
    m.items_sen + m.unclassified_sen,
    m.net_sen,
    m.paid_sen - m.net_sen,
    m.paid_sen, m.payout_fee_sen,
    m.bank_sen - m.paid_sen,
    m.bank_sen + m.payout_fee_sen
  FROM money AS m
  WHERE m.order_id IS NULL AND m.first_date >= :from_date AND m.first_date < :to_date
),
added AS (
  SELECT
    COALESCE(SUM(s.gmv_sen), 0) AS gmv_sen,
    COALESCE(SUM(CASE WHEN s.gmv_sen <> 0 THEN s.orders ELSE 0 END), 0) AS gmv_orders,
    COALESCE(SUM(s.canceled_sen), 0) AS canceled_sen,
    COALESCE(SUM(CASE WHEN s.canceled_sen <> 0 THEN s.orders ELSE 0 END), 0) AS canceled_orders,
    COALESCE(SUM(s.rts_sen), 0) AS rts_sen,
    COALESCE(SUM(CASE WHEN s.rts_sen <> 0 THEN s.orders ELSE 0 END), 0) AS rts_orders,
    COALESCE(SUM(s.seller_discount_sen), 0) AS seller_discount_sen,
    COALESCE(SUM(CASE WHEN s.seller_discount_sen <> 0 THEN s.orders ELSE 0 END), 0) AS seller_discount_orders,
    COALESCE(SUM(s.buyer_shipping_sen), 0) AS buyer_shipping_sen,
    COALESCE(SUM(CASE WHEN s.buyer_shipping_sen <> 0 THEN s.orders ELSE 0 END), 0) AS buyer_shipping_orders,
    COALESCE(SUM(s.platform_subsidy_sen), 0) AS platform_subsidy_sen,
    COALESCE(SUM(CASE WHEN s.platform_subsidy_sen <> 0 THEN s.orders ELSE 0 END), 0) AS platform_subsidy_orders,
    COALESCE(SUM(s.platform_fees_sen), 0) AS platform_fees_sen,
    COALESCE(SUM(CASE WHEN s.platform_fees_sen <> 0 THEN s.orders ELSE 0 END), 0) AS platform_fees_orders,
    COALESCE(SUM(s.shipping_sen), 0) AS shipping_sen,
    COALESCE(SUM(CASE WHEN s.shipping_sen <> 0 THEN s.orders ELSE 0 END), 0) AS shipping_orders,
    COALESCE(SUM(s.cod_fees_sen), 0) AS cod_fees_sen,
    COALESCE(SUM(CASE WHEN s.cod_fees_sen <> 0 THEN s.orders ELSE 0 END), 0) AS cod_fees_orders,
    COALESCE(SUM(s.tax_sen), 0) AS tax_sen,
    COALESCE(SUM(CASE WHEN s.tax_sen <> 0 THEN s.orders ELSE 0 END), 0) AS tax_orders,
    COALESCE(SUM(s.cashback_sen), 0) AS cashback_sen,
    COALESCE(SUM(CASE WHEN s.cashback_sen <> 0 THEN s.orders ELSE 0 END), 0) AS cashback_orders,
    COALESCE(SUM(s.claims_sen), 0) AS claims_sen,
    COALESCE(SUM(CASE WHEN s.claims_sen <> 0 THEN s.orders ELSE 0 END), 0) AS claims_orders,
    COALESCE(SUM(s.refunds_sen), 0) AS refunds_sen,
    COALESCE(SUM(CASE WHEN s.refunds_sen <> 0 THEN s.orders ELSE 0 END), 0) AS refunds_orders,
    COALESCE(SUM(s.ads_topup_sen), 0) AS ads_topup_sen,
    COALESCE(SUM(CASE WHEN s.ads_topup_sen <> 0 THEN s.orders ELSE 0 END), 0) AS ads_topup_orders,
    COALESCE(SUM(s.adjustment_sen), 0) AS adjustment_sen,
    COALESCE(SUM(CASE WHEN s.adjustment_sen <> 0 THEN s.orders ELSE 0 END), 0) AS adjustment_orders,
    COALESCE(SUM(s.rounding_sen), 0) AS rounding_sen,
    COALESCE(SUM(CASE WHEN s.rounding_sen <> 0 THEN s.orders ELSE 0 END), 0) AS rounding_orders,
    COALESCE(SUM(s.not_yet_settled_sen), 0) AS not_yet_settled_sen,
    COALESCE(SUM(CASE WHEN s.not_yet_settled_sen <> 0 THEN s.orders ELSE 0 END), 0) AS not_yet_settled_orders,
    COALESCE(SUM(s.unexplained_sen), 0) AS unexplained_sen,
    COALESCE(SUM(CASE WHEN s.unexplained_sen <> 0 THEN s.orders ELSE 0 END), 0) AS unexplained_orders,
    COALESCE(SUM(s.settled_sen), 0) AS settled_sen,
    COALESCE(SUM(CASE WHEN s.settled_sen <> 0 THEN s.orders ELSE 0 END), 0) AS settled_orders,
    COALESCE(SUM(s.not_yet_paid_out_sen), 0) AS not_yet_paid_out_sen,
    COALESCE(SUM(CASE WHEN s.not_yet_paid_out_sen <> 0 THEN s.orders ELSE 0 END), 0) AS not_yet_paid_out_orders,
    COALESCE(SUM(s.paid_out_sen), 0) AS paid_out_sen,
    COALESCE(SUM(CASE WHEN s.paid_out_sen <> 0 THEN s.orders ELSE 0 END), 0) AS paid_out_orders,
    COALESCE(SUM(s.payout_fees_sen), 0) AS payout_fees_sen,
    COALESCE(SUM(CASE WHEN s.payout_fees_sen <> 0 THEN s.orders ELSE 0 END), 0) AS payout_fees_orders,
    COALESCE(SUM(s.not_yet_in_bank_sen), 0) AS not_yet_in_bank_sen,
    COALESCE(SUM(CASE WHEN s.not_yet_in_bank_sen <> 0 THEN s.orders ELSE 0 END), 0) AS not_yet_in_bank_orders,
    COALESCE(SUM(s.in_bank_sen), 0) AS in_bank_sen,
    COALESCE(SUM(CASE WHEN s.in_bank_sen <> 0 THEN s.orders ELSE 0 END), 0) AS in_bank_orders
  FROM shares AS s
)
SELECT
  t.step_no AS step_no,
  t.step AS step,
  t.amount_sen AS amount_sen,
  t.orders AS orders,
  t.is_total AS is_total
FROM (
  SELECT 1 AS step_no, 'gmv' AS step, a.gmv_sen AS amount_sen, a.gmv_orders AS orders, 0 AS is_total FROM added AS a
  UNION ALL SELECT 2, 'canceled', a.canceled_sen, a.canceled_orders, 0 FROM added AS a
  UNION ALL SELECT 3, 'rts', a.rts_sen, a.rts_orders, 0 FROM added AS a
  UNION ALL SELECT 4, 'seller_discount', a.seller_discount_sen, a.seller_discount_orders, 0 FROM added AS a
  UNION ALL SELECT 5, 'buyer_shipping', a.buyer_shipping_sen, a.buyer_shipping_orders, 0 FROM added AS a
  UNION ALL SELECT 6, 'platform_subsidy', a.platform_subsidy_sen, a.platform_subsidy_orders, 0 FROM added AS a
  UNION ALL SELECT 7, 'platform_fees', a.platform_fees_sen, a.platform_fees_orders, 0 FROM added AS a
  UNION ALL SELECT 8, 'shipping', a.shipping_sen, a.shipping_orders, 0 FROM added AS a
  UNION ALL SELECT 9, 'cod_fees', a.cod_fees_sen, a.cod_fees_orders, 0 FROM added AS a
  UNION ALL SELECT 10, 'tax', a.tax_sen, a.tax_orders, 0 FROM added AS a
  UNION ALL SELECT 11, 'cashback', a.cashback_sen, a.cashback_orders, 0 FROM added AS a
  UNION ALL SELECT 12, 'claims', a.claims_sen, a.claims_orders, 0 FROM added AS a
  UNION ALL SELECT 13, 'refunds', a.refunds_sen, a.refunds_orders, 0 FROM added AS a
  UNION ALL SELECT 14, 'ads_topup', a.ads_topup_sen, a.ads_topup_orders, 0 FROM added AS a
  UNION ALL SELECT 15, 'adjustment', a.adjustment_sen, a.adjustment_orders, 0 FROM added AS a
  UNION ALL SELECT 16, 'rounding', a.rounding_sen, a.rounding_orders, 0 FROM added AS a
  UNION ALL SELECT 17, 'not_yet_settled', a.not_yet_settled_sen, a.not_yet_settled_orders, 0 FROM added AS a
  UNION ALL SELECT 18, 'unexplained', a.unexplained_sen, a.unexplained_orders, 0 FROM added AS a
  UNION ALL SELECT 19, 'settled', a.settled_sen, a.settled_orders, 1 FROM added AS a
  UNION ALL SELECT 20, 'not_yet_paid_out', a.not_yet_paid_out_sen, a.not_yet_paid_out_orders, 0 FROM added AS a
  UNION ALL SELECT 21, 'paid_out', a.paid_out_sen, a.paid_out_orders, 1 FROM added AS a
  UNION ALL SELECT 22, 'payout_fees', a.payout_fees_sen, a.payout_fees_orders, 0 FROM added AS a
  UNION ALL SELECT 23, 'not_yet_in_bank', a.not_yet_in_bank_sen, a.not_yet_in_bank_orders, 0 FROM added AS a
  UNION ALL SELECT 24, 'in_bank', a.in_bank_sen, a.in_bank_orders, 1 FROM added AS a
) AS t
ORDER BY t.step_no;
