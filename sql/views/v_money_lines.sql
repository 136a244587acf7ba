-- Each rupiah once: every line that tells what an order brought (ledger detail), and of a wallet's
-- movements those that no such line explains. Payouts are not income; they stand in v_payouts.
--
-- A wallet's revenue is explained by a detail line with its order or tracking number; one without either
-- (TikTok pays in per day) by detail lines of its day or payout. Any other movement about an order is
-- explained by a detail line of that order with the same amount, whatever either file calls it: a wallet's
-- adjustment is the income's claim or refund; or by several of its kind that add up to the same, as fees per
-- item do to a fee per order. (|| '' keeps an index from use.)
CREATE VIEW v_money_lines AS
SELECT
  l.line_id,
  l.source,
  l.platform,
  l.account,
  l.line_key,
  l.ledger,
  l.kind,
  r.order_id,
  r.rule,
  l.order_no,
  l.awb,
  l.gross_sen,
  l.shipping_sen,
  l.fee_sen,
  l.tax_sen,
  l.other_sen,
  l.net_sen,
  l.occurred_at,
  l.occurred_date,
  l.occurred_day,
  l.payout_ref,
  l.description,
  l.courier,
  l.payment_method,
  l.refund_sen,
  l.buyer_shipping_sen,
  l.shipping_subsidy_sen,
  l.affiliate_sen
FROM settlement_lines AS l
LEFT JOIN line_orders AS r ON r.line_id = l.line_id
WHERE l.ledger = 'detail'
   OR (l.kind NOT IN ('withdraw', 'payout_failed', 'opening_balance')
       AND NOT EXISTS (
         SELECT 1 FROM settlement_lines AS d
          WHERE d.platform = l.platform AND d.account = l.account AND d.order_no = l.order_no
            AND d.ledger = 'detail'
            AND CASE WHEN l.kind = 'revenue' THEN d.kind = 'revenue'
                     ELSE d.kind <> 'revenue' AND d.net_sen = l.net_sen END)
       AND NOT (l.kind <> 'revenue' AND COALESCE((
         SELECT SUM(d.net_sen) FROM settlement_lines AS d
          WHERE d.platform = l.platform AND d.account = l.account AND d.order_no = l.order_no
            AND d.ledger = 'detail' AND d.kind = l.kind) = (
         SELECT SUM(w.net_sen) FROM settlement_lines AS w
          WHERE w.platform = l.platform AND w.account = l.account AND w.order_no = l.order_no
            AND w.ledger = 'wallet' AND w.kind = l.kind), 0))
       AND NOT (l.kind = 'revenue' AND l.awb IS NOT NULL AND EXISTS (
         SELECT 1 FROM settlement_lines AS d
          WHERE d.awb = l.awb AND d.platform || '' = l.platform AND d.account = l.account
            AND d.ledger = 'detail' AND d.kind = 'revenue'))
       AND NOT (l.kind = 'revenue' AND l.order_no IS NULL AND l.awb IS NULL AND (
         EXISTS (SELECT 1 FROM settlement_lines AS d
                  WHERE d.platform = l.platform AND d.account = l.account
                    AND d.occurred_date = l.occurred_date AND d.ledger = 'detail')
         OR EXISTS (SELECT 1 FROM settlement_lines AS d
                     WHERE d.payout_ref = l.payout_ref AND d.platform || '' = l.platform
                       AND d.account = l.account AND d.ledger = 'detail'))));
