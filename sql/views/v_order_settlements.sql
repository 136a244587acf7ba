-- Proceeds that detail lines settle by an order's own number, of sales and of copies alike. Ads paid out of an
-- order's proceeds are spend, which the ads files tell: they take nothing from its cash.
CREATE VIEW v_order_settlements AS
SELECT o.order_id AS via_order_id, s.line_id, s.occurred_date, s.net_sen
FROM orders AS o
JOIN settlement_lines AS s ON s.order_no = o.order_no AND s.account = o.account AND s.platform = o.platform
WHERE s.ledger = 'detail' AND s.kind <> 'ads_topup';
