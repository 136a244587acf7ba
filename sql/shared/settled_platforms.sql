-- On the basis cash, the platforms that have settlement data.
SELECT p.platform AS platform
FROM v_settled_platforms AS p
WHERE :basis = 'cash'
