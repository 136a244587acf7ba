/*omni
name = "undelivered"
version = 1
title = { id = "Kiriman bermasalah", en = "Parcels with a delivery problem" }
formula = { id = """
Semua kiriman di jalan sampai as-of yang kurirnya melaporkan kendala (tak terkirim, ditolak, tidak lazim), kapan pun dipesan. Sejak = hari file \
terbaru yang memuatnya: tidak ada ekspor yang menyebut hari kendalanya. Batas bertindak = sejak + [act_days] kurirnya di omni.toml; kosong bila tidak diatur.""", en = """
Every parcel on its way by as-of for which the courier reports a problem (undelivered, rejected, irregular), whenever it was ordered. Since = the day \
of the newest file that has it: no export names the day of the problem. Last day to act = since + [act_days] of its courier in omni.toml; empty where it is not set.""" }
how_to_read = { id = """
Hubungi pembeli sebelum batasnya: sesudah itu paket kembali dan ongkirnya hilang.""", en = """
Reach the buyer before the last day: after it the parcel goes back and its shipping is lost.""" }
seed_ids = ["S0-07", "F-29"]
uses = ["parcel_problems"]
grain = ["platform", "account", "order_no"]
params = ["as_of"]
sources = ["v_courier_days", "v_customers", "v_days", "v_delivery_problems", "v_orders"]
needs = ["orders"]
better = "down"
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
  { name = "problem", kind = "text", id = "Kendala", en = "Problem" },
  { name = "since_date", kind = "date", id = "Sejak", en = "Since" },
  { name = "last_day_to_act", kind = "date", id = "Batas bertindak", en = "Last day to act" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value" },
  { name = "customer", kind = "text", id = "Pelanggan", en = "Customer" },
  { name = "phone", kind = "text", id = "HP", en = "Phone" },
  { name = "awb", kind = "text", id = "Resi", en = "Tracking no." },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
]
*/
SELECT
  o.order_no AS order_no,
  o.courier AS courier,
  p.problem AS problem,
  p.since_date AS since_date,
  p.last_day_to_act AS last_day_to_act,
  o.net_revenue_sen AS value_sen,
  COALESCE(NULLIF(c.name, ''), o.recipient_name, o.buyer_username) AS customer,
  o.recipient_phone AS phone,
  o.awb AS awb,
  o.ordered_date AS ordered_date,
  o.platform AS platform,
  o.account AS account
FROM parcel_problems AS p
JOIN v_orders AS o ON o.order_id = p.order_id
LEFT JOIN v_customers AS c ON c.customer_id = o.customer_id
ORDER BY COALESCE(last_day_to_act, '9999-12-31'), since_date, platform, account, order_no;
