/*omni
name = "order_summary"
version = 1
title = { id = "Ringkasan pesanan", en = "Order summary" }
formula = { id = """
Pesanan = semua pesanan yang dibuat dalam periode, status apa pun, tanpa pesanan uji. Pesanan terhitung = yang benar-benar dibeli \
(confirmed sampai completed, rts, closed). Nilai = pendapatan menurut basis; AOV = nilai ÷ pesanan yang masuk basis itu. \
Pada basis cash, nilai memuat yang dibayar pembeli langsung ke penjual (nilai pesanan + ongkir pada hari bayar), juga tampil sendiri. Terbuka = terhitung, tetapi belum selesai, kembali, atau ditutup; nilainya memakai nilai pesanan.""", en = """
Orders = every order placed in the period, whatever its status, without test orders. Counted orders = really bought \
(confirmed to completed, rts, closed). Value = revenue on the basis; AOV = value ÷ orders of that basis. On cash the value holds what buyers paid the seller directly (order \
value and shipping on the day of payment), shown by itself too. Open = counted, but not yet \
completed, returned or closed, at ordered value.""" }
how_to_read = { id = """
Selisih antara nilai placed dan delivered adalah uang yang masih di jalan (terbuka) atau kembali (rts). Periode diambil dari \
tanggal pesanan pada setiap basis.""", en = """
What stands between placed and delivered value is still on its way (open) or came back (rts). The period is taken on the \
order date on every basis.""" }
seed_ids = ["S0-03", "S0-10"]
uses = ["period_cash", "settled_platforms"]
grain = []
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_settled_platforms"]
needs = ["orders"]
better = "up"
columns = [
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value", note = "basis" },
  { name = "aov_sen", kind = "sen", id = "AOV", en = "AOV", note = "basis" },
  { name = "counted_orders", kind = "int", id = "Pesanan terhitung", en = "Counted orders" },
  { name = "completed", kind = "int", id = "Selesai", en = "Completed" },
  { name = "rts", kind = "int", better = "down", id = "RTS", en = "RTS" },
  { name = "canceled", kind = "int", better = "down", id = "Batal", en = "Canceled" },
  { name = "open_orders", kind = "int", better = "none", id = "Pesanan terbuka", en = "Open orders" },
  { name = "open_value_sen", kind = "sen", better = "none", id = "Nilai terbuka", en = "Open value" },
  { name = "basis_orders", kind = "int", id = "Pesanan dalam basis", en = "Orders on the basis", note = "basis" },
  { name = "paid_directly_sen", kind = "sen", id = "Dibayar langsung", en = "Paid directly", note = "cash" },
]
*/
WITH placed AS (
  SELECT
    o.status,
    o.is_counted,
    o.is_open,
    o.net_revenue_sen,
    CASE WHEN :basis = 'cash' AND c.paid_directly = 1 THEN o.is_counted * c.net_sen ELSE 0 END AS paid_directly_sen,
    COALESCE(s.platform, CASE WHEN c.order_id IS NOT NULL THEN o.platform END) AS settled_platform,
    CASE WHEN o.is_counted = 0 THEN 0
         ELSE CASE :basis WHEN 'placed' THEN 1
                          WHEN 'delivered' THEN CASE WHEN o.status = 'completed' THEN 1 ELSE 0 END
                          ELSE CASE WHEN c.order_id IS NOT NULL THEN 1 ELSE 0 END END END AS on_basis,
    CASE WHEN o.is_counted = 0 THEN 0
         ELSE CASE :basis WHEN 'placed' THEN o.net_revenue_sen
                          WHEN 'delivered' THEN o.delivered_revenue_sen
                          ELSE COALESCE(c.net_sen, 0) END END AS revenue_sen
  FROM v_orders AS o
  LEFT JOIN period_cash AS c ON c.order_id = o.order_id
  LEFT JOIN settled_platforms AS s ON s.platform = o.platform
  WHERE o.is_test = 0 AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
),
totals AS (
  SELECT
    COUNT(*) AS orders,
    COALESCE(SUM(p.is_counted), 0) AS counted_orders,
    COALESCE(SUM(CASE WHEN p.status = 'completed' THEN 1 ELSE 0 END), 0) AS completed,
    COALESCE(SUM(CASE WHEN p.status = 'rts' THEN 1 ELSE 0 END), 0) AS rts,
    COALESCE(SUM(CASE WHEN p.status = 'canceled' THEN 1 ELSE 0 END), 0) AS canceled,
    COALESCE(SUM(p.is_open), 0) AS open_orders,
    COALESCE(SUM(p.is_open * p.net_revenue_sen), 0) AS open_value,
    COALESCE(SUM(p.on_basis), 0) AS basis_orders,
    COALESCE(SUM(p.paid_directly_sen), 0) AS paid_directly,
    COALESCE(SUM(p.revenue_sen), 0) AS revenue,
    -- On cash, orders of platforms that settle nothing yet say nothing: unknown, not zero.
    CASE WHEN :basis = 'cash' AND COALESCE(SUM(p.is_counted), 0) > 0
           AND COUNT(CASE WHEN p.is_counted = 1 THEN p.settled_platform END) = 0
         THEN 0 ELSE 1 END AS known
  FROM placed AS p
)
SELECT
  t.orders AS orders,
  CASE WHEN t.known = 1 THEN t.revenue END AS value_sen,
  CASE WHEN t.known = 1 THEN CAST(ROUND(1.0 * t.revenue / NULLIF(t.basis_orders, 0)) AS INTEGER) END AS aov_sen,
  t.counted_orders AS counted_orders,
  t.completed AS completed,
  t.rts AS rts,
  t.canceled AS canceled,
  t.open_orders AS open_orders,
  t.open_value AS open_value_sen,
  CASE WHEN t.known = 1 THEN t.basis_orders END AS basis_orders,
  CASE WHEN :basis = 'cash' AND t.known = 1 THEN t.paid_directly END AS paid_directly_sen
FROM totals AS t;
