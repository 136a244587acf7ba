-- needs: waterfall_steps
-- needs: waterfall_shares
-- What each sale, unknown number or day adds to each step.
SELECT
  p.step_no AS step_no,
  p.step AS step,
  p.is_total AS is_total,
  s.platform AS platform,
  s.account AS account,
  s.order_no AS order_no,
  s.ordered_date AS ordered_date,
  s.orders AS orders,
  CASE p.step
    WHEN 'gmv' THEN s.gmv_sen
    WHEN 'canceled' THEN s.canceled_sen
    WHEN 'rts' THEN s.rts_sen
    WHEN 'seller_discount' THEN s.seller_discount_sen
    WHEN 'buyer_shipping' THEN s.buyer_shipping_sen
    WHEN 'platform_subsidy' THEN s.platform_subsidy_sen
    WHEN 'platform_fees' THEN s.platform_fees_sen
    WHEN 'shipping' THEN s.shipping_sen
    WHEN 'cod_fees' THEN s.cod_fees_sen
    WHEN 'tax' THEN s.tax_sen
    WHEN 'cashback' THEN s.cashback_sen
    WHEN 'claims' THEN s.claims_sen
    WHEN 'refunds' THEN s.refunds_sen
    WHEN 'ads_topup' THEN s.ads_topup_sen
    WHEN 'adjustment' THEN s.adjustment_sen
    WHEN 'rounding' THEN s.rounding_sen
    WHEN 'paid_directly' THEN s.paid_directly_sen
    WHEN 'not_yet_settled' THEN s.not_yet_settled_sen
    WHEN 'order_unknown' THEN s.order_unknown_sen
    WHEN 'unexplained' THEN s.unexplained_sen
    WHEN 'settled' THEN s.settled_sen
    WHEN 'own_topup' THEN s.own_topup_sen
    WHEN 'financing' THEN s.financing_sen
    WHEN 'not_yet_paid_out' THEN s.not_yet_paid_out_sen
    WHEN 'paid_out' THEN s.paid_out_sen
    WHEN 'payout_fees' THEN s.payout_fees_sen
    WHEN 'not_yet_in_bank' THEN s.not_yet_in_bank_sen
    WHEN 'in_bank' THEN s.in_bank_sen
  END AS amount_sen
FROM waterfall_shares AS s
CROSS JOIN waterfall_steps AS p
