/*omni
name = "roas"
version = 1
title = { id = "ROAS dan biaya pelanggan baru", en = "ROAS and acquisition cost" }
formula = { id = """
Belanja iklan = jumlah spend semua platform iklan dalam periode. ROAS = pendapatan ÷ belanja iklan. \
CAC = belanja iklan ÷ pelanggan baru. Pelanggan baru = pelanggan yang pesanan terhitung pertamanya jatuh dalam periode, \
pada basis apa pun. Pesanan ulang = pesanan dari pelanggan yang pesanan pertamanya sebelum periode. Rasio ulang = pesanan ulang \
÷ total pesanan. NC-ROAS = pendapatan pelanggan baru ÷ seluruh belanja iklan. Pendapatan menurut basis: placed = nilai \
semua pesanan terhitung; delivered = pesanan selesai dikurangi refund; cash = uang bersih yang sudah cair sampai as-of, \
dan yang dibayar pembeli langsung ke penjual. \
PPN iklan (`ads.vat_bps`) tampil terpisah, tidak masuk belanja, ROAS maupun CAC. Dengan `identity.masked = "exclude"`, pembeli \
tersamar tidak dihitung sebagai pelanggan; pesanan dan pendapatannya tetap. Pembeli anonim tidak pernah dihitung sebagai pelanggan atau pelanggan baru.""", en = """
Ad spend = spend of all ad platforms in the period. ROAS = revenue ÷ ad spend. CAC = ad spend ÷ new customers. A new \
customer's first counted order ever falls in the period, on any basis. A repeat order comes from a customer whose first \
order was before the period. Repeat rate = repeat orders ÷ total orders. NC-ROAS = revenue from new customers ÷ all ad \
spend. Revenue by basis: placed = all counted orders at ordered value; delivered = completed orders less refunds; cash = \
net money settled up to as-of, and what buyers paid the seller directly. \
VAT on ads (`ads.vat_bps`) stands apart and is in neither spend, ROAS nor CAC. With `identity.masked = "exclude"` \
masked buyers are not counted as customers; their orders and revenue stay. Anonymous buyers are never counted as customers or new customers.""" }
how_to_read = { id = """
ROAS 4 berarti setiap Rp1 iklan membawa Rp4 pendapatan. Bandingkan dengan margin: pada margin 25%, ROAS 4 baru \
impas. Kosong berarti tidak ada penyebutnya (belum ada data iklan, atau platform belum punya data pencairan), bukan nol. \
Bila belanja ditandai perkiraan, ada baris iklan yang hanya sebagian masuk periode dan dibagi rata per hari.""", en = """
ROAS 4 means each Rp1 of ads brought Rp4 of revenue. Compare it with your margin: at 25% margin, ROAS 4 only breaks \
even. Empty means there is nothing to divide by (no ad data, or no settlement data for the platform), not zero. Spend \
marked as estimated has an ad row that lies only partly in the period and was spread evenly over its days.""" }
seed_ids = ["S0-09", "S0-10", "S0-11", "S0-12", "S0-13", "S0-24"]
uses = ["period_cash", "settled_platforms"]
grain = []
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_settled_platforms", "v_ad_days", "v_customers", "v_settings"]
needs = ["orders", "ads"]
better = "up"
columns = [
  { name = "ad_spend_sen", kind = "sen", better = "none", id = "Belanja iklan", en = "Ad spend", needs = ["ads"] },
  { name = "total_orders", kind = "int", id = "Total pesanan", en = "Total orders", note = "basis", needs = ["orders"] },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue", note = "basis", needs = ["orders"] },
  { name = "roas_bps", kind = "bps", id = "ROAS", en = "ROAS" },
  { name = "customers", kind = "int", id = "Pelanggan", en = "Customers", note = "basis", needs = ["orders"] },
  { name = "new_customers", kind = "int", id = "Pelanggan baru", en = "New customers", needs = ["orders"] },
  { name = "cac_sen", kind = "sen", better = "down", id = "CAC", en = "CAC" },
  { name = "repeat_orders", kind = "int", id = "Pesanan ulang", en = "Repeat orders", note = "basis", needs = ["orders"] },
  { name = "repeat_rate_bps", kind = "bps", id = "Rasio pesanan ulang", en = "Repeat rate", needs = ["orders"] },
  { name = "revenue_new_sen", kind = "sen", id = "Pendapatan pelanggan baru", en = "Revenue from new customers", needs = ["orders"] },
  { name = "revenue_repeat_sen", kind = "sen", id = "Pendapatan pelanggan lama", en = "Revenue from repeat customers", needs = ["orders"] },
  { name = "share_new_bps", kind = "bps", better = "none", id = "Porsi baru", en = "New share", needs = ["orders"] },
  { name = "share_repeat_bps", kind = "bps", better = "none", id = "Porsi ulang", en = "Repeat share", needs = ["orders"] },
  { name = "nc_roas_bps", kind = "bps", id = "NC-ROAS", en = "NC-ROAS" },
  { name = "spend_estimated", kind = "int", better = "none", id = "Belanja perkiraan", en = "Spend estimated", note = "1 = ya/yes", needs = ["ads"] },
  { name = "platforms_unsettled", kind = "int", better = "down", id = "Platform tanpa data pencairan", en = "Platforms without settlement data", note = "cash", needs = ["orders"] },
  { name = "ad_vat_sen", kind = "sen", better = "none", id = "PPN iklan", en = "VAT on ads", note = "ads.vat_bps", needs = ["ads"] },
]
*/
WITH -- One row per counted order of the period: does it count on this basis, and with how much?
counted AS (
  SELECT
    -- Times one: else SQLite walks the customer index and reads every order there is.
    o.customer_id * 1 AS customer_id,
    o.platform,
    COALESCE(s.platform, CASE WHEN c.order_id IS NOT NULL THEN o.platform END) AS settled_platform,
    o.first_order_date,
    CASE :basis WHEN 'placed' THEN 1
                WHEN 'delivered' THEN CASE WHEN o.status = 'completed' THEN 1 ELSE 0 END
                ELSE CASE WHEN c.order_id IS NOT NULL THEN 1 ELSE 0 END END AS on_basis,
    CASE :basis WHEN 'placed' THEN o.net_revenue_sen
                WHEN 'delivered' THEN o.delivered_revenue_sen
                ELSE COALESCE(c.net_sen, 0) END AS revenue_sen
  FROM v_orders AS o
  LEFT JOIN period_cash AS c ON c.order_id = o.order_id
  LEFT JOIN settled_platforms AS s ON s.platform = o.platform
  WHERE o.is_counted = 1 AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
),
-- By buyer first: the look-up of a first order then runs once per order.
buyers AS (
  SELECT
    k.customer_id,
    k.platform,
    k.settled_platform,
    CASE WHEN MIN(k.first_order_date) < :from_date THEN 1 ELSE 0 END AS is_repeat,
    COALESCE(SUM(k.on_basis), 0) AS orders,
    COALESCE(SUM(k.revenue_sen), 0) AS revenue_sen
  FROM counted AS k
  GROUP BY k.customer_id, k.platform, k.settled_platform
),
totals AS (
  SELECT
    COALESCE(SUM(b.orders), 0) AS orders,
    COALESCE(SUM(b.revenue_sen), 0) AS revenue,
    COALESCE(SUM(b.is_repeat * b.revenue_sen), 0) AS revenue_repeat,
    COALESCE(SUM(b.is_repeat * b.orders), 0) AS repeat_orders,
    COUNT(DISTINCT CASE WHEN b.orders > 0 THEN p.customer_id END) AS customers,
    COUNT(DISTINCT CASE WHEN b.is_repeat = 0 THEN p.customer_id END) AS new_customers,
    COUNT(DISTINCT CASE WHEN :basis = 'cash' AND b.settled_platform IS NULL THEN b.platform END) AS unsettled,
    -- On cash, orders of platforms that settle nothing yet say nothing: unknown, not zero.
    CASE WHEN :basis = 'cash' AND COUNT(*) > 0 AND COUNT(b.settled_platform) = 0 THEN 0 ELSE 1 END AS known
  FROM buyers AS b
  LEFT JOIN v_customers AS p ON p.customer_id = b.customer_id AND p.confidence <> 'anonymous'
),
-- A wide ad row counts as exact when all of it lies in the period and no finer row took a day of it.
ad_rows AS (
  SELECT
    d.ad_row_id,
    COALESCE(SUM(d.spend_sen), 0) AS spend_sen,
    CASE WHEN d.row_spend_sen <> 0
           AND (d.row_date_from < :from_date OR d.row_date_to >= :to_date OR COALESCE(SUM(d.spend_sen), 0) <> d.row_spend_sen)
         THEN 1 ELSE 0 END AS estimated
  FROM v_ad_days AS d
  WHERE d.ad_date >= :from_date AND d.ad_date < :to_date
  GROUP BY d.ad_row_id, d.row_date_from, d.row_date_to, d.row_spend_sen
),
ads AS (
  SELECT COALESCE(SUM(r.spend_sen), 0) AS spend, COALESCE(MAX(r.estimated), 0) AS estimated FROM ad_rows AS r
),
figures AS (
  SELECT
    a.spend,
    a.estimated,
    t.new_customers,
    t.unsettled,
    CASE WHEN t.known = 1 THEN t.orders END AS orders,
    CASE WHEN t.known = 1 THEN t.revenue END AS revenue,
    CASE WHEN t.known = 1 THEN t.customers END AS customers,
    CASE WHEN t.known = 1 THEN t.repeat_orders END AS repeat_orders,
    CASE WHEN t.known = 1 THEN t.revenue - t.revenue_repeat END AS revenue_new,
    CASE WHEN t.known = 1 THEN t.revenue_repeat END AS revenue_repeat
  FROM totals AS t
  CROSS JOIN ads AS a
)
SELECT
  f.spend AS ad_spend_sen,
  f.orders AS total_orders,
  f.revenue AS revenue_sen,
  CAST(ROUND(10000.0 * f.revenue / NULLIF(f.spend, 0)) AS INTEGER) AS roas_bps,
  f.customers AS customers,
  f.new_customers AS new_customers,
  CAST(ROUND(1.0 * NULLIF(f.spend, 0) / NULLIF(f.new_customers, 0)) AS INTEGER) AS cac_sen,
  f.repeat_orders AS repeat_orders,
  CAST(ROUND(10000.0 * f.repeat_orders / NULLIF(f.orders, 0)) AS INTEGER) AS repeat_rate_bps,
  f.revenue_new AS revenue_new_sen,
  f.revenue_repeat AS revenue_repeat_sen,
  CAST(ROUND(10000.0 * f.revenue_new / NULLIF(f.revenue, 0)) AS INTEGER) AS share_new_bps,
  CAST(ROUND(10000.0 * f.revenue_repeat / NULLIF(f.revenue, 0)) AS INTEGER) AS share_repeat_bps,
  CAST(ROUND(10000.0 * f.revenue_new / NULLIF(f.spend, 0)) AS INTEGER) AS nc_roas_bps,
  f.estimated AS spend_estimated,
  f.unsettled AS platforms_unsettled,
  CAST(ROUND(1.0 * f.spend * v.ads_vat_bps / 10000) AS INTEGER) AS ad_vat_sen
FROM figures AS f
CROSS JOIN v_settings AS v;
