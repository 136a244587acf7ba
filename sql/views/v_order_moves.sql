-- needs: v_closed_orders
-- needs: v_frozen_orders
-- Orders of closed months that are no longer what was frozen: `was` and `now` as such texts, NULL where
-- the order is not in the month.
--
-- closed_in    the month whose closing booked the move; NULL while it is open
-- decision_id  the closing that froze `was` (of an order it did not know: the month's own)
CREATE VIEW v_order_moves AS
SELECT
  f.month, NULL AS closed_in, f.platform, f.account, f.order_no, f.decision_id, f.facts AS was, l.facts AS now
FROM v_frozen_orders AS f
LEFT JOIN v_closed_orders AS l
  ON l.month = f.month AND l.platform = f.platform AND l.account = f.account
  AND l.order_no = f.order_no
WHERE f.is_newest = 1 AND COALESCE(f.facts, '') <> COALESCE(l.facts, '')
UNION ALL
SELECT
  l.month, NULL, l.platform, l.account, l.order_no, l.decision_id, NULL, l.facts
FROM v_closed_orders AS l
WHERE NOT EXISTS (
  SELECT 1 FROM frozen_orders AS f
  WHERE f.month = l.month AND f.platform = l.platform AND f.account = l.account
    AND f.order_no = l.order_no AND f.decision_id >= l.decision_id
)
UNION ALL
SELECT
  f.month, f.closed_in, f.platform, f.account, f.order_no, f.decision_id, p.facts, f.facts
FROM v_frozen_orders AS f
LEFT JOIN v_frozen_orders AS p
  ON p.month = f.month AND p.platform = f.platform AND p.account = f.account
  AND p.order_no = f.order_no
  AND p.decision_id = (
    SELECT MAX(e.decision_id) FROM v_frozen_orders AS e
    WHERE e.month = f.month AND e.platform = f.platform AND e.account = f.account
      AND e.order_no = f.order_no AND e.decision_id < f.decision_id
  )
WHERE f.is_first = 0;
