/*omni
name = "risk_check"
version = 1
title = { id = "Bukti poin risiko", en = "Proof of the risk points" }
formula = { id = """
Pesanan periode ini yang dipesan setelah as-of dan kini sudah selesai atau kembali, dinilai hanya dengan riwayat yang diketahui sampai as-of, lalu \
dibagi sepuluh dari yang paling berisiko. Rugi = rugi uang retur bila diketahui; bagian = porsi bagian itu dari seluruh rugi dan retur.""", en = """
Orders of the period placed after as-of that are completed or returned by now, judged only by the history known by as-of, in ten parts from the \
riskiest on. Loss = cash lost by returns where known; shares are of all losses and returns.""" }
how_to_read = { id = """
Bila sepersepuluh paling berisiko memuat jauh lebih dari 10% rugi retur, poinnya berguna. `omni orders risk --check` memilih as-of yang benar.""", en = """
Where the riskiest tenth holds far more than 10% of the return loss, the points are of use. `omni orders risk --check` takes the right as-of.""" }
seed_ids = ["F-76"]
uses = ["risk_points", "return_losses"]
grain = ["tenth"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_departures", "v_customers", "v_days", "v_lines_of_sales", "v_money_steps", "v_first_items", "v_orders", "v_settings"]
needs = ["orders"]
better = "none"
columns = [
  { name = "tenth", kind = "int", id = "Bagian", en = "Tenth", note = "1 = paling berisiko/riskiest" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "rts", kind = "int", id = "RTS", en = "RTS" },
  { name = "rts_rate_bps", kind = "bps", id = "Rasio RTS", en = "RTS rate" },
  { name = "rts_share_bps", kind = "bps", id = "Porsi retur", en = "Share of returns" },
  { name = "loss_sen", kind = "sen", id = "Rugi retur", en = "Return loss" },
  { name = "loss_share_bps", kind = "bps", id = "Porsi rugi", en = "Share of loss" },
  { name = "points_from", kind = "int", id = "Poin dari", en = "Points from" },
  { name = "points_to", kind = "int", id = "Poin sampai", en = "Points to" },
]
*/
WITH ended AS (
  SELECT
    r.points, CASE WHEN o.status = 'rts' THEN 1 ELSE 0 END AS is_rts,
    CASE WHEN o.status = 'rts' THEN COALESCE(x.loss_cash_sen, 0) ELSE 0 END AS loss_sen,
    NTILE(10) OVER (ORDER BY r.risk DESC, o.platform, o.account, o.order_no) AS tenth
  FROM risk_points AS r
  JOIN v_orders AS o ON o.order_id = r.order_id
  LEFT JOIN return_losses AS x ON x.order_id = r.order_id
  WHERE o.ordered_date > :as_of AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
    AND o.status IN ('completed', 'rts')
),
sums AS (
  SELECT
    j.tenth, COUNT(*) AS orders, COALESCE(SUM(j.is_rts), 0) AS rts, COALESCE(SUM(j.loss_sen), 0) AS loss_sen,
    MIN(j.points) AS points_from, MAX(j.points) AS points_to
  FROM ended AS j
  GROUP BY j.tenth
)
SELECT
  s.tenth AS tenth,
  s.orders AS orders,
  s.rts AS rts,
  CAST(ROUND(10000.0 * s.rts / s.orders) AS INTEGER) AS rts_rate_bps,
  CASE WHEN w.rts > 0 THEN CAST(ROUND(10000.0 * s.rts / w.rts) AS INTEGER) END AS rts_share_bps,
  s.loss_sen AS loss_sen,
  CASE WHEN w.loss_sen > 0 THEN CAST(ROUND(10000.0 * s.loss_sen / w.loss_sen) AS INTEGER) END AS loss_share_bps,
  s.points_from AS points_from,
  s.points_to AS points_to
FROM sums AS s
CROSS JOIN (SELECT COALESCE(SUM(t.rts), 0) AS rts, COALESCE(SUM(t.loss_sen), 0) AS loss_sen FROM sums AS t) AS w
ORDER BY s.tenth;
