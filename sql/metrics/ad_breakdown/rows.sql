/*omni
explains = ["spend_sen", "impressions", "clicks", "conversions"]
ratios = { cpm_sen = ["spend_sen", "impressions"], cpa_sen = ["spend_sen", "conversions"] }
filters = ["account"]
params = ["from_date", "to_date"]
sources = ["v_ad_days"]
*/
SELECT
  'ad_performance' AS entity,
  d.ad_row_id AS entity_id,
  d.platform || ' · ' || COALESCE(d.campaign, '') AS segment,
  COALESCE(d.campaign, '') || CASE WHEN COALESCE(d.adset, '') = '' THEN '' ELSE ' › ' || d.adset END AS label,
  MIN(d.ad_date) AS date,
  '' AS reason,
  COALESCE(SUM(d.spend_sen), 0) AS amount_sen,
  d.platform AS platform,
  COALESCE(d.campaign, '') AS campaign,
  CASE WHEN COALESCE(d.adset, '') = '' THEN '(tanpa ad set)' ELSE d.adset END AS adset,
  d.account AS account,
  COALESCE(SUM(d.spend_sen), 0) AS spend_sen,
  CASE WHEN COUNT(d.impressions) > 0 THEN COALESCE(SUM(d.impressions), 0) END AS impressions,
  CASE WHEN COUNT(d.clicks) > 0 THEN COALESCE(SUM(d.clicks), 0) END AS clicks,
  CASE WHEN COUNT(d.conversions) > 0 THEN COALESCE(SUM(d.conversions), 0) END AS conversions
FROM v_ad_days AS d
WHERE d.ad_date >= :from_date AND d.ad_date < :to_date
GROUP BY d.ad_row_id, d.platform, d.account, d.campaign, d.adset
ORDER BY entity, entity_id, platform, campaign, adset;
