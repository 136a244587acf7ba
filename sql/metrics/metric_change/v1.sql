/*omni
name = "metric_change"
version = 1
title = { id = "Mengapa angka berubah", en = "Why figures moved" }
formula = { id = """
Pendapatan (menurut basis) dan belanja iklan periode ini dikurangi periode sebelumnya (satu bulan penuh: bulan kalender sebelumnya; selain itu sama panjangnya), dibagi per platform dan per campaign: mix = jumlah baris berubah × rata-rata nilainya dulu; rate = rata-rata nilai per baris berubah, beserta pembulatannya; new, gone = yang hanya ada di salah satu periode; late_data = yang digeser berkas susulan sejak bulan sebelumnya ditutup (pada basis placed tidak dipisahkan); rule = perubahan rumus. Semua bagian berjumlah persis perubahannya.""", en = """
Revenue (on the basis) and ad spend of the period less those of the period before (of a whole month the calendar month before, else one of the same length), split by platform and by campaign: mix = change in the number of rows × their average value then; rate = change of the average value per row, with what rounding leaves; new, gone = what only one of the periods has; late_data = what later files moved since the month before was closed (not told apart on the basis placed); rule = a changed formula. The parts add up to the change exactly.""" }
how_to_read = { id = """
Mix: lebih banyak atau lebih sedikit pesanan. Rate: nilai per pesanan naik atau turun. Angka lain: omni why METRIK.kolom --against previous|year|TANGGAL.""", en = """
Mix: more or fewer orders. Rate: worth more or less each. Any other figure: omni why METRIC.column --against previous|year|DATE.""" }
seed_ids = ["F-83"]
grain = ["metric", "part"]
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_ad_days", "v_days", "v_months", "v_adjusted"]
needs = ["orders", "ads"]
better = "none"
columns = [
  { name = "metric", kind = "text", id = "Angka", en = "Figure" },
  { name = "part", kind = "text", id = "Bagian", en = "Part" },
  { name = "amount_sen", kind = "sen", id = "Perubahan", en = "Change" },
  { name = "share_bps", kind = "bps", id = "Porsi", en = "Share" },
  { name = "top", kind = "text", id = "Terbanyak dari", en = "Most of it from" },
  { name = "top_amount_sen", kind = "sen", id = "Dari situ", en = "From there" },
  { name = "before_sen", kind = "sen", id = "Sebelumnya", en = "Before" },
  { name = "after_sen", kind = "sen", id = "Sekarang", en = "Now" },
]
*/
WITH before AS (
  SELECT COALESCE(
    (SELECT p.from_date FROM v_months AS m JOIN v_months AS p ON p.to_date = m.from_date
      WHERE m.from_date = :from_date AND m.to_date = :to_date),
    (SELECT x.date FROM v_days AS f JOIN v_days AS t ON t.date = :to_date JOIN v_days AS x ON x.day = f.day + f.day - t.day
      WHERE f.date = :from_date)) AS from_date
),
-- What counts in either period. Cash counts up to as-of, for the period before up to as many days before as that lies back.
cash AS (
  SELECT u.order_id, COALESCE(SUM(u.net_sen), 0) AS net_sen
  FROM (
    SELECT o.order_id, o.ordered_date, c.net_sen, c.occurred_date
    FROM v_sales AS o
    JOIN v_lines_of_sales AS r ON r.order_id = o.order_id
    JOIN v_cash_lines AS c ON c.line_id = r.line_id
    WHERE :basis = 'cash' AND o.ordered_date >= (SELECT b.from_date FROM before AS b) AND o.ordered_date < :to_date
    UNION ALL
    SELECT o.order_id, o.ordered_date, p.direct_sen, p.paid_date
    FROM v_sales AS o
    JOIN v_paid_directly AS p ON p.order_id = o.order_id
    WHERE :basis = 'cash' AND o.ordered_date >= (SELECT b.from_date FROM before AS b) AND o.ordered_date < :to_date
  ) AS u
  WHERE u.occurred_date <= CASE WHEN u.ordered_date >= :from_date THEN :as_of ELSE (
      SELECT x.date FROM v_days AS a JOIN v_days AS t ON t.date = :to_date JOIN v_days AS f ON f.date = :from_date
      JOIN v_days AS x ON x.day = a.day - t.day + f.day WHERE a.date = :as_of) END
  GROUP BY u.order_id
),
counted AS (
  SELECT
    'revenue' AS metric, o.platform AS segment, CASE WHEN o.ordered_date >= :from_date THEN 1 ELSE 0 END AS is_now, 1 AS many,
    CASE :basis WHEN 'placed' THEN o.net_revenue_sen WHEN 'delivered' THEN o.delivered_revenue_sen ELSE c.net_sen END AS value_sen
  FROM v_orders AS o
  LEFT JOIN cash AS c ON c.order_id = o.order_id
  WHERE o.ordered_date >= (SELECT b.from_date FROM before AS b) AND o.ordered_date < :to_date AND o.is_counted = 1
    AND (:basis = 'placed' OR :basis = 'delivered' AND o.status = 'completed' OR :basis = 'cash' AND c.order_id IS NOT NULL)
  UNION ALL
  SELECT
    'ad_spend', d.platform || ' · ' || d.campaign, CASE WHEN d.ad_date >= :from_date THEN 1 ELSE 0 END,
    CASE WHEN d.ad_date = MIN(d.ad_date) OVER (PARTITION BY d.ad_row_id, CASE WHEN d.ad_date >= :from_date THEN 1 ELSE 0 END) THEN 1 ELSE 0 END,
    d.spend_sen
  FROM v_ad_days AS d
  WHERE d.ad_date >= (SELECT b.from_date FROM before AS b) AND d.ad_date < :to_date
),
sums AS (
  SELECT
    c.metric, c.segment,
    COALESCE(SUM(c.many * c.is_now), 0) AS n1, COALESCE(SUM(c.many * (1 - c.is_now)), 0) AS n0,
    COALESCE(SUM(c.value_sen * c.is_now), 0) AS v1, COALESCE(SUM(c.value_sen * (1 - c.is_now)), 0) AS v0
  FROM counted AS c
  GROUP BY c.metric, c.segment
),
mixed AS (
  SELECT
    s.metric, s.segment, s.n0, s.n1, s.v0, s.v1,
    CASE WHEN s.n0 > 0 AND s.n1 > 0 THEN CAST(ROUND(1.0 * s.v0 * (s.n1 - s.n0) / s.n0) AS INTEGER) END AS mix_sen
  FROM sums AS s
),
moved AS (
  SELECT m.metric, 'mix' AS part, m.segment, m.mix_sen AS amount_sen FROM mixed AS m WHERE m.mix_sen IS NOT NULL
  UNION ALL
  SELECT m.metric, 'rate', m.segment, m.v1 - m.v0 - m.mix_sen FROM mixed AS m WHERE m.mix_sen IS NOT NULL
  UNION ALL
  SELECT m.metric, 'new', m.segment, m.v1 FROM mixed AS m WHERE m.n0 = 0
  UNION ALL
  SELECT m.metric, 'gone', m.segment, -m.v0 FROM mixed AS m WHERE m.n1 = 0
  UNION ALL
  SELECT
    CASE a.subject WHEN 'ads' THEN 'ad_spend' ELSE 'revenue' END, 'late_data', NULL, a.difference_sen
  FROM before AS b
  JOIN v_months AS m ON m.from_date = b.from_date AND m.to_date = :from_date
  JOIN v_adjusted AS a ON a.adjusted_month = m.month
  WHERE a.subject = 'ads'
     OR a.subject = 'order' AND a.column_name = CASE :basis WHEN 'delivered' THEN 'delivered_revenue_sen' WHEN 'cash' THEN 'settled_sen' END
),
ranked AS (
  SELECT
    m.metric, m.part, m.segment, m.amount_sen,
    ROW_NUMBER() OVER (PARTITION BY m.metric, m.part ORDER BY ABS(m.amount_sen) DESC, m.segment DESC) AS nth
  FROM moved AS m
),
parts AS (
  SELECT
    r.metric, r.part, COALESCE(SUM(r.amount_sen), 0) AS amount_sen,
    MAX(CASE WHEN r.nth = 1 THEN r.segment END) AS top, MAX(CASE WHEN r.nth = 1 AND r.segment IS NOT NULL THEN r.amount_sen END) AS top_amount_sen
  FROM ranked AS r
  GROUP BY r.metric, r.part
),
whole AS (
  SELECT s.metric, COALESCE(SUM(s.v1), 0) AS after_sen, COALESCE(SUM(s.v0), 0) AS live_sen FROM sums AS s GROUP BY s.metric
),
listed AS (
  SELECT
    w.metric, k.place, k.part, COALESCE(p.amount_sen, 0) AS amount_sen, p.top, p.top_amount_sen, w.after_sen,
    w.live_sen - COALESCE((SELECT q.amount_sen FROM parts AS q WHERE q.metric = w.metric AND q.part = 'late_data'), 0) AS before_sen
  FROM whole AS w
  CROSS JOIN (
    SELECT 1 AS place, 'mix' AS part UNION ALL SELECT 2, 'rate' UNION ALL SELECT 3, 'new' UNION ALL SELECT 4, 'gone'
    UNION ALL SELECT 5, 'late_data' UNION ALL SELECT 6, 'rule'
  ) AS k
  LEFT JOIN parts AS p ON p.metric = w.metric AND p.part = k.part
)
SELECT
  l.metric AS metric,
  l.part AS part,
  l.amount_sen AS amount_sen,
  CAST(ROUND(10000.0 * l.amount_sen / NULLIF(l.after_sen - l.before_sen, 0)) AS INTEGER) AS share_bps,
  l.top AS top,
  l.top_amount_sen AS top_amount_sen,
  l.before_sen AS before_sen,
  l.after_sen AS after_sen
FROM listed AS l
ORDER BY metric, l.place, part;
