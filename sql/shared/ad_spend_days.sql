-- computed once
-- Ad spend of the period by day and campaign. `pool` is whose orders it bought where no order names the campaign: those
-- of the same marketplace, else of the shop's own channels.
SELECT
  d.ad_date AS ad_date, LOWER(TRIM(d.campaign)) AS campaign,
  CASE WHEN d.platform IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora')
       THEN d.platform ELSE 'own' END AS pool,
  COALESCE(SUM(d.spend_sen), 0) AS spend_sen
FROM v_ad_days AS d
WHERE d.ad_date >= :from_date AND d.ad_date < :to_date
GROUP BY d.ad_date, LOWER(TRIM(d.campaign)), pool
