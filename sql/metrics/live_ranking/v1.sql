/*omni
name = "live_ranking"
version = 1
title = { id = "Peringkat LIVE", en = "LIVEs ranked" }
formula = { id = """
LIVE yang mulai dalam periode, dari GMV tertinggi, menurut hitungan marketplace (tidak ditambahkan ke pesanan). Bagian = GMV LIVE itu ÷ GMV semua LIVE periode ini. LIVE di jadwal (`omni lives`) yang belum ada di ekspor ikut tampil. Keadaan: upcoming bila mulainya sesudah tanggal acuan atau masih rencana, violating bila ekspor atau jadwalnya menyebut pelanggaran, selain itu done.""", en = """
LIVEs that start in the period, highest GMV first, as the marketplace counts them (never added to orders). Share = GMV of the LIVE ÷ GMV of all LIVEs of the period. LIVEs of the schedule (`omni lives`) that no export has are shown too. State: upcoming where it starts after the day counted to or is planned, violating where the export or the schedule names a violation, else done.""" }
how_to_read = { id = """
Tiru jam dan kreator yang teratas; tangani pelanggaran dulu karena menghentikan LIVE berikutnya.""", en = """
Repeat the hours and creators at the top; deal with violations first, for they stop the next LIVE.""" }
seed_ids = ["S2-09", "S2-10", "S2-11"]
grain = ["rank"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_live_sessions"]
needs = []
better = "up"
columns = [
  { name = "rank", kind = "int", better = "none", id = "Peringkat", en = "Rank" },
  { name = "creator", kind = "text", id = "Kreator", en = "Creator" },
  { name = "live_date", kind = "date", id = "Hari", en = "Day" },
  { name = "started_at", kind = "at", id = "Mulai", en = "Started" },
  { name = "duration", kind = "text", id = "Durasi", en = "Duration" },
  { name = "gmv_sen", kind = "sen", id = "GMV", en = "GMV" },
  { name = "share_bps", kind = "bps", better = "none", id = "Bagian", en = "Share" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "items", kind = "int", id = "Barang", en = "Items" },
  { name = "buyers", kind = "int", id = "Pembeli", en = "Buyers" },
  { name = "views", kind = "int", id = "Dilihat", en = "Views" },
  { name = "live_state", kind = "text", id = "Keadaan", en = "State" },
  { name = "violation", kind = "text", id = "Pelanggaran", en = "Violation" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "creator_id", kind = "text", id = "ID kreator", en = "Creator ID" },
  { name = "title", kind = "text", id = "Judul", en = "Title" },
  { name = "link", kind = "text", id = "Tautan", en = "Link" },
]
*/
SELECT
  ROW_NUMBER() OVER (ORDER BY COALESCE(l.gmv_sen, 0) DESC, l.started_date, l.started_at, l.platform, l.account, l.creator_id) AS rank,
  l.creator AS creator,
  l.started_date AS live_date,
  l.started_at AS started_at,
  l.duration AS duration,
  l.gmv_sen AS gmv_sen,
  CAST(ROUND(10000.0 * l.gmv_sen / NULLIF(COALESCE(SUM(l.gmv_sen) OVER (), 0), 0)) AS INTEGER) AS share_bps,
  l.orders AS orders,
  l.items AS items,
  l.buyers AS buyers,
  l.views AS views,
  CASE WHEN l.is_violating = 1 THEN 'violating' WHEN l.started_date > :as_of OR (l.planned_state = 'upcoming' AND l.started_date >= :as_of) THEN 'upcoming' ELSE 'done' END AS live_state,
  l.violation AS violation,
  l.platform AS platform,
  l.account AS account,
  l.creator_id AS creator_id,
  l.nickname AS title,
  l.link AS link
FROM v_live_sessions AS l
WHERE l.started_date >= :from_date AND l.started_date < :to_date
ORDER BY rank;
