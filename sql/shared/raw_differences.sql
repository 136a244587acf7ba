-- needs: sales_due
-- needs: expected_basis
-- What the lines brought beyond what they are measured by, before refunds are looked at.
SELECT
  d.order_id AS order_id, b.live AS live, b.base_sen AS base_sen, b.assumed_sen AS assumed_sen,
  d.items_sen + d.refund_line_sen - b.base_sen - b.assumed_sen AS raw_sen
FROM sales_due AS d
JOIN expected_basis AS b ON b.order_id = d.order_id
