-- What the sales of each customer come to (sql/schema/0120_customer_facts.sql says each column): up to any day from
-- latest_date on. Of an earlier day it knows nothing.
CREATE VIEW v_customer_facts AS
SELECT
  f.customer_id,
  f.latest_date,
  f.ever_completed,
  f.counted_orders,
  f.placed_sen,
  f.completed_orders,
  f.completed_sen,
  f.items,
  f.rts_orders,
  f.first_date,
  f.last_date,
  f.last_done_day,
  f.platforms,
  f.newest,
  f.done_first_date,
  f.done_last_date,
  f.done_days,
  f.done_months,
  f.twice_median_gap
FROM customer_facts AS f;
