/*omni
name = "roas_monthly"
version = 1
title = { id = "ROAS per bulan", en = "ROAS by month" }
formula = { id = """
Angka yang sama dengan ROAS, satu baris untuk setiap bulan kalender dalam periode (bulan tanpa pesanan pun muncul). \
Baru dan ulang dinilai terhadap awal bulan itu: pelanggan yang pertama beli bulan lalu adalah pelanggan ulang bulan ini. \
Bulan yang hanya sebagian masuk periode dihitung dari bagiannya saja. \
PPN iklan (`ads.vat_bps`) tampil terpisah, tidak masuk belanja, ROAS maupun CAC. Dengan `identity.masked = "exclude"`, pembeli \
tersamar tidak dihitung sebagai pelanggan; pesanan dan pendapatannya tetap.""", en = """
The figures of ROAS, one row for each calendar month of the period (a month without orders has its row too). New and \
repeat are judged against the start of that month: who first bought last month is a repeat customer this month. A month \
that lies only partly in the period counts its part. \
VAT on ads (`ads.vat_bps`) stands apart and is in neither spend, ROAS nor CAC. With `identity.masked = "exclude"` \
masked buyers are not counted as customers; their orders and revenue stay.""" }
how_to_read = { id = """
Lihat arahnya, bukan satu bulan: ROAS turun sambil porsi baru naik berarti sedang membeli pelanggan; ROAS turun dan \
porsi baru turun berarti iklan melemah. Jumlah pelanggan tiap bulan tidak boleh dijumlahkan: orang yang sama bisa beli lagi.""", en = """
Read the direction, not one month: ROAS falling while the new share rises means you are buying customers; both falling \
means the ads weaken. Customers of the months do not add up: the same person may buy again.""" }
seed_ids = ["S0-09", "S0-10", "S0-11", "S0-12", "S0-13", "S0-24", "S0-73"]
uses = ["period_cash", "settled_platforms"]
grain = ["month"]
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_settled_platforms", "v_ad_days", "v_months", "v_customers", "v_settings"]
needs = ["orders", "ads"]
better = "up"
columns = [
  { name = "month", kind = "text", id = "Bulan", en = "Month", note = "YYYY-MM" },
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
WITH months AS (
  SELECT
    m.month,
    CASE WHEN m.from_date < :from_date THEN :from_date ELSE m.from_date END AS from_date,
    CASE WHEN m.to_date > :to_date THEN :to_date ELSE m.to_date END AS to_date
  FROM v_months AS m
  WHERE m.to_date > :from_date AND m.from_date < :to_date
),
-- One row per counted order of the period: does it count on this basis, and with how much?
counted AS (
  SELECT
    SUBSTR(o.ordered_date, 1, 7) AS month,
    o.customer_id,
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
    k.month,
    k.customer_id,
    k.platform,
    k.settled_platform,
    CASE WHEN MIN(k.first_order_date) < CASE WHEN k.month = SUBSTR(:from_date, 1, 7) THEN :from_date ELSE k.month || '-01' END THEN 1 ELSE 0 END AS is_repeat,
    COALESCE(SUM(k.on_basis), 0) AS orders,
    COALESCE(SUM(k.revenue_sen), 0) AS revenue_sen
  FROM counted AS k
  GROUP BY k.month, k.customer_id, k.platform, k.settled_platform
),
totals AS (
  SELECT
    b.month,
    COALESCE(SUM(b.orders), 0) AS orders,
    COALESCE(SUM(b.revenue_sen), 0) AS revenue,
    COALESCE(SUM(b.is_repeat * b.revenue_sen), 0) AS revenue_repeat,
    COALESCE(SUM(b.is_repeat * b.orders), 0) AS repeat_orders,
    COUNT(DISTINCT CASE WHEN b.orders > 0 THEN p.customer_id END) AS customers,
    COUNT(DISTINCT CASE WHEN b.is_repeat = 0 THEN p.customer_id END) AS new_customers,
    COUNT(DISTINCT CASE WHEN :basis = 'cash' AND b.settled_platform IS NULL THEN b.platform END) AS unsettled,
    -- On cash, orders of platforms that settle nothing yet say nothing: unknown, not zero.
    CASE WHEN :basis = 'cash' AND COUNT(b.settled_platform) = 0 THEN 0 ELSE 1 END AS known
  FROM buyers AS b
  LEFT JOIN v_customers AS p ON p.customer_id = b.customer_id AND p.confidence <> 'anonymous'
  GROUP BY b.month
),
-- A wide ad row counts as exact when all of it lies in the month and no finer row took a day of it.
ad_rows AS (
  SELECT
    m.month,
    d.ad_row_id,
    COALESCE(SUM(d.spend_sen), 0) AS spend_sen,
    CASE WHEN d.row_spend_sen <> 0
           AND (d.row_date_from < m.from_date OR d.row_date_to >= m.to_date OR COALESCE(SUM(d.spend_sen), 0) <> d.row_spend_sen)
         THEN 1 ELSE 0 END AS estimated
  FROM v_ad_days AS d
  JOIN months AS m ON m.month = SUBSTR(d.ad_date, 1, 7)
  WHERE d.ad_date >= :from_date AND d.ad_date < :to_date
  GROUP BY m.month, m.from_date, m.to_date, d.ad_row_id, d.row_date_from, d.row_date_to, d.row_spend_sen
),
ads AS (
  SELECT r.month, COALESCE(SUM(r.spend_sen), 0) AS spend, MAX(r.estimated) AS estimated
  FROM ad_rows AS r
  GROUP BY r.month
),
figures AS (
  SELECT
    m.month,
    COALESCE(a.spend, 0) AS spend,
    COALESCE(a.estimated, 0) AS estimated,
    COALESCE(t.new_customers, 0) AS new_customers,
    COALESCE(t.unsettled, 0) AS unsettled,
    CASE WHEN COALESCE(t.known, 1) = 1 THEN COALESCE(t.orders, 0) END AS orders,
    CASE WHEN COALESCE(t.known, 1) = 1 THEN COALESCE(t.revenue, 0) END AS revenue,
    CASE WHEN COALESCE(t.known, 1) = 1 THEN COALESCE(t.customers, 0) END AS customers,
    CASE WHEN COALESCE(t.known, 1) = 1 THEN COALESCE(t.repeat_orders, 0) END AS repeat_orders,
    CASE WHEN COALESCE(t.known, 1) = 1 THEN COALESCE(t.revenue - t.revenue_repeat, 0) END AS revenue_new,
    CASE WHEN COALESCE(t.known, 1) = 1 THEN COALESCE(t.revenue_repeat, 0) END AS revenue_repeat
  FROM months AS m
  LEFT JOIN totals AS t ON t.month = m.month
  LEFT JOIN ads AS a ON a.month = m.month
)
SELECT
  f.month AS month,
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
CROSS JOIN v_settings AS v
ORDER BY f.month;
