/*omni
name = "rts_by_courier"
version = 1
title = { id = "RTS per kurir", en = "Returns by courier" }
formula = { id = """
Kiriman = pesanan yang meninggalkan gudang dalam periode menurut tanggal kirim (bila kosong: siap, konfirmasi, pesan). Rasio RTS = \
pesanan rts ÷ kiriman; rasio selesai = rts ÷ (selesai + rts). Rugi uang = ongkir, biaya retur, biaya dan pajak yang ditagih untuk \
pesanan rts, dikurangi cashback dan klaim; sebelum ada tagihan: ongkir di file pesanan, kecuali marketplace. Rugi pendapatan = nilai \
bersih pesanan rts. Rasio bawah dan atas = selang Wilson 95%. Contoh kecil = kurang dari 20 kiriman.""", en = """
Shipped = orders that left the warehouse in the period by ship date (else ready, confirmed, ordered). RTS rate = rts orders ÷ \
shipped; resolved rate = rts ÷ (completed + rts). Cash lost = shipping, return fees, fees and tax charged for rts orders, less cashback and \
claims; before anything is charged: the shipping the order file names, but of marketplaces. Revenue lost = net value of rts \
orders. Low and high rate = Wilson interval of 95%. Small sample = fewer than 20 shipped.""" }
how_to_read = { id = """
Bandingkan hanya baris yang selangnya tidak bertumpuk: dengan sedikit kiriman rasio mudah kebetulan. Yang berisiko masih di jalan dengan kendala \
kirim. Rugi kosong berarti belum ada yang diketahui, bukan nol.""", en = """
Compare only rows whose intervals do not overlap: with few parcels a rate is easily chance. At risk is still on its way with a delivery \
problem. An empty loss means that nothing is known yet, not zero.""" }
seed_ids = ["S0-04", "F-29"]
uses = ["rts_figures"]
grain = ["courier"]
params = ["from_date", "to_date"]
sources = ["v_customers", "v_departures", "v_lines_of_sales", "v_money_steps", "v_order_items", "v_orders"]
needs = ["orders"]
better = "down"
columns = [
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
  { name = "shipped_total", kind = "int", better = "none", id = "Kiriman", en = "Shipped" },
  { name = "completed", kind = "int", better = "up", id = "Selesai", en = "Completed" },
  { name = "rts", kind = "int", id = "RTS", en = "RTS" },
  { name = "rts_rate_bps", kind = "bps", id = "Rasio RTS", en = "RTS rate" },
  { name = "resolved_rate_bps", kind = "bps", id = "Rasio selesai", en = "Resolved rate" },
  { name = "at_risk", kind = "int", id = "Berisiko", en = "At risk" },
  { name = "loss_cash_sen", kind = "sen", id = "Rugi uang", en = "Cash lost" },
  { name = "loss_revenue_sen", kind = "sen", id = "Rugi pendapatan", en = "Revenue lost" },
  { name = "small_sample", kind = "int", better = "none", id = "Contoh kecil", en = "Small sample", note = "1 = ya/yes" },
  { name = "rts_low_bps", kind = "bps", id = "Rasio bawah", en = "Low rate" },
  { name = "rts_high_bps", kind = "bps", id = "Rasio atas", en = "High rate" },
  { name = "refused", kind = "int", id = "Tak terkirim", en = "Undelivered" },
  { name = "returned", kind = "int", id = "Diretur pembeli", en = "Returned after receipt" },
  { name = "lost", kind = "int", id = "Hilang", en = "Lost" },
  { name = "loss_unknown", kind = "int", id = "Rugi tidak diketahui", en = "Loss unknown" },
]
*/
SELECT
  f.key AS courier,
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
WHERE f.dim = 'courier'
ORDER BY courier;
