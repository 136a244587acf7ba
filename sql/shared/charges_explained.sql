-- needs: charges_paid
-- needs: charge_rules
-- computed once
-- Each charge of a sale beside what the rule of its day makes of it; usual_sen NULL where no rule is known. A sale of several products
-- owes each product's rate on its part of the items, or one rate of the shop on the whole.
-- own_from_day: the start of the rule of its one product, where it has one.
WITH parts AS MATERIALIZED (
  SELECT s.order_id, s.product, 1.0 AS share
  FROM (SELECT DISTINCT p.order_id, p.product FROM charges_paid AS p WHERE p.product <> '') AS s
  UNION ALL
  SELECT i.order_id, i.product, COALESCE(SUM(1.0 * (i.share_upto - i.share_before) / NULLIF(i.share_whole, 0)), 0)
  FROM (SELECT DISTINCT p.order_id FROM charges_paid AS p WHERE p.product = '') AS s
  JOIN v_order_items AS i ON i.order_id = s.order_id
  GROUP BY i.order_id, i.product
),
general AS MATERIALIZED (
  SELECT
    p.order_id, p.platform, p.charge, p.product, SUBSTR(p.ordered_date, 1, 7) AS month, p.ordered_day, p.items_sen, p.paid_sen,
    p.slack_sen, a.from_day, a.rate_bps, a.flat_sen, a.cap_sen
  FROM charges_paid AS p
  LEFT JOIN charge_rules AS a
    ON a.platform = p.platform AND a.charge = p.charge AND a.product = '*'
   AND p.ordered_day >= a.from_day AND (a.until_day IS NULL OR p.ordered_day < a.until_day)
),
own AS MATERIALIZED (
  SELECT
    g.order_id, g.charge, MAX(r.from_day) AS from_day,
    COALESCE(SUM(1.0 * g.items_sen * i.share * (r.rate_bps - g.rate_bps) / 10000), 0) AS more_sen
  FROM charge_rules AS r
  JOIN parts AS i ON i.product = r.product
  JOIN general AS g ON g.order_id = i.order_id AND g.charge = r.charge AND g.platform = r.platform
  WHERE r.product <> '*' AND g.ordered_day >= r.from_day AND (r.until_day IS NULL OR g.ordered_day < r.until_day)
  GROUP BY g.order_id, g.charge
)
SELECT
  e.order_id AS order_id, e.platform AS platform, e.charge AS charge, e.product AS product, e.month AS month,
  e.from_day AS from_day, e.own_from_day AS own_from_day, e.items_sen AS items_sen, e.paid_sen AS paid_sen, e.usual_sen AS usual_sen,
  CASE WHEN e.rate_bps = 0 AND e.own_from_day IS NULL THEN 1 ELSE 0 END AS is_flat,
  CASE WHEN e.usual_sen IS NULL THEN 0
       WHEN ABS(e.paid_sen - e.usual_sen) <= e.slack_sen THEN 1
       -- A programme of some products only: the whole sale at another rate that the shop pays.
       WHEN EXISTS (SELECT 1 FROM charge_rules AS k
                     WHERE k.platform = e.platform AND k.charge = e.charge AND e.ordered_day >= k.from_day
                       AND (k.until_day IS NULL OR e.ordered_day < k.until_day)
                       AND ABS(e.paid_sen - k.flat_sen - ROUND(1.0 * e.items_sen * k.rate_bps / 10000)) <= e.slack_sen) THEN 1
       ELSE 0 END AS is_explained
FROM (
  SELECT
    u.order_id, u.platform, u.charge, u.product, u.month, u.ordered_day, u.items_sen, u.from_day, u.own_from_day,
    u.paid_sen, u.slack_sen, u.rate_bps,
    CASE WHEN u.cap_sen < u.usual_sen THEN u.cap_sen ELSE u.usual_sen END AS usual_sen
  FROM (
    SELECT
      g.order_id, g.platform, g.charge, g.product, g.month, g.ordered_day, g.items_sen, g.from_day,
      w.from_day AS own_from_day, g.paid_sen, g.slack_sen, g.cap_sen, g.rate_bps,
      g.flat_sen + CAST(ROUND(1.0 * g.items_sen * g.rate_bps / 10000 + COALESCE(w.more_sen, 0)) AS INTEGER) AS usual_sen
    FROM general AS g
    LEFT JOIN own AS w ON w.order_id = g.order_id AND w.charge = g.charge
  ) AS u
) AS e
