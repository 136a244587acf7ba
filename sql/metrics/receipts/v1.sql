/*omni
name = "receipts"
version = 1
title = { id = "Penerimaan per pesanan", en = "Receipts by order" }
formula = { id = """
Satu baris per pesanan menurut tanggal pesan, ditambah satu baris per nomor yang hanya ada di file pencairan \
(menurut tanggal cairnya). Seharusnya = pendapatan bersih dikurangi pengembalian (marketplace) atau nilai COD \
(kurir), dikurangi biaya yang memang tercatat di baris pencairannya. Cair = jumlah baris pencairan pesanan itu \
tanpa isi saldo iklan. Selisih = cair − seharusnya. Tahap = titik terjauh yang sudah dicapai seluruh uang \
pesanan itu sampai as-of. Temuan = paling banyak satu, yang terberat. Toleransi nol; pembulatan platform sampai \
Rp2 bukan temuan. Pesanan yang barangnya belum lengkap tidak menjadi temuan: nilainya belum diketahui. Pembayar yang tidak punya satu file pun \
tidak diberi temuan (lihat missing_books). Bila rincian dan saldo berbeda untuk satu pesanan, selisihnya adalah nilai temuannya; kolom buku menyebut \
dua buku mana. Yang cair dua kali dinilai sebesar baris yang berlebih, sesudah biayanya.""", en = """
One row per order by its order date, and one per number that only settlement files know (by its settlement \
date). Expected = net revenue less refunds (marketplaces) or the COD value (couriers), less the charges that \
stand on its settlement lines. Settled = the sum of the order"s settlement lines without ads paid from sales. \
Difference = settled − expected. Stage = the furthest point that all of the order"s money reached by as-of. \
Finding = at most one, the gravest. Tolerance zero; a platform"s rounding up to Rp2 is no finding. \
An order of which items are missing is no finding: what it is worth is not known. A payer of whom no file is there gets \
none (see missing_books). Where detail and wallet differ for one order, the difference is its amount; the column books says which two. \
What is settled twice counts as the line too many, after its charges.""" }
how_to_read = { id = """
Baca kolom temuan dulu: "none" berarti uangnya sesuai atau memang belum waktunya. Alasan dan langkah berikutnya \
tertulis di setiap baris. Baris tertutup sendiri begitu datanya diimpor.""", en = """
Read the finding first: "none" means the money agrees or is not due yet. Every row says why and what to do next. \
A row closes by itself once its data is imported.""" }
seed_ids = ["S0-61", "S0-67"]
uses = ["order_stages"]
grain = ["platform", "account", "order_no"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_dues", "v_money_steps", "v_sales", "v_lines_of_sales", "v_payout_days", "v_direct_days", "v_payer_starts", "v_receipt_words", "v_lines", "v_book_ends", "v_line_neighbours", "v_order_items", "v_charged_lines", "v_charges"]
needs = ["orders", "settlements", "bank"]
better = "none"
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "status", kind = "text", id = "Status", en = "Status" },
  { name = "payer", kind = "text", id = "Pembayar", en = "Payer" },
  { name = "lines", kind = "int", id = "Baris cair", en = "Settlement lines" },
  { name = "expected_sen", kind = "sen", id = "Seharusnya", en = "Expected" },
  { name = "settled_sen", kind = "sen", better = "up", id = "Cair", en = "Settled" },
  { name = "paid_out_sen", kind = "sen", better = "up", id = "Ditarik", en = "Paid out" },
  { name = "in_bank_sen", kind = "sen", better = "up", id = "Di bank", en = "In bank" },
  { name = "difference_sen", kind = "sen", better = "up", id = "Selisih", en = "Difference" },
  { name = "open_sen", kind = "sen", better = "down", id = "Belum di bank", en = "Not in bank yet" },
  { name = "value_sen", kind = "sen", id = "Nilai temuan", en = "Amount at stake" },
  { name = "stage", kind = "text", id = "Tahap", en = "Stage" },
  { name = "finding", kind = "text", id = "Temuan", en = "Finding" },
  { name = "books", kind = "text", id = "Buku yang berbeda", en = "Books that differ" },
  { name = "reason_code", kind = "text", id = "Kode alasan", en = "Reason code" },
  { name = "reason", kind = "text", id = "Alasan", en = "Reason" },
  { name = "reason_en", kind = "text", id = "Alasan (Inggris)", en = "Reason (English)" },
  { name = "next_step", kind = "text", id = "Langkah berikutnya", en = "Next step" },
  { name = "next_step_en", kind = "text", id = "Langkah berikutnya (Inggris)", en = "Next step (English)" },
  { name = "settled_date", kind = "date", id = "Tanggal cair", en = "Settled on" },
  { name = "age_days", kind = "int", better = "down", id = "Umur (hari)", en = "Age (days)" },
]
*/
SELECT
  s.order_no AS order_no, s.platform AS platform, s.account AS account, s.ordered_date AS ordered_date,
  s.status AS status, s.payer AS payer, s.lines AS lines, s.expected_sen AS expected_sen,
  s.settled_sen AS settled_sen, s.paid_out_sen AS paid_out_sen, s.in_bank_sen AS in_bank_sen,
  s.settled_sen - s.expected_sen AS difference_sen,
  CASE s.stage WHEN 'not_due' THEN 0 WHEN 'in_bank' THEN 0
               ELSE s.settled_sen + s.to_come_sen - s.in_bank_sen END AS open_sen,
  s.value_sen AS value_sen, s.stage AS stage, s.finding AS finding, s.books AS books, s.reason_code AS reason_code,
  w.reason AS reason, w.reason_en AS reason_en, w.next_step AS next_step, w.next_step_en AS next_step_en,
  s.settled_date AS settled_date,
  s.age_days AS age_days
FROM (
  SELECT
    t.order_no, t.platform, t.account, t.ordered_date, t.status, t.payer, t.lines, t.expected_sen,
    t.settled_sen, t.paid_out_sen, t.in_bank_sen, t.to_come_sen, t.stage, t.finding, t.settled_date, t.age_days,
    CASE t.finding
      WHEN 'none' THEN NULL
      WHEN 'unknown_order' THEN t.settled_sen
      WHEN 'overdue' THEN t.to_come_sen
      WHEN 'refund' THEN -t.refunded_sen
      WHEN 'rts_not_charged' THEN -t.named_shipping_sen
      WHEN 'lost_unclaimed' THEN t.full_sen
      ELSE CASE WHEN t.gap_sen BETWEEN -200 AND 200 AND t.wallet_gap_sen <> 0 THEN t.wallet_gap_sen
                WHEN t.finding IN ('short', 'fee_mismatch', 'fee_unusual') THEN t.off_sen
                ELSE t.settled_sen - t.expected_sen END
    END AS value_sen,
    CASE WHEN t.finding NOT IN ('short', 'over', 'double_settled', 'fee_mismatch', 'fee_unusual') THEN NULL
         WHEN t.gap_sen BETWEEN -200 AND 200 AND t.wallet_gap_sen <> 0 THEN 'detail_wallet'
         WHEN t.by_wallet = 1 THEN 'order_wallet' ELSE 'order_detail' END AS books,
    CASE
      WHEN t.finding = 'unknown_order' AND t.revenues = 0 THEN 'unknown_adjusted'
      WHEN t.no_data = 1 AND t.finding = 'none' THEN 'no_data'
      WHEN t.finding IN ('short', 'over', 'double_settled') AND t.wallet_gap_sen <> 0 AND t.gap_sen BETWEEN -200 AND 200
      THEN CASE WHEN t.wallets = 0 THEN 'wallet_missing' WHEN t.details = 0 THEN 'detail_missing'
                WHEN t.finding = 'double_settled' THEN 'wallet_double'
                WHEN t.wallet_gap_sen < 0 THEN 'wallet_short' ELSE 'wallet_over' END
      WHEN t.finding = 'over' AND t.state = 'back' THEN 'over_returned'
      WHEN t.finding = 'over' AND t.state = 'gone' THEN 'over_canceled'
      WHEN t.finding = 'over' AND t.gap_sen = t.stated_refund_sen THEN 'refund_pending'
      WHEN t.finding = 'refund' AND t.refund_unknown = 1 THEN 'refund_unknown'
      WHEN t.finding <> 'none' THEN t.finding
      WHEN t.is_incomplete = 1 AND t.stage <> 'not_due' THEN 'incomplete'
      WHEN t.stage = 'not_due' AND t.state = 'gone' THEN 'canceled'
      WHEN t.stage = 'not_due' AND t.state = 'back' AND t.shipping_sen <> 0
      THEN CASE WHEN t.late = 1 THEN 'returned_charged_late' ELSE 'returned_charged' END
      WHEN t.stage = 'not_due' AND t.state IN ('back', 'lost') THEN 'returned'
      WHEN t.stage = 'not_due' AND t.state IN ('lead', 'test') THEN t.state
      WHEN t.stage = 'not_due' AND t.route = 'direct' THEN 'direct'
      WHEN t.stage = 'not_due' THEN 'returned'
      WHEN t.state = 'lost' AND t.claims_sen > 0 THEN 'claimed'
      WHEN t.stage = 'settled' AND t.late = 1 THEN 'settled_late'
      WHEN t.stage = 'in_bank' AND t.late = 1 THEN 'in_bank_late'
      ELSE t.stage
    END AS reason_code
  FROM order_stages AS t
) AS s
LEFT JOIN v_receipt_words AS w ON w.reason_code = s.reason_code
ORDER BY s.ordered_date, s.platform, s.account, s.order_no;
