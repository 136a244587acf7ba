-- Advertising, one row a day and entity: where exports overlap, the finest row speaks for the day.
--
-- ad_row_id, row_date_from, row_date_to, row_spend_sen  the exported row the day's share comes from; a
-- metric tells by them whether all of a wide row lies inside its period (exact) or a part (estimated).
CREATE VIEW v_ad_days AS
SELECT
  d.platform,
  d.account,
  d.ad_date,
  d.ad_day,
  d.level,
  d.campaign,
  d.adset,
  d.ad,
  d.spend_sen,
  d.impressions,
  d.clicks,
  d.results,
  d.conversions,
  d.revenue_sen,
  d.estimated,
  d.ad_row_id,
  r.date_from AS row_date_from,
  r.date_to AS row_date_to,
  r.spend_sen AS row_spend_sen
FROM ad_days AS d
JOIN ad_performance AS r ON r.ad_row_id = d.ad_row_id;
