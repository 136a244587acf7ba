-- Payers of whom any settlement is known by as_of.
SELECT f.platform AS platform
FROM v_payer_starts AS f
GROUP BY f.platform
HAVING MIN(f.first_date) <= :as_of
