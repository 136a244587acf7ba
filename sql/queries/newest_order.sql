-- The day of the newest order: what `--month` without a value starts from.
SELECT MAX(o.ordered_date) FROM v_orders AS o WHERE o.is_test = 0;
