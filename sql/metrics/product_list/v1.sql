/*omni
name = "product_list"
version = 1
title = { id = "Katalog produk", en = "Product catalogue" }
formula = { id = """
Setiap barang yang pernah dipesan sampai as-of, per marketplace, ditambah barang di daftar produk yang belum pernah dipesan. Nama, kategori, berat, harga dan HPP dari baris daftar produk yang berlaku pada as-of; \
tanpa itu nama terakhir di pesanan, harga satuan terakhir, dan berat yang disebut pesanan Shopee. Dipesan = pesanan terhitung dengan barang itu.""", en = """
Every item ever ordered by as-of, by marketplace, and the items of the product list that were never ordered. Name, category, weight, price and cost are those of the list's row that holds on as-of; \
without one the newest name in orders, the newest unit price and the weight that Shopee orders name. Ordered = counted orders with the item.""" }
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
WITH counted AS (
  SELECT o.order_id AS order_id, o.platform AS platform, o.ordered_date AS ordered_date
  FROM v_orders AS o
  WHERE o.is_counted = 1 AND o.ordered_date <= :as_of
),
-- The newest order of each item: by its day, then by its number, both in one text that sorts as they do.
ordered AS (
  SELECT
    i.product AS product, o.platform AS marketplace, COUNT(DISTINCT o.order_id) AS orders, MAX(o.ordered_date) AS last_date,
    CAST(SUBSTR(MAX(o.ordered_date || SUBSTR('0000000000000000000' || CAST(o.order_id AS TEXT), -19)), 11) AS INTEGER) AS order_id
  FROM counted AS o
  JOIN v_order_items AS i ON i.order_id = o.order_id
  GROUP BY i.product, o.platform
),
sold AS (
  SELECT
    n.product AS product, n.marketplace AS marketplace, n.orders AS orders, n.last_date AS last_date,
    i.listing_key AS listing_key, i.product_name AS name, i.variation AS variation, i.unit_price_sen AS price_sen,
    CASE WHEN n.marketplace = 'shopee' THEN CAST(ROUND(1.0 * i.line_weight_g / NULLIF(i.quantity, 0)) AS INTEGER) END AS weight_g
  FROM (
    SELECT m.product, m.marketplace, m.orders, m.last_date, m.order_id, MIN(l.line_no) AS line_no
    FROM ordered AS m
    JOIN v_order_items AS l ON l.order_id = m.order_id AND l.product = m.product
    GROUP BY m.product, m.marketplace, m.orders, m.last_date, m.order_id
  ) AS n
  JOIN v_order_items AS i ON i.order_id = n.order_id AND i.line_no = n.line_no
)
SELECT
  s.product AS product,
  s.marketplace AS marketplace,
  COALESCE(CASE WHEN k.marketplace = s.marketplace THEN k.listing_id END, s.listing_key) AS product_no,
  COALESCE(k.name, s.name) AS name,
  COALESCE(k.variation, s.variation) AS variation,
  k.category AS category,
  COALESCE(k.weight_g, s.weight_g) AS weight_g,
  COALESCE(k.price_sen, s.price_sen) AS price_sen,
  k.cost_sen AS cost_sen,
  s.orders AS orders,
  s.last_date AS last_ordered_date,
  CASE WHEN k.sku IS NOT NULL THEN 1 ELSE 0 END AS registered
FROM sold AS s
LEFT JOIN v_products AS k ON k.sku = s.product
  AND k.cost_from_date = (SELECT MAX(r.cost_from_date) FROM v_products AS r WHERE r.sku = s.product AND r.cost_from_date <= :as_of)
UNION ALL
SELECT
  k.sku, COALESCE(k.marketplace, '–'), k.listing_id, k.name, k.variation, k.category, k.weight_g, k.price_sen, k.cost_sen, 0, NULL, 1
FROM v_products AS k
WHERE k.cost_from_date = (SELECT MAX(r.cost_from_date) FROM v_products AS r WHERE r.sku = k.sku AND r.cost_from_date <= :as_of)
  AND k.sku NOT IN (SELECT s.product FROM sold AS s WHERE s.product IS NOT NULL)
ORDER BY product, marketplace;
