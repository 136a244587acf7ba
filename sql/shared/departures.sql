-- computed once
-- The sales whose parcel would have left in the period.
SELECT d.order_id AS order_id
FROM v_departures AS d
WHERE d.left_date >= :from_date AND d.left_date < :to_date
