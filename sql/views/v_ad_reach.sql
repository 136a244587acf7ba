-- Every exported ad row that tells how many people it reached, whatever other rows say of its days: a frequency is
-- exact only on a row of its own, because reach adds up neither over days nor over ads.
--
-- adset        '' for a row of a whole campaign
-- until_date   the day after the row's last;  days  how many it spans
-- week_date    the Monday of the week in which it ends
CREATE VIEW v_ad_reach AS
SELECT
  r.ad_row_id,
  r.platform,
  r.account,
  r.level,
  COALESCE(r.campaign_name, r.campaign) AS campaign,
  COALESCE(r.adset_name, r.adset) AS adset,
  r.date_from,
  r.date_to,
  (SELECT d.date FROM calendar_days AS d WHERE d.day = r.to_day + 1) AS until_date,
  r.to_day - r.from_day + 1 AS days,
  (SELECT d.date FROM calendar_days AS d WHERE d.day = r.to_day - (r.to_day + 3) % 7) AS week_date,
  r.impressions,
  r.reach
FROM ad_performance AS r
WHERE r.reach > 0 AND r.impressions > 0;
