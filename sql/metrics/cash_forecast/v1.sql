/*omni
name = "cash_forecast"
version = 1
title = { id = "Uang yang akan masuk", en = "Money that will come" }
formula = { id = """
Uang pesanan yang pada as-of belum di bank (pesanan menurut tanggal pesan dalam periode), dibagi ke hari-hari 13 minggu berikutnya menurut kebiasaan tiap pembayar: jarak dari \
pencairan (yang sudah cair) atau dari pesanan (yang belum) sampai bank, dan hari dalam minggu saat uangnya masuk, keduanya dari 120 hari terakhir. Yang belum sampai \
ke pembeli dikalikan porsi pesanan yang akhirnya selesai. Batas bawah dan atas = selang 90% bila pesanan saling lepas. Pesanan baru tidak ikut; yang lebih lama dari jarak terlama \
yang pernah ada tidak punya hari dan tidak ikut, dan sebesar porsinya dalam 120 hari itu yang lain pun diperkirakan tidak masuk.""", en = """
Order money that is not in the bank on as-of (orders of the period by order date), spread over the days of the next 13 weeks by each payer's habit: the days from \
settlement (where settled) or from the order (where not) to the bank, and the weekday on which its money arrives, both of the last 120 days. What has not reached \
the buyer counts with the share of orders that are completed in the end. Low and high = an interval of 90 % if orders are independent. New orders are not in it; what is older than the longest \
time ever seen has no day and is left out, and by its share of these 120 days the rest is expected not to come either.""" }
how_to_read = { id = """
Jumlahkan per minggu: hari tepatnya bergeser bila Anda menarik saldo di hari lain. Selisih dengan piutang adalah uang yang tidak punya hari: tagih lewat laporan piutang.""", en = """
Add up by week: the exact day moves when you withdraw on another one. The difference to the receivables is money without a day: claim it with the report receivables.""" }
seed_ids = ["F-80"]
uses = ["order_stages"]
grain = ["day", "payer"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_direct_days", "v_dues", "v_lines", "v_lines_of_sales", "v_money_steps", "v_payer_starts", "v_payout_days", "v_sales", "v_book_ends", "v_line_neighbours", "v_order_items"]
needs = ["orders", "settlements", "bank"]
better = "up"
columns = [
  { name = "day", kind = "date", id = "Hari", en = "Day" },
  { name = "payer", kind = "text", id = "Pembayar", en = "Payer" },
  { name = "expected_sen", kind = "sen", id = "Diperkirakan masuk", en = "Expected" },
  { name = "low_sen", kind = "sen", id = "Paling sedikit", en = "Low" },
  { name = "high_sen", kind = "sen", id = "Paling banyak", en = "High" },
  { name = "orders", kind = "int", better = "none", id = "Pesanan", en = "Orders" },
  { name = "week", kind = "date", id = "Minggu mulai", en = "Week from" },
]
*/
WITH paid AS (
  SELECT
    l.platform AS payer, b.day AS bank_day, b.day - l.occurred_day AS settled_lag, b.day - o.ordered_day AS ordered_lag,
    1.0 * x.amount_sen AS amount
  FROM (
    SELECT p.line_id AS line_id, p.amount_sen AS amount_sen, p.bank_date AS bank_date FROM v_payout_days AS p
    UNION ALL
    SELECT d.line_id, d.amount_sen, d.bank_date FROM v_direct_days AS d
  ) AS x
  JOIN v_days AS b ON b.date = x.bank_date
  JOIN v_lines AS l ON l.line_id = x.line_id
  JOIN v_lines_of_sales AS r ON r.line_id = x.line_id
  JOIN v_sales AS o ON o.order_id = r.order_id
  WHERE x.bank_date > (SELECT h.date FROM as_of_day AS c JOIN v_days AS h ON h.day = c.day - 120) AND x.bank_date <= :as_of AND x.amount_sen > 0
),
lags AS (
  SELECT p.payer AS payer, 'settled' AS since, p.settled_lag AS lag, COALESCE(SUM(p.amount), 0) AS weight
  FROM paid AS p GROUP BY p.payer, p.settled_lag
  UNION ALL
  SELECT p.payer, 'ordered', p.ordered_lag, COALESCE(SUM(p.amount), 0)
  FROM paid AS p WHERE p.ordered_lag IS NOT NULL GROUP BY p.payer, p.ordered_lag
),
weekdays AS (
  SELECT p.payer AS payer, p.bank_day % 7 AS weekday, COALESCE(SUM(p.amount), 0) AS weight
  FROM paid AS p GROUP BY p.payer, p.bank_day % 7
),
completed AS (
  SELECT
    d.payer AS payer,
    1.0 * COALESCE(SUM(CASE WHEN d.outcome = 'done' THEN d.full_sen ELSE 0 END), 0) / NULLIF(COALESCE(SUM(d.full_sen), 0), 0) AS share
  FROM v_dues AS d
  WHERE d.ordered_date >= (SELECT f.date FROM as_of_day AS c JOIN v_days AS f ON f.day = c.day - 150)
    AND d.ordered_date <= (SELECT t.date FROM as_of_day AS c JOIN v_days AS t ON t.day = c.day - 30)
    AND d.outcome IN ('done', 'back', 'lost', 'gone')
    AND (d.ended_date IS NULL OR d.ended_date <= :as_of)
  GROUP BY d.payer
),
opened AS (
  SELECT
    s.payer AS payer,
    CASE WHEN s.stage IN ('settled', 'paid_out') THEN 'settled' ELSE 'ordered' END AS since,
    CASE WHEN s.stage IN ('settled', 'paid_out') THEN s.age_days ELSE c.day - o.day END AS age,
    CASE WHEN s.stage = 'awaiting_delivery' THEN COALESCE(k.share, 1.0) ELSE 1.0 END AS share,
    1.0 * (s.settled_sen + s.to_come_sen - s.in_bank_sen) AS amount
  FROM order_stages AS s
  CROSS JOIN as_of_day AS c
  LEFT JOIN v_days AS o ON o.date = s.ordered_date
  LEFT JOIN completed AS k ON k.payer = s.payer
  WHERE s.stage IN ('awaiting_delivery', 'awaiting_settlement', 'settled', 'paid_out')
),
groups AS (
  SELECT
    o.payer AS payer, o.since AS since, o.age AS age, o.share AS share, COUNT(*) AS orders,
    COALESCE(SUM(o.amount), 0) AS amount, COALESCE(SUM(o.amount * o.amount), 0) AS squares
  FROM opened AS o
  WHERE o.amount <> 0
  GROUP BY o.payer, o.since, o.age, o.share
),
-- `stayed`: money of these 120 days that is older than any that ever came. By so much less the rest will come.
spread AS (
  SELECT
    g.payer AS payer, g.since AS since, g.orders AS orders, g.amount AS amount, g.squares AS squares, g.share AS share,
    c.day + l.lag - g.age AS day, l.weight * COALESCE(w.weight, 0) AS weight,
    COALESCE(SUM(l.weight * COALESCE(w.weight, 0)) OVER (PARTITION BY g.payer, g.since, g.age, g.share), 0) AS whole,
    COALESCE(SUM(l.weight) OVER (PARTITION BY g.payer, g.since, g.age, g.share), 0) AS coming,
    COALESCE(SUM(CASE WHEN l.lag IS NULL AND g.age <= 120 AND g.amount > 0 THEN g.share * g.amount END)
      OVER (PARTITION BY g.payer, g.since), 0) AS stayed
  FROM groups AS g
  CROSS JOIN as_of_day AS c
  LEFT JOIN lags AS l ON l.payer = g.payer AND l.since = g.since AND l.lag > g.age
  LEFT JOIN weekdays AS w ON w.payer = g.payer AND w.weekday = (c.day + l.lag - g.age) % 7
),
chanced AS (
  SELECT
    p.payer AS payer, p.day AS day, p.orders AS orders, p.amount AS amount, p.squares AS squares,
    1.0 * p.share * p.weight / p.whole * p.coming / (p.coming + p.stayed) AS chance
  FROM spread AS p
  WHERE p.weight > 0
),
days AS (
  SELECT
    p.payer AS payer, p.day AS day,
    COALESCE(SUM(p.amount * p.chance), 0) AS expected,
    COALESCE(SUM(p.squares * p.chance * (1.0 - p.chance)), 0) AS variance,
    COALESCE(SUM(p.orders * p.chance), 0) AS orders
  FROM chanced AS p
  GROUP BY p.payer, p.day
)
SELECT
  v.date AS day,
  d.payer AS payer,
  100 * CAST(ROUND(0.01 * d.expected) AS INTEGER) AS expected_sen,
  100 * CAST(ROUND(0.01 * CASE WHEN d.expected > 1.645 * SQRT(d.variance) THEN d.expected - 1.645 * SQRT(d.variance) ELSE 0.0 END) AS INTEGER) AS low_sen,
  100 * CAST(ROUND(0.01 * (d.expected + 1.645 * SQRT(d.variance))) AS INTEGER) AS high_sen,
  CAST(ROUND(d.orders) AS INTEGER) AS orders,
  m.date AS week
FROM days AS d
CROSS JOIN as_of_day AS c
JOIN v_days AS v ON v.day = d.day
JOIN v_days AS m ON m.day = d.day - (d.day + 3) % 7
WHERE d.day <= c.day + 91 AND ROUND(0.01 * d.expected) <> 0.0
ORDER BY day, payer;
