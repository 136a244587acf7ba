/*omni
name = "cohort_retention"
version = 1
title = { id = "Retensi per kohort", en = "Retention by cohort" }
formula = { id = """
Kohort = bulan pesanan terhitung pertama. Aktif = pelanggan kohort dengan pesanan terhitung di bulan itu; bulan ke-0 adalah bulan kohort. Bulan tanpa siapa pun tercetak 0 sampai bulan terakhir yang selesai pada as-of. Pendapatan = pesanan selesai dikurangi refund. CAC = belanja iklan bulan kohort ÷ pelanggan kohort. Pembeli tanpa pengenal (anonim) tidak termasuk; pembeli yang hanya dikenal dari nama dan nomor tersamar (probable) termasuk, kecuali `identity.masked = 'exclude'`.""", en = """
Cohort = month of the first counted order. Active = customers of the cohort with a counted order in that month; month 0 is the cohort's own. Months with nobody are printed as 0 up to the last month that has ended by as-of. Revenue = completed orders less refunds. CAC = ad spend of the cohort's month ÷ its customers. Buyers with nothing to identify them (anonymous) are left out; buyers known by a masked name and number only (probable) are in, unless `identity.masked = 'exclude'`.""" }
how_to_read = { id = """
Pendapatan kumulatif per pelanggan melewati CAC pada bulan kembali modal (1): pendapatan, bukan laba. Bulan yang masih berjalan ditandai; angkanya belum penuh.""", en = """
Cumulative revenue per customer passes CAC in the payback month (1): revenue, not profit. A month that still runs is marked; its figures are not complete.""" }
seed_ids = ["S3-06", "F-30"]
uses = ["as_of_day"]
grain = ["cohort_month", "month_no"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_orders", "v_customers", "v_days", "v_months", "v_ad_days"]
needs = ["orders", "ads"]
better = "up"
columns = [
  { name = "cohort_month", kind = "text", id = "Kohort", en = "Cohort" },
  { name = "month_no", kind = "int", better = "none", id = "Bulan ke", en = "Month no." },
  { name = "customers", kind = "int", id = "Pelanggan", en = "Customers" },
  { name = "active", kind = "int", id = "Aktif", en = "Active" },
  { name = "retention_bps", kind = "bps", id = "Retensi", en = "Retention" },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue" },
  { name = "revenue_per_customer_sen", kind = "sen", id = "Pendapatan kumulatif per pelanggan", en = "Cumulative revenue per customer" },
  { name = "cac_sen", kind = "sen", better = "down", id = "CAC", en = "CAC" },
  { name = "covers_cac", kind = "int", id = "Kembali modal", en = "Payback", note = "1 = ya/yes" },
  { name = "is_running", kind = "int", better = "none", id = "Masih berjalan", en = "Still running", note = "1 = ya/yes" },
]
*/
WITH firsts AS (
  SELECT DISTINCT o.customer_id, o.ordered_date AS first_date
  FROM v_orders AS o
  WHERE o.is_counted = 1 AND o.ordered_date >= :from_date AND o.ordered_date < :to_date AND o.ordered_date <= :as_of
    AND o.first_order_date = o.ordered_date
),
members AS (
  SELECT f.customer_id, SUBSTR(f.first_date, 1, 7) AS cohort_month
  FROM firsts AS f
  JOIN v_customers AS c ON c.customer_id = f.customer_id
  WHERE c.confidence <> 'anonymous'
),
cohorts AS (
  SELECT m.cohort_month, COUNT(*) AS customers FROM members AS m GROUP BY m.cohort_month
),
activity AS (
  SELECT
    m.cohort_month,
    SUBSTR(o.ordered_date, 1, 7) AS month,
    COUNT(DISTINCT o.customer_id) AS active,
    COALESCE(SUM(CASE WHEN COALESCE(o.completed_date, o.ordered_date) <= :as_of THEN o.delivered_revenue_sen END), 0) AS revenue_sen
  FROM members AS m
  JOIN v_orders AS o ON o.customer_id = m.customer_id
  WHERE o.is_counted = 1 AND o.ordered_date <= :as_of
  GROUP BY m.cohort_month, SUBSTR(o.ordered_date, 1, 7)
),
spend AS (
  SELECT SUBSTR(d.ad_date, 1, 7) AS month, COALESCE(SUM(d.spend_sen), 0) AS spend_sen
  FROM v_ad_days AS d
  WHERE d.ad_date >= :from_date AND d.ad_date < :to_date
  GROUP BY SUBSTR(d.ad_date, 1, 7)
),
next_day AS (
  SELECT n.date FROM as_of_day AS a JOIN v_days AS n ON n.day = a.day + 1
),
cells AS (
  SELECT
    k.cohort_month,
    12 * (CAST(SUBSTR(m.month, 1, 4) AS INTEGER) - CAST(SUBSTR(k.cohort_month, 1, 4) AS INTEGER))
      + CAST(SUBSTR(m.month, 6, 2) AS INTEGER) - CAST(SUBSTR(k.cohort_month, 6, 2) AS INTEGER) AS month_no,
    k.customers,
    COALESCE(a.active, 0) AS active,
    COALESCE(a.revenue_sen, 0) AS revenue_sen,
    COALESCE(SUM(a.revenue_sen) OVER (PARTITION BY k.cohort_month ORDER BY m.month), 0) AS upto_sen,
    s.spend_sen,
    CASE WHEN m.to_date > e.date THEN 1 ELSE 0 END AS is_running
  FROM cohorts AS k
  CROSS JOIN next_day AS e
  JOIN v_months AS m ON m.month >= k.cohort_month AND m.from_date <= :as_of
  LEFT JOIN activity AS a ON a.cohort_month = k.cohort_month AND a.month = m.month
  LEFT JOIN spend AS s ON s.month = k.cohort_month
)
SELECT
  c.cohort_month AS cohort_month,
  c.month_no AS month_no,
  c.customers AS customers,
  c.active AS active,
  CAST(ROUND(10000.0 * c.active / c.customers) AS INTEGER) AS retention_bps,
  c.revenue_sen AS revenue_sen,
  CAST(ROUND(1.0 * c.upto_sen / c.customers) AS INTEGER) AS revenue_per_customer_sen,
  CAST(ROUND(1.0 * c.spend_sen / c.customers) AS INTEGER) AS cac_sen,
  CASE WHEN c.spend_sen IS NOT NULL THEN CASE WHEN c.upto_sen >= c.spend_sen THEN 1 ELSE 0 END END AS covers_cac,
  c.is_running AS is_running
FROM cells AS c
WHERE c.is_running = 0 OR c.active > 0
ORDER BY c.cohort_month, c.month_no;
