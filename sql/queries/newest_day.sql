-- The last day that orders, settlements or the bank are known to: what a reconciliation counts its ages to.
-- An order has its newest day from whatever happened to it last. A statement tells of its last day even where nothing
-- moved on it, but of no day after its import; ads tell nothing of money.
SELECT NULLIF(MAX(d.day), '') FROM (
  SELECT
    MAX(MAX(
      COALESCE(o.ordered_date, ''), COALESCE(o.paid_date, ''), COALESCE(o.confirmed_date, ''),
      COALESCE(o.ready_date, ''), COALESCE(o.shipped_date, ''), COALESCE(o.delivered_date, ''),
      COALESCE(o.completed_date, ''), COALESCE(o.canceled_date, ''), COALESCE(o.returned_date, '')
    )) AS day
  FROM orders AS o
  UNION ALL SELECT MAX(l.occurred_date) FROM settlement_lines AS l
  UNION ALL SELECT MAX(b.posted_date) FROM bank_transactions AS b
  UNION ALL
  SELECT MAX(MIN(s.value ->> 'date_to', SUBSTR(f.first_imported_at, 1, 10)))
  FROM import_files AS f, json_each(f.detail, '$.statements') AS s
  WHERE f.state = 'imported' AND f.undone_at IS NULL
) AS d;
