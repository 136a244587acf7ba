/*omni
name = "break_even"
version = 1
title = { id = "Titik impas iklan", en = "Break-even of ads" }
formula = { id = """
Dari kiriman periode menurut tanggal pesan: harga = rata-rata pendapatan produk per pesanan selesai; HPP rata-rata pesanan yang diketahui; biaya = biaya platform, COD, pajak dan ongkir ÷ pendapatan; \
rasio sampai = selesai ÷ (selesai + kembali + hilang), dengan selang Wilson 95%. CPR maksimal = rasio sampai × (harga − HPP − biaya) − (1 − rasio sampai) × rugi per kiriman yang kembali atau hilang (yang hilang dengan HPP-nya) − kemasan: \
sebanyak itu iklan boleh menelan satu pesanan yang dikirim tanpa rugi. ROAS impas = rasio sampai × harga ÷ CPR maksimal, atas pendapatan pesanan selesai. Kosong bila tidak ada ROAS yang cukup, atau HPP tidak diketahui.""", en = """
Of the period's parcels by order date: price = average revenue of the product per completed order; average cost of goods of the known ones; fees = platform, COD, tax and shipping ÷ revenue; \
delivery rate = completed ÷ (completed + returned + lost), with its 95 % Wilson interval. Highest CPR = delivery rate × (price − cost − fees) − (1 − delivery rate) × loss per parcel returned or lost (a lost one with its goods) − packing: \
so much may ads cost per order sent before it loses. Break-even ROAS = delivery rate × price ÷ highest CPR, on the revenue of completed orders. Empty where no ROAS is enough, or the cost is unknown.""" }
how_to_read = { id = """
Bandingkan CPR pembelian ad set dengan CPR maksimal produknya: di atasnya setiap pesanan merugi, betapa pun bagus ROAS di layar iklan. Contoh kecil = kurang dari 20 kiriman: pakai baris semua provinsi.""", en = """
Compare the CPR of purchases of an ad set with the highest CPR of its product: above it every order loses, however good the ROAS on the ads screen. Small sample = fewer than 20 parcels: use the row of all provinces.""" }
seed_ids = ["F-73", "S0-30"]
uses = ["order_profits"]
grain = ["product", "province"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_ad_days", "v_days", "v_direct_days", "v_dues", "v_lines", "v_lines_of_sales", "v_money_steps", "v_order_items", "v_orders", "v_payer_starts", "v_payout_days", "v_sales", "v_settings"]
needs = ["orders", "settlements"]
better = "none"
columns = [
  { name = "product", kind = "text", id = "Produk", en = "Product" },
  { name = "province", kind = "text", id = "Provinsi", en = "Province" },
  { name = "name", kind = "text", id = "Nama", en = "Name" },
  { name = "parcels", kind = "int", id = "Kiriman", en = "Parcels" },
  { name = "price_sen", kind = "sen", better = "up", id = "Harga", en = "Price" },
  { name = "cogs_sen", kind = "sen", better = "down", id = "HPP", en = "Cost of goods" },
  { name = "fee_bps", kind = "bps", better = "down", id = "Biaya dan ongkir", en = "Fees and shipping" },
  { name = "return_cost_sen", kind = "sen", better = "down", id = "Rugi per retur", en = "Loss per return" },
  { name = "delivery_rate_bps", kind = "bps", better = "up", id = "Rasio sampai", en = "Delivery rate" },
  { name = "delivery_low_bps", kind = "bps", better = "up", id = "Rasio bawah", en = "Low rate" },
  { name = "delivery_high_bps", kind = "bps", better = "up", id = "Rasio atas", en = "High rate" },
  { name = "break_even_roas_bps", kind = "bps", better = "down", id = "ROAS impas", en = "Break-even ROAS" },
  { name = "max_cpr_sen", kind = "sen", better = "up", id = "CPR maksimal", en = "Highest CPR" },
  { name = "small_sample", kind = "int", id = "Contoh kecil", en = "Small sample", note = "1 = ya/yes" },
]
*/
WITH pieces AS (
  SELECT
    COALESCE(i.product, '(tanpa barang)') AS product, COALESCE(o.province, '(tanpa provinsi)') AS province, MIN(i.product_name) AS name,
    o.order_id AS order_id, o.state AS state, o.is_known AS is_known,
    CASE WHEN i.order_id IS NULL THEN 1.0 ELSE 1.0 * COALESCE(SUM(i.share_upto - i.share_before), 0) / MIN(i.share_whole) END AS share,
    CASE WHEN i.order_id IS NULL THEN 1.0 ELSE 1.0 * COALESCE(SUM(i.kept_upto - i.kept_before), 0) / MIN(i.kept_whole) END AS kept,
    CASE WHEN i.order_id IS NOT NULL AND o.by_line = 1 THEN COALESCE(SUM(i.unit_cogs_sen * CASE o.state WHEN 'lost' THEN i.quantity ELSE i.quantity - i.returned_quantity END), 0) END AS own_cogs
  FROM order_profits AS o
  LEFT JOIN (
    SELECT
      l.order_id, l.product, l.product_name, l.quantity, l.returned_quantity, l.unit_cogs_sen,
      l.share_upto, l.share_before, l.share_whole, l.kept_upto, l.kept_before, l.kept_whole
    FROM order_profits AS b
    JOIN v_order_items AS l ON l.order_id = b.order_id
  ) AS i ON i.order_id = o.order_id
  WHERE o.state IN ('done', 'back', 'lost')
  GROUP BY o.order_id, COALESCE(i.product, '(tanpa barang)'), COALESCE(o.province, '(tanpa provinsi)')
),
keys AS (
  SELECT p.product AS product, p.province AS province, p.name AS name, p.order_id AS order_id, p.state AS state, p.is_known AS is_known, p.share AS share, p.kept AS kept, p.own_cogs AS own_cogs FROM pieces AS p
  UNION ALL
  SELECT p.product, '(semua)', p.name, p.order_id, p.state, p.is_known, p.share, p.kept, p.own_cogs FROM pieces AS p
  UNION ALL
  SELECT '(semua)', '(semua)', NULL, o.order_id, o.state, o.is_known, 1.0, 1.0, NULL FROM order_profits AS o WHERE o.state IN ('done', 'back', 'lost')
),
sums AS (
  SELECT
    k.product AS product, k.province AS province, MIN(k.name) AS name, COUNT(*) AS parcels,
    COUNT(CASE WHEN k.state = 'done' THEN 1 END) AS done,
    COUNT(CASE WHEN k.state = 'done' AND k.is_known = 1 THEN 1 END) AS known,
    COALESCE(SUM(CASE WHEN k.state = 'done' THEN k.kept * (o.revenue_sen + o.refund_sen) ELSE 0.0 END), 0) AS revenue,
    COALESCE(SUM(CASE WHEN k.state = 'done' AND k.is_known = 1 THEN COALESCE(1.0 * k.own_cogs, -k.kept * o.cogs_sen) ELSE 0.0 END), 0) AS cogs,
    COALESCE(SUM(CASE WHEN k.state = 'done' THEN -k.share * (o.platform_fees_sen + o.shipping_sen) ELSE 0.0 END), 0) AS fees,
    COALESCE(SUM(CASE WHEN k.state <> 'done' THEN -k.share * o.return_loss_sen ELSE 0.0 END
      + CASE WHEN k.state = 'lost' AND k.is_known = 1 THEN COALESCE(1.0 * k.own_cogs, -k.share * o.cogs_sen) ELSE 0.0 END), 0) AS losses,
    COALESCE(SUM(-k.share * o.packing_sen), 0) AS packing
  FROM keys AS k
  JOIN order_profits AS o ON o.order_id = k.order_id
  GROUP BY k.product, k.province
),
rated AS (
  SELECT
    s.product AS product, s.province AS province, s.name AS name, s.parcels AS parcels, s.done AS done, s.known AS known,
    1.0 * s.revenue / NULLIF(s.done, 0) AS price, 1.0 * s.cogs / NULLIF(s.known, 0) AS cogs, 1.0 * s.fees / NULLIF(s.done, 0) AS fees,
    s.revenue AS revenue, 1.0 * s.losses / NULLIF(s.parcels - s.done, 0) AS loss, 1.0 * s.done / s.parcels AS rate, 1.0 * s.packing / s.parcels AS packing
  FROM sums AS s
),
with_cpr AS (
  SELECT
    r.product AS product, r.province AS province, r.name AS name, r.parcels AS parcels, r.done AS done, r.price AS price, r.cogs AS cogs,
    r.fees AS fees, r.loss AS loss, r.rate AS rate,
    r.rate * (r.price - r.cogs - r.fees) - (1.0 - r.rate) * COALESCE(r.loss, 0.0) - r.packing AS cpr
  FROM rated AS r
)
SELECT
  j.product AS product,
  j.province AS province,
  j.name AS name,
  j.parcels AS parcels,
  100 * CAST(ROUND(0.01 * j.price) AS INTEGER) AS price_sen,
  100 * CAST(ROUND(0.01 * j.cogs) AS INTEGER) AS cogs_sen,
  CAST(ROUND(10000.0 * j.fees / NULLIF(j.price, 0.0)) AS INTEGER) AS fee_bps,
  100 * CAST(ROUND(0.01 * j.loss) AS INTEGER) AS return_cost_sen,
  CAST(ROUND(10000.0 * j.rate) AS INTEGER) AS delivery_rate_bps,
  CAST(ROUND(10000.0 * (j.done + 1.9208 - 1.96 * SQRT(1.0 * j.done * (j.parcels - j.done) / j.parcels + 0.9604)) / (j.parcels + 3.8416)) AS INTEGER) AS delivery_low_bps,
  CAST(ROUND(10000.0 * (j.done + 1.9208 + 1.96 * SQRT(1.0 * j.done * (j.parcels - j.done) / j.parcels + 0.9604)) / (j.parcels + 3.8416)) AS INTEGER) AS delivery_high_bps,
  CASE WHEN j.cpr > 0.0 THEN CAST(ROUND(10000.0 * j.rate * j.price / j.cpr) AS INTEGER) END AS break_even_roas_bps,
  100 * CAST(ROUND(0.01 * j.cpr) AS INTEGER) AS max_cpr_sen,
  CASE WHEN j.parcels < 20 THEN 1 ELSE 0 END AS small_sample
FROM with_cpr AS j
ORDER BY product, province;
