/*omni
name = "partner_prices"
version = 1
title = { id = "Harga dan stok mitra", en = "Prices and stock for partners" }
formula = { id = """
Setiap reseller, dropshiper, agen dan distributor di omni customers dengan setiap produk yang punya harga. Harga mitra = harga × (100 − diskon mitra) ÷ 100. Harga yang berlaku pada as-of; stok menurut hitungan terakhir sampai as-of.""", en = """
Every reseller, dropshipper, agent and distributor of omni customers with every product that has a price. Partner price = price × (100 − the partner's discount) ÷ 100. Prices as of the day; stock as last counted by then.""" }
how_to_read = { id = """
Stok kosong = SKU itu belum pernah dihitung. Diskon diisi per orang: omni customers edit NOMOR --discount-percent 15.""", en = """
No stock = the SKU was never counted. The discount is per person: omni customers edit PHONE --discount-percent 15.""" }
seed_ids = ["S1-32", "S1-33"]
grain = ["phone", "sku"]
params = ["as_of"]
sources = ["v_customer_profiles", "v_products", "v_stock_snapshots"]
needs = []
better = "none"
columns = [
  { name = "partner", kind = "text", personal = true, id = "Mitra", en = "Partner" },
  { name = "category", kind = "text", id = "Kategori", en = "Category" },
  { name = "sku", kind = "text", id = "SKU", en = "SKU" },
  { name = "product", kind = "text", id = "Produk", en = "Product" },
  { name = "price_sen", kind = "sen", id = "Harga", en = "Price" },
  { name = "discount_bps", kind = "bps", id = "Diskon", en = "Discount" },
  { name = "partner_price_sen", kind = "sen", id = "Harga mitra", en = "Partner price" },
  { name = "stock", kind = "int", id = "Stok", en = "Stock" },
  { name = "counted_date", kind = "date", id = "Dihitung", en = "Counted on" },
  { name = "phone", kind = "text", id = "No. HP", en = "Phone" },
]
*/
WITH goods AS (
  SELECT p.sku, MIN(p.name) AS product, MAX(p.price_sen) AS price_sen
  FROM v_products AS p
  JOIN (SELECT q.sku, MAX(q.cost_from_date) AS cost_from_date
          FROM v_products AS q
         WHERE q.cost_from_date <= :as_of AND q.price_sen IS NOT NULL
         GROUP BY q.sku) AS n ON n.sku = p.sku AND n.cost_from_date = p.cost_from_date
  WHERE p.price_sen IS NOT NULL
  GROUP BY p.sku
),
counted AS (
  SELECT s.sku, s.pieces, s.as_of_date
  FROM v_stock_snapshots AS s
  JOIN (SELECT r.sku, MAX(r.as_of_date) AS as_of_date
          FROM v_stock_snapshots AS r
         WHERE r.as_of_date <= :as_of
         GROUP BY r.sku) AS n ON n.sku = s.sku AND n.as_of_date = s.as_of_date
)
SELECT
  p.name AS partner,
  p.category AS category,
  g.sku AS sku,
  g.product AS product,
  g.price_sen AS price_sen,
  100 * COALESCE(p.discount_percent, 0) AS discount_bps,
  CAST(ROUND(0.01 * g.price_sen * (100 - COALESCE(p.discount_percent, 0))) AS INTEGER) AS partner_price_sen,
  c.pieces AS stock,
  c.as_of_date AS counted_date,
  p.phone AS phone
FROM v_customer_profiles AS p
CROSS JOIN goods AS g
LEFT JOIN counted AS c ON c.sku = g.sku
WHERE p.category IN ('reseller', 'dropshiper', 'agen', 'distributor')
ORDER BY phone, sku;
