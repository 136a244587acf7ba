/*omni
name = "receipts"
version = 1
title = { id = "Penerimaan per pesanan", en = "Receipts by order" }
formula = { id = """
Satu baris per pesanan menurut tanggal pesan, ditambah satu baris per nomor yang hanya ada di file pencairan \
(menurut tanggal cairnya). Seharusnya = pendapatan bersih dikurangi pengembalian (marketplace) atau nilai COD \
(kurir), dikurangi biaya yang memang tercatat di baris pencairannya. Cair = jumlah baris pencairan pesanan itu \
tanpa isi saldo iklan. Selisih = cair − seharusnya. Tahap = titik terjauh yang sudah dicapai seluruh uang \
pesanan itu sampai as-of. Temuan = paling banyak satu, yang terberat. Toleransi nol; pembulatan platform sampai \
Rp2 bukan temuan. Yang cair dua kali dinilai sebesar baris yang berlebih, sesudah biayanya.""", en = """
One row per order by its order date, and one per number that only settlement files know (by its settlement \
date). Expected = net revenue less refunds (marketplaces) or the COD value (couriers), less the charges that \
stand on its settlement lines. Settled = the sum of the order"s settlement lines without ads paid from sales. \
Difference = settled − expected. Stage = the furthest point that all of the order"s money reached by as-of. \
Finding = at most one, the gravest. Tolerance zero; a platform"s rounding up to Rp2 is no finding. \
What is settled twice counts as the line too many, after its charges.""" }
how_to_read = { id = """
Baca kolom temuan dulu: "none" berarti uangnya sesuai atau memang belum waktunya. Alasan dan langkah berikutnya \
tertulis di setiap baris. Baris tertutup sendiri begitu datanya diimpor.""", en = """
Read the finding first: "none" means the money agrees or is not due yet. Every row says why and what to do next. \
A row closes by itself once its data is imported.""" }
seed_ids = ["S0-61", "S0-67"]
grain = ["platform", "account", "order_no"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_dues", "v_money_steps", "v_cover_days", "v_receipt_words"]
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "status", kind = "text", id = "Status", en = "Status" },
  { name = "payer", kind = "text", id = "Pembayar", en = "Payer" },
  { name = "lines", kind = "int", id = "Baris cair", en = "Settlement lines" },
  { name = "expected_sen", kind = "sen", id = "Seharusnya", en = "Expected" },
  { name = "settled_sen", kind = "sen", id = "Cair", en = "Settled" },
  { name = "paid_out_sen", kind = "sen", id = "Ditarik", en = "Paid out" },
  { name = "in_bank_sen", kind = "sen", id = "Di bank", en = "In bank" },
  { name = "difference_sen", kind = "sen", id = "Selisih", en = "Difference" },
  { name = "open_sen", kind = "sen", id = "Belum di bank", en = "Not in bank yet" },
  { name = "value_sen", kind = "sen", id = "Nilai temuan", en = "Amount at stake" },
  { name = "stage", kind = "text", id = "Tahap", en = "Stage" },
  { name = "finding", kind = "text", id = "Temuan", en = "Finding" },
  { name = "reason_code", kind = "text", id = "Kode alasan", en = "Reason code" },
  { name = "reason", kind = "text", id = "Alasan", en = "Reason" },
  { name = "reason_en", kind = "text", id = "Alasan (Inggris)", en = "Reason (English)" },
  { name = "next_step", kind = "text", id = "Langkah berikutnya", en = "Next step" },
  { name = "next_step_en", kind = "text", id = "Langkah berikutnya (Inggris)", en = "Next step (English)" },
  { name = "settled_date", kind = "date", id = "Tanggal cair", en = "Settled on" },
  { name = "age_days", kind = "int", id = "Umur (hari)", en = "Age (days)" },
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
-- The stage and the finding of every sale; then of every number that no order file tells of.
staged AS (
  SELECT
    d.order_no AS order_no, d.platform AS platform, d.account AS account, d.source AS source,
    d.payer AS payer, d.ordered_date AS ordered_date, d.status AS status, d.lines AS lines,
    d.net_sen - d.ads_sen AS settled_sen,
    d.own_paid_sen AS paid_out_sen, d.own_bank_sen AS in_bank_sen,
    CASE WHEN j.live = 1 AND d.route <> 'direct' AND d.revenues = 0
         THEN d.full_sen - d.told_refund_sen - d.named_sen + d.net_sen - d.ads_sen
         ELSE d.net_sen - d.ads_sen - j.fee_gap_sen - j.excess_sen END AS expected_sen,
    CASE
      WHEN j.live = 1 AND d.route <> 'direct' AND d.revenues = 0
      THEN CASE WHEN d.state = 'done' THEN 'awaiting_settlement' ELSE 'awaiting_delivery' END
      WHEN d.net_sen - d.ads_sen > 0 OR (j.live = 1 AND d.revenues > 0)
      THEN CASE WHEN d.net_sen - d.ads_sen <> 0 AND d.own_bank_sen = d.net_sen - d.ads_sen THEN 'in_bank'
                WHEN d.net_sen - d.ads_sen <> 0 AND d.own_paid_sen = d.net_sen - d.ads_sen THEN 'paid_out'
                ELSE 'settled' END
      ELSE 'not_due'
    END AS stage,
    CASE
      WHEN d.state = 'test' THEN 'none'
      WHEN j.twice = 1 THEN 'double_settled'
      WHEN d.state = 'done' AND d.route <> 'direct' AND d.revenues = 0 AND c.day > d.ended_day + d.due_days
      THEN 'overdue'
      WHEN j.gap_sen < -200 THEN 'short'
      WHEN j.gap_sen > 200 THEN 'over'
      WHEN j.fee_gap_sen <> 0 THEN 'fee_mismatch'
      WHEN j.settled = 1 AND j.refunded_sen > 0 AND (d.revenues > 0 OR d.refund_line_sen < 0) THEN 'refund'
      WHEN d.state = 'back' AND d.route = 'cod' AND d.payer_known = 1
       AND d.shipping_sen = 0 AND d.cod_fee_sen = 0 AND c.day > d.told_day + d.due_days THEN 'rts_not_charged'
      WHEN d.state = 'lost' AND d.claims_sen = 0 AND d.items_sen <= 0 THEN 'lost_unclaimed'
      ELSE 'none'
    END AS finding,
    d.state AS state, d.route AS route, d.revenues AS revenues, d.full_sen AS full_sen,
    d.named_shipping_sen AS named_shipping_sen, j.refunded_sen AS refunded_sen,
    d.payer_known AS payer_known, d.told_refund_sen AS told_refund_sen, d.refund_unknown AS refund_unknown,
    j.gap_sen AS gap_sen,
    d.claims_sen + CASE WHEN d.state = 'lost' THEN d.items_sen ELSE 0 END AS claims_sen,
    d.shipping_sen AS shipping_sen,
    CASE WHEN d.state = 'done' AND d.settled_day > d.ended_day + d.due_days THEN 1
         WHEN d.state = 'back' AND d.last_day > d.ended_day + d.due_days THEN 1 ELSE 0 END AS late,
    d.settled_date AS settled_date,
    c.day - COALESCE(d.settled_day, CASE WHEN d.state <> 'open' THEN d.ended_day END, d.ordered_day) AS age_days,
    CASE WHEN d.state = 'done' THEN c.day - d.ended_day END AS due_for_days
  FROM due AS d
  JOIN judged AS j ON j.order_id = d.order_id
  CROSS JOIN clock AS c
  UNION ALL
  SELECT
    m.order_key, m.platform, m.account, m.source, m.platform, m.first_date,
    NULL,
    m.lines,
    m.net_sen - m.ads_sen,
    m.own_paid_sen, m.own_bank_sen,
    NULL,
    CASE WHEN m.net_sen - m.ads_sen <> 0 AND m.own_bank_sen = m.net_sen - m.ads_sen THEN 'in_bank'
         WHEN m.net_sen - m.ads_sen <> 0 AND m.own_paid_sen = m.net_sen - m.ads_sen THEN 'paid_out'
         ELSE 'settled' END,
    'unknown_order',
    'unknown',
    'unknown',
    m.revenues,
    0,
    0,
    0,
    1,
    0,
    0,
    0,
    m.claims_sen, m.shipping_sen,
    0,
    m.settled_date,
    c.day - m.first_day,
    NULL
  FROM money AS m
  CROSS JOIN clock AS c
  WHERE m.order_id IS NULL AND m.order_key IS NOT NULL
    AND m.first_date >= :from_date AND m.first_date < :to_date
)
SELECT
  s.order_no AS order_no, s.platform AS platform, s.account AS account, s.ordered_date AS ordered_date,
  s.status AS status, s.payer AS payer, s.lines AS lines, s.expected_sen AS expected_sen,
  s.settled_sen AS settled_sen, s.paid_out_sen AS paid_out_sen, s.in_bank_sen AS in_bank_sen,
  s.settled_sen - s.expected_sen AS difference_sen,
  CASE s.stage WHEN 'not_due' THEN 0 WHEN 'in_bank' THEN 0
               WHEN 'awaiting_delivery' THEN s.expected_sen - s.in_bank_sen
               WHEN 'awaiting_settlement' THEN s.expected_sen - s.in_bank_sen
               ELSE s.settled_sen - s.in_bank_sen END AS open_sen,
  s.value_sen AS value_sen, s.stage AS stage, s.finding AS finding, s.reason_code AS reason_code,
  w.reason AS reason, w.reason_en AS reason_en, w.next_step AS next_step, w.next_step_en AS next_step_en,
  s.settled_date AS settled_date,
  s.age_days AS age_days
FROM (
  SELECT
    t.order_no, t.platform, t.account, t.ordered_date, t.status, t.payer, t.lines, t.expected_sen,
    t.settled_sen, t.paid_out_sen, t.in_bank_sen, t.stage, t.finding, t.settled_date, t.age_days,
    CASE t.finding
      WHEN 'none' THEN NULL
      WHEN 'unknown_order' THEN t.settled_sen
      WHEN 'overdue' THEN t.expected_sen
      WHEN 'refund' THEN -t.refunded_sen
      WHEN 'rts_not_charged' THEN -t.named_shipping_sen
      WHEN 'lost_unclaimed' THEN t.full_sen
      ELSE t.settled_sen - t.expected_sen
    END AS value_sen,
    CASE
      WHEN t.finding = 'unknown_order' AND t.revenues = 0 THEN 'unknown_adjusted'
      WHEN t.finding = 'overdue' AND t.payer_known = 0 THEN 'overdue_no_data'
      WHEN t.finding = 'over' AND t.state = 'back' THEN 'over_returned'
      WHEN t.finding = 'over' AND t.state = 'gone' THEN 'over_canceled'
      WHEN t.finding = 'over' AND t.gap_sen = t.told_refund_sen THEN 'refund_pending'
      WHEN t.finding = 'refund' AND t.refund_unknown = 1 THEN 'refund_unknown'
      WHEN t.finding <> 'none' THEN t.finding
      WHEN t.stage = 'not_due' AND t.state = 'gone' THEN 'canceled'
      WHEN t.stage = 'not_due' AND t.state = 'back' AND t.shipping_sen <> 0
      THEN CASE WHEN t.late = 1 THEN 'returned_charged_late' ELSE 'returned_charged' END
      WHEN t.stage = 'not_due' AND t.state IN ('back', 'lost') THEN 'returned'
      WHEN t.stage = 'not_due' AND t.state IN ('lead', 'test') THEN t.state
      WHEN t.stage = 'not_due' AND t.route = 'direct' THEN 'direct'
      WHEN t.stage = 'not_due' THEN 'returned'
      WHEN t.state = 'lost' AND t.claims_sen > 0 THEN 'claimed'
      WHEN t.stage = 'settled' AND t.late = 1 THEN 'settled_late'
      WHEN t.stage = 'in_bank' AND t.late = 1 THEN 'in_bank_late'
      ELSE t.stage
    END AS reason_code
  FROM staged AS t
) AS s
LEFT JOIN v_receipt_words AS w ON w.reason_code = s.reason_code
ORDER BY s.ordered_date, s.platform, s.account, s.order_no;
