-- Lines that a bank credit was matched with directly: it pays them out the day it arrives.
CREATE VIEW v_direct_days AS
SELECT
  l.row_id AS line_id,
  l.amount_sen,
  (SELECT MIN(t.posted_date)
     FROM match_legs AS g
     JOIN bank_transactions AS t ON t.transaction_id = g.row_id
    WHERE g.match_id = l.match_id AND g.side = 'bank') AS bank_date
FROM match_legs AS l
JOIN matches AS m ON m.match_id = l.match_id
WHERE m.state = 'booked' AND l.side = 'line' AND l.row_id IS NOT NULL;
