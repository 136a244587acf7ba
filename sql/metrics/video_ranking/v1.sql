/*omni
name = "video_ranking"
version = 1
title = { id = "Peringkat video", en = "Videos ranked" }
formula = { id = """
Video dari GMV tertinggi, menurut hitungan marketplace (tidak ditambahkan ke pesanan). Ekspornya berjangka: dipakai baris yang jangkanya di dalam periode; bila ada beberapa untuk satu video, yang terpanjang, lalu yang terbaru. Bagian = GMV video ÷ GMV semua video yang tampil.""", en = """
Videos, highest GMV first, as the marketplace counts them (never added to orders). An export is over a span of days: the row whose span lies inside the period counts; of several for one video the longest, then the newest. Share = GMV of the video ÷ GMV of all videos shown.""" }
how_to_read = { id = """
Kolom dari–sampai adalah jangka ekspornya; unduh dengan jangka yang sama dengan periode laporan.""", en = """
The columns from and to are the span of the export; download it for the very period of the report.""" }
seed_ids = ["S2-19", "S2-20", "S2-11"]
grain = ["platform", "account", "video_id"]
params = ["from_date", "to_date"]
sources = ["v_video_performance"]
needs = []
better = "up"
columns = [
  { name = "rank", kind = "int", better = "none", id = "Peringkat", en = "Rank" },
  { name = "creator", kind = "text", id = "Kreator", en = "Creator" },
  { name = "title", kind = "text", id = "Video", en = "Video" },
  { name = "gmv_sen", kind = "sen", id = "GMV", en = "GMV" },
  { name = "share_bps", kind = "bps", better = "none", id = "Bagian", en = "Share" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "items", kind = "int", id = "Barang", en = "Items" },
  { name = "buyers", kind = "int", id = "Pembeli", en = "Buyers" },
  { name = "views", kind = "int", id = "Dilihat", en = "Views" },
  { name = "product", kind = "text", id = "Produk", en = "Product" },
  { name = "posted_date", kind = "date", id = "Diposting", en = "Posted" },
  { name = "date_from", kind = "date", id = "Dari", en = "From" },
  { name = "date_until", kind = "date", id = "Sampai", en = "To" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "video_id", kind = "text", id = "ID video", en = "Video ID" },
]
*/
WITH inside AS (
  SELECT
    v.platform, v.account, v.video_id, v.creator, v.title, v.gmv_sen, v.orders, v.items, v.buyers, v.views, v.product, v.posted_date,
    v.date_from, v.date_to,
    ROW_NUMBER() OVER (PARTITION BY v.platform, v.account, v.video_id ORDER BY v.to_day - v.from_day DESC, v.date_to DESC) AS nth
  FROM v_video_performance AS v
  WHERE v.date_from >= :from_date AND v.date_to < :to_date
)
SELECT
  ROW_NUMBER() OVER (ORDER BY COALESCE(i.gmv_sen, 0) DESC, i.platform, i.account, i.video_id) AS rank,
  i.creator AS creator,
  i.title AS title,
  i.gmv_sen AS gmv_sen,
  CAST(ROUND(10000.0 * i.gmv_sen / NULLIF(COALESCE(SUM(i.gmv_sen) OVER (), 0), 0)) AS INTEGER) AS share_bps,
  i.orders AS orders,
  i.items AS items,
  i.buyers AS buyers,
  i.views AS views,
  i.product AS product,
  i.posted_date AS posted_date,
  i.date_from AS date_from,
  i.date_to AS date_until,
  i.platform AS platform,
  i.account AS account,
  i.video_id AS video_id
FROM inside AS i
WHERE i.nth = 1
ORDER BY rank, platform, account, video_id;
