-- needs: period_items
-- computed once
-- Of each sale of the period the cost of its goods, on the day of the order: of what stayed with the buyer, and of all;
-- NULL where one of its items has no known cost. The order file's own cost goes before the register's; by_line: it is the
-- register's, so that each item has its own.
SELECT
  o.order_id AS order_id,
  CASE WHEN o.cogs_sen IS NULL THEN CASE WHEN i.lines > 0 AND i.priced = i.lines THEN i.kept_sen END
       WHEN i.pieces > 0 THEN CAST(ROUND(1.0 * o.cogs_sen * i.kept / i.pieces) AS INTEGER)
       ELSE o.cogs_sen END AS kept_sen,
  COALESCE(o.cogs_sen, CASE WHEN i.lines > 0 AND i.priced = i.lines THEN i.all_sen END) AS all_sen,
  CASE WHEN o.cogs_sen IS NULL AND i.lines > 0 AND i.priced = i.lines THEN 1 ELSE 0 END AS by_line
FROM v_sales AS o
LEFT JOIN (
  SELECT
    i.order_id AS order_id, COUNT(*) AS lines, COUNT(i.unit_cogs_sen) AS priced,
    COALESCE(SUM(i.quantity), 0) AS pieces, COALESCE(SUM(i.kept), 0) AS kept,
    COALESCE(SUM(i.unit_cogs_sen * i.kept), 0) AS kept_sen,
    COALESCE(SUM(i.unit_cogs_sen * i.quantity), 0) AS all_sen
  FROM period_items AS i
  GROUP BY i.order_id
) AS i ON i.order_id = o.order_id
WHERE o.ordered_date >= :from_date AND o.ordered_date < :to_date
