/*omni
name = "adjustments"
version = 1
title = { id = "Penyesuaian bulan tertutup", en = "Adjustments of closed months" }
formula = { id = """
Satu baris per nilai bulan tertutup dalam periode yang tidak lagi sama dengan angka bekunya. Selisih = sekarang − beku. \
Dibukukan di bulan terbuka pertama sesudahnya; setelah bulan itu ditutup, penyesuaiannya tetap di sana.""", en = """
One row per value of the period's closed months that is no longer what was frozen. Difference = now − frozen. Booked in \
the first open month after it; once that month is closed, the adjustment stays there.""" }
how_to_read = { id = """
Angka beku + semua selisih = angka hari ini. Pesanan yang datang terlambat tidak punya nilai beku. Batalkan batch \
yang membawanya, dan barisnya hilang.""", en = """
Frozen figure + all differences = today's figure. An order that came late has no frozen value. Undo the batch that \
brought it and the row is gone.""" }
seed_ids = ["S0-61"]
grain = ["adjusted_month", "booked_month", "subject", "platform", "account", "order_no", "kind", "column_name"]
params = ["from_date", "to_date"]
sources = ["v_adjustments"]
needs = []
better = "none"
columns = [
  { name = "adjusted_month", kind = "text", id = "Bulan", en = "Month" },
  { name = "booked_month", kind = "text", id = "Dibukukan di", en = "Booked in" },
  { name = "subject", kind = "text", id = "Tentang", en = "About" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "kind", kind = "text", id = "Jenis", en = "Kind" },
  { name = "column_name", kind = "text", id = "Kolom", en = "Column" },
  { name = "frozen_text", kind = "text", id = "Nilai beku", en = "Frozen value", note = "what is no amount" },
  { name = "live_text", kind = "text", id = "Nilai sekarang", en = "Value now", note = "what is no amount" },
  { name = "frozen_sen", kind = "sen", id = "Beku", en = "Frozen" },
  { name = "live_sen", kind = "sen", id = "Sekarang", en = "Now" },
  { name = "difference_sen", kind = "sen", id = "Selisih", en = "Difference" },
  { name = "batch", kind = "int", id = "Batch", en = "Batch" },
  { name = "file", kind = "text", id = "File", en = "File" },
  { name = "imported_at", kind = "at", id = "Diimpor", en = "Imported" },
]
*/
SELECT
  a.adjusted_month AS adjusted_month,
  a.booked_month AS booked_month,
  a.subject AS subject,
  a.platform AS platform,
  a.account AS account,
  NULLIF(a.order_no, '') AS order_no,
  NULLIF(a.kind, '') AS kind,
  a.column_name AS column_name,
  CASE WHEN a.difference_sen IS NULL THEN a.was END AS frozen_text,
  CASE WHEN a.difference_sen IS NULL THEN a.live END AS live_text,
  CASE WHEN a.difference_sen IS NOT NULL THEN CAST(a.was AS INTEGER) END AS frozen_sen,
  CASE WHEN a.difference_sen IS NOT NULL THEN CAST(a.live AS INTEGER) END AS live_sen,
  a.difference_sen AS difference_sen,
  a.batch_id AS batch,
  a.file_name AS file,
  a.first_imported_at AS imported_at
FROM v_adjustments AS a
WHERE a.adjusted_month >= SUBSTR(:from_date, 1, 7) AND a.adjusted_month || '-01' < :to_date
ORDER BY a.adjusted_month, a.booked_month, a.subject, a.platform, a.account, a.order_no, a.kind, a.column_name;
