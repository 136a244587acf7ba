-- needs: ad_spend_days
-- needs: ad_buyers
-- computed once
-- Each order's part of the ad spend of its day. Two running shares, rounded, differ by parts that add up to the spend.
-- Spend and orders stand in one list, so that what is shared and who shares it meet in one window.
SELECT
  b.order_id AS order_id,
  COALESCE(CAST(ROUND(1.0 * b.spend_sen * b.upto / b.whole)
    - ROUND(1.0 * b.spend_sen * (b.upto - b.weight) / b.whole) AS INTEGER), 0) AS ads_sen
FROM (
  SELECT
    u.order_id AS order_id, u.weight AS weight,
    COALESCE(SUM(u.spend_sen) OVER (PARTITION BY u.ad_date, u.shared_by), 0) AS spend_sen,
    COALESCE(SUM(u.weight) OVER (PARTITION BY u.ad_date, u.shared_by), 0) AS whole,
    COALESCE(SUM(u.weight) OVER (PARTITION BY u.ad_date, u.shared_by ORDER BY u.order_id), 0) AS upto
  FROM (
    SELECT
      a.order_id AS order_id, a.ad_date AS ad_date, COALESCE('campaign ' || a.campaign, a.pool) AS shared_by,
      a.weight AS weight, 0 AS spend_sen
    FROM ad_buyers AS a
    UNION ALL
    SELECT 0, s.ad_date, CASE WHEN t.campaign IS NOT NULL THEN 'campaign ' || s.campaign ELSE s.pool END, 0, s.spend_sen
    FROM ad_spend_days AS s
    LEFT JOIN (
      SELECT a.ad_date AS ad_date, a.campaign AS campaign FROM ad_buyers AS a WHERE a.campaign IS NOT NULL
      GROUP BY a.ad_date, a.campaign
    ) AS t ON t.ad_date = s.ad_date AND t.campaign = s.campaign
  ) AS u
) AS b
WHERE b.order_id > 0
