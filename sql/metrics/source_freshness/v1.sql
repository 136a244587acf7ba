/*omni
name = "source_freshness"
version = 1
title = { id = "Kesegaran data", en = "Data freshness" }
formula = { id = """
Per sumber: berkas yang masih berlaku, kabar terakhir yang dibawanya, dan saat terakhir diimpor (UTC).""", en = """
By source: files that still count, the latest news they carry, and when the last one was imported (UTC).""" }
how_to_read = { id = """
Bila kabar terakhir lebih tua dari akhir periode, angka periode itu masih akan berubah.""", en = """
When the latest news is older than the end of the period, that period's figures will still change.""" }
seed_ids = ["S0-73"]
grain = ["source"]
params = []
sources = ["v_imports"]
needs = []
better = "none"
columns = [
  { name = "source", kind = "text", id = "Sumber", en = "Source" },
  { name = "files", kind = "int", id = "Berkas", en = "Files" },
  { name = "rows_read", kind = "int", id = "Baris", en = "Rows" },
  { name = "newest_at", kind = "at", id = "Kabar terakhir", en = "Latest news" },
  { name = "imported_at", kind = "at", id = "Diimpor terakhir", en = "Last imported" },
]
*/
SELECT
  i.source AS source,
  COUNT(*) AS files,
  COALESCE(SUM(i.rows_read), 0) AS rows_read,
  MAX(i.effective_at) AS newest_at,
  MAX(i.first_imported_at) AS imported_at
FROM v_imports AS i
WHERE i.is_active = 1
GROUP BY i.source
ORDER BY i.source;
