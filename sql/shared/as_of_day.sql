-- The number of the day that ages count to.
SELECT d.day AS day FROM v_days AS d WHERE d.date = :as_of
