/*omni
name = "cash_waterfall_orders"
version = 1
title = { id = "Pesanan di balik setiap langkah", en = "The orders behind each step" }
formula = { id = """
Dari nilai kotor pesanan periode ini sampai uang di bank, langkah demi langkah. Setiap total (cair, ditarik, di \
bank) sama dengan jumlah langkah di atasnya, sampai sen. Langkah "belum terjelaskan" memuat selisih yang tidak \
dijelaskan biaya, pengembalian, atau klaim apa pun; pesanannya ada di daftar temuan. Di sini setiap langkah \
diurai per pesanan, yang terbesar dahulu.""", en = """
From the gross value of the period"s orders to the money in the bank, step by step. Each total (settled, paid \
out, in bank) equals the sum of the steps above it, to the sen. The step "unexplained" holds differences that no \
charge, refund or claim explains; its orders are on the list of findings. Here each step is taken apart by \
order, the largest first.""" }
how_to_read = { id = """
Jumlah semua pesanan sebuah langkah sama dengan batangnya. Nomor kosong adalah baris tanpa pesanan (misalnya isi \
saldo iklan), satu per hari.""", en = """
All orders of a step add up to its bar. An empty number is a line about no order (ads paid from the balance, \
say), one a day.""" }
seed_ids = ["S0-59", "S0-61", "S0-70"]
uses = ["waterfall_amounts"]
grain = ["step_no", "rank_no"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_dues", "v_money_steps", "v_sales", "v_lines", "v_lines_of_sales", "v_payout_days", "v_direct_days", "v_payer_starts"]
needs = ["orders", "settlements", "bank"]
better = "none"
columns = [
  { name = "step_no", kind = "int", id = "No.", en = "No." },
  { name = "step", kind = "text", id = "Langkah", en = "Step" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "amount_sen", kind = "sen", id = "Jumlah", en = "Amount" },
  { name = "rank_no", kind = "int", id = "Urutan", en = "Place" },
]
*/
SELECT
  r.step_no AS step_no,
  r.step AS step,
  r.platform AS platform,
  r.account AS account,
  r.order_no AS order_no,
  r.ordered_date AS ordered_date,
  r.amount_sen AS amount_sen,
  r.rank_no AS rank_no
FROM (
  SELECT
    a.step_no,
    a.step,
    a.platform,
    a.account,
    COALESCE(a.order_no, '') AS order_no,
    a.ordered_date,
    a.amount_sen,
    ROW_NUMBER() OVER (
      PARTITION BY a.step_no ORDER BY ABS(a.amount_sen) DESC, a.ordered_date, a.platform, a.account, COALESCE(a.order_no, '')
    ) AS rank_no
  FROM waterfall_amounts AS a
  WHERE a.amount_sen <> 0 AND a.is_total = 0 AND a.step <> 'gmv'
) AS r
ORDER BY r.step_no, r.rank_no;
