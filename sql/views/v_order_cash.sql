-- needs: v_settlement_detail
-- Money an order brought, by the day it was settled. An order without a row has no settlement yet.
-- Ads paid out of an order's proceeds are spend, which the ads files tell: they take nothing from its cash.
CREATE VIEW v_order_cash AS
SELECT
  d.order_id,
  d.platform,
  d.occurred_date,
  SUM(d.net_sen) AS net_sen
FROM v_settlement_detail AS d
WHERE d.order_id IS NOT NULL AND d.kind <> 'ads_topup'
GROUP BY d.order_id, d.platform, d.occurred_date;
