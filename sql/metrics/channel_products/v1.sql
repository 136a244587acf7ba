/*omni
name = "channel_products"
version = 1
title = { id = "Produk menurut marketplace", en = "Products as marketplaces count them" }
formula = { id = """
Produk dari GMV tertinggi menurut hitungan marketplace (tidak ditambahkan ke pesanan). Ekspornya berjangka: dipakai baris yang jangkanya di dalam periode; bila ada beberapa untuk satu produk, yang terpanjang, lalu yang terbaru. Bagian = GMV produk ÷ GMV semua produk marketplace itu yang tampil. CTR = klik ÷ tayangan; konversi = pesanan ÷ klik. GMV Shopee = Pesanan Dibuat.""", en = """
Products, highest GMV first, as the marketplace counts them (never added to orders). An export is over a span of days: the row whose span lies inside the period counts; of several for one product the longest, then the newest. Share = GMV of the product ÷ GMV of all products shown of that marketplace. CTR = clicks ÷ views; conversion = orders ÷ clicks. GMV of Shopee = orders made.""" }
how_to_read = { id = """
Banyak tayangan dengan CTR rendah: perbaiki foto dan judul. Banyak klik dengan konversi rendah: periksa harga, ulasan, dan stok.""", en = """
Many views with a low CTR ask for a better picture and title, many clicks with a low conversion for a look at price, reviews and stock.""" }
seed_ids = ["S2-12", "S2-17", "S2-21"]
grain = ["platform", "account", "product_id"]
params = ["from_date", "to_date"]
sources = ["v_product_performance"]
needs = []
better = "up"
columns = [
  { name = "rank", kind = "int", better = "none", id = "Peringkat", en = "Rank" },
  { name = "name", kind = "text", id = "Produk", en = "Product" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "gmv_sen", kind = "sen", id = "GMV", en = "GMV" },
  { name = "share_bps", kind = "bps", better = "none", id = "Bagian", en = "Share" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "items", kind = "int", id = "Barang", en = "Items" },
  { name = "views", kind = "int", id = "Tayangan", en = "Views" },
  { name = "clicks", kind = "int", id = "Klik", en = "Clicks" },
  { name = "ctr_bps", kind = "bps", id = "CTR", en = "CTR" },
  { name = "conversion_bps", kind = "bps", id = "Konversi", en = "Conversion" },
  { name = "carts", kind = "int", id = "Keranjang", en = "Carts" },
  { name = "refund_sen", kind = "sen", better = "down", id = "Pengembalian dana", en = "Refunds" },
  { name = "creator_gmv_sen", kind = "sen", better = "none", id = "GMV kreator", en = "Creators' GMV" },
  { name = "date_from", kind = "date", id = "Dari", en = "From" },
  { name = "date_until", kind = "date", id = "Sampai", en = "To" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "product_id", kind = "text", id = "ID produk", en = "Product ID" },
  { name = "sku", kind = "text", id = "SKU", en = "SKU" },
]
*/
WITH inside AS (
  SELECT
    p.platform, p.account, p.product_id, p.name, p.sku, p.gmv_sen, p.creator_gmv_sen, p.refund_sen, p.orders, p.items, p.views, p.clicks, p.carts,
    p.date_from, p.date_to,
    ROW_NUMBER() OVER (PARTITION BY p.platform, p.account, p.product_id ORDER BY p.to_day - p.from_day DESC, p.date_to DESC) AS nth
  FROM v_product_performance AS p
  WHERE p.date_from >= :from_date AND p.date_to < :to_date
)
SELECT
  ROW_NUMBER() OVER (ORDER BY COALESCE(i.gmv_sen, 0) DESC, i.platform, i.account, i.product_id) AS rank,
  i.name AS name,
  i.platform AS platform,
  i.gmv_sen AS gmv_sen,
  CAST(ROUND(10000.0 * i.gmv_sen / NULLIF(COALESCE(SUM(i.gmv_sen) OVER (PARTITION BY i.platform), 0), 0)) AS INTEGER) AS share_bps,
  i.orders AS orders,
  i.items AS items,
  i.views AS views,
  i.clicks AS clicks,
  CAST(ROUND(10000.0 * i.clicks / NULLIF(i.views, 0)) AS INTEGER) AS ctr_bps,
  CAST(ROUND(10000.0 * i.orders / NULLIF(i.clicks, 0)) AS INTEGER) AS conversion_bps,
  i.carts AS carts,
  i.refund_sen AS refund_sen,
  i.creator_gmv_sen AS creator_gmv_sen,
  i.date_from AS date_from,
  i.date_to AS date_until,
  i.account AS account,
  i.product_id AS product_id,
  i.sku AS sku
FROM inside AS i
WHERE i.nth = 1
ORDER BY rank, platform, account, product_id;
