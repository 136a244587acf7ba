-- needs: order_fees
-- computed once
-- The fee that most sales of a product and month paid, from 3 sales on, and of a platform and month (product '*').
SELECT
  g.platform AS platform, g.month AS month, g.kind AS kind, g.product AS product, g.rate_bps AS rate_bps, g.flat_sen AS flat_sen,
  g.from_date AS from_date, g.agreeing AS agreeing, g.orders AS orders
FROM (
  SELECT
    c.platform, c.month, c.kind, c.product, c.rate_bps, c.flat_sen, c.from_date, c.agreeing,
    COALESCE(SUM(c.agreeing) OVER (PARTITION BY c.platform, c.month, c.kind, c.product), 0) AS orders,
    ROW_NUMBER() OVER (PARTITION BY c.platform, c.month, c.kind, c.product ORDER BY c.agreeing DESC, c.rate_bps, c.flat_sen) AS place
  FROM (
    SELECT o.platform, o.month, o.kind, o.product, o.rate_bps, o.flat_sen, MIN(o.ordered_date) AS from_date, COUNT(*) AS agreeing
    FROM order_fees AS o
    WHERE o.product <> ''
    GROUP BY o.platform, o.month, o.kind, o.product, o.rate_bps, o.flat_sen
    UNION ALL
    SELECT o.platform, o.month, o.kind, '*', o.rate_bps, o.flat_sen, MIN(o.ordered_date), COUNT(*)
    FROM order_fees AS o
    GROUP BY o.platform, o.month, o.kind, o.rate_bps, o.flat_sen
  ) AS c
) AS g
WHERE g.place = 1 AND g.orders >= 3
