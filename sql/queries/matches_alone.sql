-- The matches that trusted rules booked by themselves, each with the money of its credit.
SELECT m.ref, SUM(l.amount_sen) AS amount_sen
FROM matches AS m
JOIN match_legs AS l ON l.match_id = m.match_id AND l.side = 'bank'
WHERE m.rule = 'earned'
GROUP BY m.ref
ORDER BY m.ref;
