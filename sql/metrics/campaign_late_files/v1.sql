/*omni
name = "campaign_late_files"
version = 1
title = { id = "Berkas sesudah campaign dibekukan", en = "Files after a campaign was frozen" }
formula = { id = """
Berkas yang diimpor sesudah angka campaign dibekukan dan memuat pesanan dari hari-harinya. Angka beku tidak berubah olehnya.""", en = """
Files imported after the figures of a campaign were frozen that hold orders of its days. They do not change what was frozen.""" }
how_to_read = { id = """
`omni campaign show NAMA --live` menghitung campaign itu dengan berkas ini.""", en = """
`omni campaign show NAME --live` works the campaign out with these files.""" }
seed_ids = ["S2-24", "F-38"]
grain = ["campaign", "import_id"]
params = ["from_date", "to_date"]
sources = ["v_late_campaign_files", "v_frozen_campaigns"]
needs = []
better = "none"
columns = [
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "import_id", kind = "int", id = "Impor", en = "Import" },
  { name = "file_name", kind = "text", id = "Berkas", en = "File" },
  { name = "source", kind = "text", id = "Sumber", en = "Source" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "imported_at", kind = "at", id = "Diimpor", en = "Imported" },
  { name = "orders", kind = "int", id = "Pesanan campaign", en = "Orders of the campaign" },
]
*/
SELECT
  l.campaign AS campaign,
  l.import_id AS import_id,
  l.file_name AS file_name,
  l.source AS source,
  l.account AS account,
  l.imported_at AS imported_at,
  l.orders AS orders
FROM v_late_campaign_files AS l
JOIN v_frozen_campaigns AS z ON z.campaign = l.campaign
WHERE z.from_date < :to_date AND z.to_date >= :from_date
ORDER BY campaign, import_id;
