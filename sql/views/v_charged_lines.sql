-- The lines that bring in a sale's money by the settlement detail, with what a platform's charges go by: slim, for the rate card
-- names it many times.
--
-- payer      who settles: the platform of the file
-- items_sen  what the charges are a rate of
-- product    the one product of the sale, '' where it has several; gifts are none
-- slack_sen  how far a charge may be off its rate, for platforms round it per piece: Rp1, or half a rupiah for each piece
CREATE VIEW v_charged_lines AS
SELECT
  l.line_id,
  r.order_id,
  l.platform AS payer,
  o.ordered_date,
  o.ordered_day,
  o.is_incomplete,
  l.occurred_date,
  l.gross_sen + l.other_sen AS items_sen,
  COALESCE(l.refund_sen, 0) AS refund_sen,
  CASE WHEN o.quantity > 2 THEN 50 * o.quantity ELSE 100 END AS slack_sen,
  COALESCE((SELECT CASE WHEN MIN(COALESCE(NULLIF(i.sku, ''), i.listing_key)) = MAX(COALESCE(NULLIF(i.sku, ''), i.listing_key))
                        THEN MIN(COALESCE(NULLIF(i.sku, ''), i.listing_key)) ELSE '' END
              FROM order_items AS i
             WHERE i.order_id = o.order_id AND COALESCE(i.subtotal_sen, i.unit_price_sen * i.quantity, 0) > 0), '') AS product
FROM orders AS o
JOIN line_orders AS r ON r.order_id = o.order_id
JOIN settlement_lines AS l ON l.line_id = r.line_id
WHERE o.sale_of_order_id IS NULL AND NOT (o.is_deleted = 1 AND o.status IN ('created', 'canceled'))
  AND l.ledger = 'detail' AND l.kind IN ('revenue', 'payment_from');
