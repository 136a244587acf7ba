-- Each shop's visitors and views by day, as the marketplace counts them.
CREATE VIEW v_shop_traffic AS
SELECT t.platform, t.account, t.traffic_date, t.gmv_sen, t.orders, t.items, t.buyers, t.visitors, t.page_views
FROM shop_traffic AS t;
