/*omni
name = "shipping_overcharge"
version = 1
title = { id = "Ongkir yang dibebankan lebih", en = "Shipping charged in excess" }
formula = { id = """
Pesanan periode ini yang terkirim dan ongkirnya menurut pencairan sampai as-of lebih besar daripada yang \
seharusnya. Kurir: daripada yang disebut file pesanannya. Marketplace: yang dibayar pembeli dan subsidi tidak \
menutup kurir; kelebihannya dibebankan ke penjual. Di sebelahnya perkiraan file pesanan dan yang diterima kurir, \
bila file pencairan memisahkannya; bila tidak, hanya angka bersih yang dibebankan.""", en = """
Orders of the period, delivered or under way, whose shipping by the settlements up to as-of exceeds what it should \
be. Couriers: what the order file names. Marketplaces: the buyer"s part and the subsidy do not cover the courier; \
the excess is charged to the seller. Beside it the order file"s estimate and what the courier got, where the \
settlement file tells them apart; else only the net figure charged.""" }
how_to_read = { id = """
Sering karena berat atau ukuran paket berbeda dari yang didaftarkan. Ajukan banding dengan foto timbangan bila \
tidak benar.""", en = """
Often the parcel"s weight or size differs from what was registered. Appeal with a photo of the scales if that is \
wrong.""" }
seed_ids = ["S0-61", "S0-63"]
uses = ["shipping_excess"]
grain = ["platform", "account", "order_no"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_sales", "v_lines_of_sales", "v_dues", "v_money_steps"]
needs = ["orders", "settlements"]
better = "none"
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
  { name = "awb", kind = "text", id = "Resi", en = "Tracking no." },
  { name = "named_sen", kind = "sen", id = "Menurut file pesanan", en = "By the order file" },
  { name = "charged_sen", kind = "sen", id = "Dibebankan", en = "Charged" },
  { name = "overcharge_sen", kind = "sen", better = "down", id = "Kelebihan", en = "Excess" },
]
*/
SELECT
  x.order_no AS order_no,
  x.platform AS platform,
  x.account AS account,
  x.ordered_date AS ordered_date,
  x.courier AS courier,
  x.awb AS awb,
  x.named_sen AS named_sen,
  x.charged_sen AS charged_sen,
  x.overcharge_sen AS overcharge_sen
FROM shipping_excess AS x
ORDER BY x.platform, x.account, x.order_no;
