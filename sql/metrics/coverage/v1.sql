/*omni
name = "coverage"
version = 1
title = { id = "Cakupan data", en = "Data coverage" }
formula = { id = """
Per sumber, akun dan bulan: berapa hari yang dicakup berkas. Dihitung sampai hari terbaru yang dikenal sumber \
mana pun; lubang yang tidak lebih panjang dari hari sepi di dalam berkas tetangganya bukan lubang.""", en = """
By source, account and month: how many days files cover. Counted up to the newest day any source knows; a hole \
no longer than the quiet days inside the files beside it is none.""" }
how_to_read = { id = """
gap: ada hari yang belum diimpor di tengah. stale: sumber ini berhenti lebih awal dari yang lain. none: bulan \
itu belum diimpor sama sekali. Angka bulan yang tidak complete belum utuh.""", en = """
gap: days in between are not imported. stale: the source ends earlier than others. none: nothing of that month \
is imported. Figures of a month that is not complete are not whole.""" }
seed_ids = ["S0-77", "S0-73", "F-75"]
grain = ["source", "account", "need", "month"]
params = ["from_date", "to_date"]
sources = ["v_coverage", "v_covered_months"]
needs = []
better = "none"
columns = [
  { name = "source", kind = "text", id = "Sumber", en = "Source" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "need", kind = "text", id = "Isi", en = "Content" },
  { name = "month", kind = "text", id = "Bulan", en = "Month" },
  { name = "files", kind = "int", id = "Berkas", en = "Files" },
  { name = "first_day", kind = "date", id = "Hari pertama", en = "First day" },
  { name = "last_day", kind = "date", id = "Hari terakhir", en = "Last day" },
  { name = "days_covered", kind = "int", better = "up", id = "Hari tercakup", en = "Days covered" },
  { name = "days_missing", kind = "int", better = "down", id = "Hari kurang", en = "Days missing" },
  { name = "rows", kind = "int", id = "Baris", en = "Rows" },
  { name = "state", kind = "text", id = "Keadaan", en = "State" },
]
*/
WITH newest AS (
  SELECT c.source AS source, c.account AS account, c.need AS need, MAX(c.date) AS date
  FROM v_coverage AS c
  WHERE c.covered = 1
  GROUP BY c.source, c.account, c.need
),
counted AS (
  SELECT
    c.source AS source,
    c.account AS account,
    c.need AS need,
    SUBSTR(c.date, 1, 7) AS month,
    MIN(CASE WHEN c.covered = 1 THEN c.date END) AS first_day,
    MAX(CASE WHEN c.covered = 1 THEN c.date END) AS last_day,
    COALESCE(SUM(c.covered), 0) AS days_covered,
    COALESCE(SUM(1 - c.covered), 0) AS days_missing,
    COALESCE(SUM(CASE WHEN c.covered = 0 AND c.date < n.date THEN 1 ELSE 0 END), 0) AS holes
  FROM v_coverage AS c
  JOIN newest AS n ON n.source = c.source AND n.account = c.account AND n.need = c.need
  WHERE c.date >= :from_date AND c.date < :to_date
  GROUP BY c.source, c.account, c.need, SUBSTR(c.date, 1, 7)
)
SELECT
  c.source AS source,
  c.account AS account,
  c.need AS need,
  c.month AS month,
  COALESCE(m.files, 0) AS files,
  c.first_day AS first_day,
  c.last_day AS last_day,
  c.days_covered AS days_covered,
  c.days_missing AS days_missing,
  COALESCE(m."rows", 0) AS "rows",
  CASE
    WHEN c.days_covered = 0 THEN 'none'
    WHEN c.days_missing = 0 THEN 'complete'
    WHEN c.holes > 0 THEN 'gap'
    ELSE 'stale'
  END AS state
FROM counted AS c
LEFT JOIN v_covered_months AS m
  ON m.source = c.source AND m.account = c.account AND m.need = c.need AND m.month = c.month
ORDER BY c.source, c.account, c.need, c.month;
