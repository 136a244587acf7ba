-- Products over the days of their export, as the marketplace counts them; of several exports of the same days each stands.
CREATE VIEW v_product_performance AS
SELECT
  p.product_row_id, p.platform, p.account, p.product_id, p.date_from, p.date_to, p.name, p.sku, p.product_status, p.gmv_sen, p.ready_gmv_sen,
  p.creator_gmv_sen, p.refund_sen, p.orders, p.items, p.buyers, p.views, p.clicks, p.carts,
  (SELECT d.day FROM calendar_days AS d WHERE d.date = p.date_from) AS from_day,
  (SELECT d.day FROM calendar_days AS d WHERE d.date = p.date_to) AS to_day
FROM product_performance AS p;
