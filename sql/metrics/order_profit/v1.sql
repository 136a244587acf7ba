/*omni
name = "order_profit"
version = 1
title = { id = "Laba per pesanan", en = "Profit by order" }
formula = { id = """
Laba = pendapatan pesanan selesai − refund − HPP barang yang tidak kembali (menurut tanggal pesan) − biaya platform, COD dan pajak − ongkir yang ditanggung penjual − \
rugi retur (semua tagihan pesanan yang kembali, hilang, batal) − kemasan ([costs]) − iklan. Pesanan menurut tanggal pesan, uang sampai as-of; yang masih di jalan \
hanya menanggung kemasan dan iklan. Iklan: kampanye yang disebut UTM dibagi ke pesanannya hari itu, sisanya ke pesanan marketplace yang sama, iklan lain ke kanal sendiri, \
menurut nilai. Biaya bertanda minus. Pesanan tanpa HPP tidak dihitung nol: labanya kosong.""", en = """
Profit = revenue of completed orders − refunds − cost of goods that did not come back (as of the order's day) − fees of platform and COD, and tax − shipping the seller bore − \
return loss (all charges of returned, lost and canceled orders) − packing ([costs]) − ads. Orders by order date, money up to as-of; what is on its way bears packing and \
ads only. Ads: a campaign that UTM names is shared by its orders of the day, the rest by the orders of the same marketplace, other ads by the shop's own channels, \
by value. Costs are negative. Orders without a cost of goods are not zero: their profit is empty.""" }
how_to_read = { id = """
Known = 0: isi HPP SKU-nya dengan omni products add atau omni import products. Belum cair: biaya bisa berubah.""", en = """
Known = 0: give the cost of its SKU with omni products add or omni import products. Not settled: fees may change.""" }
seed_ids = ["F-72"]
uses = ["order_profits"]
grain = ["platform", "account", "order_no"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_ad_days", "v_direct_days", "v_dues", "v_lines", "v_lines_of_sales", "v_money_steps", "v_order_items", "v_orders", "v_payer_starts", "v_payout_days", "v_sales", "v_settings"]
needs = ["orders", "settlements", "ads"]
better = "up"
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "state", kind = "text", id = "Hasil", en = "Outcome" },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue", needs = ["orders"] },
  { name = "refund_sen", kind = "sen", id = "Refund", en = "Refunds", needs = ["orders"] },
  { name = "cogs_sen", kind = "sen", id = "HPP", en = "Cost of goods", needs = ["orders"] },
  { name = "platform_fees_sen", kind = "sen", id = "Biaya", en = "Fees", needs = ["orders"] },
  { name = "shipping_sen", kind = "sen", id = "Ongkir", en = "Shipping", needs = ["orders"] },
  { name = "return_loss_sen", kind = "sen", id = "Rugi retur", en = "Return loss", needs = ["orders"] },
  { name = "packing_sen", kind = "sen", id = "Kemasan", en = "Packing", needs = ["orders"] },
  { name = "ads_sen", kind = "sen", id = "Iklan", en = "Ads", needs = ["ads"] },
  { name = "profit_sen", kind = "sen", id = "Laba", en = "Profit", needs = ["orders"] },
  { name = "known", kind = "int", better = "none", id = "HPP diketahui", en = "Cost known", note = "1 = ya/yes" },
  { name = "settled", kind = "int", better = "none", id = "Sudah cair", en = "Settled", note = "1 = ya/yes" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
]
*/
SELECT
  p.order_no AS order_no,
  p.platform AS platform,
  p.ordered_date AS ordered_date,
  p.state AS state,
  p.revenue_sen AS revenue_sen,
  p.refund_sen AS refund_sen,
  p.cogs_sen AS cogs_sen,
  p.platform_fees_sen AS platform_fees_sen,
  p.shipping_sen AS shipping_sen,
  p.return_loss_sen AS return_loss_sen,
  p.packing_sen AS packing_sen,
  p.ads_sen AS ads_sen,
  p.revenue_sen + p.refund_sen + p.cogs_sen + p.platform_fees_sen + p.shipping_sen + p.return_loss_sen + p.packing_sen + p.ads_sen AS profit_sen,
  p.is_known AS known,
  p.settled AS settled,
  p.account AS account
FROM order_profits AS p
ORDER BY p.ordered_date, platform, account, order_no;
