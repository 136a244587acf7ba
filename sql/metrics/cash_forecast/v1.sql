/*omni
name = "cash_forecast"
version = 1
title = { id = "Uang yang akan masuk", en = "Money that will come" }
formula = { id = """
Uang pesanan yang pada as-of belum di bank (pesanan menurut tanggal pesan dalam periode), dibagi ke hari-hari 13 minggu berikutnya menurut kebiasaan tiap pembayar. \
Yang belum cair: sebesar dan setelah selama uang dari pesanan 150 sampai 30 hari sebelumnya yang sama lamanya menunggu (sejak selesai, sejak dikirim, atau sejak dipesan), \
jadi sesudah biaya, batal, dan retur. Yang sudah cair: selama uang yang cair pada hari yang sama dalam minggu menunggu ditarik lalu sampai di bank, dari 120 hari terakhir. \
Batas bawah dan atas = selang 90%: tiap pesanan bisa datang atau tidak, tiap penarikan datang utuh atau tidak. Pesanan baru tidak ikut; yang menunggu lebih lama dari yang pernah ada tidak punya hari dan tidak ikut.""", en = """
Order money that is not in the bank on as-of (orders of the period by order date), spread over the days of the next 13 weeks by each payer's habit. \
What is not settled: as much and after as long as money of the orders of 150 to 30 days before that had waited as long (since completed, sent, or ordered), \
so after fees, cancellations and returns. What is settled: as long as money settled on the same weekday waited for its withdrawal and for the bank, in the last 120 days. \
Low and high = an interval of 90 %: each order comes or does not, each withdrawal comes whole or not. New orders are not in it; what waits for longer than ever seen has no day and is left out.""" }
how_to_read = { id = """
Jumlahkan per minggu: hari tepatnya bergeser bila Anda menarik saldo di hari lain. Selisih dengan piutang adalah uang yang tidak punya hari: tagih lewat laporan piutang.""", en = """
Add up by week: the exact day moves when you withdraw on another one. The difference to the receivables is money without a day: claim it with the report receivables.""" }
seed_ids = ["F-80"]
uses = ["order_stages"]
grain = ["day", "payer"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_departures", "v_days", "v_direct_days", "v_dues", "v_lines", "v_lines_of_sales", "v_money_steps", "v_payer_starts", "v_payout_days", "v_sales", "v_book_ends", "v_line_neighbours", "v_order_items", "v_charged_lines", "v_charges"]
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
    l.platform AS payer, l.occurred_day AS settled_day, t.day AS paid_day, b.day AS bank_day, 1.0 * x.amount_sen AS amount
  FROM (
    SELECT p.line_id AS line_id, p.amount_sen AS amount_sen, p.paid_date AS paid_date, p.bank_date AS bank_date FROM v_payout_days AS p
    UNION ALL
    SELECT d.line_id, d.amount_sen, d.bank_date, d.bank_date FROM v_direct_days AS d
  ) AS x
  JOIN v_days AS b ON b.date = x.bank_date
  JOIN v_days AS t ON t.date = x.paid_date
  JOIN v_lines AS l ON l.line_id = x.line_id
  JOIN v_lines_of_sales AS r ON r.line_id = x.line_id
  WHERE x.bank_date > (SELECT h.date FROM as_of_day AS c JOIN v_days AS h ON h.day = c.day - 120) AND x.bank_date <= :as_of AND x.amount_sen > 0
    AND r.order_id IS NOT NULL
),
-- From settlement to withdrawal (wait) and on to the bank (lag), by the weekday of the settlement.
trips AS (
  SELECT
    p.payer AS payer, p.settled_day % 7 AS weekday, p.paid_day - p.settled_day AS wait, p.bank_day - p.settled_day AS lag,
    COALESCE(SUM(p.amount), 0) AS weight
  FROM paid AS p
  GROUP BY p.payer, p.settled_day % 7, p.paid_day - p.settled_day, p.bank_day - p.settled_day
),
arrivals AS (
  SELECT a.payer AS payer, a.weekday AS weekday, 1.0 * a.weight / NULLIF(COALESCE(SUM(a.weight) OVER (PARTITION BY a.payer), 0), 0) AS share
  FROM (
    SELECT p.payer AS payer, p.bank_day % 7 AS weekday, COALESCE(SUM(p.amount), 0) AS weight
    FROM paid AS p GROUP BY p.payer, p.bank_day % 7
  ) AS a
),
-- A fiftieth is what the other weekdays did, so that a day of which nothing is known yet has a way, too.
ways AS (
  SELECT w.payer AS payer, w.weekday AS weekday, w.wait AS wait, w.lag AS lag, COALESCE(SUM(w.weight), 0) AS weight
  FROM (
    SELECT t.payer AS payer, t.weekday AS weekday, t.wait AS wait, t.lag AS lag, t.weight AS weight FROM trips AS t
    UNION ALL
    SELECT t.payer, m.weekday, t.wait, t.lag, 0.02 * t.weight * a.share
    FROM trips AS t
    CROSS JOIN (
      SELECT 0 AS weekday UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6
    ) AS m
    JOIN arrivals AS a ON a.payer = t.payer AND a.weekday = (m.weekday + t.lag) % 7
  ) AS w
  GROUP BY w.payer, w.weekday, w.wait, w.lag
),
-- Since when each sale waits for what comes next: it was completed, it left, or it was ordered.
waiting AS (
  SELECT
    d.order_id AS order_id, d.payer AS payer, d.state AS state, d.ordered_day AS ordered_day, d.ended_day AS ended_day,
    CASE WHEN d.status IN ('shipped', 'completed', 'rts', 'closed') AND l.day <= c.day THEN l.day END AS left_day,
    CASE WHEN d.revenues > 0 THEN d.settled_day WHEN d.net_sen <> 0 THEN d.last_day END AS money_day,
    1.0 * (d.net_sen - d.ads_sen) AS money,
    1.0 * CASE d.route WHEN 'direct' THEN 0 WHEN 'cod' THEN d.full_sen - MIN(d.named_sen, d.full_sen) ELSE d.full_sen END AS worth,
    CASE WHEN d.ordered_day > c.day - 150 AND d.ordered_day <= c.day - 30 THEN 1 ELSE 0 END AS is_past
  FROM sales_due AS d
  CROSS JOIN as_of_day AS c
  JOIN v_departures AS v ON v.order_id = d.order_id
  LEFT JOIN v_days AS l ON l.date = v.left_date
  WHERE d.state NOT IN ('test', 'lead')
),
-- What became of the orders of 150 to 30 days ago. until: the age at which each no longer stood there; unknown where no
-- file names the day it failed, and none for those that stand there still. lag: the age at which money came of it.
pasts AS (
  SELECT
    w.payer AS payer, 'ordered' AS since, w.money_day - w.ordered_day AS lag,
    CASE WHEN w.left_day IS NOT NULL THEN w.left_day - w.ordered_day WHEN w.state = 'open' THEN 9999
         ELSE COALESCE(w.money_day - w.ordered_day, w.ended_day - w.ordered_day, 1) END AS until,
    w.worth AS worth, w.money AS money
  FROM waiting AS w
  WHERE w.is_past = 1
  UNION ALL
  SELECT
    w.payer, 'left', w.money_day - w.left_day,
    CASE WHEN w.state IN ('open', 'done') AND w.money_day IS NULL THEN 9999 ELSE COALESCE(w.money_day, w.ended_day) - w.left_day END,
    w.worth, w.money
  FROM waiting AS w
  WHERE w.is_past = 1 AND w.left_day IS NOT NULL
  UNION ALL
  SELECT w.payer, 'done', w.money_day - w.ended_day, COALESCE(w.money_day - w.ended_day, 9999), w.worth, w.money
  FROM waiting AS w
  WHERE w.is_past = 1 AND w.state = 'done' AND w.ended_day IS NOT NULL
),
lessons AS (
  SELECT
    p.payer AS payer, p.since AS since, p.lag AS lag, p.until AS until,
    COALESCE(SUM(p.worth), 0) AS worth, COALESCE(SUM(p.money), 0) AS money
  FROM pasts AS p
  GROUP BY p.payer, p.since, p.lag, p.until
),
opened AS (
  SELECT
    s.payer AS payer,
    CASE WHEN s.stage = 'paid_out' THEN 'paid_out'
         WHEN s.stage IN ('settled', 'not_due') THEN 'settled'
         WHEN s.stage = 'awaiting_settlement' THEN 'done'
         WHEN w.left_day IS NOT NULL THEN 'left' ELSE 'ordered' END AS since,
    CASE WHEN s.stage IN ('settled', 'paid_out', 'awaiting_settlement', 'not_due') THEN s.age_days
         ELSE c.day - COALESCE(w.left_day, w.ordered_day) END AS age,
    1.0 * (s.settled_sen + s.to_come_sen - s.in_bank_sen) AS amount
  FROM order_stages AS s
  CROSS JOIN as_of_day AS c
  LEFT JOIN waiting AS w ON w.order_id = s.order_id
  WHERE s.stage <> 'in_bank' AND (s.stage <> 'not_due' OR s.lines > 0)
),
groups AS (
  SELECT
    o.payer AS payer, o.since AS since, o.age AS age, COUNT(*) AS orders,
    COALESCE(SUM(o.amount), 0) AS amount, COALESCE(SUM(o.amount * o.amount), 0) AS squares
  FROM opened AS o
  WHERE o.amount <> 0 AND o.age >= 0
  GROUP BY o.payer, o.since, o.age
),
-- Of the past orders that stood there at that age: those whose day of failing is unknown fade as the others do.
odds AS (
  SELECT
    g.payer AS payer, g.since AS since, g.age AS age,
    COALESCE(SUM(CASE WHEN l.until > g.age THEN l.worth END), 0)
      + 1.0 * COALESCE(SUM(CASE WHEN l.until IS NULL THEN l.worth END), 0)
        * COALESCE(SUM(CASE WHEN l.until > g.age AND l.lag IS NOT NULL THEN l.worth END), 0)
        / NULLIF(COALESCE(SUM(CASE WHEN l.lag IS NOT NULL THEN l.worth END), 0), 0) AS worth
  FROM groups AS g
  JOIN lessons AS l ON l.payer = g.payer AND l.since = g.since
  GROUP BY g.payer, g.since, g.age
),
-- Money by the day it is settled on: known for what is, by the past for what is not.
settling AS (
  SELECT g.payer AS payer, g.since AS since, c.day - g.age AS day, 1.0 AS chance, g.orders AS orders, g.amount AS amount, g.squares AS squares
  FROM groups AS g
  CROSS JOIN as_of_day AS c
  WHERE g.since IN ('settled', 'paid_out')
  UNION ALL
  SELECT g.payer, 'coming', c.day - g.age + l.lag, 1.0 * l.money / o.worth, g.orders, g.amount, g.squares
  FROM groups AS g
  CROSS JOIN as_of_day AS c
  JOIN odds AS o ON o.payer = g.payer AND o.since = g.since AND o.age = g.age AND o.worth > 0
  JOIN lessons AS l ON l.payer = g.payer AND l.since = g.since AND l.until > g.age AND l.lag > g.age
),
settled AS (
  SELECT
    s.payer AS payer, s.since AS since, s.day AS day,
    COALESCE(SUM(s.chance * s.amount), 0) AS amount, COALESCE(SUM(s.chance * s.squares), 0) AS squares,
    COALESCE(SUM(s.chance * s.chance * s.squares), 0) AS likely, COALESCE(SUM(s.chance * s.orders), 0) AS orders
  FROM settling AS s
  GROUP BY s.payer, s.since, s.day
),
spread AS (
  SELECT
    s.payer AS payer, s.day + w.lag AS day, s.amount AS amount, s.squares AS squares, s.likely AS likely, s.orders AS orders,
    1.0 * w.weight / NULLIF(COALESCE(SUM(w.weight) OVER (PARTITION BY s.payer, s.since, s.day), 0), 0) AS part
  FROM settled AS s
  CROSS JOIN as_of_day AS c
  JOIN ways AS w ON w.payer = s.payer AND w.weekday = s.day % 7 AND s.day + w.lag > c.day
    AND (s.since = 'coming' OR (s.since = 'settled' AND s.day + w.wait > c.day) OR (s.since = 'paid_out' AND s.day + w.wait <= c.day))
),
-- Two kinds of doubt: each order comes or not, and each withdrawal comes whole or not. No more can come than there is.
days AS (
  SELECT
    p.payer AS payer, p.day AS day,
    COALESCE(SUM(p.amount * p.part), 0) AS expected,
    COALESCE(SUM(p.squares * p.part - p.likely * p.part * p.part), 0) AS variance,
    COALESCE(SUM(ABS(p.amount) * SQRT(p.part * (1.0 - p.part))), 0) AS whole,
    COALESCE(SUM(CASE WHEN p.part > 0.05 THEN p.amount ELSE 0 END), 0) AS most,
    COALESCE(SUM(p.orders * p.part), 0) AS orders
  FROM spread AS p
  GROUP BY p.payer, p.day
),
rated AS (
  SELECT
    d.payer AS payer, d.day AS day, d.expected AS expected, d.orders AS orders,
    1.645 * SQRT(d.doubt + d.whole * d.whole) AS doubt,
    CASE WHEN d.most > d.expected THEN d.most ELSE d.expected END + 1.645 * SQRT(d.doubt) AS most
  FROM (
    SELECT n.payer AS payer, n.day AS day, n.expected AS expected, n.orders AS orders, n.whole AS whole, n.most AS most,
      CASE WHEN n.variance > 0 THEN n.variance ELSE 0.0 END AS doubt
    FROM days AS n
  ) AS d
)
SELECT
  v.date AS day,
  d.payer AS payer,
  100 * CAST(ROUND(0.01 * d.expected) AS INTEGER) AS expected_sen,
  100 * CAST(ROUND(0.01 * CASE WHEN d.expected > d.doubt THEN d.expected - d.doubt ELSE 0.0 END) AS INTEGER) AS low_sen,
  100 * CAST(ROUND(0.01 * CASE WHEN d.expected + d.doubt < d.most THEN d.expected + d.doubt ELSE d.most END) AS INTEGER) AS high_sen,
  CAST(ROUND(d.orders) AS INTEGER) AS orders,
  m.date AS week
FROM rated AS d
CROSS JOIN as_of_day AS c
JOIN v_days AS v ON v.day = d.day
JOIN v_days AS m ON m.day = d.day - (d.day + 3) % 7
WHERE d.day <= c.day + 91 AND ROUND(0.01 * d.expected) > 0.0
ORDER BY day, payer;
