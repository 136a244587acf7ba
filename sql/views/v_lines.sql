-- Every settlement line with the order it names, before asking whether that order is a copy of a sale.
--
-- via_order_id  by hand; else the order with the line's number on its platform and account; else that
--               number on the platform it merged with; else the one sale that carries the number from
--               elsewhere; else the one sale with the line's tracking number. Two such sales: none.
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
  COALESCE(
    (SELECT h.row_id
       FROM match_legs AS l
       CROSS JOIN match_legs AS h ON h.match_id = l.match_id AND h.table_name = 'orders'
      WHERE l.table_name = 'settlement_lines' AND l.row_id = s.line_id AND l.side = 'line'),
    (SELECT o.order_id
       FROM orders AS o
      WHERE o.platform = s.platform AND o.account = s.account AND o.order_no = s.order_no),
    (SELECT o.order_id
       FROM orders AS o
      WHERE o.platform = CASE s.platform WHEN 'tokopedia' THEN 'tiktok' WHEN 'tiktok' THEN 'tokopedia' END
        AND o.account = s.account AND o.order_no = s.order_no),
    (SELECT CASE WHEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) = MAX(COALESCE(o.sale_of_order_id, o.order_id))
                 THEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) END
       FROM orders AS o
      WHERE o.external_no = s.order_no),
    (SELECT CASE WHEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) = MAX(COALESCE(o.sale_of_order_id, o.order_id))
                 THEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) END
       FROM orders AS o
      WHERE o.awb = s.awb)
  ) AS via_order_id
FROM settlement_lines AS s;
