/*omni
name = "stuck_orders"
version = 1
title = { id = "Kiriman di jalan", en = "Parcels on their way" }
formula = { id = """
Semua pesanan berstatus dikirim sampai as-of yang belum sampai, selesai, kembali, atau ditutup, kapan pun dipesan. Hari = as-of − tanggal kirim \
(bila kosong: siap, konfirmasi, pesan; kolom "sejak" menyebut yang mana). Macet = hari ≥ ambang kurirnya ([stuck_days] di omni.toml, biasanya 7).""", en = """
Every order shipped by as-of and neither delivered, completed, returned nor closed, whenever it was ordered. Days = as-of − ship date (else \
ready, confirmed, ordered; the column "counted from" says which). Stuck = days ≥ the threshold of its courier ([stuck_days] in omni.toml, 7 as a rule).""" }
how_to_read = { id = """
Yang macet paling lama dan paling mahal ditanyakan ke kurir lebih dulu. Yang sudah sampai tetapi belum dikonfirmasi pembeli tidak ada di sini.""", en = """
Ask the courier first about those that are stuck longest and worth most. What was delivered and not yet confirmed by the buyer is not here.""" }
seed_ids = ["S0-07"]
uses = ["as_of_day"]
grain = ["platform", "account", "order_no"]
params = ["as_of"]
sources = ["v_courier_days", "v_customers", "v_days", "v_orders"]
needs = ["orders"]
better = "down"
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "customer", kind = "text", id = "Pelanggan", en = "Customer" },
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
  { name = "days", kind = "int", id = "Hari", en = "Days" },
  { name = "bucket", kind = "text", id = "Umur", en = "Age" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value" },
  { name = "is_stuck", kind = "int", id = "Macet", en = "Stuck", note = "1 = ya/yes" },
  { name = "threshold_days", kind = "int", better = "none", id = "Ambang (hari)", en = "Threshold (days)" },
  { name = "since_date", kind = "date", id = "Dihitung sejak", en = "Counted from" },
  { name = "since", kind = "text", id = "Sejak", en = "Kind of day" },
  { name = "awb", kind = "text", id = "Resi", en = "Tracking no." },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
]
*/
-- Found first and sorted then: read in the order of their keys, a million orders are looked up one by one.
WITH parcels AS MATERIALIZED (
  SELECT
    o.order_no,
    o.ordered_date,
    COALESCE(NULLIF(c.name, ''), o.recipient_name, o.buyer_username) AS customer,
    o.courier,
    a.day - d.day AS days,
    o.net_revenue_sen,
    COALESCE(t.stuck_days, 7) AS threshold_days,
    o.left_date,
    CASE WHEN o.shipped_date IS NOT NULL THEN 'shipped'
         WHEN o.ready_date IS NOT NULL THEN 'ready_to_ship'
         WHEN o.left_date = o.ordered_date THEN 'ordered' ELSE 'confirmed' END AS since,
    o.awb,
    o.platform,
    o.account
  FROM v_orders AS o
  CROSS JOIN as_of_day AS a
  JOIN v_days AS d ON d.date = o.left_date
  LEFT JOIN v_customers AS c ON c.customer_id = o.customer_id
  LEFT JOIN v_courier_days AS t ON t.courier = LOWER(o.courier)
  WHERE o.status = 'shipped' AND o.is_test = 0 AND o.delivered_date IS NULL AND o.left_date <= :as_of
)
SELECT
  p.order_no AS order_no,
  p.ordered_date AS ordered_date,
  p.customer AS customer,
  p.courier AS courier,
  p.days AS days,
  CASE WHEN p.days <= 3 THEN '0-3' WHEN p.days <= 7 THEN '4-7' WHEN p.days <= 14 THEN '8-14'
       WHEN p.days <= 30 THEN '15-30' ELSE '> 30' END AS bucket,
  p.net_revenue_sen AS value_sen,
  CASE WHEN p.days >= p.threshold_days THEN 1 ELSE 0 END AS is_stuck,
  p.threshold_days AS threshold_days,
  p.left_date AS since_date,
  p.since AS since,
  p.awb AS awb,
  p.platform AS platform,
  p.account AS account
FROM parcels AS p
ORDER BY p.days DESC, p.net_revenue_sen DESC, platform, account, order_no;
