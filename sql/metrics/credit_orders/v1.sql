/*omni
name = "credit_orders"
version = 1
title = { id = "Pesanan di balik uang masuk", en = "Orders behind bank credits" }
formula = { id = """
Setiap uang masuk dalam periode dibuka menjadi pesanan yang dibayarnya: jumlah baris pencairan pesanan itu yang ikut di dalamnya. Baris tanpa \
pesanan (biaya, penyesuaian, nomor yang tidak dikenal) berdiri dengan nomornya sendiri. Jumlah per uang masuk sama dengan "dijelaskan" pada metrik \
receipts_by_credit sebelum biaya tarik.""", en = """
Each credit of the period opened to the orders it pays: what of the order's settlement lines is in it. Lines without an \
order (fees, adjustments, unknown numbers) stand by their own number. The sums per credit equal "explained" of the metric \
receipts_by_credit before the payout fee.""" }
how_to_read = { id = "Cari nomor pesanan untuk melihat kapan dan lewat mutasi mana uangnya masuk.", en = "Search an order number to see when, and by which bank line, its money came." }
seed_ids = ["S0-76"]
grain = ["transaction_id", "platform", "account", "order_no"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_credits", "v_credit_lines", "v_lines", "v_lines_of_sales", "v_sales"]
needs = ["bank", "settlements", "orders"]
better = "none"
columns = [
  { name = "transaction_id", kind = "int", id = "No. mutasi", en = "Movement no." },
  { name = "bank_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "payer", kind = "text", id = "Pembayar", en = "Payer" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "ordered_date", kind = "date", id = "Tanggal pesan", en = "Ordered" },
  { name = "lines", kind = "int", id = "Baris cair", en = "Settlement lines" },
  { name = "in_bank_sen", kind = "sen", better = "up", id = "Masuk bank", en = "In the bank" },
]
*/
SELECT
  c.transaction_id AS transaction_id,
  c.posted_date AS bank_date,
  c.payer AS payer,
  COALESCE(o.platform, s.platform) AS platform,
  COALESCE(o.account, s.account) AS account,
  COALESCE(o.order_no, s.order_no, s.awb, s.line_key) AS order_no,
  MIN(o.ordered_date) AS ordered_date,
  COUNT(*) AS lines,
  COALESCE(SUM(l.amount_sen), 0) AS in_bank_sen
FROM v_credits AS c
JOIN v_credit_lines AS l ON l.transaction_id = c.transaction_id
JOIN v_lines AS s ON s.line_id = l.line_id
LEFT JOIN v_lines_of_sales AS r ON r.line_id = l.line_id
LEFT JOIN v_sales AS o ON o.order_id = r.order_id
WHERE c.posted_date >= :from_date AND c.posted_date < :to_date AND c.posted_date <= :as_of
GROUP BY
  c.transaction_id, c.posted_date, c.payer, COALESCE(o.platform, s.platform), COALESCE(o.account, s.account),
  COALESCE(o.order_no, s.order_no, s.awb, s.line_key)
ORDER BY bank_date, transaction_id, platform, account, order_no;
