-- computed once
-- What each settled sale of the period paid of each charge that its file names; refunded ones and those settled several times teach
-- nothing. platform: who settles. product '' where the sale has several; gifts are none. What is given back at once is no charge.
-- slack_sen: how far a charge may be off its rate, for platforms round it per piece: Rp1, or half a rupiah for each piece.
SELECT
  o.order_id AS order_id, l.payer AS platform, o.ordered_date AS ordered_date, o.ordered_day AS ordered_day, c.charge AS charge,
  MIN(l.gross_sen + l.other_sen) AS items_sen, COALESCE(SUM(-c.amount_sen), 0) AS paid_sen,
  CASE WHEN o.quantity > 2 THEN 50 * o.quantity ELSE 100 END AS slack_sen,
  COALESCE((SELECT CASE WHEN MIN(i.product) = MAX(i.product) THEN MIN(i.product) ELSE '' END
              FROM v_order_items AS i WHERE i.order_id = o.order_id AND i.weight_sen > 0), '') AS product
FROM v_sales AS o
JOIN v_settlement_detail AS l ON l.order_id = o.order_id
JOIN v_charges AS c ON c.line_id = l.line_id
WHERE o.ordered_date >= :from_date AND o.ordered_date < :to_date AND o.ordered_date <= :as_of AND o.is_incomplete = 0
  AND l.kind IN ('revenue', 'payment_from') AND l.occurred_date <= :as_of AND COALESCE(l.refund_sen, 0) = 0
  AND l.gross_sen + l.other_sen > 0 AND c.amount_sen < 0
GROUP BY o.order_id, l.payer, o.ordered_date, o.ordered_day, o.quantity, c.charge
HAVING MIN(l.line_id) = MAX(l.line_id)
