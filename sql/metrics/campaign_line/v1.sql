/*omni
name = "campaign_line"
version = 1
title = { id = "Garis target campaign", en = "Campaign target line" }
formula = { id = """
GMV sampai akhir tiap jam dari hari-hari campaign, target yang dibagi menurut sebaran jam (lihat campaign_pace), dan GMV campaign pembanding sampai jam yang sama. Jam yang belum diketahui kosong.""", en = """
GMV up to the end of each hour of the campaign's days, the target spread by the hours (see campaign_pace), and the GMV of the campaign compared with up to the same hour. Hours not known yet are empty.""" }
how_to_read = { id = """
GMV di bawah garis target berarti tertinggal.""", en = """
GMV below the target line is behind.""" }
seed_ids = ["S2-05"]
uses = ["campaign_known", "campaign_profile"]
grain = ["campaign", "moment"]
params = ["from_date", "to_date", "as_of", "channel"]
sources = ["v_file_days", "v_campaigns", "v_orders", "v_order_items", "v_days", "v_seasons", "v_hours", "v_covered", "v_imports"]
needs = ["orders"]
better = "up"
columns = [
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "moment", kind = "text", id = "Waktu", en = "Time" },
  { name = "total_sen", kind = "sen", id = "GMV", en = "GMV" },
  { name = "line_sen", kind = "sen", better = "none", id = "Garis target", en = "Target line" },
  { name = "compare_sen", kind = "sen", better = "none", id = "Pembanding", en = "Compared with" },
  { name = "role", kind = "text", id = "Peran", en = "Role" },
]
*/
WITH hours AS (
  SELECT
    c.campaign, c.role, c.target_sen, c.from_day, c.to_day - c.from_day + 1 AS days, d.date, d.day, f.hour,
    d.day * 1440 + f.hour * 60 AS minute,
    1.0 * f.share / (c.to_day - c.from_day + 1) AS share,
    (SELECT MAX(n.known_minute) FROM campaign_known AS n WHERE n.campaign = c.campaign) AS known_minute
  FROM campaign_scope AS c
  JOIN v_days AS d ON d.day BETWEEN c.from_day AND c.to_day
  JOIN campaign_profile AS f ON f.campaign = c.campaign
),
sums AS (
  SELECT
    o.campaign, o.part, (o.day - o.from_day) * 24 + CAST(1.0 * COALESCE(o.minute, 0) / 60 AS INTEGER) AS nth,
    COALESCE(SUM(o.gmv_sen), 0) AS gmv_sen
  FROM campaign_orders AS o
  WHERE o.part IN ('own', 'compare')
  GROUP BY o.campaign, o.part, (o.day - o.from_day) * 24 + CAST(1.0 * COALESCE(o.minute, 0) / 60 AS INTEGER)
),
lines AS (
  SELECT
    h.campaign, h.role, h.days, h.date, h.hour, h.minute, h.known_minute, h.target_sen, w.campaign AS was,
    COALESCE(SUM(s.gmv_sen) OVER (PARTITION BY h.campaign ORDER BY h.minute), 0) AS total_sen,
    COALESCE(SUM(e.gmv_sen) OVER (PARTITION BY h.campaign ORDER BY h.minute), 0) AS compare_sen,
    COALESCE(SUM(h.share) OVER (PARTITION BY h.campaign ORDER BY h.minute), 0) AS share
  FROM hours AS h
  LEFT JOIN sums AS s ON s.campaign = h.campaign AND s.part = 'own' AND s.nth = (h.day - h.from_day) * 24 + h.hour
  LEFT JOIN sums AS e ON e.campaign = h.campaign AND e.part = 'compare' AND e.nth = (h.day - h.from_day) * 24 + h.hour
  LEFT JOIN (SELECT DISTINCT x.campaign FROM sums AS x WHERE x.part = 'compare') AS w ON w.campaign = h.campaign
)
SELECT
  l.campaign AS campaign,
  CASE WHEN l.days > 1 THEN SUBSTR(l.date, 6) || ' ' ELSE '' END || SUBSTR('0' || CAST(l.hour AS TEXT), -2) || ':00' AS moment,
  CASE WHEN l.minute < l.known_minute THEN l.total_sen END AS total_sen,
  CAST(ROUND(1.0 * l.target_sen * l.share) AS INTEGER) AS line_sen,
  CASE WHEN l.was IS NOT NULL THEN l.compare_sen END AS compare_sen,
  l.role AS role
FROM lines AS l
ORDER BY campaign, l.minute, moment;
