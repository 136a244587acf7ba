/*omni
name = "missing_costs"
version = 1
title = { id = "SKU tanpa HPP", en = "SKUs without a cost" }
formula = { id = """
Barang dari pesanan selesai dalam periode yang pada hari pesannya tidak punya HPP: tidak di daftar produk menurut SKU atau listing, dan tidak di file \\
pesanannya. Pendapatan = nilai bersih pesanan dikurangi refund, bagian barang itu.""", en = """
Items of completed orders of the period that have no cost on the day of the order: neither in the register of products, by SKU or listing, nor in the \\
order file. Revenue = net value of the orders less refunds, the part of these items.""" }
how_to_read = { id = """
Isi dari atas: omni products add --sku … --name … --price … --cost …. Setelah itu labanya terhitung sendiri.""", en = """
Fill in from the top: omni products add --sku … --name … --price … --cost …. Their profit then counts by itself.""" }
seed_ids = ["F-72"]
grain = ["platform", "product"]
params = ["from_date", "to_date"]
sources = ["v_order_items", "v_orders"]
needs = ["orders"]
better = "down"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "product", kind = "text", id = "SKU", en = "SKU" },
  { name = "name", kind = "text", id = "Nama", en = "Name" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "quantity", kind = "int", id = "Jumlah", en = "Quantity" },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue" },
]
*/
WITH sold AS (
  SELECT o.order_id, o.platform, o.delivered_revenue_sen
  FROM v_orders AS o
  WHERE o.status = 'completed' AND o.is_test = 0 AND o.cogs_sen IS NULL
    AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
),
items AS (
  SELECT i.order_id, i.product, i.product_name, i.quantity, i.kept_upto, i.kept_before, i.kept_whole, i.unit_cogs_sen
  FROM sold AS s
  JOIN v_order_items AS i ON i.order_id = s.order_id
)
SELECT
  o.platform AS platform,
  COALESCE(i.product, '(tanpa barang)') AS product,
  MIN(i.product_name) AS name,
  COUNT(DISTINCT o.order_id) AS orders,
  COALESCE(SUM(i.quantity), 0) AS quantity,
  CAST(COALESCE(SUM(CASE WHEN i.order_id IS NULL THEN o.delivered_revenue_sen
    ELSE ROUND(1.0 * o.delivered_revenue_sen * i.kept_upto / i.kept_whole)
       - ROUND(1.0 * o.delivered_revenue_sen * i.kept_before / i.kept_whole) END), 0) AS INTEGER) AS revenue_sen
FROM sold AS o
LEFT JOIN items AS i ON i.order_id = o.order_id
WHERE i.unit_cogs_sen IS NULL
GROUP BY o.platform, COALESCE(i.product, '(tanpa barang)')
ORDER BY platform, product;
