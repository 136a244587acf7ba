/*omni
name = "roas_ripe"
version = 1
title = { id = "ROAS matang per minggu", en = "Ripe ROAS by week" }
formula = { id = """
Per minggu pesan (Senin sampai Minggu): ROAS = pendapatan pesanan yang sudah selesai sampai as-of ÷ belanja iklan. ROAS matang menambah nilai pesanan yang \
masih di jalan × peluang pesanan seumur itu akhirnya selesai, yang dipelajari per platform dari pesanan 30 sampai 210 hari sebelum as-of: nilai yang \
selesai ÷ nilai yang berakhir (selesai, kembali, batal), di antara yang pada umur itu belum berakhir. Batas bawah dan atas = selang 90%. Porsi terbuka = nilai yang masih di jalan ÷ nilai \
yang mungkin jadi pendapatan.""", en = """
By week of the order (Monday to Sunday): ROAS = revenue of orders completed by as-of ÷ ad spend. Ripe ROAS adds the value of orders that are \
still open × the chance that an order of that age is completed in the end, learned per platform from the orders of 30 to 210 days before as-of: value \
completed ÷ value ended (completed, returned, canceled), among those not ended at that age. Low and high = an interval of 90 %. Open share = value still open ÷ value \
that may become revenue.""" }
how_to_read = { id = """
Bandingkan ROAS matang, bukan ROAS, untuk minggu-minggu terakhir: pesanan COD baru selesai sesudah satu dua minggu. Selang yang lebar berarti tunggu dulu.""", en = """
Compare the ripe ROAS, not the ROAS, of the latest weeks: COD orders take a week or two to complete. A wide interval means wait.""" }
seed_ids = ["S0-08", "F-74"]
uses = ["as_of_day"]
grain = ["week"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_ad_days", "v_days", "v_dues"]
needs = ["orders", "ads"]
better = "up"
columns = [
  { name = "week", kind = "date", id = "Minggu mulai", en = "Week from" },
  { name = "ad_spend_sen", kind = "sen", better = "none", id = "Belanja", en = "Spend", needs = ["ads"] },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue", needs = ["orders"] },
  { name = "open_sen", kind = "sen", better = "none", id = "Masih di jalan", en = "Still open", needs = ["orders"] },
  { name = "ripe_revenue_sen", kind = "sen", id = "Pendapatan matang", en = "Ripe revenue", needs = ["orders"] },
  { name = "roas_bps", kind = "bps", id = "ROAS", en = "ROAS" },
  { name = "ripe_roas_bps", kind = "bps", id = "ROAS matang", en = "Ripe ROAS" },
  { name = "low_bps", kind = "bps", id = "Batas bawah", en = "Low" },
  { name = "high_bps", kind = "bps", id = "Batas atas", en = "High" },
  { name = "open_share_bps", kind = "bps", better = "down", id = "Porsi terbuka", en = "Open share", needs = ["orders"] },
]
*/
WITH sales AS (
  SELECT
    s.platform AS platform, s.ordered_day AS ordered_day, s.net_sen AS net_sen, s.refund_sen AS refund_sen,
    CASE WHEN s.outcome = 'open' OR s.ended_date > :as_of THEN 'open' ELSE s.outcome END AS state,
    CASE WHEN s.ended_day < s.ordered_day THEN 0 WHEN s.ended_day IS NOT NULL THEN s.ended_day - s.ordered_day
         WHEN s.outcome = 'gone' THEN s.last_known_day - s.ordered_day END AS ended_age,
    (SELECT c.day FROM as_of_day AS c) - s.ordered_day AS age,
    CASE WHEN s.ordered_date >= :from_date AND s.ordered_date < :to_date THEN 1 ELSE 0 END AS in_period
  FROM v_dues AS s
  WHERE s.ordered_date <= :as_of AND s.outcome NOT IN ('test', 'lead')
    AND s.ordered_date >= (SELECT CASE WHEN h.date < :from_date THEN h.date ELSE :from_date END
                             FROM as_of_day AS c JOIN v_days AS h ON h.day = c.day - 210)
),
-- How long orders take where they are completed: for returned and lost ones whose file names no day.
typical AS (
  SELECT s.platform AS platform, CAST(ROUND(AVG(1.0 * s.ended_age)) AS INTEGER) AS age
  FROM sales AS s
  WHERE s.state = 'done'
  GROUP BY s.platform
),
-- Open orders by age: what of them may come, and by how much that may vary.
opened AS (
  SELECT
    s.platform AS platform, s.ordered_day AS ordered_day, s.age AS age,
    COALESCE(SUM(s.net_sen), 0) AS open_sen, COALESCE(SUM(1.0 * s.net_sen * s.net_sen), 0) AS squares
  FROM sales AS s
  WHERE s.state = 'open' AND s.in_period = 1
  GROUP BY s.platform, s.ordered_day, s.age
),
ended AS (
  SELECT
    s.platform AS platform, COALESCE(s.ended_age, t.age, 0) AS ended_age,
    COALESCE(SUM(CASE WHEN s.state = 'done' THEN s.net_sen ELSE 0 END), 0) AS done_sen, COALESCE(SUM(s.net_sen), 0) AS ended_sen
  FROM sales AS s
  LEFT JOIN typical AS t ON t.platform = s.platform
  WHERE s.state <> 'open' AND s.age >= 30 AND s.age <= 210
  GROUP BY s.platform, COALESCE(s.ended_age, t.age, 0)
),
chances AS (
  SELECT
    a.platform AS platform, a.age AS age,
    COALESCE(1.0 * SUM(CASE WHEN e.ended_age > a.age THEN e.done_sen END) / NULLIF(COALESCE(SUM(CASE WHEN e.ended_age > a.age THEN e.ended_sen END), 0), 0), 0.0) AS chance
  FROM (SELECT o.platform AS platform, o.age AS age FROM opened AS o GROUP BY o.platform, o.age) AS a
  LEFT JOIN ended AS e ON e.platform = a.platform
  GROUP BY a.platform, a.age
),
days AS (
  SELECT s.ordered_day AS day, COALESCE(SUM(CASE WHEN s.state = 'done' THEN s.net_sen - s.refund_sen ELSE 0 END), 0) AS revenue_sen,
    0 AS open_sen, 0.0 AS ripe, 0.0 AS variance, 0 AS spend_sen
  FROM sales AS s
  WHERE s.in_period = 1
  GROUP BY s.ordered_day
  UNION ALL
  SELECT o.ordered_day, 0, o.open_sen, o.open_sen * c.chance, o.squares * c.chance * (1.0 - c.chance), 0
  FROM opened AS o
  JOIN chances AS c ON c.platform = o.platform AND c.age = o.age
  UNION ALL
  SELECT a.ad_day, 0, 0, 0.0, 0.0, a.spend_sen
  FROM v_ad_days AS a
  WHERE a.ad_date >= :from_date AND a.ad_date < :to_date AND a.ad_date <= :as_of
),
weeks AS (
  SELECT
    d.day - (d.day + 3) % 7 AS monday, COALESCE(SUM(d.revenue_sen), 0) AS revenue_sen, COALESCE(SUM(d.open_sen), 0) AS open_sen, COALESCE(SUM(d.ripe), 0) AS ripe,
    COALESCE(SUM(d.variance), 0) AS variance, COALESCE(SUM(d.spend_sen), 0) AS spend_sen
  FROM days AS d
  GROUP BY d.day - (d.day + 3) % 7
)
SELECT
  x.date AS week,
  w.spend_sen AS ad_spend_sen,
  w.revenue_sen AS revenue_sen,
  w.open_sen AS open_sen,
  CAST(ROUND(w.revenue_sen + w.ripe) AS INTEGER) AS ripe_revenue_sen,
  CAST(ROUND(10000.0 * w.revenue_sen / NULLIF(w.spend_sen, 0)) AS INTEGER) AS roas_bps,
  CAST(ROUND(10000.0 * (w.revenue_sen + w.ripe) / NULLIF(w.spend_sen, 0)) AS INTEGER) AS ripe_roas_bps,
  CAST(ROUND(10000.0 * (w.revenue_sen + CASE WHEN w.ripe > 1.645 * SQRT(w.variance) THEN w.ripe - 1.645 * SQRT(w.variance) ELSE 0.0 END)
    / NULLIF(w.spend_sen, 0)) AS INTEGER) AS low_bps,
  CAST(ROUND(10000.0 * (w.revenue_sen + CASE WHEN w.ripe + 1.645 * SQRT(w.variance) < w.open_sen THEN w.ripe + 1.645 * SQRT(w.variance) ELSE w.open_sen END)
    / NULLIF(w.spend_sen, 0)) AS INTEGER) AS high_bps,
  CAST(ROUND(10000.0 * w.open_sen / NULLIF(w.revenue_sen + w.open_sen, 0)) AS INTEGER) AS open_share_bps
FROM weeks AS w
JOIN v_days AS x ON x.day = w.monday
ORDER BY week;
