-- LIVEs as the marketplace counts them. is_violating: the export names a violation.
CREATE VIEW v_live_sessions AS
SELECT
  l.live_id, l.platform, l.account, l.creator_id, l.creator, l.nickname, l.started_at, l.started_date, l.duration, l.gmv_sen,
  l.direct_gmv_sen, l.indirect_gmv_sen, l.items, l.orders, l.paid_orders, l.buyers, l.viewers, l.views, l.product_clicks, l.violation,
  CASE WHEN LOWER(TRIM(COALESCE(l.violation, ''))) IN ('', '-', '–', '0', 'tidak', 'tidak ada', 'no', 'none') THEN 0 ELSE 1 END AS is_violating
FROM live_sessions AS l;
