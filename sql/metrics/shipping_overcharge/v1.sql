/*omni
name = "shipping_overcharge"
version = 1
title = { id = "Ongkir yang dibebankan lebih", en = "Shipping charged in excess" }
formula = { id = """
Pesanan periode ini yang terkirim dan ongkirnya menurut pencairan sampai as-of lebih besar daripada yang disebut \
file pesanannya. Di marketplace ongkir seharusnya impas: yang dibayar pembeli dan subsidi menutup kurir; sisanya \
dibebankan ke penjual.""", en = """
Orders of the period, delivered or under way, whose shipping by the settlements up to as-of exceeds what the \
order file names. On marketplaces shipping should come out even: the buyer"s part and the subsidy cover the \
courier; the rest is charged to the seller.""" }
how_to_read = { id = """
Sering karena berat atau ukuran paket berbeda dari yang didaftarkan. Ajukan banding dengan foto timbangan bila \
tidak benar.""", en = """
Often the parcel"s weight or size differs from what was registered. Appeal with a photo of the scales if that is \
wrong.""" }
seed_ids = ["S0-61", "S0-63"]
grain = ["platform", "account", "order_no"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_dues", "v_money_steps"]
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
  { name = "awb", kind = "text", id = "Resi", en = "Tracking no." },
  { name = "named_sen", kind = "sen", id = "Menurut file pesanan", en = "By the order file" },
  { name = "charged_sen", kind = "sen", id = "Dibebankan", en = "Charged" },
  { name = "overcharge_sen", kind = "sen", id = "Kelebihan", en = "Excess" },
]
*/
WITH charged AS (
  SELECT CAST(m.order_id AS INTEGER) AS order_id, -COALESCE(SUM(m.shipping_sen), 0) AS charged_sen
  FROM v_money_steps AS m
  WHERE m.order_id IS NOT NULL AND m.occurred_date <= :as_of
  GROUP BY m.order_id
)
SELECT
  d.order_no AS order_no,
  d.platform AS platform,
  d.account AS account,
  d.ordered_date AS ordered_date,
  d.courier AS courier,
  d.awb AS awb,
  COALESCE(d.named_shipping_sen, 0) AS named_sen,
  c.charged_sen AS charged_sen,
  c.charged_sen - COALESCE(d.named_shipping_sen, 0) AS overcharge_sen
FROM v_dues AS d
JOIN charged AS c ON c.order_id = d.order_id
WHERE d.outcome IN ('done', 'open')
  AND d.ordered_date >= :from_date AND d.ordered_date < :to_date
  AND c.charged_sen > COALESCE(d.named_shipping_sen, 0)
  AND (d.route = 'marketplace' OR d.named_shipping_sen IS NOT NULL)
ORDER BY d.platform, d.account, d.order_no;
