-- Proceeds per order as the platforms settle them (ledger `detail`; a wallet shows the same rupiah again).
--
-- order_id  the sale the line is of (line_orders), NULL where no order is known; `platform` is then the payer's,
--           else the sale's
-- payer     who settles: the platform of the file
CREATE VIEW v_settlement_detail AS
SELECT
  s.line_id,
  s.source,
  s.account,
  s.line_key,
  s.kind,
  COALESCE(o.platform, s.platform) AS platform,
  s.platform AS payer,
  s.order_no,
  s.awb,
  r.order_id,
  s.gross_sen,
  s.shipping_sen,
  s.fee_sen,
  s.tax_sen,
  s.other_sen,
  s.refund_sen,
  s.net_sen,
  s.occurred_at,
  s.occurred_date,
  s.payout_ref
FROM settlement_lines AS s
LEFT JOIN line_orders AS r ON r.line_id = s.line_id
LEFT JOIN orders AS o ON o.order_id = r.order_id
WHERE s.ledger = 'detail';
