-- needs: campaign_days
-- Orders with a time of day, of the campaign, of the one it is compared with, and of the ordinary days before it.
SELECT
  o.campaign, o.part, o.source, o.account, o.channel, o.day, o.gmv_sen, o.items,
  CAST(1.0 * o.minute / 60 AS INTEGER) AS hour
FROM campaign_orders AS o
WHERE o.minute IS NOT NULL
  AND (o.part IN ('own', 'compare')
       OR (o.part = 'before' AND EXISTS (
             SELECT 1 FROM campaign_days AS d
             WHERE d.campaign = o.campaign AND d.part = 'before' AND d.source = o.source AND d.account = o.account
               AND d.channel = o.channel AND d.day = o.day AND d.in_campaign = 0 AND d.season = 'ordinary')))
