/*omni
name = "match_suggestions"
version = 1
title = { id = "Usulan pasangan", en = "Suggested matches" }
formula = { id = """
Pasangan penarikan dan mutasi bank yang mirip tetapi gagal satu syarat. Skor = nilai jumlah (sampai 50) + \
pengirim (25) + hari (sampai 25). Baru dibukukan sendiri setelah aturannya cukup dikonfirmasi.""", en = """
Pairs of a payout and a bank credit that look alike but fail a test. Score = amount (up to 50) + payer (25) + \
days (up to 25). Booked by themselves only once their rule was confirmed often enough.""" }
how_to_read = { id = """
Makin tinggi makin mirip. Bila benar, bukukan dengan omni match add.""", en = """
The higher, the more alike. Book a right one with omni match add.""" }
seed_ids = ["S0-61", "S0-70"]
grain = ["ref"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_receipt_words", "v_suggestions"]
needs = ["settlements", "bank"]
better = "none"
columns = [
  { name = "ref", kind = "text", id = "Usulan", en = "Suggestion" },
  { name = "score", kind = "int", id = "Skor", en = "Score" },
  { name = "amount_score", kind = "int", id = "Skor jumlah", en = "Amount score" },
  { name = "payer_score", kind = "int", id = "Skor pengirim", en = "Payer score" },
  { name = "days_score", kind = "int", id = "Skor hari", en = "Days score" },
  { name = "source", kind = "text", id = "Sumber", en = "Source" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "payout_ref", kind = "text", id = "Referensi", en = "Reference" },
  { name = "payout_date", kind = "date", id = "Tanggal tarik", en = "Paid out on" },
  { name = "value_sen", kind = "sen", id = "Penarikan", en = "Payout" },
  { name = "bank_name", kind = "text", id = "Bank", en = "Bank" },
  { name = "account_no", kind = "text", id = "Rekening", en = "Account no." },
  { name = "bank_date", kind = "date", id = "Tanggal bank", en = "Bank date" },
  { name = "bank_sen", kind = "sen", id = "Di bank", en = "In bank" },
  { name = "description", kind = "text", id = "Keterangan", en = "Description" },
  { name = "reason", kind = "text", id = "Alasan", en = "Reason" },
  { name = "reason_en", kind = "text", id = "Alasan (Inggris)", en = "Reason (English)" },
  { name = "next_step", kind = "text", id = "Langkah berikutnya", en = "Next step" },
  { name = "next_step_en", kind = "text", id = "Langkah berikutnya (Inggris)", en = "Next step (English)" },
  { name = "age_days", kind = "int", id = "Umur (hari)", en = "Age (days)" },
]
*/
SELECT
  s.ref AS ref,
  s.score AS score,
  s.amount_score AS amount_score,
  s.payer_score AS payer_score,
  s.days_score AS days_score,
  s.source AS source,
  s.platform AS platform,
  s.account AS account,
  s.payout_ref AS payout_ref,
  s.payout_date AS payout_date,
  s.net_sen AS value_sen,
  s.bank AS bank_name,
  s.account_no AS account_no,
  s.bank_date AS bank_date,
  s.bank_sen AS bank_sen,
  s.description AS description,
  w.reason AS reason,
  w.reason_en AS reason_en,
  w.next_step AS next_step,
  w.next_step_en AS next_step_en,
  (SELECT d.day FROM v_days AS d WHERE d.date = :as_of) - s.payout_day AS age_days
FROM v_suggestions AS s
LEFT JOIN v_receipt_words AS w ON w.reason_code = 'suggested'
WHERE s.payout_date >= :from_date AND s.payout_date < :to_date
  AND s.payout_date <= :as_of AND s.bank_date <= :as_of
ORDER BY s.score DESC, ref;
