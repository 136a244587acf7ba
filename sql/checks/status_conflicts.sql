-- severity: warning
-- id: Pesanan dibatalkan di platform penjualan, tetapi paketnya dikirim atau diterima
-- en: An order canceled on its selling platform whose parcel was shipped or delivered
-- Found first and sorted then: read in the order of their keys, a million orders are looked up one by one.
WITH found AS MATERIALIZED (
  SELECT o.platform, o.account, o.order_no, o.status, f.status AS parcel_status, f.awb
  FROM orders AS o
  JOIN sale_feeds AS f ON f.order_id = o.order_id
  WHERE o.status = 'canceled' AND f.status IN ('shipped', 'completed')
)
SELECT w.platform, w.account, w.order_no, w.status, w.parcel_status, w.awb
FROM found AS w
ORDER BY w.platform, w.account, w.order_no;
