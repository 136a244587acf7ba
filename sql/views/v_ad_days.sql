-- Advertising, one row a day and entity: where exports overlap, the finest row speaks for the day.
--
-- A row of one day stands as it is unless another report silences it; wider rows come by their shares.
-- ad_row_id, row_date_from, row_date_to, row_spend_sen  the exported row the day's share comes from; a
-- metric tells by them whether all of a wide row lies inside its period (exact) or a part (estimated).
CREATE VIEW v_ad_days AS
SELECT
  r.platform,
  r.account,
  r.date_from AS ad_date,
  r.from_day AS ad_day,
  r.level,
  r.campaign,
  r.adset,
  r.ad,
  r.spend_sen,
  r.impressions,
  r.clicks,
  r.results,
  r.conversions,
  r.revenue_sen,
  0 AS estimated,
  r.ad_row_id,
  r.date_from AS row_date_from,
  r.date_to AS row_date_to,
  r.spend_sen AS row_spend_sen
FROM ad_performance AS r
WHERE r.date_from = r.date_to
  AND NOT EXISTS (SELECT 1 FROM ad_silent AS s WHERE s.ad_row_id = r.ad_row_id)
UNION ALL
SELECT
  r.platform,
  r.account,
  s.ad_date,
  s.ad_day,
  r.level,
  r.campaign,
  r.adset,
  r.ad,
  s.spend_sen,
  s.impressions,
  s.clicks,
  s.results,
  s.conversions,
  s.revenue_sen,
  1,
  r.ad_row_id,
  r.date_from,
  r.date_to,
  r.spend_sen
FROM ad_shares AS s
JOIN ad_performance AS r ON r.ad_row_id = s.ad_row_id;
