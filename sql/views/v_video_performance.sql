-- Videos over the period of their export, as the marketplace counts them.
CREATE VIEW v_video_performance AS
SELECT
  v.video_row_id, v.platform, v.account, v.video_id, v.date_from, v.date_to, v.creator, v.creator_id, v.title, v.posted_at, v.posted_date,
  v.product, v.views, v.product_clicks, v.buyers, v.orders, v.items, v.gmv_sen, v.direct_gmv_sen, v.indirect_gmv_sen,
  CAST(julianday(v.date_from) - 2440587.5 AS INTEGER) AS from_day,
  CAST(julianday(v.date_to) - 2440587.5 AS INTEGER) AS to_day
FROM video_performance AS v;
