-- needs: charges_paid
-- computed once
-- The rules that the sales of the period paid by: of each charge a rate of the items or an amount per order, from a day of ordering
-- until the day before the next ('*' = all products), and the products that pay another rate. Learned to the rupiah:
-- 1. candidates are rates and amounts that at least three sales paid (rates in steps that a rupiah tells
--    apart: 0.05 % from Rp4,000 on, 0.01 % from Rp20,000 on);
-- 2. a sale votes for each candidate that makes its charge to the rupiah; the rule of a day is what most sales of the week about it
--    voted for;
-- 3. a change is put on the day that leaves the fewest sales on its wrong side;
-- 4. a product has a rule of its own where its sales paid another rate than that of all products, one that two sales of its own
--    or one in twenty of all sales paid.
-- cap_sen: the most that is taken, where several dearer sales paid just that; NULL where none is seen.
-- Each step names the one before it once: SQLite writes a step out wherever it is named.
WITH priced AS (
  SELECT
    p.platform, p.charge,
    CASE WHEN k.is_flat = 1 THEN 0 WHEN p.items_sen >= 2000000 THEN CAST(ROUND(10000.0 * p.paid_sen / p.items_sen) AS INTEGER)
         ELSE CAST(ROUND(2000.0 * p.paid_sen / p.items_sen) AS INTEGER) * 5 END AS rate_bps,
    CASE k.is_flat WHEN 1 THEN p.paid_sen ELSE 0 END AS flat_sen, COUNT(*) AS sales
  FROM charges_paid AS p
  CROSS JOIN (SELECT 0 AS is_flat UNION ALL SELECT 1) AS k
  WHERE k.is_flat = 1 OR p.items_sen >= 400000
  GROUP BY
    p.platform, p.charge, k.is_flat,
    CASE WHEN k.is_flat = 1 THEN 0 WHEN p.items_sen >= 2000000 THEN CAST(ROUND(10000.0 * p.paid_sen / p.items_sen) AS INTEGER)
         ELSE CAST(ROUND(2000.0 * p.paid_sen / p.items_sen) AS INTEGER) * 5 END,
    CASE k.is_flat WHEN 1 THEN p.paid_sen ELSE 0 END
  HAVING COUNT(*) >= 3 AND (k.is_flat = 0 OR MIN(p.items_sen) < MAX(p.items_sen))
),
candidates AS (
  SELECT r.platform, r.charge, r.rate_bps, r.flat_sen, CASE WHEN r.sales * 20 >= r.all_sales THEN 1 ELSE 2 END AS least
  FROM (
    SELECT
      x.platform, x.charge, x.rate_bps, x.flat_sen, x.sales,
      COALESCE(SUM(x.sales) OVER (PARTITION BY x.platform, x.charge), 0) AS all_sales,
      ROW_NUMBER() OVER (PARTITION BY x.platform, x.charge ORDER BY x.sales DESC, x.rate_bps, x.flat_sen) AS place
    FROM priced AS x
  ) AS r
  WHERE r.place <= 12
),
votes AS MATERIALIZED (
  SELECT
    p.platform, p.charge, CASE k.is_own WHEN 1 THEN p.product ELSE '*' END AS product, p.ordered_day, p.ordered_date,
    c.rate_bps, c.flat_sen, MAX(CASE k.is_own WHEN 1 THEN c.least ELSE 3 END) AS least, COUNT(c.rate_bps) AS sales
  FROM charges_paid AS p
  CROSS JOIN (SELECT 0 AS is_own UNION ALL SELECT 1) AS k
  -- An outer join, so that each sale looks its few candidates up.
  LEFT JOIN candidates AS c
    ON c.platform = p.platform AND c.charge = p.charge AND (k.is_own = 0 OR c.rate_bps > 0)
   AND ABS(p.paid_sen - c.flat_sen - ROUND(1.0 * p.items_sen * c.rate_bps / 10000)) <= p.slack_sen
  WHERE k.is_own = 0 OR p.product <> ''
  GROUP BY p.platform, p.charge, CASE k.is_own WHEN 1 THEN p.product ELSE '*' END, p.ordered_day, p.ordered_date, c.rate_bps, c.flat_sen
  HAVING COUNT(c.rate_bps) > 0
),
days AS (
  SELECT w.platform, w.charge, w.product, w.ordered_day, w.rate_bps, w.flat_sen, w.least, w.own_sales
  FROM (
    SELECT
      x.platform, x.charge, x.product, x.ordered_day, x.rate_bps, x.flat_sen, x.least, x.own_sales,
      ROW_NUMBER() OVER (PARTITION BY x.platform, x.charge, x.product, x.ordered_day
                         ORDER BY x.sales DESC, x.flat_sen, x.rate_bps) AS place
    FROM (
      SELECT
        v.platform, v.charge, v.product, v.ordered_day + n.days AS ordered_day, v.rate_bps, v.flat_sen, MIN(v.least) AS least,
        COALESCE(SUM(v.sales), 0) AS sales, COALESCE(SUM(CASE n.days WHEN 0 THEN v.sales ELSE 0 END), 0) AS own_sales
      FROM votes AS v
      CROSS JOIN (SELECT -3 AS days UNION ALL SELECT -2 UNION ALL SELECT -1 UNION ALL SELECT 0
                  UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) AS n
      GROUP BY v.platform, v.charge, v.product, v.ordered_day + n.days, v.rate_bps, v.flat_sen
    ) AS x
  ) AS w
  WHERE w.place = 1
),
runs AS (
  SELECT
    m.platform, m.charge, m.product, m.rate_bps, m.flat_sen, MIN(m.least) AS least, MIN(m.ordered_day) AS first_day,
    CASE WHEN m.rate_bps = LAG(m.rate_bps) OVER (PARTITION BY m.platform, m.charge, m.product ORDER BY MIN(m.ordered_day))
          AND m.flat_sen = LAG(m.flat_sen) OVER (PARTITION BY m.platform, m.charge, m.product ORDER BY MIN(m.ordered_day))
         THEN 0 ELSE 1 END AS is_new
  FROM (
    SELECT
      x.platform, x.charge, x.product, x.ordered_day, x.rate_bps, x.flat_sen, x.least, x.own_sales,
      COALESCE(SUM(x.is_new) OVER (PARTITION BY x.platform, x.charge, x.product ORDER BY x.ordered_day), 0) AS run_no
    FROM (
      SELECT
        d.platform, d.charge, d.product, d.ordered_day, d.rate_bps, d.flat_sen, d.least, d.own_sales,
        CASE WHEN d.rate_bps = LAG(d.rate_bps) OVER (PARTITION BY d.platform, d.charge, d.product ORDER BY d.ordered_day)
              AND d.flat_sen = LAG(d.flat_sen) OVER (PARTITION BY d.platform, d.charge, d.product ORDER BY d.ordered_day)
             THEN 0 ELSE 1 END AS is_new
      FROM days AS d
    ) AS x
  ) AS m
  GROUP BY m.platform, m.charge, m.product, m.run_no, m.rate_bps, m.flat_sen
  -- A few odd sales between two spells of one rule are no rule: what is left joins up again.
  HAVING COALESCE(SUM(m.own_sales), 0) >= MIN(m.least)
),
spells AS (
  SELECT
    k.platform, k.charge, k.product, k.spell_no, k.rate_bps, k.flat_sen, MIN(k.least) AS least, MIN(k.first_day) AS first_day,
    LAG(k.rate_bps) OVER (PARTITION BY k.platform, k.charge, k.product ORDER BY k.spell_no) AS before_bps,
    LAG(k.flat_sen) OVER (PARTITION BY k.platform, k.charge, k.product ORDER BY k.spell_no) AS before_sen
  FROM (
    SELECT
      x.platform, x.charge, x.product, x.rate_bps, x.flat_sen, x.least, x.first_day,
      COALESCE(SUM(x.is_new) OVER (PARTITION BY x.platform, x.charge, x.product ORDER BY x.first_day), 0) AS spell_no
    FROM runs AS x
  ) AS k
  GROUP BY k.platform, k.charge, k.product, k.spell_no, k.rate_bps, k.flat_sen
),
-- Each day that may be a spell's first, with the sales about it that would stand on their right side.
changes AS (
  SELECT
    s.platform, s.charge, s.product, s.spell_no, s.rate_bps, s.flat_sen, s.least, s.ordered_day, s.ordered_date, s.new_sales,
    COALESCE(SUM(s.old_sales) OVER (PARTITION BY s.platform, s.charge, s.product, s.spell_no ORDER BY s.ordered_day), 0) - s.old_sales
      + COALESCE(SUM(s.new_sales) OVER (PARTITION BY s.platform, s.charge, s.product, s.spell_no ORDER BY s.ordered_day DESC), 0) AS rightly
  FROM (
    SELECT
      n.platform, n.charge, n.product, n.spell_no, n.rate_bps, n.flat_sen, n.least, v.ordered_day, v.ordered_date,
      COALESCE(SUM(CASE WHEN v.rate_bps = n.rate_bps AND v.flat_sen = n.flat_sen THEN v.sales ELSE 0 END), 0) AS new_sales,
      COALESCE(SUM(CASE WHEN v.rate_bps = n.before_bps AND v.flat_sen = n.before_sen THEN v.sales ELSE 0 END), 0) AS old_sales
    FROM spells AS n
    JOIN votes AS v ON v.platform = n.platform AND v.charge = n.charge AND v.product = n.product
      AND v.ordered_day >= n.first_day - 7 AND v.ordered_day <= n.first_day + 7
    GROUP BY n.platform, n.charge, n.product, n.spell_no, n.rate_bps, n.flat_sen, n.least, v.ordered_day, v.ordered_date
  ) AS s
),
dated AS MATERIALIZED (
  SELECT
    c.platform, c.charge, c.product, c.rate_bps, c.flat_sen, c.least, c.ordered_date AS from_date,
    -- A product had its first rate before its first sale alone, too: in sales of several products.
    CASE WHEN c.product <> '*' AND LAG(c.spell_no) OVER (PARTITION BY c.platform, c.charge, c.product ORDER BY c.spell_no) IS NULL
         THEN 0 ELSE c.ordered_day END AS from_day,
    LEAD(c.ordered_day) OVER (PARTITION BY c.platform, c.charge, c.product ORDER BY c.spell_no) AS until_day
  FROM (
    SELECT
      x.platform, x.charge, x.product, x.spell_no, x.rate_bps, x.flat_sen, x.least, x.ordered_day, x.ordered_date,
      ROW_NUMBER() OVER (PARTITION BY x.platform, x.charge, x.product, x.spell_no ORDER BY x.rightly DESC, x.ordered_day) AS place
    FROM changes AS x
    WHERE x.new_sales > 0
  ) AS c
  WHERE c.place = 1
),
-- Each sale beside the rule of all products on its day, and the dearest charge of that rule.
ruled AS MATERIALIZED (
  SELECT
    p.platform, p.charge, p.product, p.ordered_day, p.items_sen, p.paid_sen, p.slack_sen,
    a.from_day, a.until_day, a.from_date, a.rate_bps, a.flat_sen,
    ROUND(1.0 * p.items_sen * a.rate_bps / 10000) + a.flat_sen AS usual_sen,
    MAX(p.paid_sen) OVER (PARTITION BY p.platform, p.charge, a.from_day) AS top_sen
  FROM charges_paid AS p
  JOIN dated AS a ON a.platform = p.platform AND a.charge = p.charge AND a.product = '*'
    AND p.ordered_day >= a.from_day AND (a.until_day IS NULL OR p.ordered_day < a.until_day)
)
SELECT
  r.platform AS platform, r.charge AS charge, '*' AS product, r.rate_bps AS rate_bps, r.flat_sen AS flat_sen,
  r.from_day AS from_day, r.until_day AS until_day, r.from_date AS from_date,
  CASE WHEN r.rate_bps > 0 AND COALESCE(SUM(CASE WHEN r.paid_sen = r.top_sen AND r.usual_sen > r.top_sen + r.slack_sen THEN 1 ELSE 0 END), 0) >= 3
        AND MIN(CASE WHEN r.paid_sen = r.top_sen THEN r.items_sen END) < MAX(CASE WHEN r.paid_sen = r.top_sen THEN r.items_sen END)
       THEN MAX(r.top_sen) END AS cap_sen
FROM ruled AS r
GROUP BY r.platform, r.charge, r.rate_bps, r.flat_sen, r.from_day, r.until_day, r.from_date
UNION ALL
-- What the rule of all products does not make: only there has a product a rule of its own.
SELECT d.platform, d.charge, d.product, d.rate_bps, d.flat_sen, d.from_day, d.until_day, d.from_date, NULL
FROM dated AS d
JOIN ruled AS o ON o.platform = d.platform AND o.charge = d.charge AND o.product = d.product
  AND o.ordered_day >= d.from_day AND (d.until_day IS NULL OR o.ordered_day < d.until_day)
WHERE d.product <> '*' AND ABS(o.paid_sen - o.usual_sen) > o.slack_sen
  AND ABS(o.paid_sen - d.flat_sen - ROUND(1.0 * o.items_sen * d.rate_bps / 10000)) <= o.slack_sen
GROUP BY d.platform, d.charge, d.product, d.rate_bps, d.flat_sen, d.from_day, d.until_day, d.from_date
HAVING COUNT(*) >= MIN(d.least)
