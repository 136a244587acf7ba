-- computed once
-- Which days of orders files cover, by source and account.
SELECT v.source, v.account, v.from_day, v.to_day FROM v_covered AS v WHERE v.need = 'orders'
