-- Proceeds per order as the platforms settle them (ledger `detail`; a wallet shows the same rupiah again).
--
-- order_id  the sale the line belongs to, NULL where no imported order has that number. A line for a
--           shipment row goes to the sale it shipped; `platform` is then the sale's platform.
CREATE VIEW v_settlement_detail AS
SELECT
  s.line_id,
  s.source,
  s.account,
  s.line_key,
  s.kind,
  COALESCE(sale.platform, o.platform, s.platform) AS platform,
  s.order_no,
  s.awb,
  COALESCE(o.sale_of_order_id, o.order_id) AS order_id,
  s.gross_sen,
  s.shipping_sen,
  s.fee_sen,
  s.tax_sen,
  s.other_sen,
  s.net_sen,
  s.occurred_at,
  s.occurred_date,
  s.payout_ref
FROM settlement_lines AS s
LEFT JOIN orders AS o
  ON o.platform = s.platform AND o.account = s.account AND o.order_no = s.order_no
LEFT JOIN orders AS sale ON sale.order_id = o.sale_of_order_id
WHERE s.ledger = 'detail';
