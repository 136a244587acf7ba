/*omni
name = "payouts"
version = 1
title = { id = "Penarikan dan bank", en = "Payouts and the bank" }
formula = { id = """
Satu baris per penarikan saldo dalam periode. Bank = mutasi masuk yang cocok sampai as-of: jumlah persis, atau \
dikurangi biaya tarik menurut aturan, dalam beberapa hari kerja bank. Selisih = penarikan − biaya − bank. \
Tertutup = bagian penarikan yang dijelaskan baris pencairan yang dikenal; sisanya saldo dari sebelum data \
pertama. Kandidat = mutasi terdekat yang tidak lolos syarat.""", en = """
One row per withdrawal in the period. Bank = the matching credit up to as-of: the exact amount, or less a payout \
fee by a rule, within a few banking days. Difference = withdrawal − fee − bank. Covered = the part that known \
settlement lines explain; the rest is balance from before the first data. Candidate = the nearest credit that \
failed a test.""" }
how_to_read = { id = """
not_in_bank: belum ada mutasi bank yang cocok; no_bank_data: belum ada satu pun mutasi bank. ambiguous: dua mutasi sama cocoknya, tidak ada yang dibukukan; \
pilih dengan omni match add.""", en = """
not_in_bank: no bank line matches yet; no_bank_data: no bank statement at all. ambiguous: two lines fit equally and none is booked; choose with omni \
match add.""" }
seed_ids = ["S0-61", "S0-70"]
grain = ["source", "account", "payout_key"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_misses", "v_payouts", "v_receipt_words", "v_bank"]
needs = ["settlements", "bank"]
better = "none"
columns = [
  { name = "source", kind = "text", id = "Sumber", en = "Source" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "payout_key", kind = "text", id = "Baris", en = "Line" },
  { name = "payout_ref", kind = "text", id = "Referensi", en = "Reference" },
  { name = "payout_date", kind = "date", id = "Tanggal tarik", en = "Paid out on" },
  { name = "lines", kind = "int", id = "Baris tertutup", en = "Lines covered" },
  { name = "net_sen", kind = "sen", id = "Penarikan", en = "Payout" },
  { name = "covered_sen", kind = "sen", id = "Tertutup", en = "Covered" },
  { name = "bank_date", kind = "date", id = "Tanggal bank", en = "Bank date" },
  { name = "bank_sen", kind = "sen", id = "Di bank", en = "In bank" },
  { name = "payout_fee_sen", kind = "sen", better = "down", id = "Biaya tarik", en = "Payout fee" },
  { name = "difference_sen", kind = "sen", id = "Selisih", en = "Difference" },
  { name = "state", kind = "text", id = "Keadaan", en = "State" },
  { name = "rule", kind = "text", id = "Aturan", en = "Rule" },
  { name = "reason_code", kind = "text", id = "Kode alasan", en = "Reason code" },
  { name = "reason", kind = "text", id = "Alasan", en = "Reason" },
  { name = "reason_en", kind = "text", id = "Alasan (Inggris)", en = "Reason (English)" },
  { name = "next_step", kind = "text", id = "Langkah berikutnya", en = "Next step" },
  { name = "next_step_en", kind = "text", id = "Langkah berikutnya (Inggris)", en = "Next step (English)" },
  { name = "candidate_date", kind = "date", id = "Tanggal kandidat", en = "Candidate date" },
  { name = "candidate_sen", kind = "sen", id = "Jumlah kandidat", en = "Candidate amount" },
  { name = "age_days", kind = "int", id = "Umur (hari)", en = "Age (days)" },
]
*/
WITH known AS (
  SELECT
    p.source AS source,
    p.platform AS platform,
    p.account AS account,
    p.line_key AS payout_key,
    p.payout_ref AS payout_ref,
    p.occurred_date AS payout_date,
    p.occurred_day AS payout_day,
    p.lines AS lines,
    p.net_sen AS net_sen,
    p.covered_sen AS covered_sen,
    p.bank_date AS bank_date,
    p.bank_sen AS bank_sen,
    p.payout_fee_sen AS payout_fee_sen,
    p.rule AS rule,
    CASE WHEN p.bank_date <= :as_of THEN 1 ELSE 0 END AS arrived,
    CASE WHEN p.state = 'in_bank' AND p.bank_date > :as_of THEN 'not_in_bank'
         WHEN p.state = 'not_in_bank' AND NOT EXISTS (SELECT 1 FROM v_bank AS b) THEN 'no_bank_data' ELSE p.state END AS state,
    x.failed_test AS failed_test,
    CASE WHEN x.candidate_date <= :as_of THEN x.candidate_date END AS candidate_date,
    CASE WHEN x.candidate_date <= :as_of THEN x.candidate_sen END AS candidate_sen
  FROM v_payouts AS p
  LEFT JOIN v_misses AS x ON x.payout_line_id = p.payout_line_id
  WHERE p.occurred_date >= :from_date AND p.occurred_date < :to_date AND p.occurred_date <= :as_of
)
SELECT
  k.source AS source,
  k.platform AS platform,
  k.account AS account,
  k.payout_key AS payout_key,
  k.payout_ref AS payout_ref,
  k.payout_date AS payout_date,
  k.lines AS lines,
  k.net_sen AS net_sen,
  k.covered_sen AS covered_sen,
  CASE WHEN k.arrived = 1 THEN k.bank_date END AS bank_date,
  CASE WHEN k.arrived = 1 THEN k.bank_sen END AS bank_sen,
  CASE WHEN k.arrived = 1 THEN k.payout_fee_sen END AS payout_fee_sen,
  CASE WHEN k.arrived = 1 THEN k.net_sen - COALESCE(k.payout_fee_sen, 0) - k.bank_sen END AS difference_sen,
  k.state AS state,
  CASE WHEN k.arrived = 1 THEN k.rule END AS rule,
  w.reason_code AS reason_code,
  w.reason AS reason,
  w.reason_en AS reason_en,
  w.next_step AS next_step,
  w.next_step_en AS next_step_en,
  k.candidate_date AS candidate_date,
  k.candidate_sen AS candidate_sen,
  (SELECT d.day FROM v_days AS d WHERE d.date = :as_of) - k.payout_day AS age_days
FROM known AS k
LEFT JOIN v_receipt_words AS w
  ON w.reason_code = CASE WHEN k.state = 'in_bank' THEN 'payout_in_bank'
                          WHEN k.state = 'ambiguous' THEN 'payout_ambiguous'
                          WHEN k.state = 'no_bank_data' THEN 'bank_no_data'
                          ELSE 'payout_' || COALESCE(k.failed_test, 'no_candidate') END
ORDER BY k.payout_date, source, account, payout_key;
