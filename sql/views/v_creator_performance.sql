-- Creators over the days of their export, as the marketplace counts them.
CREATE VIEW v_creator_performance AS
SELECT
  c.platform, c.account, c.creator, c.creator_key, c.creator_name, c.date_from, c.date_to, c.gmv_sen,
  c.live_gmv_sen, c.video_gmv_sen, c.refund_sen, c.commission_sen, c.orders, c.items,
  (SELECT d.day FROM calendar_days AS d WHERE d.date = c.date_from) AS from_day,
  (SELECT d.day FROM calendar_days AS d WHERE d.date = c.date_to) AS to_day
FROM creator_performance AS c;
