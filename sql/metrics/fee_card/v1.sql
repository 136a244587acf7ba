/*omni
name = "fee_card"
version = 1
title = { id = "Kartu tarif", en = "Rate card" }
formula = { id = """
Tarif biaya per platform, jenis, dan produk, dengan riwayatnya. Dipelajari dari pencairan pesanan periode ini: tarif yang paling sering pada \
produk dan bulan pesan, dari 3 pesanan berisi satu produk ke atas; "*" = semua produk. admin = tarif produk, service = program, order_fee = \
per pesanan, fees = semua biaya bila file tidak merincinya. Tarif yang sama berlanjut di satu baris; baris baru berarti tarif berubah, sejak hari \
pesanan pertama yang memakainya. Terjelaskan = bagian pesanan yang membayar tepat itu. config = dari [fees] di omni.toml.""", en = """
Fees by platform, kind and product, with their history. Learned from the settlements of the period"s orders: the rate that most paid for a \
product and month of ordering, from 3 orders of one product on; "*" = all products. admin = the product"s rate, service = programmes, order_fee = \
per order, fees = all fees where the file names no parts. A rate that goes on stays one row; a new row is a changed rate, from the day of the \
first order that had it. Explained = the share of orders that paid just that. config = by [fees] in omni.toml.""" }
how_to_read = { id = """
Satu perubahan tarif = satu baris baru. Bandingkan dengan pengumuman platform.""", en = """
One change of a rate is one new row. Compare it with the platform"s announcement.""" }
seed_ids = ["S0-61", "F-71"]
uses = ["fee_lessons", "order_fees"]
grain = ["platform", "kind", "product", "from_date", "source"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_dues", "v_money_steps", "v_sales", "v_lines_of_sales", "v_payout_days", "v_direct_days", "v_payer_starts", "v_order_items", "v_fee_terms"]
needs = ["orders", "settlements"]
better = "none"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "kind", kind = "text", id = "Jenis biaya", en = "Kind of fee" },
  { name = "product", kind = "text", id = "Produk", en = "Product" },
  { name = "from_date", kind = "date", id = "Sejak", en = "From" },
  { name = "rate_bps", kind = "bps", better = "down", id = "Tarif", en = "Rate" },
  { name = "flat_sen", kind = "sen", better = "down", id = "Per pesanan", en = "Per order" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "explained_bps", kind = "bps", better = "up", id = "Terjelaskan", en = "Explained" },
  { name = "previous_rate_bps", kind = "bps", id = "Tarif sebelumnya", en = "Rate before" },
  { name = "change_bps", kind = "bps", better = "down", id = "Perubahan", en = "Change" },
  { name = "source", kind = "text", id = "Asal", en = "Source" },
]
*/
WITH marked AS (
  SELECT
    l.platform, l.kind, l.product, l.month, l.from_date, l.rate_bps, l.flat_sen,
    CASE WHEN l.rate_bps = LAG(l.rate_bps) OVER (PARTITION BY l.platform, l.kind, l.product ORDER BY l.month)
          AND l.flat_sen = LAG(l.flat_sen) OVER (PARTITION BY l.platform, l.kind, l.product ORDER BY l.month)
         THEN 0 ELSE 1 END AS is_new
  FROM fee_lessons AS l
),
runs AS (
  SELECT
    m.platform, m.kind, m.product, m.from_date, m.rate_bps, m.flat_sen, m.month,
    COALESCE(SUM(m.is_new) OVER (PARTITION BY m.platform, m.kind, m.product ORDER BY m.month), 0) AS run_no
  FROM marked AS m
),
cards AS (
  SELECT r.platform, r.kind, r.product, r.run_no, r.rate_bps, r.flat_sen, MIN(r.month) AS month
  FROM runs AS r
  GROUP BY r.platform, r.kind, r.product, r.run_no, r.rate_bps, r.flat_sen
),
-- A rate starts with the first order that had it, which may be late in the month before its first whole month.
dated AS (
  SELECT
    c.platform, c.kind, c.product, c.run_no, c.rate_bps, c.flat_sen,
    (SELECT MIN(o.ordered_date) FROM order_fees AS o
      WHERE o.platform = c.platform AND o.kind = c.kind AND (o.product = c.product OR c.product = '*')
        AND o.rate_bps = c.rate_bps AND o.flat_sen = c.flat_sen
        AND o.month >= COALESCE((SELECT MAX(p.month) FROM runs AS p
                                  WHERE p.platform = c.platform AND p.kind = c.kind AND p.product = c.product AND p.run_no < c.run_no),
                                c.month)) AS from_date
  FROM cards AS c
),
-- Each order is held against the rate of its own day.
spans AS (
  SELECT
    d.platform, d.kind, d.product, d.run_no, d.rate_bps, d.flat_sen, d.from_date,
    LEAD(d.from_date) OVER (PARTITION BY d.platform, d.kind, d.product ORDER BY d.run_no) AS until_date
  FROM dated AS d
),
held AS (
  SELECT
    s.platform, s.kind, s.product, s.run_no, s.rate_bps, s.flat_sen, s.from_date,
    COUNT(o.order_id) AS orders,
    COALESCE(SUM(CASE WHEN o.rate_bps = s.rate_bps AND o.flat_sen = s.flat_sen THEN 1 ELSE 0 END), 0) AS agreeing
  FROM spans AS s
  JOIN order_fees AS o
    ON o.platform = s.platform AND o.kind = s.kind AND (o.product = s.product OR s.product = '*')
   AND o.ordered_date >= s.from_date AND (s.until_date IS NULL OR o.ordered_date < s.until_date)
  GROUP BY s.platform, s.kind, s.product, s.run_no, s.rate_bps, s.flat_sen, s.from_date
)
SELECT
  u.platform AS platform, u.kind AS kind, u.product AS product, u.from_date AS from_date, u.rate_bps AS rate_bps, u.flat_sen AS flat_sen,
  u.orders AS orders, u.explained_bps AS explained_bps, u.previous_rate_bps AS previous_rate_bps,
  u.rate_bps - u.previous_rate_bps AS change_bps, u.source AS source
FROM (
  SELECT
    d.platform, d.kind, d.product, d.from_date, d.rate_bps, d.flat_sen, d.orders,
    CAST(ROUND(10000.0 * d.agreeing / NULLIF(d.orders, 0)) AS INTEGER) AS explained_bps,
    LAG(d.rate_bps) OVER (PARTITION BY d.platform, d.kind, d.product ORDER BY d.run_no) AS previous_rate_bps,
    'learned' AS source
  FROM held AS d
  UNION ALL
  SELECT
    t.platform, 'fees', '*', t.from_date, t.rate_bps, t.flat_sen, NULL, NULL,
    LAG(t.rate_bps) OVER (PARTITION BY t.platform ORDER BY t.from_date), 'config'
  FROM v_fee_terms AS t
) AS u
ORDER BY u.platform, u.kind, u.product, u.source, u.from_date;
