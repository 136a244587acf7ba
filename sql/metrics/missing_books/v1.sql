/*omni
name = "missing_books"
version = 1
title = { id = "Buku yang belum ada", en = "Books that are missing" }
formula = { id = """
Pembayar yang belum punya satu pun file pencairan sampai as-of, dengan jumlah dan nilai pesanan selesai yang melewati masa pencairannya; \
dan bank bila belum ada satu pun mutasi, dengan penarikan yang menunggunya. Satu baris per pembayar dan per bank.""", en = """
Payers of whom no settlement file is known by as-of, with the number and value of delivered orders past their days; and \
the bank where no statement is known, with the payouts that wait for it. One row per payer, one for the bank.""" }
how_to_read = { id = """
Ini bukan uang yang terlambat: datanya yang belum diimpor.""", en = """
This is not late money: it is data that was not imported.""" }
seed_ids = ["S0-61", "F-86"]
uses = ["order_stages"]
grain = ["book", "payer"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_dues", "v_money_steps", "v_sales", "v_lines_of_sales", "v_payout_days", "v_direct_days", "v_payer_starts", "v_lines", "v_book_ends", "v_line_neighbours", "v_payouts", "v_bank", "v_receipt_words", "v_order_items", "v_charged_lines", "v_charges"]
needs = ["orders"]
better = "down"
columns = [
  { name = "book", kind = "text", id = "Buku", en = "Book" },
  { name = "payer", kind = "text", id = "Pembayar", en = "Payer" },
  { name = "rows", kind = "int", id = "Yang menunggu", en = "Waiting" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value" },
  { name = "reason_code", kind = "text", id = "Kode alasan", en = "Reason code" },
  { name = "reason", kind = "text", id = "Alasan", en = "Reason" },
  { name = "reason_en", kind = "text", id = "Alasan (Inggris)", en = "Reason (English)" },
  { name = "next_step", kind = "text", id = "Langkah berikutnya", en = "Next step" },
  { name = "next_step_en", kind = "text", id = "Langkah berikutnya (Inggris)", en = "Next step (English)" },
]
*/
SELECT
  b.book AS book, b.payer AS payer, b.waiting AS rows, b.value_sen AS value_sen,
  b.reason_code AS reason_code, w.reason AS reason, w.reason_en AS reason_en, w.next_step AS next_step, w.next_step_en AS next_step_en
FROM (
  SELECT 'settlements' AS book, s.payer AS payer, COUNT(*) AS waiting, COALESCE(SUM(s.to_come_sen), 0) AS value_sen, 'no_data' AS reason_code
  FROM order_stages AS s
  WHERE s.no_data = 1
  GROUP BY s.payer
  UNION ALL
  SELECT 'bank', 'bank', COUNT(*), COALESCE(SUM(p.net_sen), 0), 'bank_no_data'
  FROM v_payouts AS p
  WHERE p.occurred_date >= :from_date AND p.occurred_date < :to_date AND p.occurred_date <= :as_of
    AND NOT EXISTS (SELECT 1 FROM v_bank AS k)
  HAVING COUNT(*) > 0
) AS b
LEFT JOIN v_receipt_words AS w ON w.reason_code = b.reason_code
ORDER BY b.book DESC, b.payer;
