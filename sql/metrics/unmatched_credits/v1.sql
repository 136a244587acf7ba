/*omni
name = "unmatched_credits"
version = 1
title = { id = "Uang masuk tanpa asal", en = "Bank credits of unknown origin" }
formula = { id = """
Mutasi bank masuk dalam periode yang tidak dijelaskan penarikan atau baris pencairan mana pun. Bunga dan pindah \
buku antar rekening sendiri tidak ikut.""", en = """
Bank credits of the period that no payout and no settlement line explains. Interest and transfers between own \
accounts are left out.""" }
how_to_read = { id = """
Pengirim "other" berarti tidak ada teks yang dikenal di keterangannya. Begitu file saldo atau pencairannya \
diimpor, baris ini hilang sendiri.""", en = """
The sender "other" means its description holds no text that is known. Once its wallet or settlement file is \
imported, the row goes by itself.""" }
seed_ids = ["S0-61", "S0-70"]
grain = ["transaction_id"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_misses", "v_open_credits", "v_receipt_words"]
needs = ["bank", "settlements"]
better = "none"
columns = [
  { name = "transaction_id", kind = "int", id = "No. mutasi", en = "Movement no." },
  { name = "bank", kind = "text", id = "Bank", en = "Bank" },
  { name = "account_no", kind = "text", id = "Rekening", en = "Account no." },
  { name = "posted_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "platform", kind = "text", id = "Pengirim", en = "Sender" },
  { name = "description", kind = "text", id = "Keterangan", en = "Description" },
  { name = "value_sen", kind = "sen", id = "Jumlah", en = "Amount" },
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
SELECT
  b.transaction_id AS transaction_id,
  b.bank AS bank,
  b.account_no AS account_no,
  b.posted_date AS posted_date,
  b.counterparty AS platform,
  b.description AS description,
  b.credit_sen AS value_sen,
  w.reason_code AS reason_code,
  w.reason AS reason,
  w.reason_en AS reason_en,
  w.next_step AS next_step,
  w.next_step_en AS next_step_en,
  x.candidate_date AS candidate_date,
  x.candidate_sen AS candidate_sen,
  (SELECT d.day FROM v_days AS d WHERE d.date = :as_of) - b.posted_day AS age_days
FROM v_open_credits AS b
LEFT JOIN v_misses AS x ON x.transaction_id = b.transaction_id
LEFT JOIN v_receipt_words AS w
  ON w.reason_code = CASE WHEN x.failed_test = 'ambiguous' THEN 'credit_ambiguous'
                          WHEN b.counterparty = 'other' THEN 'credit_unknown' ELSE 'credit_no_payout' END
WHERE b.posted_date >= :from_date AND b.posted_date < :to_date AND b.posted_date <= :as_of
ORDER BY b.posted_date, transaction_id;
