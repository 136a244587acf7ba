/*omni
name = "order_list"
version = 1
title = { id = "Daftar pesanan", en = "Order list" }
formula = { id = """
Setiap pesanan yang dibuat dalam periode, status apa pun, tanpa pesanan uji; satu penjualan satu baris, walau ada di dua ekspor.""", en = """
Every order placed in the period, whatever its status, without test orders; one sale is one row, even when two exports hold it.""" }
how_to_read = { id = """
Pendapatan bersih adalah nilai saat dipesan. Terhitung = 1 bila pesanan benar-benar dibeli.""", en = """
Net revenue is the ordered value. Counted = 1 when the order was really bought.""" }
seed_ids = ["S0-03", "S4-14", "S4-15"]
grain = ["platform", "account", "order_no"]
params = ["from_date", "to_date"]
sources = ["v_orders", "v_customers", "v_next_moves"]
needs = ["orders"]
better = "none"
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "customer", kind = "text", id = "Pelanggan", en = "Customer" },
  { name = "phone", kind = "text", id = "HP", en = "Phone" },
  { name = "status", kind = "text", id = "Status", en = "Status" },
  { name = "payment_status", kind = "text", id = "Pembayaran", en = "Payment" },
  { name = "net_revenue_sen", kind = "sen", id = "Pendapatan bersih", en = "Net revenue" },
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
  { name = "quantity", kind = "int", id = "Qty", en = "Qty" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "is_counted", kind = "int", id = "Terhitung", en = "Counted", note = "1 = ya/yes" },
  { name = "awb", kind = "text", id = "No. resi", en = "AWB" },
  { name = "payment_method", kind = "text", id = "Metode bayar", en = "Payment method" },
  { name = "next_moves", kind = "text", id = "Langkah berikutnya", en = "Next moves" },
]
*/
SELECT
  o.order_no AS order_no,
  o.platform AS platform,
  o.ordered_date AS ordered_date,
  COALESCE(NULLIF(c.name, ''), o.recipient_name, o.buyer_username) AS customer,
  o.recipient_phone AS phone,
  o.status AS status,
  o.payment_status AS payment_status,
  o.net_revenue_sen AS net_revenue_sen,
  o.courier AS courier,
  o.quantity AS quantity,
  o.account AS account,
  o.is_counted AS is_counted,
  o.awb AS awb,
  o.payment_method AS payment_method,
  n.next_moves AS next_moves
FROM v_orders AS o
LEFT JOIN v_next_moves AS n ON n.product_kind = o.product_kind AND n.status = o.status
LEFT JOIN v_customers AS c ON c.customer_id = o.customer_id
WHERE o.is_test = 0 AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
ORDER BY o.ordered_date, o.platform, o.account, o.order_no;
