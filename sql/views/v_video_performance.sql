-- Videos over the period of their export, as the marketplace counts them.
CREATE VIEW v_video_performance AS
SELECT
  v.video_row_id, v.platform, v.account, v.video_id, v.date_from, v.date_to, v.creator, v.creator_key, v.creator_id, v.title, v.posted_at, v.posted_date,
  v.product, v.views, v.product_clicks, v.buyers, v.orders, v.items, v.gmv_sen, v.direct_gmv_sen, v.indirect_gmv_sen,
  (SELECT d.day FROM calendar_days AS d WHERE d.date = v.date_from) AS from_day,
  (SELECT d.day FROM calendar_days AS d WHERE d.date = v.date_to) AS to_day
FROM video_performance AS v;
