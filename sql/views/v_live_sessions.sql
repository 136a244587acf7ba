-- LIVEs: those of exports, as the marketplace counts them, and those of the schedule that no export has (same day and creator).
--
-- is_violating    the export names a violation, or the schedule says so of a LIVE of that creator on that day
-- planned_state   what the schedule says of a LIVE that no export has; else NULL
-- creator_key     how creators' names and handles are compared
CREATE VIEW v_live_sessions AS
SELECT
  l.live_id, l.platform, l.account, l.creator_id, l.creator, l.nickname, l.started_at, l.started_date, l.started_minute, l.duration, l.gmv_sen,
  l.direct_gmv_sen, l.indirect_gmv_sen, l.items, l.orders, l.paid_orders, l.buyers, l.viewers, COALESCE(l.views, l.viewers) AS views, l.product_clicks,
  CASE WHEN LOWER(TRIM(COALESCE(l.violation, ''))) NOT IN ('', '-', '–', '0', 'tidak', 'tidak ada', 'no', 'none') THEN l.violation
       ELSE (SELECT MAX(COALESCE(p.violation, p.title, 'pelanggaran')) FROM planned_lives AS p
              WHERE p.day_date = l.started_date AND p.is_deleted = 0 AND p.live_state = 'violating'
                AND p.creator_key IN (l.creator_key, LOWER(TRIM(l.nickname)), l.creator_id)) END AS violation,
  CASE WHEN LOWER(TRIM(COALESCE(l.violation, ''))) NOT IN ('', '-', '–', '0', 'tidak', 'tidak ada', 'no', 'none') THEN 1
       WHEN EXISTS (SELECT 1 FROM planned_lives AS p
              WHERE p.day_date = l.started_date AND p.is_deleted = 0 AND p.live_state = 'violating'
                AND p.creator_key IN (l.creator_key, LOWER(TRIM(l.nickname)), l.creator_id)) THEN 1
       ELSE 0 END AS is_violating,
  NULL AS planned_state,
  NULL AS link,
  l.creator_key
FROM live_sessions AS l
UNION ALL
SELECT
  NULL, 'tiktok', 'jadwal', p.creator || CASE WHEN p.seq > 1 THEN ' ' || p.seq ELSE '' END, p.creator, p.title, NULL, p.day_date, NULL, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  CASE WHEN p.live_state = 'violating' THEN COALESCE(p.violation, p.title, 'pelanggaran') END,
  CASE WHEN p.live_state = 'violating' THEN 1 ELSE 0 END,
  p.live_state,
  p.link,
  p.creator_key
FROM planned_lives AS p
WHERE p.is_deleted = 0
  AND NOT EXISTS (
    SELECT 1 FROM live_sessions AS l
    WHERE l.started_date = p.day_date
      AND p.creator_key IN (l.creator_key, LOWER(TRIM(l.nickname)), l.creator_id));
