-- needs: v_adjusted
-- needs: v_line_orders
-- Adjustments (v_adjusted) with the newest file that speaks of what moved: for what an order settled, its
-- settlement lines; else the order and the shipments it was sold by.
CREATE VIEW v_adjustments AS
SELECT
  a.adjusted_month,
  a.booked_month,
  a.is_open,
  a.subject,
  a.platform,
  a.account,
  a.order_no,
  a.kind,
  a.column_name,
  a.was,
  a.live,
  a.difference_sen,
  i.batch_id,
  i.file_name,
  i.first_imported_at
FROM v_adjusted AS a
LEFT JOIN orders AS o
  ON o.platform = a.platform AND o.account = a.account AND o.order_no = a.order_no AND a.subject = 'order'
LEFT JOIN (
  SELECT l.order_id, MAX(r.import_id) AS import_id
  FROM v_line_orders AS l
  JOIN row_origins AS r ON r.entity = 'settlement_lines' AND r.entity_id = l.line_id
  WHERE EXISTS (SELECT 1 FROM closed_months AS c)
  GROUP BY l.order_id
) AS s ON s.order_id = o.order_id AND a.column_name = 'settled_sen'
LEFT JOIN import_files AS i ON i.import_id = COALESCE(s.import_id, (
  SELECT MAX(r.import_id)
  FROM row_origins AS r
  WHERE r.entity = 'orders'
    AND r.entity_id IN (
      SELECT x.order_id FROM orders AS x WHERE x.order_id = o.order_id OR x.sale_of_order_id = o.order_id
    )
));
