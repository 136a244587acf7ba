-- Every platform that an order is of.
SELECT DISTINCT o.platform FROM orders AS o ORDER BY o.platform;
