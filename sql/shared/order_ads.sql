-- needs: ad_spend_days
-- needs: ad_buyers
-- computed once
-- Each order's part of the ad spend of its day. Two running shares, rounded, differ by parts that add up to the spend.
SELECT
  b.order_id AS order_id,
  COALESCE(CAST(ROUND(1.0 * p.spend_sen * b.upto / b.whole)
    - ROUND(1.0 * p.spend_sen * (b.upto - b.weight) / b.whole) AS INTEGER), 0) AS ads_sen
FROM (
  SELECT
    a.order_id AS order_id, a.ad_date AS ad_date, a.weight AS weight,
    COALESCE('campaign ' || a.campaign, a.pool) AS shared_by,
    COALESCE(SUM(a.weight) OVER (PARTITION BY a.ad_date, COALESCE('campaign ' || a.campaign, a.pool)), 0) AS whole,
    COALESCE(SUM(a.weight) OVER (PARTITION BY a.ad_date, COALESCE('campaign ' || a.campaign, a.pool) ORDER BY a.order_id), 0) AS upto
  FROM ad_buyers AS a
) AS b
LEFT JOIN (
  SELECT
    s.ad_date AS ad_date, CASE WHEN t.campaign IS NOT NULL THEN 'campaign ' || s.campaign ELSE s.pool END AS shared_by,
    COALESCE(SUM(s.spend_sen), 0) AS spend_sen
  FROM ad_spend_days AS s
  LEFT JOIN (
    SELECT a.ad_date AS ad_date, a.campaign AS campaign FROM ad_buyers AS a WHERE a.campaign IS NOT NULL
    GROUP BY a.ad_date, a.campaign
  ) AS t ON t.ad_date = s.ad_date AND t.campaign = s.campaign
  GROUP BY s.ad_date, CASE WHEN t.campaign IS NOT NULL THEN 'campaign ' || s.campaign ELSE s.pool END
) AS p ON p.ad_date = b.ad_date AND p.shared_by = b.shared_by
