/*omni
name = "profit_by_campaign"
version = 1
title = { id = "Laba per campaign", en = "Profit by campaign" }
formula = { id = """
Pesanan terikat ke campaign yang disebut UTM-nya, bila campaign itu belanja di hari pesanannya. Laba = laba pesanan itu sebelum iklan (hanya yang HPP-nya diketahui) − seluruh belanja \
campaign dalam periode. ROAS selesai = pendapatan pesanan selesai yang terikat ÷ belanja; ROAS kas = uang yang sudah cair untuk pesanan itu ÷ belanja. Porsi terikat = pesanan \
selesai yang terikat ÷ semua pesanan selesai dari kanal platform iklan itu. Pesanan hanya menyebut campaign, jadi ad set tidak dipisah.""", en = """
Orders are tied to the campaign that their UTM names, where it spent on the day of the order. Profit = the profit of these orders before ads (of known cost only) − all that the \
campaign spent in the period. Delivered ROAS = revenue of completed tied orders ÷ spend; cash ROAS = what was settled for them ÷ spend. Share tied = completed \
orders tied ÷ all completed orders of that ad platform's channels. Orders name the campaign only, so ad sets are not told apart.""" }
how_to_read = { id = """
Porsi terikat yang rendah berarti campaign tampak lebih rugi dari sebenarnya: pesanan tanpa UTM tidak ikut. Pasang UTM di semua iklan sebelum menghentikan campaign karena angka ini.""", en = """
A low share tied makes campaigns look worse than they are: orders without UTM are not in it. Put UTM on every ad before stopping a campaign for this figure.""" }
seed_ids = ["F-72", "S0-24"]
uses = ["order_profits", "ad_buyers"]
grain = ["platform", "campaign", "adset"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_ad_channels", "v_ad_days", "v_days", "v_direct_days", "v_dues", "v_lines", "v_lines_of_sales", "v_money_steps", "v_order_items", "v_orders", "v_payer_starts", "v_payout_days", "v_sales", "v_settings"]
needs = ["orders", "settlements", "ads"]
better = "up"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "adset", kind = "text", id = "Ad set", en = "Ad set" },
  { name = "spend_sen", kind = "sen", better = "none", id = "Belanja", en = "Spend", needs = ["ads"] },
  { name = "orders", kind = "int", id = "Pesanan selesai", en = "Completed orders", needs = ["orders"] },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue", needs = ["orders"] },
  { name = "profit_sen", kind = "sen", id = "Laba", en = "Profit" },
  { name = "roas_delivered_bps", kind = "bps", id = "ROAS selesai", en = "Delivered ROAS" },
  { name = "roas_cash_bps", kind = "bps", id = "ROAS kas", en = "Cash ROAS" },
  { name = "matched_bps", kind = "bps", better = "none", id = "Porsi terikat", en = "Share tied", needs = ["orders"] },
  { name = "unknown_orders", kind = "int", better = "down", id = "HPP tidak diketahui", en = "Cost unknown", needs = ["orders"] },
]
*/
WITH tied AS (
  SELECT
    b.campaign AS campaign,
    COUNT(CASE WHEN p.state = 'done' THEN 1 END) AS orders,
    COUNT(CASE WHEN p.is_known = 0 THEN 1 END) AS unknown_orders,
    COALESCE(SUM(p.revenue_sen + p.refund_sen), 0) AS revenue_sen,
    COALESCE(SUM(CASE WHEN p.is_known = 1 THEN p.revenue_sen + p.refund_sen + p.cogs_sen + p.platform_fees_sen + p.shipping_sen + p.return_loss_sen + p.packing_sen ELSE 0 END), 0) AS gross_sen,
    COALESCE(SUM(m.net_sen - m.ads_sen), 0) AS cash_sen
  FROM ad_buyers AS b
  JOIN order_profits AS p ON p.order_id = b.order_id
  LEFT JOIN order_money AS m ON m.order_id = b.order_id
  WHERE b.campaign IS NOT NULL
  GROUP BY b.campaign
),
spent AS (
  SELECT d.platform AS platform, LOWER(TRIM(d.campaign)) AS campaign, MIN(d.campaign) AS name, COALESCE(SUM(d.spend_sen), 0) AS spend_sen
  FROM v_ad_days AS d
  WHERE d.ad_date >= :from_date AND d.ad_date < :to_date
  GROUP BY d.platform, LOWER(TRIM(d.campaign))
),
channels AS (
  SELECT
    a.ad_platform AS platform,
    COUNT(*) AS orders,
    COUNT(b.campaign) AS tied
  FROM order_profits AS p
  JOIN v_ad_channels AS a ON a.platform = p.platform
  LEFT JOIN ad_buyers AS b ON b.order_id = p.order_id
  WHERE p.state = 'done'
  GROUP BY a.ad_platform
)
SELECT
  s.platform AS platform,
  s.name AS campaign,
  '(semua ad set)' AS adset,
  s.spend_sen AS spend_sen,
  COALESCE(t.orders, 0) AS orders,
  COALESCE(t.revenue_sen, 0) AS revenue_sen,
  COALESCE(t.gross_sen, 0) - s.spend_sen AS profit_sen,
  CAST(ROUND(10000.0 * COALESCE(t.revenue_sen, 0) / NULLIF(s.spend_sen, 0)) AS INTEGER) AS roas_delivered_bps,
  CAST(ROUND(10000.0 * COALESCE(t.cash_sen, 0) / NULLIF(s.spend_sen, 0)) AS INTEGER) AS roas_cash_bps,
  CAST(ROUND(10000.0 * c.tied / NULLIF(c.orders, 0)) AS INTEGER) AS matched_bps,
  COALESCE(t.unknown_orders, 0) AS unknown_orders
FROM spent AS s
LEFT JOIN tied AS t ON t.campaign = s.campaign
LEFT JOIN channels AS c ON c.platform = s.platform
ORDER BY platform, campaign, adset;
