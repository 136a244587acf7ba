/*omni
name = "fee_explained"
version = 1
title = { id = "Biaya yang dijelaskan kartu tarif", en = "Fees that the rate card explains" }
formula = { id = """
Per platform: pesanan cair periode ini yang semua biayanya tepat menurut kartu tarif (fee_card), sampai Rp1 atau setengah rupiah per potong \
barang. Tidak dijelaskan = biaya lain yang dibayar. Selisih = jumlah beda antara yang dibayar dan tarifnya; biaya tanpa tarif dihitung penuh. \
Tanpa komisi afiliasi, pesanan dengan pengembalian dana, dan pesanan yang cair beberapa kali.""", en = """
By platform: settled orders of the period all of whose charges are just what the rate card (fee_card) makes of them, to Rp1 or half a rupiah \
per piece. Not explained = some charge was another. Gap = the sum of differences between what was paid and the rate; a charge without a rate \
counts whole. Without affiliates" commission, orders with a refund, and orders settled several times.""" }
how_to_read = { id = """
Mendekati 100 % = biaya toko ini mengikuti tarif. Sisanya layak ditanyakan ke platform.""", en = """
Near 100 % = this shop"s fees follow the rates. The rest is worth asking the platform about.""" }
seed_ids = ["S0-61", "F-71"]
uses = ["charges_explained"]
grain = ["platform"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_charged_lines", "v_charges", "v_order_items"]
needs = ["orders", "settlements"]
better = "up"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "orders", kind = "int", id = "Pesanan cair", en = "Settled orders" },
  { name = "explained_orders", kind = "int", better = "up", id = "Dijelaskan", en = "Explained" },
  { name = "explained_bps", kind = "bps", better = "up", id = "Bagian", en = "Share" },
  { name = "fee_sen", kind = "sen", better = "down", id = "Biaya dibayar", en = "Fees paid" },
  { name = "gap_sen", kind = "sen", better = "down", id = "Selisih", en = "Gap" },
]
*/
SELECT
  o.platform AS platform,
  COUNT(*) AS orders,
  COALESCE(SUM(o.is_explained), 0) AS explained_orders,
  CAST(ROUND(10000.0 * COALESCE(SUM(o.is_explained), 0) / COUNT(*)) AS INTEGER) AS explained_bps,
  COALESCE(SUM(o.fee_sen), 0) AS fee_sen,
  COALESCE(SUM(o.gap_sen), 0) AS gap_sen
FROM (
  SELECT
    e.order_id, e.platform, MIN(e.is_explained) AS is_explained, COALESCE(SUM(e.paid_sen), 0) AS fee_sen,
    COALESCE(SUM(CASE WHEN e.is_explained = 1 THEN 0 ELSE ABS(e.paid_sen - COALESCE(e.usual_sen, 0)) END), 0) AS gap_sen
  FROM charges_explained AS e
  GROUP BY e.order_id, e.platform
) AS o
GROUP BY o.platform
ORDER BY o.platform;
