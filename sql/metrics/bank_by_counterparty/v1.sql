/*omni
name = "bank_by_counterparty"
version = 1
title = { id = "Mutasi bank per pihak", en = "Bank movements by counterparty" }
formula = { id = """
Jumlah mutasi, uang masuk dan uang keluar menurut tanggal posting dalam periode, per pihak menurut aturan \
keterangan. Cocok = uang masuk yang sudah berpasangan dengan penarikan.""", en = """
Number of movements, money in and money out by posting date in the period, by who stands behind them according \
to the description rules. Matched = money in that is paired with a payout.""" }
how_to_read = { id = """
other: keterangan yang belum dikenal; beri namanya di [payers] pada omni.toml. own_transfer: antar rekening \
sendiri, bukan pendapatan atau biaya.""", en = """
other: descriptions no rule knows; name them in [payers] of omni.toml. own_transfer: between own accounts, \
neither income nor cost.""" }
seed_ids = ["S0-69"]
grain = ["counterparty"]
params = ["from_date", "to_date"]
sources = ["v_bank"]
needs = ["bank", "settlements"]
better = "none"
columns = [
  { name = "counterparty", kind = "text", id = "Pihak", en = "Counterparty" },
  { name = "transactions", kind = "int", id = "Mutasi", en = "Movements" },
  { name = "credit_sen", kind = "sen", id = "Uang masuk", en = "Money in" },
  { name = "debit_sen", kind = "sen", id = "Uang keluar", en = "Money out" },
  { name = "matched_sen", kind = "sen", id = "Cocok", en = "Matched" },
]
*/
SELECT
  b.counterparty AS counterparty,
  COUNT(*) AS transactions,
  COALESCE(SUM(b.credit_sen), 0) AS credit_sen,
  COALESCE(SUM(b.debit_sen), 0) AS debit_sen,
  COALESCE(SUM(CASE WHEN b.matched = 1 THEN b.credit_sen ELSE 0 END), 0) AS matched_sen
FROM v_bank AS b
WHERE b.posted_date >= :from_date AND b.posted_date < :to_date
GROUP BY b.counterparty
ORDER BY b.counterparty;
