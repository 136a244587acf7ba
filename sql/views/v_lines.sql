-- Every settlement line with the order it names (as resolved on import, see line_orders), which may be a shipment
-- or copy of a sale.
CREATE VIEW v_lines AS
SELECT
  s.line_id,
  s.source,
  s.platform,
  s.account,
  s.line_key,
  s.ledger,
  s.kind,
  s.order_no,
  s.awb,
  s.gross_sen,
  s.shipping_sen,
  s.fee_sen,
  s.tax_sen,
  s.other_sen,
  s.net_sen,
  s.occurred_at,
  s.occurred_date,
  s.occurred_day,
  s.payout_ref,
  s.balance_sen,
  s.description,
  s.courier,
  s.payment_method,
  r.via_order_id
FROM settlement_lines AS s
LEFT JOIN line_orders AS r ON r.line_id = s.line_id;
