-- needs: sales_due
-- needs: sales_charged
-- needs: charges_paid
-- needs: charge_rules
-- needs: charges_explained
-- computed once
-- Sales of a marketplace that paid another charge than its rule makes of them (definitions 1.20): off by more than Rp200 and 2 % from
-- what at least 20 sales teach, four in five of the month's; a charge that was not put is off, too. gap_sen: negative where more was
-- taken. None is odd that pays what one in twenty of the month's sales pay, nor, of what goes by a rate, a sale with a product of
-- which not three sales of its own pay by the rule: it may stand in another category.
-- Each step names the one before it once: SQLite writes a step out wherever it is named.
WITH months AS (
  SELECT s.platform, SUBSTR(s.ordered_date, 1, 7) AS month, COUNT(*) AS sales
  FROM sales_charged AS s
  GROUP BY s.platform, SUBSTR(s.ordered_date, 1, 7)
),
-- Every charge that was put, and those of nearly all sales where they were not.
put AS (
  SELECT
    e.order_id, e.platform, e.charge, e.month, e.product, e.own_from_day, e.paid_sen, e.usual_sen, e.is_flat, e.is_explained,
    CASE e.is_flat WHEN 1 THEN e.paid_sen ELSE CAST(ROUND(2000.0 * e.paid_sen / e.items_sen) AS INTEGER) END AS price
  FROM charges_explained AS e
  UNION ALL
  SELECT
    s.order_id, s.platform, c.charge, c.month, s.product, NULL, 0,
    CASE WHEN r.cap_sen < r.flat_sen + ROUND(1.0 * s.items_sen * r.rate_bps / 10000) THEN r.cap_sen
         ELSE r.flat_sen + CAST(ROUND(1.0 * s.items_sen * r.rate_bps / 10000) AS INTEGER) END,
    CASE r.rate_bps WHEN 0 THEN 1 ELSE 0 END, 0, 0
  FROM (
    SELECT p.platform, p.charge, SUBSTR(p.ordered_date, 1, 7) AS month, COUNT(*) AS sales
    FROM charges_paid AS p
    GROUP BY p.platform, p.charge, SUBSTR(p.ordered_date, 1, 7)
  ) AS c
  JOIN months AS m ON m.platform = c.platform AND m.month = c.month
  JOIN sales_charged AS s ON s.platform = c.platform AND SUBSTR(s.ordered_date, 1, 7) = c.month
  JOIN charge_rules AS r
    ON r.platform = c.platform AND r.charge = c.charge AND r.product = '*'
   AND s.ordered_day >= r.from_day AND (r.until_day IS NULL OR s.ordered_day < r.until_day)
  WHERE c.sales >= 20 AND c.sales < m.sales AND c.sales * 5 >= m.sales * 4
    AND NOT EXISTS (SELECT 1 FROM charges_paid AS p WHERE p.order_id = s.order_id AND p.charge = c.charge)
),
judged AS (
  SELECT
    o.order_id, o.platform, o.charge, o.product, o.own_from_day, o.paid_sen, o.usual_sen, o.is_flat, o.is_explained, m.sales,
    COALESCE(SUM(o.is_explained) OVER (PARTITION BY o.platform, o.charge, o.month), 0) AS agreeing,
    COUNT(*) OVER (PARTITION BY o.platform, o.charge, o.month, o.is_explained, o.price) AS alike
  FROM put AS o
  JOIN months AS m ON m.platform = o.platform AND m.month = o.month
),
known AS MATERIALIZED (
  SELECT e.platform, e.charge, e.product, e.own_from_day, COUNT(*) AS agreeing
  FROM charges_explained AS e
  WHERE e.is_explained = 1 AND e.product <> ''
  GROUP BY e.platform, e.charge, e.product, e.own_from_day
  HAVING COUNT(*) >= 3
)
SELECT o.order_id AS order_id, COALESCE(SUM(o.usual_sen - o.paid_sen), 0) AS gap_sen
FROM judged AS o
JOIN sales_due AS d ON d.order_id = o.order_id
WHERE o.is_explained = 0 AND o.agreeing >= 20 AND o.agreeing * 5 >= o.sales * 4 AND (o.alike = 1 OR o.alike * 20 < o.sales)
  AND ABS(o.usual_sen - o.paid_sen) > 20000 AND 50 * ABS(o.usual_sen - o.paid_sen) > o.usual_sen
  AND (o.is_flat = 1
       OR (SELECT MIN(CASE WHEN k.product IS NULL THEN 0 ELSE 1 END)
             FROM v_order_items AS i
             LEFT JOIN known AS k
               ON k.platform = o.platform AND k.charge = o.charge AND k.product = i.product
              AND (o.product = '' AND o.paid_sen > 0
                   OR COALESCE(k.own_from_day, -1) = COALESCE(o.own_from_day, -1) AND (k.own_from_day IS NULL OR k.agreeing >= 20))
            WHERE i.order_id = o.order_id AND i.weight_sen > 0) = 1)
  AND d.route = 'marketplace' AND d.state IN ('done', 'open') AND d.revenues = 1 AND d.by_wallet = 0 AND d.refund_line_sen = 0
GROUP BY o.order_id
