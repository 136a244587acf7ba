-- The stretches of days that files cover without a hole, by source, account and need.
--
-- need        what metrics call it: orders, ads, settlements, bank
-- from_day, to_day  both included
-- by_hand     1 for files that people keep themselves, which nobody downloads by the month
-- A hole no longer than the quiet stretches inside the files beside it is none: a shop has days without a sale.
CREATE VIEW v_covered AS
WITH spans AS (
  SELECT
    f.source AS source, d.account AS account, d.need AS need, f.import_id AS import_id,
    d.from_day AS from_day, d.to_day AS to_day, d.slack AS slack, d.by_hand AS by_hand
  FROM import_days AS d
  JOIN import_files AS f ON f.import_id = d.import_id
  WHERE f.state = 'imported' AND f.undone_at IS NULL
),
reaching AS (
  SELECT
    s.source, s.account, s.need, s.import_id, s.from_day, s.to_day, s.slack, s.by_hand,
    MAX(s.to_day) OVER (
      PARTITION BY s.source, s.account, s.need ORDER BY s.from_day, s.to_day, s.import_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reached,
    LAG(s.slack) OVER (
      PARTITION BY s.source, s.account, s.need ORDER BY s.from_day, s.to_day, s.import_id
    ) AS slack_before
  FROM spans AS s
),
stretches AS (
  SELECT
    r.source, r.account, r.need, r.from_day, r.to_day, r.by_hand,
    SUM(CASE WHEN r.from_day - r.reached <= CASE WHEN r.slack > r.slack_before THEN r.slack ELSE r.slack_before END
             THEN 0 ELSE 1 END) OVER (
      PARTITION BY r.source, r.account, r.need ORDER BY r.from_day, r.to_day, r.import_id
    ) AS stretch
  FROM reaching AS r
)
SELECT
  s.source AS source,
  s.account AS account,
  s.need AS need,
  MIN(s.from_day) AS from_day,
  MAX(s.to_day) AS to_day,
  MAX(s.by_hand) AS by_hand
FROM stretches AS s
GROUP BY s.source, s.account, s.need, s.stretch;
