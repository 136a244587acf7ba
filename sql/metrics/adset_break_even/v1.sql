/*omni
name = "adset_break_even"
version = 1
title = { id = "Ad set dan titik impas", en = "Ad sets against break-even" }
formula = { id = """
CPR pembelian = belanja ÷ pembelian menurut platform iklan. CPR maksimal seperti di titik impas iklan: rasio sampai × (harga − HPP − biaya) − (1 − rasio sampai) × rugi per kiriman yang kembali atau hilang − kemasan, \
dari pesanan campaign itu (UTM) bila ada ≥ 20 kiriman, kalau tidak dari semua pesanan kanal platform iklannya. Batas bawah dan atas memakai selang Wilson 95% rasio sampai. loses = CPR di atas batas atas; earns = CPR di bawah \
batas bawah; unsure = di antaranya; tanpa pembelian: loses bila belanjanya sendiri sudah di atas batas atas, selain itu unknown. Rugi = belanja − pembelian × CPR maksimal, bila lebih dari 0.""", en = """
CPR of purchases = spend ÷ purchases as the ads platform counts them. Highest CPR as in the break-even of ads: delivery rate × (price − cost − fees) − (1 − delivery rate) × loss per parcel returned or lost − packing, \
of the orders of that campaign (UTM) where ≥ 20 parcels are known, else of all orders of the channels of that ads platform. Low and high take the 95 % Wilson interval of the delivery rate. loses = CPR above high; earns = CPR below \
low; unsure = between; without purchases: loses where the spend alone is above high, else unknown. Loss = spend − purchases × highest CPR, where above 0.""" }
how_to_read = { id = """
Kelas ad set membandingkan ad set satu sama lain; titik impas membandingkannya dengan laba. Yang tambah tetapi loses jangan ditambah; yang kurangi tetapi earns masih untung. Jumlah Rugi = yang hilang bila semua tetap berjalan.""", en = """
Classes compare ad sets with each other; break-even compares them with profit. Do not scale what loses, however cheap it is beside the others; what earns still pays. The sum of losses is what goes on being lost.""" }
seed_ids = ["F-73", "S0-30"]
uses = ["order_profits"]
grain = ["platform", "campaign", "adset"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_ad_channels", "v_ad_days", "v_days", "v_direct_days", "v_dues", "v_lines", "v_lines_of_sales", "v_money_steps", "v_order_items", "v_orders", "v_payer_starts", "v_payout_days", "v_sales", "v_settings"]
needs = ["ads", "orders", "settlements"]
better = "none"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "adset", kind = "text", id = "Ad set", en = "Ad set" },
  { name = "against", kind = "text", id = "Titik impas", en = "Break-even" },
  { name = "spend_sen", kind = "sen", id = "Belanja", en = "Spend" },
  { name = "purchases", kind = "int", better = "up", id = "Pembelian", en = "Purchases" },
  { name = "cpr_sen", kind = "sen", better = "down", id = "CPR pembelian", en = "CPR of purchases" },
  { name = "max_cpr_sen", kind = "sen", better = "up", id = "CPR maksimal", en = "Highest CPR" },
  { name = "low_cpr_sen", kind = "sen", better = "up", id = "Batas bawah", en = "Low" },
  { name = "high_cpr_sen", kind = "sen", better = "up", id = "Batas atas", en = "High" },
  { name = "loss_sen", kind = "sen", better = "down", id = "Rugi", en = "Loss" },
  { name = "parcels", kind = "int", id = "Kiriman", en = "Parcels" },
  { name = "learned_from", kind = "text", id = "Dipelajari dari", en = "Learned from" },
]
*/
WITH parcels AS (
  SELECT
    h.ad_platform AS platform, LOWER(TRIM(u.utm_campaign)) AS campaign, o.state, o.is_known, o.packing_sen,
    o.revenue_sen + o.refund_sen AS revenue_sen, -(o.platform_fees_sen + o.shipping_sen) AS fees_sen, -COALESCE(o.cogs_sen, 0) AS goods_sen,
    -o.return_loss_sen AS loss_sen
  FROM order_profits AS o
  CROSS JOIN v_ad_channels AS h
  JOIN v_orders AS u ON u.order_id = o.order_id
  WHERE o.state IN ('done', 'back', 'lost') AND h.platform = o.platform
),
sums AS (
  SELECT
    k.platform, k.campaign, COUNT(*) AS parcels,
    COUNT(CASE WHEN k.state = 'done' THEN 1 END) AS done,
    COUNT(CASE WHEN k.state = 'done' AND k.is_known = 1 THEN 1 END) AS known,
    COALESCE(SUM(CASE WHEN k.state = 'done' THEN k.revenue_sen END), 0) AS revenue,
    COALESCE(SUM(CASE WHEN k.state = 'done' AND k.is_known = 1 THEN k.goods_sen END), 0) AS goods,
    COALESCE(SUM(CASE WHEN k.state = 'done' THEN k.fees_sen END), 0) AS fees,
    COALESCE(SUM(CASE WHEN k.state <> 'done' THEN k.loss_sen + CASE WHEN k.state = 'lost' THEN k.goods_sen ELSE 0 END END), 0) AS losses,
    COALESCE(SUM(-k.packing_sen), 0) AS packing
  FROM (
    SELECT p.platform, '' AS campaign, p.state, p.is_known, p.packing_sen, p.revenue_sen, p.fees_sen, p.goods_sen, p.loss_sen FROM parcels AS p
    UNION ALL
    SELECT p.platform, p.campaign, p.state, p.is_known, p.packing_sen, p.revenue_sen, p.fees_sen, p.goods_sen, p.loss_sen FROM parcels AS p WHERE p.campaign <> ''
  ) AS k
  GROUP BY k.platform, k.campaign
),
rated AS (
  SELECT
    s.platform, s.campaign, s.parcels, 1.0 * s.done / s.parcels AS rate,
    1.0 * (s.done + 1.9208 - 1.96 * SQRT(1.0 * s.done * (s.parcels - s.done) / s.parcels + 0.9604)) / (s.parcels + 3.8416) AS low_rate,
    1.0 * (s.done + 1.9208 + 1.96 * SQRT(1.0 * s.done * (s.parcels - s.done) / s.parcels + 0.9604)) / (s.parcels + 3.8416) AS high_rate,
    1.0 * s.revenue / s.done - 1.0 * s.goods / s.known - 1.0 * s.fees / s.done AS earned,
    COALESCE(1.0 * s.losses / NULLIF(s.parcels - s.done, 0), 0.0) AS loss, 1.0 * s.packing / s.parcels AS packing
  FROM sums AS s
  WHERE s.known > 0 AND (s.campaign = '' OR s.parcels >= 20)
),
allowed AS (
  SELECT
    r.platform, r.campaign, r.parcels,
    100 * CAST(ROUND(0.01 * (r.rate * r.earned - (1.0 - r.rate) * r.loss - r.packing)) AS INTEGER) AS max_cpr_sen,
    100 * CAST(ROUND(0.01 * (r.low_rate * r.earned - (1.0 - r.low_rate) * r.loss - r.packing)) AS INTEGER) AS low_cpr_sen,
    100 * CAST(ROUND(0.01 * (r.high_rate * r.earned - (1.0 - r.high_rate) * r.loss - r.packing)) AS INTEGER) AS high_cpr_sen
  FROM rated AS r
),
spent AS (
  SELECT
    d.platform, COALESCE(d.campaign, '') AS campaign, COALESCE(d.adset, '') AS adset,
    COALESCE(SUM(d.spend_sen), 0) AS spend_sen, CASE WHEN COUNT(d.conversions) > 0 THEN COALESCE(SUM(d.conversions), 0) END AS purchases
  FROM v_ad_days AS d
  WHERE d.ad_date >= :from_date AND d.ad_date < :to_date
  GROUP BY d.platform, COALESCE(d.campaign, ''), COALESCE(d.adset, '')
  HAVING COALESCE(SUM(d.spend_sen), 0) > 0
),
held AS (
  SELECT
    s.platform, s.campaign, s.adset, s.spend_sen, s.purchases,
    CASE WHEN c.parcels IS NOT NULL THEN c.max_cpr_sen ELSE a.max_cpr_sen END AS max_cpr_sen,
    CASE WHEN c.parcels IS NOT NULL THEN c.low_cpr_sen ELSE a.low_cpr_sen END AS low_cpr_sen,
    CASE WHEN c.parcels IS NOT NULL THEN c.high_cpr_sen ELSE a.high_cpr_sen END AS high_cpr_sen,
    CASE WHEN c.parcels IS NOT NULL THEN c.parcels ELSE a.parcels END AS parcels,
    CASE WHEN c.parcels IS NOT NULL THEN 'campaign' WHEN a.parcels IS NOT NULL THEN 'channel' END AS learned_from
  FROM spent AS s
  LEFT JOIN allowed AS a ON a.platform = s.platform AND a.campaign = ''
  LEFT JOIN allowed AS c ON c.platform = s.platform AND c.campaign = LOWER(TRIM(s.campaign)) AND c.campaign <> ''
)
SELECT
  h.platform AS platform,
  h.campaign AS campaign,
  CASE WHEN h.adset = '' THEN '(tanpa ad set)' ELSE h.adset END AS adset,
  CASE WHEN h.max_cpr_sen IS NULL OR h.purchases IS NULL THEN 'unknown'
       WHEN h.purchases = 0 THEN CASE WHEN h.spend_sen > h.high_cpr_sen THEN 'loses' ELSE 'unknown' END
       WHEN h.spend_sen > h.purchases * h.high_cpr_sen THEN 'loses'
       WHEN h.spend_sen < h.purchases * h.low_cpr_sen THEN 'earns'
       ELSE 'unsure' END AS against,
  h.spend_sen AS spend_sen,
  h.purchases AS purchases,
  CAST(ROUND(1.0 * h.spend_sen / NULLIF(h.purchases, 0)) AS INTEGER) AS cpr_sen,
  h.max_cpr_sen AS max_cpr_sen,
  h.low_cpr_sen AS low_cpr_sen,
  h.high_cpr_sen AS high_cpr_sen,
  CASE WHEN h.max_cpr_sen IS NULL OR h.purchases IS NULL THEN NULL
       WHEN h.max_cpr_sen <= 0 THEN h.spend_sen
       WHEN h.spend_sen > h.purchases * h.max_cpr_sen THEN h.spend_sen - h.purchases * h.max_cpr_sen
       ELSE 0 END AS loss_sen,
  h.parcels AS parcels,
  h.learned_from AS learned_from
FROM held AS h
ORDER BY h.platform, h.campaign, CASE WHEN h.adset = '' THEN '(tanpa ad set)' ELSE h.adset END;
