-- The register of products: each SKU with every row it has, one per day from which its cost holds. `weight_g` of a piece.
CREATE VIEW v_products AS
SELECT
  p.sku,
  p.name,
  p.variation,
  p.category,
  p.weight_gram AS weight_g,
  p.price_sen,
  p.cost_sen,
  p.cost_from_date,
  p.kind,
  p.marketplace,
  p.listing_id
FROM product_costs AS p
WHERE p.is_deleted = 0;
