-- needs: v_money_lines
-- What each sale brought (definitions 1.3, basis cash): every rupiah once (v_money_lines), found by number, number from
-- elsewhere, tracking number or by hand. Ads paid from proceeds are spend, which the ads files tell, and top-ups and loans
-- are the seller's own money: they take nothing from an order's cash and add nothing to it.
CREATE VIEW v_cash_lines AS
SELECT m.line_id, m.order_id, m.kind, m.occurred_date, m.net_sen
FROM v_money_lines AS m
WHERE m.kind NOT IN ('ads_topup', 'add_balance', 'financing');
