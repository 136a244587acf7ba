-- Days of a period that files of each source and account cover or not, by need and month.
SELECT
  SUBSTR(c.date, 1, 7) AS month,
  c.need AS need,
  c.source AS source,
  c.account AS account,
  COUNT(*) AS days,
  COALESCE(SUM(1 - c.covered), 0) AS missing,
  MIN(CASE WHEN c.covered = 0 THEN c.date END) AS first,
  MAX(CASE WHEN c.covered = 0 THEN c.date END) AS last,
  MAX(c.by_hand) AS by_hand
FROM v_coverage AS c
WHERE c.date >= :from_date AND c.date < :to_date
GROUP BY SUBSTR(c.date, 1, 7), c.need, c.source, c.account
ORDER BY c.need, c.source, c.account, month;
