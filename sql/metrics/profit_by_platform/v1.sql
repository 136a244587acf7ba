/*omni
name = "profit_by_platform"
version = 1
title = { id = "Laba per platform", en = "Profit by platform" }
formula = { id = """
Laba = pendapatan pesanan selesai − refund − HPP barang yang tidak kembali (menurut tanggal pesan) − biaya platform, COD dan pajak − ongkir yang ditanggung penjual − \
rugi retur (semua tagihan pesanan yang kembali, hilang, batal) − kemasan ([costs]) − iklan − biaya lain ([[costs.monthly]], PPN iklan). Pesanan menurut tanggal pesan, uang sampai as-of; yang masih di jalan \
hanya menanggung kemasan dan iklan. Iklan: kampanye yang disebut UTM dibagi ke pesanannya hari itu, sisanya ke pesanan marketplace yang sama, iklan lain ke kanal sendiri, \
menurut nilai. Biaya bertanda minus. Pesanan tanpa HPP tidak dihitung nol: "HPP tidak diketahui" mengeluarkan seluruh pesanannya dari laba, dan porsi diketahui menyebut sisanya.""", en = """
Profit = revenue of completed orders − refunds − cost of goods that did not come back (as of the order's day) − fees of platform and COD, and tax − shipping the seller bore − \
return loss (all charges of returned, lost and canceled orders) − packing ([costs]) − ads − other costs ([[costs.monthly]], VAT on ads). Orders by order date, money up to as-of; what is on its way bears packing and \
ads only. Ads: a campaign that UTM names is shared by its orders of the day, the rest by the orders of the same marketplace, other ads by the shop's own channels, \
by value. Costs are negative. Orders without a cost of goods are not zero: "cost unknown" takes all of these orders out of the profit, and the known share says what is left.""" }
how_to_read = { id = """
Baris "(tidak terbagi)" memuat iklan dan biaya yang bukan milik satu pesanan. Setiap kolom dijumlahkan menjadi laba. Bila porsi diketahui di bawah 100%, isi HPP yang kurang: laba hanya tentang pesanan yang HPP-nya diketahui.""", en = """
The row "(tidak terbagi)" holds ads and costs of no single order. The columns add up to the profit. Where the known share is below 100%, give the missing costs: the profit is of orders whose cost is known.""" }
seed_ids = ["F-72"]
uses = ["profit_figures"]
grain = ["platform"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_ad_days", "v_customers", "v_days", "v_direct_days", "v_dues", "v_lines", "v_lines_of_sales", "v_money_steps", "v_monthly_costs", "v_months", "v_order_items", "v_orders", "v_payer_starts", "v_payout_days", "v_sales", "v_settings"]
needs = ["orders", "settlements", "ads"]
better = "up"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "orders", kind = "int", id = "Pesanan selesai", en = "Completed orders", needs = ["orders"] },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue", needs = ["orders"] },
  { name = "refund_sen", kind = "sen", id = "Refund", en = "Refunds", needs = ["orders"] },
  { name = "cogs_sen", kind = "sen", id = "HPP", en = "Cost of goods", needs = ["orders"] },
  { name = "platform_fees_sen", kind = "sen", id = "Biaya", en = "Fees", needs = ["orders"] },
  { name = "shipping_sen", kind = "sen", id = "Ongkir", en = "Shipping", needs = ["orders"] },
  { name = "return_loss_sen", kind = "sen", id = "Rugi retur", en = "Return loss", needs = ["orders"] },
  { name = "packing_sen", kind = "sen", id = "Kemasan", en = "Packing", needs = ["orders"] },
  { name = "ads_sen", kind = "sen", id = "Iklan", en = "Ads", needs = ["ads"] },
  { name = "other_costs_sen", kind = "sen", id = "Biaya lain", en = "Other costs", needs = ["orders"] },
  { name = "unknown_sen", kind = "sen", better = "none", id = "HPP tidak diketahui", en = "Cost unknown", needs = ["orders"] },
  { name = "profit_sen", kind = "sen", id = "Laba", en = "Profit", needs = ["orders"] },
  { name = "margin_bps", kind = "bps", id = "Margin", en = "Margin", needs = ["orders"] },
  { name = "known_bps", kind = "bps", id = "Porsi diketahui", en = "Known share", needs = ["orders"] },
]
*/
SELECT
  f.key AS platform,
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
WHERE f.dim = 'platform'
ORDER BY platform;
