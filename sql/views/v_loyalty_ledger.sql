-- Every entry of the loyalty ledger; a balance is the sum of its points.
CREATE VIEW v_loyalty_ledger AS
SELECT l.program, l.customer_id, l.seq, l.at_date, l.kind, l.points, l.order_id, l.value_sen, l.gift
FROM loyalty_ledger AS l;
