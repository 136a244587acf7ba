/*omni
name = "product_sales"
version = 1
title = { id = "Penjualan per produk", en = "Sales by product" }
formula = { id = """
Produk = SKU, atau bila kosong kunci listing platformnya. Pendapatan pesanan (menurut basis) dibagi ke barisnya menurut porsi \
subtotal barang (bila tidak ada, menurut jumlah), dibulatkan sehingga jumlah semua produk sama dengan pendapatan pesanan. Pada basis \
delivered jumlah dan porsinya dihitung tanpa unit yang dikembalikan. Rasio RTS = pesanan rts ÷ pesanan yang meninggalkan gudang dalam periode menurut tanggal kirim \
(bila kosong: siap, konfirmasi, pesan), pada basis apa pun. Margin = pendapatan − modal; kosong bila ada barang tanpa modal.""", en = """
Product = the SKU, else the platform's listing key. An order's revenue (on the basis) is spread over its lines by item \
subtotal (else by quantity), rounded so that the products add up to the orders. On delivered, quantities and shares leave out \
returned units. RTS rate = rts orders ÷ orders that left the warehouse in the period by ship date (else ready, confirmed, ordered), on any \
basis. Margin = revenue − cost of goods; empty when any item has no known cost.""" }
how_to_read = { id = """
Produk laris dengan rasio RTS tinggi bisa merugi: lihat keduanya bersama. Baris "(tanpa barang)" memuat pesanan yang ekspornya \
tidak merinci barang. Pesanan dengan dua produk terhitung pada keduanya.""", en = """
A best seller with a high RTS rate may lose money: read both together. The row "(tanpa barang)" holds orders whose export \
lists no items. An order with two products counts for both.""" }
seed_ids = ["S0-02", "S0-04"]
uses = ["period_cash", "settled_platforms", "shipped_orders"]
grain = ["product"]
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_order_items", "v_departures", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_settled_platforms"]
needs = ["orders"]
better = "up"
columns = [
  { name = "product", kind = "text", id = "Produk", en = "Product" },
  { name = "name", kind = "text", id = "Nama", en = "Name" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders", note = "basis" },
  { name = "quantity", kind = "int", id = "Jumlah", en = "Quantity", note = "basis" },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue", note = "basis" },
  { name = "rts_rate_bps", kind = "bps", better = "down", id = "Rasio RTS", en = "RTS rate" },
  { name = "margin_sen", kind = "sen", id = "Margin", en = "Margin", note = "basis" },
]
*/
WITH -- The orders of the period that count on this basis. Unknown revenue (no settlement data) stays NULL.
sold AS (
  SELECT
    o.order_id,
    o.cogs_sen,
    CASE :basis WHEN 'placed' THEN o.net_revenue_sen
                WHEN 'delivered' THEN o.delivered_revenue_sen
                ELSE c.net_sen END AS revenue_sen
  FROM v_orders AS o
  LEFT JOIN period_cash AS c ON c.order_id = o.order_id
  LEFT JOIN settled_platforms AS s ON s.platform = o.platform
  WHERE o.is_counted = 1 AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
    AND (:basis = 'placed' OR (:basis = 'delivered' AND o.status = 'completed')
         OR (:basis = 'cash' AND (c.order_id IS NOT NULL OR s.platform IS NULL)))
),
-- What completed orders brought in belongs to what stayed with the buyer. The difference of two rounded running shares adds up exactly.
lines AS (
  SELECT
    k.order_id,
    k.revenue_sen,
    k.cogs_sen,
    COALESCE(i.product, '(tanpa barang)') AS product,
    i.product_name,
    CASE :basis WHEN 'delivered' THEN i.quantity - i.returned_quantity ELSE i.quantity END AS quantity,
    i.unit_cogs_sen,
    CASE :basis WHEN 'delivered' THEN i.kept_before ELSE i.share_before END AS before,
    CASE :basis WHEN 'delivered' THEN i.kept_upto ELSE i.share_upto END AS upto,
    CASE :basis WHEN 'delivered' THEN i.kept_whole ELSE i.share_whole END AS whole,
    CASE WHEN i.order_id IS NULL THEN 1 ELSE 0 END AS no_items
  FROM sold AS k
  LEFT JOIN v_order_items AS i ON i.order_id = k.order_id
),
sales AS (
  SELECT
    l.product,
    MIN(l.product_name) AS name,
    COUNT(DISTINCT CASE WHEN l.revenue_sen IS NOT NULL THEN l.order_id END) AS orders,
    COALESCE(SUM(CASE WHEN l.revenue_sen IS NOT NULL THEN l.quantity END), 0) AS quantity,
    COUNT(*) AS lines,
    COUNT(l.revenue_sen) AS known,
    COUNT(COALESCE(l.cogs_sen, l.unit_cogs_sen)) AS with_cogs,
    COALESCE(SUM(CASE WHEN l.no_items = 1 THEN l.revenue_sen
      ELSE ROUND(1.0 * l.revenue_sen * l.upto / l.whole) - ROUND(1.0 * l.revenue_sen * l.before / l.whole) END), 0) AS revenue,
    COALESCE(SUM(CASE WHEN l.cogs_sen IS NULL THEN l.quantity * l.unit_cogs_sen WHEN l.no_items = 1 THEN l.cogs_sen
      ELSE ROUND(1.0 * l.cogs_sen * l.upto / l.whole) - ROUND(1.0 * l.cogs_sen * l.before / l.whole) END), 0) AS cogs
  FROM lines AS l
  GROUP BY l.product
),
shipped AS (
  SELECT
    i.product,
    MIN(i.product_name) AS name,
    COUNT(DISTINCT o.order_id) AS parcels,
    COUNT(DISTINCT CASE WHEN o.rts = 1 THEN o.order_id END) AS rts
  FROM shipped_orders AS o
  JOIN v_order_items AS i ON i.order_id = o.order_id
  GROUP BY i.product
),
keys AS (
  SELECT s.product FROM sales AS s
  UNION
  SELECT h.product FROM shipped AS h
)
SELECT
  p.product AS product,
  COALESCE(s.name, h.name) AS name,
  CASE WHEN s.lines > 0 AND s.known = 0 THEN NULL ELSE COALESCE(s.orders, 0) END AS orders,
  CASE WHEN s.lines > 0 AND s.known = 0 THEN NULL ELSE COALESCE(s.quantity, 0) END AS quantity,
  CASE WHEN s.lines > 0 AND s.known = 0 THEN NULL ELSE CAST(COALESCE(s.revenue, 0) AS INTEGER) END AS revenue_sen,
  CAST(ROUND(10000.0 * h.rts / NULLIF(h.parcels, 0)) AS INTEGER) AS rts_rate_bps,
  CASE WHEN s.known = s.lines AND s.with_cogs = s.lines THEN CAST(s.revenue - s.cogs AS INTEGER) END AS margin_sen
FROM keys AS p
LEFT JOIN sales AS s ON s.product = p.product
LEFT JOIN shipped AS h ON h.product = p.product
ORDER BY p.product;
