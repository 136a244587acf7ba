/*omni
name = "creators"
version = 1
title = { id = "Kreator", en = "Creators" }
formula = { id = """
Per kreator, dari GMV tertinggi. GMV menurut marketplace: ekspor afiliasi yang jangkanya di dalam periode (dijumlahkan; bila bertumpuk, yang terpanjang, lalu yang terbaru), kalau tidak ada, LIVE dan videonya. Sisa = GMV − pengembalian dana − perkiraan komisi − sampel. \
Laba = laba pesanan yang menyebut kreatornya (ekspor pesanan TikTok sejak Juli 2026) dan HPP-nya diketahui: pendapatan selesai − HPP − biaya platform (komisi afiliasi termasuk) − ongkir − rugi retur − kemasan − iklan, lalu − sampel; kosong bila tidak ada pesanan yang menyebutnya, kecuali yang hanya menerima sampel. Sampel = biaya \
di daftar sampel, kosong: HPP × jumlah; yang tanpa HPP tidak dihitung. Rasio RTS = retur ÷ (selesai + retur).""", en = """
By creator, highest GMV first. GMV is the marketplace's: of affiliate exports whose span lies inside the period (added up; of two that overlap the longest, then the newest), else of their LIVEs and videos. Left = GMV − refunds − estimated commission − samples. \
Profit = that of the orders that name the creator (TikTok's order export since July 2026) and whose cost is known: delivered revenue − cost of goods − platform fees (with the affiliate commission) − shipping − return losses − packing − ads, then − samples; empty where no order names the creator, but for those who only got samples. Samples = cost \
of the list of samples, where empty cost of goods × quantity; without either they are not counted. RTS rate = returned ÷ (completed + returned).""" }
how_to_read = { id = """
GMV besar dengan laba kecil atau minus: turunkan komisi, hentikan sampel, atau periksa returnya. Pesanan belum selesai belum menjadi laba.""", en = """
High GMV with little profit or a loss asks for a lower commission, no more samples, or a look at returns. Orders on their way are no profit yet.""" }
seed_ids = ["S2-11", "F-90"]
uses = ["order_profits"]
grain = ["creator"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_creator_performance", "v_live_sessions", "v_video_performance", "v_creator_samples", "v_products", "v_money_lines", "v_ad_channels", "v_ad_days", "v_days", "v_direct_days", "v_dues", "v_lines", "v_lines_of_sales", "v_money_steps", "v_order_items", "v_orders", "v_payer_starts", "v_payout_days", "v_sales", "v_settings"]
needs = []
better = "up"
columns = [
  { name = "rank", kind = "int", better = "none", id = "Peringkat", en = "Rank" },
  { name = "creator", kind = "text", id = "Kreator", en = "Creator" },
  { name = "gmv_sen", kind = "sen", id = "GMV", en = "GMV" },
  { name = "profit_sen", kind = "sen", id = "Laba", en = "Profit", needs = ["orders"] },
  { name = "margin_bps", kind = "bps", id = "Margin", en = "Margin", needs = ["orders"] },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan selesai", en = "Delivered revenue", needs = ["orders"] },
  { name = "commission_sen", kind = "sen", better = "down", id = "Komisi cair", en = "Commission paid", needs = ["orders"] },
  { name = "samples_sen", kind = "sen", better = "down", id = "Sampel", en = "Samples" },
  { name = "return_loss_sen", kind = "sen", better = "down", id = "Rugi retur", en = "Return losses", needs = ["orders"] },
  { name = "rts_rate_bps", kind = "bps", better = "down", id = "Rasio RTS", en = "RTS rate", needs = ["orders"] },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders", needs = ["orders"] },
  { name = "completed", kind = "int", id = "Selesai", en = "Completed", needs = ["orders"] },
  { name = "returned", kind = "int", better = "down", id = "Retur", en = "Returned", needs = ["orders"] },
  { name = "live_profit_sen", kind = "sen", id = "Laba dari LIVE", en = "Profit of LIVEs", needs = ["orders"] },
  { name = "video_profit_sen", kind = "sen", id = "Laba dari video", en = "Profit of videos", needs = ["orders"] },
  { name = "unknown_orders", kind = "int", better = "down", id = "HPP tidak diketahui", en = "Cost unknown", needs = ["orders"] },
  { name = "live_gmv_sen", kind = "sen", id = "GMV LIVE", en = "LIVE GMV" },
  { name = "video_gmv_sen", kind = "sen", id = "GMV video", en = "Video GMV" },
  { name = "refund_sen", kind = "sen", better = "down", id = "Pengembalian dana", en = "Refunds" },
  { name = "estimate_sen", kind = "sen", better = "down", id = "Perkiraan komisi", en = "Estimated commission" },
  { name = "left_sen", kind = "sen", id = "Sisa", en = "Left" },
  { name = "sample_pieces", kind = "int", better = "down", id = "Barang sampel", en = "Sample pieces" },
]
*/
-- Exports that do not overlap a longer one (of two as long, a newer one) add up.
WITH exports AS MATERIALIZED (
  SELECT
    c.platform, c.account, c.creator_key, c.creator, c.gmv_sen, c.live_gmv_sen, c.video_gmv_sen, c.refund_sen, c.commission_sen,
    c.from_day, c.to_day
  FROM v_creator_performance AS c
  WHERE c.date_from >= :from_date AND c.date_to < :to_date
),
exported AS (
  SELECT
    p.creator_key, MIN(p.creator) AS creator,
    COALESCE(SUM(p.gmv_sen), 0) AS gmv_sen, CASE WHEN COUNT(p.live_gmv_sen) > 0 THEN COALESCE(SUM(p.live_gmv_sen), 0) END AS live_sen, CASE WHEN COUNT(p.video_gmv_sen) > 0 THEN COALESCE(SUM(p.video_gmv_sen), 0) END AS video_sen,
    CASE WHEN COUNT(p.refund_sen) > 0 THEN COALESCE(SUM(p.refund_sen), 0) END AS refund_sen, COALESCE(SUM(p.commission_sen), 0) AS commission_sen
  FROM exports AS p
  LEFT JOIN exports AS w ON w.platform = p.platform AND w.account = p.account AND w.creator_key = p.creator_key
    AND w.from_day <= p.to_day AND w.to_day >= p.from_day
    AND (w.to_day - w.from_day > p.to_day - p.from_day OR (w.to_day - w.from_day = p.to_day - p.from_day AND w.to_day > p.to_day))
  WHERE w.creator_key IS NULL
  GROUP BY p.creator_key
),
lives AS (
  SELECT l.creator_key, MIN(l.creator) AS creator, COALESCE(SUM(l.gmv_sen), 0) AS gmv_sen
  FROM v_live_sessions AS l
  WHERE l.started_date >= :from_date AND l.started_date < :to_date AND l.creator_key IS NOT NULL AND l.platform = 'tiktok' AND l.planned_state IS NULL
  GROUP BY l.creator_key
),
videos AS (
  SELECT p.creator_key, MIN(p.creator) AS creator, COALESCE(SUM(p.gmv_sen), 0) AS gmv_sen
  FROM v_video_performance AS p
  LEFT JOIN v_video_performance AS w ON w.platform = p.platform AND w.account = p.account AND w.video_id = p.video_id
    AND w.date_from >= :from_date AND w.date_to < :to_date AND w.date_from <= p.date_to AND w.date_to >= p.date_from
    AND (w.to_day - w.from_day > p.to_day - p.from_day OR (w.to_day - w.from_day = p.to_day - p.from_day AND w.date_to > p.date_to))
  WHERE p.date_from >= :from_date AND p.date_to < :to_date AND p.creator IS NOT NULL AND w.video_id IS NULL
  GROUP BY p.creator_key
),
commissions AS (
  SELECT m.order_id, COALESCE(SUM(m.affiliate_sen), 0) AS affiliate_sen
  FROM v_money_lines AS m
  WHERE m.affiliate_sen IS NOT NULL AND m.occurred_date <= :as_of
  GROUP BY m.order_id
),
tied AS (
  SELECT
    o.creator_key, MIN(o.creator) AS creator,
    COUNT(*) AS orders,
    COUNT(CASE WHEN o.status = 'completed' THEN 1 END) AS completed,
    COUNT(CASE WHEN o.status = 'rts' THEN 1 END) AS returned,
    COUNT(CASE WHEN p.state IN ('done', 'lost') AND p.is_known = 0 THEN 1 END) AS unknown_orders,
    COUNT(CASE WHEN p.state IN ('done', 'lost', 'back') THEN 1 END) AS ended,
    COUNT(CASE WHEN p.state IN ('done', 'lost', 'back') AND p.is_known = 1 THEN 1 END) AS known,
    COALESCE(SUM(p.revenue_sen + p.refund_sen), 0) AS revenue_sen,
    COALESCE(SUM(p.return_loss_sen), 0) AS return_loss_sen,
    COALESCE(SUM(c.affiliate_sen), 0) AS affiliate_sen,
    COALESCE(SUM(CASE WHEN p.is_known = 1 THEN p.revenue_sen + p.refund_sen END), 0) AS known_revenue_sen,
    COALESCE(SUM(CASE WHEN p.is_known = 1
      THEN p.revenue_sen + p.refund_sen + p.cogs_sen + p.platform_fees_sen + p.shipping_sen + p.return_loss_sen + p.packing_sen + p.ads_sen END), 0) AS profit_sen,
    CASE WHEN COUNT(CASE WHEN p.is_known = 1 AND SUBSTR(LOWER(o.content), 1, 4) = 'live' THEN 1 END) > 0 THEN COALESCE(SUM(CASE WHEN p.is_known = 1 AND SUBSTR(LOWER(o.content), 1, 4) = 'live'
      THEN p.revenue_sen + p.refund_sen + p.cogs_sen + p.platform_fees_sen + p.shipping_sen + p.return_loss_sen + p.packing_sen + p.ads_sen END), 0) END AS live_profit_sen,
    CASE WHEN COUNT(CASE WHEN p.is_known = 1 AND SUBSTR(LOWER(o.content), 1, 5) = 'video' THEN 1 END) > 0 THEN COALESCE(SUM(CASE WHEN p.is_known = 1 AND SUBSTR(LOWER(o.content), 1, 5) = 'video'
      THEN p.revenue_sen + p.refund_sen + p.cogs_sen + p.platform_fees_sen + p.shipping_sen + p.return_loss_sen + p.packing_sen + p.ads_sen END), 0) END AS video_profit_sen
  FROM order_profits AS p
  JOIN v_orders AS o ON o.order_id = p.order_id
  LEFT JOIN commissions AS c ON c.order_id = p.order_id
  WHERE o.creator IS NOT NULL AND o.is_counted = 1
  GROUP BY o.creator_key
),
priced AS (
  SELECT
    s.creator_key, s.creator, s.quantity,
    CASE WHEN s.cost_sen IS NOT NULL THEN s.cost_sen
         ELSE s.quantity * (
           SELECT g.cost_sen FROM v_products AS g
           WHERE g.sku = s.sku AND g.cost_sen IS NOT NULL AND g.cost_from_date <= s.sent_date
           ORDER BY g.cost_from_date DESC LIMIT 1) END AS cost_sen
  FROM v_creator_samples AS s
  WHERE s.sent_date >= :from_date AND s.sent_date < :to_date AND s.sent_date <= :as_of
),
sent AS (
  SELECT
    s.creator_key, MIN(s.creator) AS creator, COALESCE(SUM(s.quantity), 0) AS pieces,
    CASE WHEN COUNT(s.cost_sen) > 0 THEN COALESCE(SUM(s.cost_sen), 0) END AS cost_sen
  FROM priced AS s
  GROUP BY s.creator_key
),
people AS (
  SELECT e.creator_key FROM exported AS e
  UNION SELECT l.creator_key FROM lives AS l
  UNION SELECT v.creator_key FROM videos AS v
  UNION SELECT t.creator_key FROM tied AS t
  UNION SELECT s.creator_key FROM sent AS s
),
figures AS (
  SELECT
    -- As the marketplace writes it, before anybody's own list does.
    COALESCE(e.creator, l.creator, v.creator, t.creator, s.creator) AS creator,
    CASE WHEN e.creator_key IS NOT NULL THEN e.gmv_sen
         WHEN l.creator_key IS NOT NULL OR v.creator_key IS NOT NULL THEN COALESCE(l.gmv_sen, 0) + COALESCE(v.gmv_sen, 0) END AS gmv_sen,
    COALESCE(e.live_sen, l.gmv_sen) AS live_sen,
    COALESCE(e.video_sen, v.gmv_sen) AS video_sen,
    e.refund_sen, e.commission_sen AS estimate_sen,
    CASE WHEN e.creator_key IS NOT NULL THEN e.gmv_sen - COALESCE(e.refund_sen, 0) - e.commission_sen - COALESCE(s.cost_sen, 0) END AS left_sen,
    t.orders, t.completed, t.returned, t.unknown_orders, t.ended, t.known, t.revenue_sen, t.return_loss_sen, t.affiliate_sen, t.known_revenue_sen,
    CASE WHEN t.known > 0 THEN t.profit_sen - COALESCE(s.cost_sen, 0)
         WHEN e.creator_key IS NULL AND l.creator_key IS NULL AND v.creator_key IS NULL AND t.creator_key IS NULL THEN -s.cost_sen END AS profit_sen,
    t.live_profit_sen, t.video_profit_sen,
    s.pieces, s.cost_sen AS samples_sen
  FROM people AS w
  LEFT JOIN exported AS e ON e.creator_key = w.creator_key
  LEFT JOIN lives AS l ON l.creator_key = w.creator_key
  LEFT JOIN videos AS v ON v.creator_key = w.creator_key
  LEFT JOIN tied AS t ON t.creator_key = w.creator_key
  LEFT JOIN sent AS s ON s.creator_key = w.creator_key
)
SELECT
  ROW_NUMBER() OVER (ORDER BY COALESCE(f.gmv_sen, f.revenue_sen, 0) DESC, f.creator) AS rank,
  f.creator AS creator,
  f.gmv_sen AS gmv_sen,
  f.profit_sen AS profit_sen,
  CAST(ROUND(10000.0 * f.profit_sen / NULLIF(f.known_revenue_sen, 0)) AS INTEGER) AS margin_bps,
  f.revenue_sen AS revenue_sen,
  -f.affiliate_sen AS commission_sen,
  f.samples_sen AS samples_sen,
  -f.return_loss_sen AS return_loss_sen,
  CAST(ROUND(10000.0 * f.returned / NULLIF(f.completed + f.returned, 0)) AS INTEGER) AS rts_rate_bps,
  f.orders AS orders,
  f.completed AS completed,
  f.returned AS returned,
  f.live_profit_sen AS live_profit_sen,
  f.video_profit_sen AS video_profit_sen,
  f.unknown_orders AS unknown_orders,
  f.live_sen AS live_gmv_sen,
  f.video_sen AS video_gmv_sen,
  f.refund_sen AS refund_sen,
  f.estimate_sen AS estimate_sen,
  f.left_sen AS left_sen,
  f.pieces AS sample_pieces
FROM figures AS f
ORDER BY rank, creator;
