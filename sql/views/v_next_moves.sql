-- Which statuses may follow at the order desk, as one text, nearest first; no row where none may.
CREATE VIEW v_next_moves AS
SELECT m.product_kind, m.status, GROUP_CONCAT(m.to_status, ', ') AS next_moves
FROM (
  SELECT t.product_kind, t.from_status AS status, t.to_status
  FROM order_transitions AS t
  JOIN order_statuses AS s ON s.status = t.to_status
  ORDER BY t.product_kind, t.from_status, s.rank
) AS m
GROUP BY m.product_kind, m.status;
