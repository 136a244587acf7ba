/*omni
name = "follow_up"
version = 1
title = { id = "Perlu ditindaklanjuti CS", en = "To follow up" }
formula = { id = """
Pesanan berstatus dibuat atau menunggu sampai as-of, di luar marketplace dan pesanan uji. Hari = as-of − tanggal pesan. Langkah: dibuat → lengkapi datanya; \
menunggu dan lunas → konfirmasi; menunggu dan COD → konfirmasi COD; lainnya → ingatkan pembayaran.""", en = """
Orders created or pending by as-of, without marketplaces and test orders. Days = as-of − order date. What to do: created → complete its details; \
pending and paid → confirm; pending and COD → confirm the COD; else → remind of the payment.""" }
how_to_read = { id = """
Yang paling baru dihubungi lebih dulu: niat membeli cepat dingin.""", en = """
Contact the newest first: the wish to buy cools down fast.""" }
seed_ids = ["S4-19", "S4-20", "S4-28", "S4-29", "S4-31"]
uses = ["as_of_day"]
grain = ["platform", "account", "order_no"]
params = ["as_of"]
sources = ["v_customers", "v_days", "v_orders"]
needs = ["orders"]
better = "down"
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "days", kind = "int", id = "Hari", en = "Days" },
  { name = "customer", kind = "text", id = "Pelanggan", en = "Customer" },
  { name = "phone", kind = "text", id = "HP", en = "Phone" },
  { name = "value_sen", kind = "sen", better = "none", id = "Nilai", en = "Value" },
  { name = "to_do", kind = "text", id = "Langkah", en = "To do" },
  { name = "payment_method", kind = "text", id = "Metode bayar", en = "Payment method" },
  { name = "status", kind = "text", id = "Status", en = "Status" },
  { name = "handled_by", kind = "text", id = "CS", en = "CS" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
]
*/
SELECT
  o.order_no AS order_no,
  o.platform AS platform,
  o.ordered_date AS ordered_date,
  a.day - o.ordered_day AS days,
  COALESCE(NULLIF(c.name, ''), o.recipient_name, o.buyer_username) AS customer,
  o.recipient_phone AS phone,
  o.net_revenue_sen AS value_sen,
  CASE WHEN o.status = 'created' THEN 'complete_details'
       WHEN o.payment_status = 'paid' THEN 'confirm_paid'
       WHEN o.is_cod = 1 THEN 'confirm_cod' ELSE 'remind_payment' END AS to_do,
  o.payment_method AS payment_method,
  o.status AS status,
  o.handled_by AS handled_by,
  o.account AS account
FROM v_orders AS o
CROSS JOIN as_of_day AS a
LEFT JOIN v_customers AS c ON c.customer_id = o.customer_id
WHERE o.status IN ('created', 'pending') AND o.is_test = 0 AND o.ordered_date <= :as_of
  AND o.platform NOT IN ('shopee', 'tiktok', 'tokopedia', 'lazada')
ORDER BY a.day - o.ordered_day, o.net_revenue_sen DESC, o.platform, o.account, o.order_no;
