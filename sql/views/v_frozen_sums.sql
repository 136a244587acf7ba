-- What closings froze of sums, as far as it still stands; columns as in v_frozen_orders.
CREATE VIEW v_frozen_sums AS
SELECT
  f.month,
  f.subject,
  f.platform,
  f.account,
  f.kind,
  f.decision_id,
  c.month AS closed_in,
  CASE WHEN f.decision_id = m.decision_id THEN 1 ELSE 0 END AS is_first,
  CASE WHEN EXISTS (
    SELECT 1 FROM frozen_sums AS n
    WHERE n.month = f.month AND n.subject = f.subject AND n.platform = f.platform
      AND n.account = f.account AND n.kind = f.kind AND n.decision_id > f.decision_id
  ) THEN 0 ELSE 1 END AS is_newest,
  f.amount_sen
FROM frozen_sums AS f
JOIN closed_months AS m ON m.month = f.month AND f.decision_id >= m.decision_id
JOIN closed_months AS c ON c.decision_id = f.decision_id;
