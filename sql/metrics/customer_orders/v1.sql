/*omni
name = "customer_orders"
version = 1
title = { id = "Transaksi seorang pelanggan", en = "Transactions of one customer" }
formula = { id = """
Semua pesanan pelanggan pemilik kunci itu sampai as-of, satu baris per barang, dari kunci mana pun ia memesan. Nilai = nilai bersih pesanan dibagi ke barisnya menurut porsi subtotal, sehingga berjumlah persis.""", en = """
All orders by as-of of the customer whose key it is, one row per item, by whichever of the keys. Value = the order's net value shared over its lines by subtotal, so that they add up exactly.""" }
how_to_read = { id = "Belanja yang dihitung di metrik lain hanya yang selesai; di sini semua statusnya.", en = "Other metrics count what was completed; here every status is shown." }
seed_ids = ["S1-23", "S1-21"]
grain = ["platform", "account", "order_no", "line_no"]
params = ["as_of", "customer"]
sources = ["v_customer_keys", "v_orders", "v_order_items"]
needs = ["orders"]
better = "none"
columns = [
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "line_no", kind = "int", id = "Baris", en = "Line" },
  { name = "status", kind = "text", id = "Status", en = "Status" },
  { name = "product", kind = "text", id = "Produk", en = "Product" },
  { name = "name", kind = "text", id = "Nama", en = "Name" },
  { name = "variation", kind = "text", id = "Varian", en = "Variation" },
  { name = "quantity", kind = "int", id = "Qty", en = "Qty" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value" },
  { name = "is_completed", kind = "int", id = "Selesai", en = "Completed", note = "1 = ya/yes" },
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
]
*/
SELECT
  o.ordered_date AS ordered_date,
  o.platform AS platform,
  o.account AS account,
  o.order_no AS order_no,
  COALESCE(i.line_no, 0) AS line_no,
  o.status AS status,
  i.product AS product,
  i.product_name AS name,
  i.variation AS variation,
  COALESCE(i.quantity, o.quantity) AS quantity,
  CAST(CASE WHEN i.order_id IS NULL THEN o.net_revenue_sen
            ELSE ROUND(1.0 * o.net_revenue_sen * i.share_upto / i.share_whole) - ROUND(1.0 * o.net_revenue_sen * i.share_before / i.share_whole)
       END AS INTEGER) AS value_sen,
  CASE WHEN o.status = 'completed' THEN 1 ELSE 0 END AS is_completed,
  o.courier AS courier
FROM v_customer_keys AS k
JOIN v_orders AS o ON o.customer_id = k.customer_id
LEFT JOIN v_order_items AS i ON i.order_id = o.order_id
WHERE k.key = :customer AND o.is_test = 0 AND o.ordered_date <= :as_of
ORDER BY o.ordered_date DESC, platform, account, order_no, line_no;
