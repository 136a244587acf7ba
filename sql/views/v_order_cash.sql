-- needs: v_cash_lines
-- needs: v_paid_directly
-- Money an order brought, by the day it came. An order without a row brought nothing yet.
CREATE VIEW v_order_cash AS
SELECT c.order_id, c.occurred_date, SUM(c.net_sen) AS net_sen
FROM (
  SELECT l.order_id, l.occurred_date, l.net_sen FROM v_cash_lines AS l WHERE l.order_id IS NOT NULL
  UNION ALL
  SELECT p.order_id, p.paid_date, p.direct_sen FROM v_paid_directly AS p
) AS c
GROUP BY c.order_id, c.occurred_date;
