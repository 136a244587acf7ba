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
WITH charged AS (
  SELECT
    m.order_id AS order_id,
    -COALESCE(SUM(m.shipping_sen), 0) AS charged_sen,
    COALESCE(SUM(m.buyer_shipping_sen + m.shipping_subsidy_sen), 0) AS covered_sen
  FROM v_sales AS o
  JOIN v_lines_of_sales AS r ON r.order_id = o.order_id
  JOIN v_money_steps AS m ON m.line_id = r.line_id
  WHERE o.ordered_date >= :from_date AND o.ordered_date < :to_date AND m.occurred_date <= :as_of
  GROUP BY m.order_id
)
SELECT
  d.order_no AS order_no,
  d.platform AS platform,
  d.account AS account,
  d.ordered_date AS ordered_date,
  d.courier AS courier,
  d.awb AS awb,
  CASE WHEN d.route <> 'marketplace' THEN d.named_shipping_sen
       WHEN c.covered_sen <> 0 THEN d.stated_shipping_sen END AS named_sen,
  c.charged_sen + CASE WHEN d.route = 'marketplace' THEN c.covered_sen ELSE 0 END AS charged_sen,
  c.charged_sen - COALESCE(d.named_shipping_sen, 0) AS overcharge_sen
FROM v_dues AS d
JOIN charged AS c ON c.order_id = d.order_id
WHERE d.outcome IN ('done', 'open')
  AND d.ordered_date >= :from_date AND d.ordered_date < :to_date
  AND c.charged_sen > COALESCE(d.named_shipping_sen, 0)
  AND (d.route = 'marketplace' OR d.named_shipping_sen IS NOT NULL)
ORDER BY d.platform, d.account, d.order_no;
