/*omni
name = "rts_by_product"
version = 1
like = "rts_by_courier@1"
title = { id = "RTS per produk", en = "Returns by product" }
formula = { id = """
Kiriman = pesanan yang meninggalkan gudang dalam periode menurut tanggal kirim (bila kosong: siap, konfirmasi, pesan). Rasio RTS = \
pesanan rts ÷ kiriman; rasio selesai = rts ÷ (selesai + rts). Rugi uang = ongkir, biaya retur, biaya dan pajak yang ditagih untuk \
pesanan rts, dikurangi cashback dan klaim; sebelum ada tagihan: ongkir di file pesanan, kecuali marketplace. Rugi pendapatan = nilai \
bersih pesanan rts. Rasio bawah dan atas = selang Wilson 95%. Contoh kecil = kurang dari 20 kiriman. Pesanan dengan dua produk terhitung pada keduanya; ruginya dibagi menurut nilai.""", en = """
Shipped = orders that left the warehouse in the period by ship date (else ready, confirmed, ordered). RTS rate = rts orders ÷ \
shipped; resolved rate = rts ÷ (completed + rts). Cash lost = shipping, return fees, fees and tax charged for rts orders, less cashback and \
claims; before anything is charged: the shipping the order file names, but of marketplaces. Revenue lost = net value of rts \
orders. Low and high rate = Wilson interval of 95%. Small sample = fewer than 20 shipped. An order with two products counts for both; its loss is shared out by value.""" }
seed_ids = ["F-29"]
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
  f.shipped_total AS shipped_total,
  f.completed AS completed,
  f.rts AS rts,
  f.rts_rate_bps AS rts_rate_bps,
  f.resolved_rate_bps AS resolved_rate_bps,
  f.at_risk AS at_risk,
  f.loss_cash_sen AS loss_cash_sen,
  f.loss_revenue_sen AS loss_revenue_sen,
  f.small_sample AS small_sample,
  f.rts_low_bps AS rts_low_bps,
  f.rts_high_bps AS rts_high_bps,
  f.refused AS refused,
  f.returned AS returned,
  f.lost AS lost,
  f.loss_unknown AS loss_unknown
FROM rts_figures AS f
WHERE f.dim = 'product'
ORDER BY product;
