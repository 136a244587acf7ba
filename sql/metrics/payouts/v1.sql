/*omni
name = "payouts"
version = 1
title = { id = "Penarikan dan bank", en = "Payouts and the bank" }
formula = { id = """
Satu baris per penarikan saldo dalam periode. Bank = mutasi masuk yang cocok sampai as-of: jumlah persis, atau \
dikurangi biaya tarik menurut aturan, 0–3 hari kerja. Selisih = penarikan − biaya − bank. Tertutup = bagian \
penarikan yang dijelaskan baris pencairan yang dikenal; sisanya saldo dari sebelum data pertama.""", en = """
One row per withdrawal in the period. Bank = the matching credit up to as-of: the exact amount, or less a payout \
fee by a rule, 0–3 banking days. Difference = withdrawal − fee − bank. Covered = the part that known settlement \
lines explain; the rest is balance from before the first data.""" }
how_to_read = { id = """
not_in_bank: belum ada mutasi bank yang cocok. ambiguous: dua mutasi sama cocoknya, tidak ada yang dibukukan; \
pilih dengan omni match add.""", en = """
not_in_bank: no bank line matches yet. ambiguous: two lines fit equally and none is booked; choose with omni \
match add.""" }
seed_ids = ["S0-61", "S0-70"]
grain = ["source", "account", "payout_key"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_payouts"]
columns = [
  { name = "source", kind = "text", id = "Sumber", en = "Source" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "payout_key", kind = "text", id = "Baris", en = "Line" },
  { name = "payout_ref", kind = "text", id = "Referensi", en = "Reference" },
  { name = "payout_date", kind = "date", id = "Tanggal tarik", en = "Paid out on" },
  { name = "lines", kind = "int", id = "Baris tertutup", en = "Lines covered" },
  { name = "net_sen", kind = "sen", id = "Penarikan", en = "Payout" },
  { name = "covered_sen", kind = "sen", id = "Tertutup", en = "Covered" },
  { name = "bank_date", kind = "date", id = "Tanggal bank", en = "Bank date" },
  { name = "bank_sen", kind = "sen", id = "Di bank", en = "In bank" },
  { name = "payout_fee_sen", kind = "sen", id = "Biaya tarik", en = "Payout fee" },
  { name = "difference_sen", kind = "sen", id = "Selisih", en = "Difference" },
  { name = "state", kind = "text", id = "Keadaan", en = "State" },
  { name = "rule", kind = "text", id = "Aturan", en = "Rule" },
]
*/
SELECT
  p.source AS source,
  p.account AS account,
  p.line_key AS payout_key,
  p.payout_ref AS payout_ref,
  p.occurred_date AS payout_date,
  p.lines AS lines,
  p.net_sen AS net_sen,
  p.covered_sen AS covered_sen,
  CASE WHEN p.bank_date <= :as_of THEN p.bank_date END AS bank_date,
  CASE WHEN p.bank_date <= :as_of THEN p.bank_sen END AS bank_sen,
  CASE WHEN p.bank_date <= :as_of THEN p.payout_fee_sen END AS payout_fee_sen,
  CASE WHEN p.bank_date <= :as_of THEN p.net_sen - COALESCE(p.payout_fee_sen, 0) - p.bank_sen END AS difference_sen,
  CASE WHEN p.state = 'in_bank' AND p.bank_date > :as_of THEN 'not_in_bank' ELSE p.state END AS state,
  CASE WHEN p.bank_date <= :as_of THEN p.rule END AS rule
FROM v_payouts AS p
WHERE p.occurred_date >= :from_date AND p.occurred_date < :to_date AND p.occurred_date <= :as_of
ORDER BY payout_date, source, account, payout_key;
