/*omni
name = "profit_by_partner"
version = 1
like = "profit_by_platform@1"
title = { id = "Margin per mitra", en = "Margin by partner" }
seed_ids = ["S1-33", "F-64"]
grain = ["customer_id"]
sources = ["v_ad_days", "v_customer_keys", "v_customer_profiles", "v_customers", "v_days", "v_direct_days", "v_dues", "v_lines", "v_lines_of_sales", "v_money_steps", "v_monthly_costs", "v_months", "v_order_items", "v_orders", "v_payer_starts", "v_payout_days", "v_sales", "v_settings"]
columns = [
  { name = "customer_id", kind = "int", better = "none", id = "No. pelanggan", en = "Customer no." },
  { name = "partner", kind = "text", personal = true, id = "Mitra", en = "Partner" },
  { name = "category", kind = "text", id = "Kategori", en = "Category" },
  { name = "discount_bps", kind = "bps", better = "none", id = "Diskon", en = "Discount" },
  "*",
]
*/
WITH discounts AS (
  SELECT k.customer_id, MAX(p.discount_percent) AS discount_percent, MIN(p.name) AS name
  FROM v_customer_profiles AS p
  JOIN v_customer_keys AS k ON k.key = 'phone:' || p.phone
  GROUP BY k.customer_id
)
SELECT
  f.customer_id AS customer_id,
  COALESCE(d.name, f.name) AS partner,
  c.category AS category,
  100 * COALESCE(d.discount_percent, 0) AS discount_bps,
  f.orders AS orders,
  f.revenue_sen AS revenue_sen,
  f.refund_sen AS refund_sen,
  f.cogs_sen AS cogs_sen,
  f.platform_fees_sen AS platform_fees_sen,
  f.shipping_sen AS shipping_sen,
  f.return_loss_sen AS return_loss_sen,
  f.packing_sen AS packing_sen,
  f.ads_sen AS ads_sen,
  f.other_costs_sen AS other_costs_sen,
  f.unknown_sen AS unknown_sen,
  f.profit_sen AS profit_sen,
  f.margin_bps AS margin_bps,
  f.known_bps AS known_bps
FROM profit_figures AS f
JOIN v_customers AS c ON c.customer_id = f.customer_id
LEFT JOIN discounts AS d ON d.customer_id = f.customer_id
WHERE f.dim = 'customer' AND c.category IN ('reseller', 'dropshiper', 'agen', 'distributor')
ORDER BY customer_id;
