-- needs: v_closed_sums
-- needs: v_frozen_sums
-- Sums of closed months that are no longer what was frozen; columns as in v_order_moves, 0 where there is none.
CREATE VIEW v_sum_moves AS
SELECT
  f.month, NULL AS closed_in, f.subject, f.platform, f.account, f.kind, f.decision_id,
  f.amount_sen AS was_sen, COALESCE(l.amount_sen, 0) AS now_sen
FROM v_frozen_sums AS f
LEFT JOIN v_closed_sums AS l
  ON l.month = f.month AND l.subject = f.subject AND l.platform = f.platform AND l.account = f.account
  AND l.kind = f.kind
WHERE f.is_newest = 1 AND f.amount_sen <> COALESCE(l.amount_sen, 0)
UNION ALL
SELECT l.month, NULL, l.subject, l.platform, l.account, l.kind, l.decision_id, 0, l.amount_sen
FROM v_closed_sums AS l
WHERE l.amount_sen <> 0 AND NOT EXISTS (
  SELECT 1 FROM frozen_sums AS f
  WHERE f.month = l.month AND f.subject = l.subject AND f.platform = l.platform
    AND f.account = l.account AND f.kind = l.kind AND f.decision_id >= l.decision_id
)
UNION ALL
SELECT
  f.month, f.closed_in, f.subject, f.platform, f.account, f.kind, f.decision_id,
  COALESCE(p.amount_sen, 0), f.amount_sen
FROM v_frozen_sums AS f
LEFT JOIN v_frozen_sums AS p
  ON p.month = f.month AND p.subject = f.subject AND p.platform = f.platform AND p.account = f.account
  AND p.kind = f.kind
  AND p.decision_id = (
    SELECT MAX(e.decision_id) FROM v_frozen_sums AS e
    WHERE e.month = f.month AND e.subject = f.subject AND e.platform = f.platform
      AND e.account = f.account AND e.kind = f.kind AND e.decision_id < f.decision_id
  )
WHERE f.is_first = 0;
