/*omni
name = "risk_orders"
version = 1
title = { id = "Risiko sebelum dikirim", en = "Risk before shipping" }
formula = { id = """
Pesanan yang belum dikirim sampai as-of (menunggu sampai siap kirim). Poin = perkiraan peluang kembali dalam persen, dari riwayat toko ini sendiri: \
rasio RTS cara bayarnya, ditambah selisih rasio HP pembeli, kecamatan, kurir, produk dan jamnya, yang ditarik ke rasio umum bila pesanannya sedikit. \
Alasan: poin cara bayarnya, lalu kembali/selesai dan kembali dengan poin yang ditambahkannya.""", en = """
Orders not shipped by as-of (pending to ready to ship). Points = the estimated chance of return in percent, from this shop's own history: \
the RTS rate of its way of paying, plus how far the rates of the buyer's phone, district, courier, product and hour are from it, drawn to the common rate where orders are few. \
Reasons: the points of its way of paying, then returned/completed and returned with the points each adds.""" }
how_to_read = { id = """
Yang poinnya tertinggi dihubungi dulu sebelum dikirim; pembeli yang sudah dua kali menolak diminta transfer. `risk_check` membuktikan pada bulan lalu.""", en = """
Contact those with most points before shipping; ask buyers who refused twice to pay first. `risk_check` proves it on a past month.""" }
seed_ids = ["F-76", "S0-06"]
uses = ["risk_points"]
grain = ["platform", "account", "order_no"]
params = ["as_of"]
sources = ["v_customers", "v_days", "v_first_items", "v_orders", "v_settings"]
needs = ["orders"]
better = "none"
columns = [
  { name = "points", kind = "int", id = "Poin", en = "Points" },
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "reasons", kind = "text", id = "Alasan", en = "Reasons" },
  { name = "advice", kind = "text", id = "Saran", en = "Advice" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value" },
  { name = "customer", kind = "text", id = "Pelanggan", en = "Customer" },
  { name = "phone", kind = "text", id = "HP", en = "Phone" },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "status", kind = "text", id = "Status", en = "Status" },
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
  { name = "is_cod", kind = "int", id = "COD", en = "COD", note = "1 = ya/yes" },
  { name = "base_points", kind = "int", id = "Poin umum", en = "Common points" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
]
*/
SELECT
  r.points AS points,
  o.order_no AS order_no,
  CASE WHEN o.is_cod = 1 THEN 'COD ' ELSE 'non-COD ' END || r.base_points
    || CASE WHEN r.reasons = '' THEN '' ELSE ' · ' || SUBSTR(r.reasons, 1, LENGTH(r.reasons) - 3) END AS reasons,
  CASE WHEN r.own_returns >= 2 THEN 'pay_first'
       WHEN r.points >= 2 * r.base_points AND r.points >= 20 THEN 'call_first' ELSE 'ship' END AS advice,
  o.net_revenue_sen AS value_sen,
  COALESCE(NULLIF(c.name, ''), o.recipient_name, o.buyer_username) AS customer,
  o.recipient_phone AS phone,
  o.ordered_date AS ordered_date,
  o.status AS status,
  o.courier AS courier,
  COALESCE(o.is_cod, 0) AS is_cod,
  r.base_points AS base_points,
  o.platform AS platform,
  o.account AS account
FROM risk_points AS r
CROSS JOIN v_orders AS o
LEFT JOIN v_customers AS c ON c.customer_id = o.customer_id
WHERE o.order_id = r.order_id AND o.status IN ('pending', 'confirmed', 'in_process', 'ready_to_ship')
  AND o.shipped_date IS NULL AND o.ordered_date <= :as_of
ORDER BY r.points DESC, o.net_revenue_sen DESC, o.platform, o.account, o.order_no;
