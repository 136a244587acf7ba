-- severity: warning
-- id: Hari-hari sebuah rekening yang tidak dicakup rekening koran mana pun
-- en: Days of a bank account that no statement covers
-- Where the balance before equals the balance after, nothing moved in between.
WITH reached AS (
  SELECT
    s.bank,
    s.account_no,
    s.date_from,
    MAX(s.date_to) OVER (
      PARTITION BY s.account_no ORDER BY s.date_from, s.date_to
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS covered_to
  FROM bank_statements AS s
)
SELECT
  r.bank,
  r.account_no,
  date(r.covered_to, '+1 day') AS missing_from,
  date(r.date_from, '-1 day') AS missing_to
FROM reached AS r
WHERE date(r.covered_to, '+1 day') < r.date_from
  AND NOT EXISTS (
    SELECT 1
    FROM bank_statements AS a
    JOIN bank_statements AS b ON b.account_no = a.account_no AND b.date_from = r.date_from
    WHERE a.account_no = r.account_no AND a.date_to = r.covered_to AND a.closing_sen = b.opening_sen
  )
ORDER BY r.bank, r.account_no, r.covered_to;
