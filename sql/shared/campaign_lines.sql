-- needs: campaign_orders
-- computed once
-- The lines of a campaign's orders with their part of its order value: their own list price × pieces where these add up to the
-- order's, else the order's spread over its lines as everywhere. The lines always add up to the order.
SELECT
  o.campaign,
  o.part,
  o.order_id,
  o.source,
  o.account,
  o.channel,
  o.day,
  o.ordered_date,
  o.minute,
  COALESCE(i.product, '(tanpa barang)') AS product,
  i.product_name AS name,
  COALESCE(i.quantity, o.items) AS items,
  CASE WHEN i.order_id IS NULL THEN o.gmv_sen
       WHEN w.unlisted = 0 AND w.listed_sen = o.gmv_sen THEN i.list_price_sen * i.quantity
       ELSE CAST(ROUND(1.0 * o.gmv_sen * i.share_upto / i.share_whole)
         - ROUND(1.0 * o.gmv_sen * i.share_before / i.share_whole) AS INTEGER) END AS gmv_sen
FROM campaign_orders AS o
LEFT JOIN v_order_items AS i ON i.order_id = o.order_id
LEFT JOIN (
  SELECT
    l.order_id,
    COALESCE(SUM(l.list_price_sen * l.quantity), 0) AS listed_sen,
    COUNT(CASE WHEN l.list_price_sen IS NULL THEN 1 END) AS unlisted
  FROM (SELECT DISTINCT x.order_id FROM campaign_orders AS x) AS k
  JOIN v_order_items AS l ON l.order_id = k.order_id
  GROUP BY l.order_id
) AS w ON w.order_id = o.order_id
