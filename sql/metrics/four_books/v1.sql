/*omni
name = "four_books"
version = 1
title = { id = "Empat buku per pesanan", en = "Four books by order" }
formula = { id = """
Setiap pesanan dibandingkan di empat buku: file pesanan, rincian pencairan, saldo, dan bank. Satu baris per pesanan dan pasangan buku \
yang berbeda, selisih terbesar dahulu. order_detail, order_wallet: yang cair terhadap yang seharusnya. detail_wallet: jumlah kredit saldo terhadap \
jumlah rincian pesanan itu, sampai hari yang diketahui keduanya. wallet_bank: bagian pesanan yang ditarik tetapi tidak masuk bank, padahal \
mutasi bank untuk hari itu ada. Selisih = buku kedua − buku pertama.""", en = """
Each order is compared in four books: order file, settlement detail, wallet, and bank. One row per order and pair of books \
that differ, the largest difference first. order_detail, order_wallet: what was settled against what should be. detail_wallet: the wallet's credits \
of an order against its detail lines, up to the day both know. wallet_bank: what was paid out of an order and did not reach the bank though \
statements cover those days. Difference = second book − first book.""" }
how_to_read = { id = """
Tidak ada baris berarti keempat buku sepakat sejauh filenya ada. Pembayar tanpa satu file pun berdiri di missing_books.""", en = """
No row means that the four books agree as far as their files go. A payer without any file stands in missing_books.""" }
seed_ids = ["S0-61", "F-86"]
uses = ["order_stages", "period_lines"]
grain = ["platform", "account", "order_no", "books"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_dues", "v_money_steps", "v_sales", "v_lines_of_sales", "v_payout_days", "v_direct_days", "v_payer_starts", "v_lines", "v_book_ends", "v_line_neighbours", "v_misses", "v_receipt_words", "v_order_items", "v_charged_lines", "v_charges"]
needs = ["orders", "settlements", "bank"]
better = "none"
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "payer", kind = "text", id = "Pembayar", en = "Payer" },
  { name = "books", kind = "text", id = "Buku yang berbeda", en = "Books that differ" },
  { name = "order_sen", kind = "sen", id = "Menurut pesanan", en = "By the order" },
  { name = "detail_sen", kind = "sen", id = "Menurut rincian", en = "By the detail" },
  { name = "wallet_sen", kind = "sen", id = "Menurut saldo", en = "By the wallet" },
  { name = "paid_out_sen", kind = "sen", id = "Ditarik", en = "Paid out" },
  { name = "bank_sen", kind = "sen", id = "Di bank", en = "In bank" },
  { name = "difference_sen", kind = "sen", id = "Selisih", en = "Difference" },
  { name = "reason_code", kind = "text", id = "Kode alasan", en = "Reason code" },
  { name = "reason", kind = "text", id = "Alasan", en = "Reason" },
  { name = "reason_en", kind = "text", id = "Alasan (Inggris)", en = "Reason (English)" },
  { name = "next_step", kind = "text", id = "Langkah berikutnya", en = "Next step" },
  { name = "next_step_en", kind = "text", id = "Langkah berikutnya (Inggris)", en = "Next step (English)" },
]
*/
WITH unbanked AS (
  SELECT r.order_id AS order_id, COALESCE(SUM(p.amount_sen), 0) AS missing_sen, MIN(m.failed_test) AS failed_test
  FROM period_lines AS x
  JOIN v_lines_of_sales AS r ON r.line_id = x.line_id
  JOIN v_payout_days AS p ON p.line_id = x.line_id
  JOIN v_misses AS m ON m.payout_line_id = p.payout_line_id
  WHERE r.order_id IS NOT NULL AND p.paid_date <= :as_of AND p.bank_date IS NULL AND m.failed_test <> 'no_statement'
  GROUP BY r.order_id
),
pairs AS (
  SELECT
    s.order_id, s.order_no, s.platform, s.account, s.ordered_date, s.payer,
    CASE s.by_wallet WHEN 1 THEN 'order_wallet' ELSE 'order_detail' END AS books,
    s.expected_sen, s.settled_sen, s.detail_sen, s.wallet_sen, s.paid_out_sen, s.in_bank_sen,
    CASE WHEN s.twice = 1 OR s.gap_sen > 200 THEN s.settled_sen - s.expected_sen ELSE s.off_sen END AS difference_sen,
    CASE WHEN s.twice = 1 THEN 'double_settled'
         WHEN s.gap_sen < -200 THEN 'short'
         WHEN s.gap_sen > 200 AND s.state = 'back' THEN 'over_returned'
         WHEN s.gap_sen > 200 AND s.state = 'gone' THEN 'over_canceled'
         WHEN s.gap_sen > 200 AND s.gap_sen = s.stated_refund_sen THEN 'refund_pending'
         WHEN s.gap_sen > 200 THEN 'over'
         ELSE s.finding END AS reason_code
  FROM order_stages AS s
  WHERE s.finding IN ('short', 'over', 'double_settled', 'fee_mismatch', 'fee_unusual')
    AND (s.twice = 1 OR s.gap_sen NOT BETWEEN -200 AND 200 OR s.finding IN ('fee_mismatch', 'fee_unusual'))
  UNION ALL
  SELECT
    s.order_id, s.order_no, s.platform, s.account, s.ordered_date, s.payer, 'detail_wallet',
    s.expected_sen, s.settled_sen, s.detail_sen, s.wallet_sen, s.paid_out_sen, s.in_bank_sen,
    s.wallet_gap_sen,
    CASE WHEN s.wallets = 0 THEN 'wallet_missing' WHEN s.details = 0 THEN 'detail_missing'
         WHEN s.finding = 'double_settled' AND s.twice = 0 THEN 'wallet_double'
         WHEN s.wallet_gap_sen < 0 THEN 'wallet_short' ELSE 'wallet_over' END
  FROM order_stages AS s
  WHERE s.wallet_gap_sen <> 0 AND s.is_incomplete = 0
  UNION ALL
  SELECT
    s.order_id, s.order_no, s.platform, s.account, s.ordered_date, s.payer, 'wallet_bank',
    s.expected_sen, s.settled_sen, s.detail_sen, s.wallet_sen, s.paid_out_sen, s.in_bank_sen,
    -b.missing_sen, 'payout_' || b.failed_test
  FROM order_stages AS s
  JOIN unbanked AS b ON b.order_id = s.order_id
  WHERE b.missing_sen <> 0
)
SELECT
  p.order_no AS order_no, p.platform AS platform, p.account AS account, p.ordered_date AS ordered_date, p.payer AS payer,
  p.books AS books, p.expected_sen AS order_sen,
  COALESCE(p.detail_sen, CASE WHEN p.books = 'order_detail' THEN p.settled_sen END) AS detail_sen,
  COALESCE(p.wallet_sen, CASE WHEN p.books = 'order_wallet' THEN p.settled_sen END) AS wallet_sen,
  p.paid_out_sen AS paid_out_sen, p.in_bank_sen AS bank_sen, p.difference_sen AS difference_sen, p.reason_code AS reason_code,
  w.reason AS reason, w.reason_en AS reason_en, w.next_step AS next_step, w.next_step_en AS next_step_en
FROM pairs AS p
LEFT JOIN v_receipt_words AS w ON w.reason_code = p.reason_code
ORDER BY ABS(p.difference_sen) DESC, p.platform, p.account, p.order_no, p.books;
