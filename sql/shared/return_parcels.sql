-- Every parcel that came back up to :as_of and what became of its pieces: on the way until it is scanned, then
-- received, and written off what the scan did not find. The three add up to the parcel.
-- whole_day  the day by which all of it was scanned in as good, NULL where that is not so
SELECT
  r.order_id,
  r.pieces,
  r.value_sen,
  CASE WHEN r.scans = 0 THEN 'on_the_way' WHEN r.received > 0 THEN 'received' ELSE 'written_off' END AS state,
  CASE WHEN r.scans = 0 THEN r.pieces ELSE 0 END AS on_the_way,
  r.received,
  CASE WHEN r.scans = 0 THEN 0 ELSE r.pieces - r.received END AS written_off,
  CASE WHEN r.good >= r.pieces THEN r.good_day END AS whole_day
FROM (
  SELECT
    p.order_id,
    p.pieces,
    p.value_sen,
    COUNT(s.condition) AS scans,
    MAX(CASE WHEN s.condition = 'good' THEN s.received_day END) AS good_day,
    COALESCE(SUM(CASE WHEN s.condition = 'good' THEN COALESCE(s.quantity, p.pieces) END), 0) AS good,
    CASE WHEN COALESCE(SUM(CASE WHEN s.condition IS NULL OR s.condition = 'empty' THEN 0 ELSE COALESCE(s.quantity, p.pieces) END), 0) > p.pieces
         THEN p.pieces
         ELSE COALESCE(SUM(CASE WHEN s.condition IS NULL OR s.condition = 'empty' THEN 0 ELSE COALESCE(s.quantity, p.pieces) END), 0) END AS received
  FROM (
    SELECT
      o.order_id, o.order_no, o.awb,
      COALESCE(NULLIF(o.quantity, 0), 1) AS pieces,
      o.net_revenue_sen AS value_sen
    FROM v_orders AS o
    WHERE o.is_test = 0 AND o.status = 'rts' AND COALESCE(o.returned_date, o.left_date) <= :as_of
  ) AS p
  LEFT JOIN v_return_scans AS s
    ON s.parcel_no IN (p.order_no, p.awb) AND s.received_date <= :as_of
  GROUP BY p.order_id, p.pieces, p.value_sen
) AS r
