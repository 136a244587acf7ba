-- needs: sales_due
-- needs: expected_basis
-- What the lines brought beyond what they are measured by, before refunds are looked at.
-- charged_sen  what a courier charged other than the order file names; a charge it gave back later makes up for more, no more
SELECT
  d.order_id AS order_id, b.live AS live, b.base_sen AS base_sen, b.assumed_sen AS assumed_sen,
  d.items_sen + d.refund_line_sen - b.base_sen - b.assumed_sen AS raw_sen,
  CASE WHEN d.named_shipping_sen IS NULL THEN 0 ELSE d.sold_shipping_sen + d.named_shipping_sen END
    + CASE WHEN d.named_fee_sen IS NULL OR d.sold_fee_sen = -d.named_fee_sen THEN 0
           ELSE d.sold_fee_sen + d.sold_tax_sen + d.named_fee_sen END AS charged_sen
FROM sales_due AS d
JOIN expected_basis AS b ON b.order_id = d.order_id
