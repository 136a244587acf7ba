/*omni
name = "receipts_by_credit"
version = 1
title = { id = "Penerimaan per uang masuk", en = "Receipts by bank credit" }
formula = { id = """
Satu baris per uang masuk di rekening dalam periode sampai as-of; bunga dan pindah buku antar rekening sendiri tidak ikut. Dijelaskan = jumlah \
baris pencairan yang dibayarnya (lewat penarikan, atau dicocokkan langsung), dikurangi biaya tarik. Sisa = uang masuk − dijelaskan: saldo dari \
sebelum data pertama, atau uang yang asalnya belum dikenal. Pesanan = yang dibayar baris-baris itu.""", en = """
One row per credit of a bank account in the period up to as-of; interest and transfers between own accounts are left out. Explained = the \
settlement lines it pays (through a withdrawal, or matched directly), less the payout fee. Rest = credit − explained: balance from \
before the first data, or money of unknown origin. Orders = those that these lines pay.""" }
how_to_read = { id = """
Sisa nol berarti setiap rupiah uang masuk itu punya pesanan. "Tidak dikenal" belum cocok dengan penarikan mana pun; \
buka pesanannya dengan omni why receipts_by_credit.explained --where transaction_id=….""", en = """
A rest of zero means that every rupiah of the credit has its order. "Unknown" has not been matched with any payout yet; \
open its orders with omni why receipts_by_credit.explained --where transaction_id=….""" }
seed_ids = ["S0-76", "S0-61"]
grain = ["transaction_id"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_credits", "v_credit_lines", "v_lines_of_sales"]
needs = ["bank", "settlements", "orders"]
better = "none"
columns = [
  { name = "transaction_id", kind = "int", id = "No. mutasi", en = "Movement no." },
  { name = "bank_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "payer", kind = "text", id = "Pembayar", en = "Payer" },
  { name = "amount_sen", kind = "sen", better = "up", id = "Uang masuk", en = "Credit" },
  { name = "payout_ref", kind = "text", id = "No. penarikan", en = "Payout no." },
  { name = "lines", kind = "int", id = "Baris cair", en = "Settlement lines" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "explained_sen", kind = "sen", better = "up", id = "Dijelaskan", en = "Explained" },
  { name = "rest_sen", kind = "sen", better = "down", id = "Sisa", en = "Rest" },
  { name = "payout_fee_sen", kind = "sen", better = "down", id = "Biaya tarik", en = "Payout fee" },
  { name = "state", kind = "text", id = "Keadaan", en = "State" },
  { name = "bank", kind = "text", id = "Bank", en = "Bank" },
  { name = "account_no", kind = "text", id = "Rekening", en = "Account no." },
  { name = "description", kind = "text", id = "Keterangan", en = "Description" },
]
*/
SELECT
  c.transaction_id AS transaction_id,
  c.posted_date AS bank_date,
  c.payer AS payer,
  c.credit_sen AS amount_sen,
  c.payout_ref AS payout_ref,
  COALESCE(x.lines, 0) AS lines,
  COALESCE(x.orders, 0) AS orders,
  COALESCE(x.amount_sen, 0) - c.payout_fee_sen + c.beside_sen AS explained_sen,
  c.credit_sen - COALESCE(x.amount_sen, 0) + c.payout_fee_sen - c.beside_sen AS rest_sen,
  c.payout_fee_sen AS payout_fee_sen,
  CASE WHEN x.lines IS NULL AND c.payouts = 0 AND c.beside_sen = 0 THEN 'unknown'
       WHEN c.credit_sen = COALESCE(x.amount_sen, 0) - c.payout_fee_sen + c.beside_sen THEN 'explained'
       ELSE 'partly' END AS state,
  c.bank AS bank,
  c.account_no AS account_no,
  c.description AS description
FROM v_credits AS c
LEFT JOIN (
  SELECT
    l.transaction_id AS transaction_id, COUNT(*) AS lines, COUNT(DISTINCT s.order_id) AS orders,
    COALESCE(SUM(l.amount_sen), 0) AS amount_sen
  FROM v_credit_lines AS l
  LEFT JOIN v_lines_of_sales AS s ON s.line_id = l.line_id
  GROUP BY l.transaction_id
) AS x ON x.transaction_id = c.transaction_id
WHERE c.posted_date >= :from_date AND c.posted_date < :to_date AND c.posted_date <= :as_of
ORDER BY bank_date, transaction_id;
