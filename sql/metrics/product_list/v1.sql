/*omni
name = "product_list"
version = 1
title = { id = "Katalog produk", en = "Product catalogue" }
formula = { id = """
Setiap barang yang pernah dipesan sampai as-of, per marketplace, ditambah barang di daftar produk yang belum pernah dipesan. Nama, kategori, berat, harga dan HPP dari baris daftar produk yang berlaku pada as-of; \
tanpa itu nama terakhir di pesanan dan harga satuan terakhir. Dipesan = pesanan terhitung dengan barang itu.""", en = """
Every item ever ordered by as-of, by marketplace, and the items of the product list that were never ordered. Name, category, weight, price and cost are those of the list's row that holds on as-of; \
without one the newest name in orders and the newest unit price. Ordered = counted orders with the item.""" }
how_to_read = { id = """
Yang tidak terdaftar tidak punya HPP, jadi labanya tidak diketahui: lengkapi dengan omni template products. Satu barang bisa punya beberapa marketplace.""", en = """
What is not registered has no cost, so its profit is unknown: complete it with omni template products. One item may stand on several marketplaces.""" }
seed_ids = ["S0-02"]
grain = ["product", "marketplace"]
params = ["as_of"]
sources = ["v_order_items", "v_orders", "v_products"]
needs = ["orders"]
better = "none"
columns = [
  { name = "product", kind = "text", id = "Produk", en = "Product" },
  { name = "marketplace", kind = "text", id = "Marketplace", en = "Marketplace" },
  { name = "product_no", kind = "text", id = "ID produk", en = "Product ID" },
  { name = "name", kind = "text", id = "Nama", en = "Name" },
  { name = "variation", kind = "text", id = "Varian", en = "Variation" },
  { name = "category", kind = "text", id = "Kategori", en = "Category" },
  { name = "weight_g", kind = "int", id = "Berat (g)", en = "Weight (g)" },
  { name = "price_sen", kind = "sen", id = "Harga", en = "Price" },
  { name = "cost_sen", kind = "sen", id = "HPP", en = "Cost of goods" },
  { name = "orders", kind = "int", better = "up", id = "Dipesan", en = "Ordered" },
  { name = "last_ordered_date", kind = "date", id = "Terakhir dipesan", en = "Last ordered" },
  { name = "registered", kind = "int", better = "up", id = "Terdaftar", en = "Registered", note = "1 = ya/yes" },
]
*/
WITH lines AS (
  SELECT
    i.product AS product, o.platform AS marketplace, i.listing_key AS listing_key, i.product_name AS name, i.variation AS variation,
    i.unit_price_sen AS price_sen, o.order_id AS order_id, o.ordered_date AS ordered_date,
    ROW_NUMBER() OVER (PARTITION BY i.product, o.platform ORDER BY o.ordered_date DESC, o.order_id DESC, i.line_no) AS nth
  FROM v_orders AS o
  JOIN v_order_items AS i ON i.order_id = o.order_id
  WHERE o.is_counted = 1 AND o.ordered_date <= :as_of
),
sold AS (
  SELECT
    l.product AS product, l.marketplace AS marketplace, COUNT(DISTINCT l.order_id) AS orders, MAX(l.ordered_date) AS last_date,
    MAX(CASE WHEN l.nth = 1 THEN l.listing_key END) AS listing_key, MAX(CASE WHEN l.nth = 1 THEN l.name END) AS name,
    MAX(CASE WHEN l.nth = 1 THEN l.variation END) AS variation, MAX(CASE WHEN l.nth = 1 THEN l.price_sen END) AS price_sen
  FROM lines AS l
  GROUP BY l.product, l.marketplace
),
listed AS (
  SELECT
    p.sku AS sku, p.name AS name, p.variation AS variation, p.category AS category, p.weight_g AS weight_g, p.price_sen AS price_sen,
    p.cost_sen AS cost_sen, p.marketplace AS marketplace, p.listing_id AS listing_id,
    ROW_NUMBER() OVER (PARTITION BY p.sku ORDER BY p.cost_from_date DESC) AS nth
  FROM v_products AS p
  WHERE p.cost_from_date <= :as_of
)
SELECT
  s.product AS product,
  s.marketplace AS marketplace,
  COALESCE(CASE WHEN k.marketplace = s.marketplace THEN k.listing_id END, s.listing_key) AS product_no,
  COALESCE(k.name, s.name) AS name,
  COALESCE(k.variation, s.variation) AS variation,
  k.category AS category,
  k.weight_g AS weight_g,
  COALESCE(k.price_sen, s.price_sen) AS price_sen,
  k.cost_sen AS cost_sen,
  s.orders AS orders,
  s.last_date AS last_ordered_date,
  CASE WHEN k.sku IS NOT NULL THEN 1 ELSE 0 END AS registered
FROM sold AS s
LEFT JOIN listed AS k ON k.sku = s.product AND k.nth = 1
UNION ALL
SELECT
  k.sku, COALESCE(k.marketplace, '–'), k.listing_id, k.name, k.variation, k.category, k.weight_g, k.price_sen, k.cost_sen, 0, NULL, 1
FROM listed AS k
WHERE k.nth = 1 AND NOT EXISTS (SELECT 1 FROM sold AS s WHERE s.product = k.sku)
ORDER BY product, marketplace;
