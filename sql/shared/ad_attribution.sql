-- needs: period_cash
-- needs: settled_platforms
-- Ad spend shared out between new and repeat customers, by three methods (definitions 1.5); the parts of each method
-- add up to the spend. known: 0 where on cash no platform of the period has settled anything.
WITH counted AS (
  SELECT
    o.customer_id * 1 AS customer_id,
    o.platform,
    o.ordered_date,
    CASE WHEN o.first_order_date < :from_date THEN 1 ELSE 0 END AS is_repeat,
    CASE WHEN :basis <> 'cash' OR s.platform IS NOT NULL OR c.order_id IS NOT NULL THEN 1 ELSE 0 END AS is_known,
    CASE :basis WHEN 'placed' THEN o.net_revenue_sen
                WHEN 'delivered' THEN o.delivered_revenue_sen
                ELSE COALESCE(c.net_sen, 0) END AS revenue_sen
  FROM v_orders AS o
  LEFT JOIN period_cash AS c ON c.order_id = o.order_id
  LEFT JOIN settled_platforms AS s ON s.platform = o.platform
  WHERE o.is_counted = 1 AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
),
totals AS (
  SELECT
    COALESCE(SUM(CASE WHEN k.is_repeat = 0 THEN k.revenue_sen END), 0) AS new_sen,
    COALESCE(SUM(CASE WHEN k.is_repeat = 1 THEN k.revenue_sen END), 0) AS repeat_sen,
    COUNT(DISTINCT CASE WHEN k.is_repeat = 0 THEN p.customer_id END) AS new_customers,
    CASE WHEN COUNT(*) > 0 AND COALESCE(SUM(k.is_known), 0) = 0 THEN 0 ELSE 1 END AS known
  FROM counted AS k
  LEFT JOIN v_customers AS p ON p.customer_id = k.customer_id AND p.confidence <> 'anonymous'
),
days AS (
  SELECT
    h.ad_platform,
    k.ordered_date,
    COALESCE(SUM(CASE WHEN k.is_repeat = 0 THEN k.revenue_sen END), 0) AS new_sen,
    COALESCE(SUM(k.revenue_sen), 0) AS all_sen
  FROM counted AS k
  JOIN v_ad_channels AS h ON h.platform = k.platform
  GROUP BY h.ad_platform, k.ordered_date
),
months AS (
  SELECT
    d.ad_platform,
    SUBSTR(d.ordered_date, 1, 7) AS month,
    COALESCE(SUM(d.new_sen), 0) AS new_sen,
    COALESCE(SUM(d.all_sen), 0) AS all_sen
  FROM days AS d
  GROUP BY d.ad_platform, SUBSTR(d.ordered_date, 1, 7)
),
spent AS (
  SELECT
    a.platform,
    a.ad_date,
    COALESCE(SUM(a.spend_sen), 0) AS spend_sen,
    COALESCE(SUM(CASE WHEN t.purpose = 'acquisition' THEN a.spend_sen END), 0) AS for_new_sen,
    COALESCE(SUM(CASE WHEN t.purpose = 'retargeting' THEN a.spend_sen END), 0) AS for_repeat_sen,
    COALESCE(SUM(CASE WHEN t.purpose IS NOT NULL THEN a.spend_sen END), 0) AS tagged_sen
  FROM v_ad_days AS a
  LEFT JOIN v_ad_things AS t
    ON t.platform = a.platform AND t.campaign = COALESCE(a.campaign, '') AND t.adset = COALESCE(a.adset, '')
  WHERE a.ad_date >= :from_date AND a.ad_date < :to_date
  GROUP BY a.platform, a.ad_date
),
-- The share of new customers on each day: of the day's sales, else of its month's, else all of it.
shares AS (
  SELECT
    s.spend_sen, s.for_new_sen, s.for_repeat_sen, s.tagged_sen,
    CASE WHEN d.all_sen > 0 AND d.new_sen BETWEEN 0 AND d.all_sen THEN 1.0 * d.new_sen / d.all_sen
         WHEN m.all_sen > 0 AND m.new_sen BETWEEN 0 AND m.all_sen THEN 1.0 * m.new_sen / m.all_sen
         ELSE 1.0 END AS share_new
  FROM spent AS s
  LEFT JOIN days AS d ON d.ad_platform = s.platform AND d.ordered_date = s.ad_date
  LEFT JOIN months AS m ON m.ad_platform = s.platform AND m.month = SUBSTR(s.ad_date, 1, 7)
),
sums AS (
  SELECT
    COALESCE(SUM(h.spend_sen), 0) AS spend_sen,
    COALESCE(SUM(h.tagged_sen), 0) AS tagged_sen,
    COALESCE(SUM(CAST(ROUND(h.spend_sen * h.share_new) AS INTEGER)), 0) AS grain_new_sen,
    COALESCE(SUM(h.for_new_sen + CAST(ROUND((h.spend_sen - h.for_new_sen - h.for_repeat_sen) * h.share_new) AS INTEGER)), 0) AS tagged_new_sen
  FROM shares AS h
)
SELECT
  w.method AS method, w.place AS place, u.spend_sen AS spend_sen, u.tagged_sen AS tagged_sen,
  t.new_sen AS new_sen, t.repeat_sen AS repeat_sen, t.new_customers AS new_customers, t.known AS known,
  CASE w.method WHEN 'grain' THEN u.grain_new_sen WHEN 'tagged' THEN u.tagged_new_sen
    ELSE CASE WHEN t.new_sen + t.repeat_sen > 0 AND t.new_sen >= 0 AND t.repeat_sen >= 0
              THEN CAST(ROUND(1.0 * u.spend_sen * t.new_sen / (t.new_sen + t.repeat_sen)) AS INTEGER)
              ELSE u.spend_sen END END AS spend_new_sen
FROM sums AS u
CROSS JOIN totals AS t
CROSS JOIN (SELECT 'proportional' AS method, 1 AS place UNION ALL SELECT 'grain', 2 UNION ALL SELECT 'tagged', 3) AS w
