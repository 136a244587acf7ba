/*omni
name = "cash_waterfall"
version = 1
title = { id = "Dari GMV ke bank", en = "From GMV to the bank" }
formula = { id = """
Dari nilai kotor pesanan periode ini sampai uang di bank, langkah demi langkah. Setiap total (cair, ditarik, di \
bank) sama dengan jumlah langkah di atasnya, sampai sen. Langkah "belum terjelaskan" memuat selisih yang tidak \
dijelaskan biaya, pengembalian, atau klaim apa pun; pesanannya ada di daftar temuan. COD yang belum cair dihitung \
sesudah biaya yang disebut file pesanannya, sama seperti pada receipts. Yang dibayar pembeli langsung ke penjual keluar di \
langkah "dibayar langsung".""", en = """
From the gross value of the period"s orders to the money in the bank, step by step. Each total (settled, paid \
out, in bank) equals the sum of the steps above it, to the sen. The step "unexplained" holds differences that no \
charge, refund or claim explains; its orders are on the list of findings. COD not settled yet counts after the charges \
that its order file names, as in receipts. What buyers paid the seller himself leaves in the step "paid directly".""" }
how_to_read = { id = """
Turun berarti uang berkurang di langkah itu. "Belum terjelaskan" harus nol; bila tidak, buka pesanannya. Ongkir \
marketplace terdiri dari tiga langkah: dibayar pembeli, subsidi platform, dan yang diteruskan ke kurir; bersama-sama \
seharusnya impas. File yang hanya menyebut angka bersihnya tampil di langkah ongkir.""", en = """
A step down takes money away. "Unexplained" should be zero; open its orders if it is not. Marketplace shipping \
is three steps: paid by the buyer, subsidised by the platform, passed on to the courier; together they should come \
out even. A file that names only the net figure shows it in the step shipping.""" }
seed_ids = ["S0-59", "S0-61", "S0-70"]
uses = ["waterfall_steps", "waterfall_amounts"]
grain = ["step_no"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_dues", "v_money_steps", "v_sales", "v_lines", "v_lines_of_sales", "v_payout_days", "v_direct_days", "v_payer_starts"]
needs = ["orders", "settlements", "bank"]
better = "none"
columns = [
  { name = "step_no", kind = "int", id = "No.", en = "No." },
  { name = "step", kind = "text", id = "Langkah", en = "Step" },
  { name = "amount_sen", kind = "sen", id = "Jumlah", en = "Amount" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "is_total", kind = "int", id = "Total", en = "Total" },
]
*/
SELECT
  t.step_no AS step_no,
  t.step AS step,
  COALESCE(SUM(t.amount_sen), 0) AS amount_sen,
  COALESCE(SUM(t.orders), 0) AS orders,
  t.is_total AS is_total
FROM (
  -- Every step has its row, also where nothing happened.
  SELECT p.step_no, p.step, p.is_total, 0 AS amount_sen, 0 AS orders
  FROM waterfall_steps AS p
  UNION ALL
  SELECT a.step_no, a.step, a.is_total, a.amount_sen, a.orders
  FROM waterfall_amounts AS a
  WHERE a.amount_sen <> 0
) AS t
GROUP BY t.step_no, t.step, t.is_total
ORDER BY t.step_no;
