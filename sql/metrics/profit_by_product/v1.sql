/*omni
name = "profit_by_product"
version = 1
like = "profit_by_platform@1"
title = { id = "Laba per produk", en = "Profit by product" }
seed_ids = ["F-72", "S0-02"]
grain = ["product"]
columns = [
  { name = "product", kind = "text", id = "Produk", en = "Product" },
  { name = "name", kind = "text", id = "Nama", en = "Name" },
  "*",
]
*/
SELECT
  f.key AS product,
  f.name AS name,
  f.orders AS orders,
  f.revenue_sen AS revenue_sen,
  f.refund_sen AS refund_sen,
  f.cogs_sen AS cogs_sen,
  f.platform_fees_sen AS platform_fees_sen,
  f.shipping_sen AS shipping_sen,
  f.return_loss_sen AS return_loss_sen,
  f.packing_sen AS packing_sen,
  f.ads_sen AS ads_sen,
  f.other_costs_sen AS other_costs_sen,
  f.unknown_sen AS unknown_sen,
  f.profit_sen AS profit_sen,
  f.margin_bps AS margin_bps,
  f.known_bps AS known_bps
FROM profit_figures AS f
WHERE f.dim = 'product'
ORDER BY product;
