-- Advertising, one row a day and entity. Where exports overlap, the finest rows count, and a coarser one counts with
-- what they leave of it (warehouse/ad_days.py).
--
-- campaign, adset, ad     as people read them; campaign_id  the platform's, where the file has one
-- estimated               1 where the row's spend is spread over several days
-- ad_row_id               the exported row; row_spend_sen: what of its spend counts, on the days row_date_from to
--                         row_date_to. A metric tells by them whether its period cuts a row (estimated) or not.
-- row_reach               people the exported row reached; reach of several rows does not add up
CREATE VIEW v_ad_days AS
SELECT
  r.platform,
  r.account,
  r.date_from AS ad_date,
  r.from_day AS ad_day,
  r.level,
  COALESCE(r.campaign_name, r.campaign) AS campaign,
  COALESCE(r.adset_name, r.adset) AS adset,
  COALESCE(r.ad_name, r.ad) AS ad,
  r.spend_sen,
  r.impressions,
  r.clicks,
  r.results,
  r.result_type,
  r.conversions,
  r.revenue_sen,
  0 AS estimated,
  r.ad_row_id,
  r.date_from AS row_date_from,
  r.date_to AS row_date_to,
  r.spend_sen AS row_spend_sen,
  CASE WHEN r.campaign_name IS NOT NULL THEN r.campaign END AS campaign_id,
  r.reach AS row_reach
FROM ad_performance AS r
WHERE r.date_from = r.date_to
  AND NOT EXISTS (SELECT 1 FROM ad_spread AS s WHERE s.ad_row_id = r.ad_row_id)
UNION ALL
SELECT
  r.platform,
  r.account,
  s.ad_date,
  s.ad_day,
  r.level,
  COALESCE(r.campaign_name, r.campaign),
  COALESCE(r.adset_name, r.adset),
  COALESCE(r.ad_name, r.ad),
  s.spend_sen,
  s.impressions,
  s.clicks,
  s.results,
  r.result_type,
  s.conversions,
  s.revenue_sen,
  CASE WHEN p.spread_from < p.spread_to THEN 1 ELSE 0 END,
  r.ad_row_id,
  COALESCE(p.spread_from, r.date_from),
  COALESCE(p.spread_to, r.date_to),
  p.spend_sen,
  CASE WHEN r.campaign_name IS NOT NULL THEN r.campaign END,
  r.reach
FROM ad_shares AS s
JOIN ad_spread AS p ON p.ad_row_id = s.ad_row_id
JOIN ad_performance AS r ON r.ad_row_id = s.ad_row_id;
