-- Twice the median of the days between completed orders, for the stale customers with three or more (of two there is but one gap):
-- an even number of gaps has two in the middle.
UPDATE customer_facts SET twice_median_gap = m.twice_median
FROM (
  SELECT g.customer_id, MIN(g.gap) + MAX(g.gap) AS twice_median
  FROM (
    SELECT
      d.customer_id, d.gap,
      ROW_NUMBER() OVER (PARTITION BY d.customer_id ORDER BY d.gap) AS nth,
      COUNT(*) OVER (PARTITION BY d.customer_id) AS gaps
    FROM (
      SELECT
        t.customer_id,
        v.ordered_day - LAG(v.ordered_day) OVER (PARTITION BY t.customer_id ORDER BY v.ordered_day, v.order_id) AS gap
      FROM customer_facts_stale AS t
      CROSS JOIN customer_facts AS f ON f.customer_id = t.customer_id AND f.completed_orders > 2
      CROSS JOIN v_orders AS v ON v.customer_id = t.customer_id
      WHERE v.is_test = 0 AND v.status = 'completed' AND v.ordered_date IS NOT NULL
    ) AS d
    WHERE d.gap IS NOT NULL
  ) AS g
  WHERE 2 * g.nth >= g.gaps AND 2 * g.nth <= g.gaps + 2
  GROUP BY g.customer_id
) AS m
WHERE customer_facts.customer_id = m.customer_id;
