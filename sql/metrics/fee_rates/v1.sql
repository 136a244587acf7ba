/*omni
name = "fee_rates"
version = 1
title = { id = "Tarif biaya per bulan", en = "Fee rates by month" }
formula = { id = """
Biaya platform ÷ nilai barang yang dicairkan, per platform dan bulan cair; perubahan terhadap bulan cair \
sebelumnya yang ada datanya. Biaya = yang dipotong di baris pendapatan, ditambah biaya yang dibukukan sebagai baris \
sendiri (Tokopedia, Lazada, denda TikTok) di bulan pembukuannya, tanpa pajaknya.""", en = """
Platform fees ÷ item value settled, by platform and month of settlement; the change is against the month before \
that has data. Fees = what was taken on the lines of proceeds, and fees booked as lines of their own (Tokopedia, \
Lazada, TikTok"s penalties) in the month of their booking, without their tax.""" }
how_to_read = { id = """
Perubahan positif berarti biaya naik. Bandingkan dengan pengumuman tarif platform.""", en = """
A positive change means fees went up. Compare it with the platform"s announced rates.""" }
seed_ids = ["S0-61"]
grain = ["platform", "month"]
params = ["from_date", "to_date"]
sources = ["v_money_steps", "v_months", "v_payer_starts"]
needs = ["settlements"]
better = "none"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "month", kind = "text", id = "Bulan", en = "Month" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "gross_sen", kind = "sen", id = "Nilai barang", en = "Item value" },
  { name = "fee_sen", kind = "sen", id = "Biaya", en = "Fees" },
  { name = "fee_rate_bps", kind = "bps", better = "down", id = "Tarif", en = "Rate" },
  { name = "previous_rate_bps", kind = "bps", id = "Tarif sebelumnya", en = "Rate before" },
  { name = "change_bps", kind = "bps", better = "down", id = "Perubahan", en = "Change" },
]
*/
WITH platforms AS (
  SELECT p.platform FROM v_payer_starts AS p GROUP BY p.platform
),
-- The month before that has data, looked for backwards instead of reading all of the past.
starts AS (
  SELECT
    p.platform,
    COALESCE(
      (SELECT m.from_date FROM v_months AS m
        WHERE m.month < SUBSTR(:from_date, 1, 7)
          AND EXISTS (SELECT 1 FROM v_money_steps AS s
                       WHERE s.occurred_date >= m.from_date AND s.occurred_date < m.to_date
                         AND s.platform = p.platform AND s.kind = 'revenue' AND s.items_sen > 0)
        ORDER BY m.month DESC LIMIT 1),
      SUBSTR(:from_date, 1, 7) || '-01') AS from_date
  FROM platforms AS p
)
SELECT
  r.platform AS platform,
  r.month AS month,
  r.orders AS orders,
  r.gross_sen AS gross_sen,
  r.fee_sen AS fee_sen,
  r.fee_rate_bps AS fee_rate_bps,
  r.previous_rate_bps AS previous_rate_bps,
  r.fee_rate_bps - r.previous_rate_bps AS change_bps
FROM (
  SELECT
    m.platform AS platform,
    m.month AS month,
    m.orders AS orders,
    m.gross_sen AS gross_sen,
    m.fee_sen AS fee_sen,
    m.fee_rate_bps AS fee_rate_bps,
    LAG(m.fee_rate_bps) OVER (PARTITION BY m.platform ORDER BY m.month) AS previous_rate_bps
  FROM (
    SELECT
      s.platform AS platform,
      SUBSTR(s.occurred_date, 1, 7) AS month,
      COUNT(DISTINCT CASE WHEN s.kind = 'revenue' THEN s.order_key END) AS orders,
      COALESCE(SUM(s.items_sen), 0) AS gross_sen,
      COALESCE(SUM(s.fee_sen - s.fee_tax_sen), 0) AS fee_sen,
      CAST(ROUND(-10000.0 * COALESCE(SUM(s.fee_sen - s.fee_tax_sen), 0) / NULLIF(COALESCE(SUM(s.items_sen), 0), 0)) AS INTEGER) AS fee_rate_bps
    FROM starts AS b
    JOIN v_money_steps AS s ON s.platform = b.platform AND s.occurred_date >= b.from_date
    WHERE ((s.kind = 'revenue' AND s.items_sen > 0) OR s.kind = 'fee') AND s.occurred_date < :to_date
    GROUP BY s.platform, SUBSTR(s.occurred_date, 1, 7)
    -- A fee in a month without sales has nothing to be measured by.
    HAVING COALESCE(SUM(s.items_sen), 0) > 0
  ) AS m
) AS r
WHERE r.month >= SUBSTR(:from_date, 1, 7)
ORDER BY r.platform, r.month;
