-- The steps from order value to the bank, in order; a total is the sum of the steps before it.
SELECT 1 AS step_no, 'gmv' AS step, 0 AS is_total
UNION ALL SELECT 2, 'canceled', 0
UNION ALL SELECT 3, 'rts', 0
UNION ALL SELECT 4, 'seller_discount', 0
UNION ALL SELECT 5, 'buyer_shipping', 0
UNION ALL SELECT 6, 'platform_subsidy', 0
UNION ALL SELECT 7, 'platform_fees', 0
UNION ALL SELECT 8, 'shipping', 0
UNION ALL SELECT 9, 'cod_fees', 0
UNION ALL SELECT 10, 'tax', 0
UNION ALL SELECT 11, 'cashback', 0
UNION ALL SELECT 12, 'claims', 0
UNION ALL SELECT 13, 'refunds', 0
UNION ALL SELECT 14, 'ads_topup', 0
UNION ALL SELECT 15, 'adjustment', 0
UNION ALL SELECT 16, 'rounding', 0
UNION ALL SELECT 17, 'not_yet_settled', 0
UNION ALL SELECT 18, 'order_unknown', 0
UNION ALL SELECT 19, 'unexplained', 0
UNION ALL SELECT 20, 'settled', 1
UNION ALL SELECT 21, 'own_topup', 0
UNION ALL SELECT 22, 'financing', 0
UNION ALL SELECT 23, 'not_yet_paid_out', 0
UNION ALL SELECT 24, 'paid_out', 1
UNION ALL SELECT 25, 'payout_fees', 0
UNION ALL SELECT 26, 'not_yet_in_bank', 0
UNION ALL SELECT 27, 'in_bank', 1
