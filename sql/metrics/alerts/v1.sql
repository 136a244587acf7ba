/*omni
name = "alerts"
version = 1
title = { id = "Yang diukur peringatan", en = "What alerts are measured by" }
formula = { id = """
Satu baris per aturan dan hal yang diukurnya pada as-of. rts_jump: rasio RTS pesanan yang berakhir 14 hari terakhir dikurangi 56 hari sebelumnya, per \
kurir dan seluruhnya, dibandingkan semusim (hari biasa, gajian, tanggal kembar, Lebaran; musim tanpa pembanding tidak dinilai); yakin bila ≥ 20 pesanan di keduanya dan selisihnya lebih dari dua simpangan baku. fee_rule: tarif biaya yang paling sering (per \
0,1 poin) 14 hari terakhir dan 42 hari sebelumnya, selisihnya; yakin bila ≥ 10 pesanan di keduanya dan ≥ 40% memakainya. late_payout: pesanan selesai \
yang belum cair melewati masa pencairan per pembayar; dan penarikan yang tidak ada di mutasi bank yang sudah diimpor, umurnya dalam hari. \
adset_fatigue: frekuensi minggu terakhir (baris ≥ 7 hari). target_reached: capaian [targets] bulan ini (revenue, gmv, orders) dan target GMV campaign sampai 7 hari sesudahnya. stock_low: hari sampai \
stok habis. sales_drop: pesanan hari utuh terakhir di bawah hari sebanding (semusim: gajian, Lebaran; kalau tidak, hari biasa yang sama), \
tidak di hari campaign, tanggal kembar, dan tiga hari sesudahnya, dan tidak di libur Lebaran. live_violation: LIVE yang melanggar dalam 14 hari terakhir. Menyala pada raise_at, padam pada clear_at.""", en = """
One row per rule and thing it measures on as-of. rts_jump: RTS rate of the orders that ended in the last 14 days less that of the 56 days before, by \
courier and in all, each season of the order's day with its own (ordinary, pay-day, twin dates, Lebaran; one without days before is not judged); sure where both have ≥ 20 orders and the difference exceeds two standard deviations. fee_rule: the most frequent fee rate (by 0.1 \
points) of the last 14 days and of the 42 before, how far apart; sure with ≥ 10 orders in both of which ≥ 40% have it. late_payout: completed orders \
not settled within the payer"s days; and payouts that imported bank statements do not show, their age in days. adset_fatigue: frequency of the newest \
week (rows of ≥ 7 days). target_reached: how much of [targets] this month has (revenue, gmv, orders), and a campaign of its GMV target until 7 days after it. stock_low: days until the stock is gone. sales_drop: orders of the newest whole day below comparable days (same season: pay-day, Lebaran; else ordinary ones of the \
same weekday), not on campaign days, twin dates and the three days after, and not on the holidays of Lebaran. live_violation: LIVEs of the last 14 days that violate the rules. \
Raised at raise_at, cleared at clear_at.""" }
how_to_read = { id = """
omni alerts menyimpan mana yang menyala: di antara kedua ambang keadaannya tetap, supaya tidak berkedip.""", en = """
omni alerts keeps which are on: between the two thresholds the state stays, so that none flickers.""" }
seed_ids = ["S0-28", "S0-29", "S2-22", "F-58", "F-88"]
uses = ["as_of_day", "ad_frequency", "order_stages", "stock_covers", "shop_usual"]
grain = ["rule", "subject"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_ad_reach", "v_days", "v_direct_days", "v_dues", "v_lines_of_sales", "v_misses", "v_money_steps", "v_order_items", "v_orders", "v_payer_starts", "v_payout_days", "v_payouts", "v_return_scans", "v_sales", "v_stock_snapshots", "v_targets", "v_product_costs", "v_campaigns", "v_lines", "v_book_ends", "v_line_neighbours", "v_live_sessions", "v_covered", "v_seasons", "v_charged_lines", "v_charges"]
needs = ["orders", "settlements", "bank", "ads"]
better = "none"
money_rows = { column = "rule", values = ["fee_rule", "late_payout", "target_reached"] }
columns = [
  { name = "rule", kind = "text", id = "Aturan", en = "Rule" },
  { name = "subject", kind = "text", id = "Tentang", en = "About" },
  { name = "value", kind = "int", id = "Nilai", en = "Value" },
  { name = "raise_at", kind = "int", id = "Menyala pada", en = "Raised at" },
  { name = "clear_at", kind = "int", id = "Padam pada", en = "Cleared at" },
  { name = "way", kind = "text", id = "Arah", en = "Way" },
  { name = "sure", kind = "int", id = "Yakin", en = "Sure", note = "1 = ya/yes" },
  { name = "shown", kind = "int", id = "Sekarang", en = "Now" },
  { name = "before", kind = "int", id = "Sebelumnya", en = "Before" },
]
*/
WITH ended AS (
  SELECT
    e.courier, e.ordered_day, e.late, COUNT(*) AS orders, COALESCE(SUM(e.back), 0) AS back
  FROM (
    SELECT
      COALESCE(o.courier, '?') AS courier,
      o.ordered_day,
      CASE WHEN o.status = 'rts' THEN 1 ELSE 0 END AS back,
      CASE WHEN d.day > a.day - 14 THEN 1 ELSE 0 END AS late
    FROM v_orders AS o
    CROSS JOIN as_of_day AS a
    JOIN v_days AS d ON d.date = CASE WHEN o.status = 'rts' THEN COALESCE(o.returned_date, o.completed_date)
                                      ELSE o.completed_date END
    WHERE o.status IN ('rts', 'completed') AND o.is_test = 0 AND o.left_warehouse = 1
      AND d.day > a.day - 70 AND d.day <= a.day
      AND CASE WHEN o.status = 'rts' THEN COALESCE(o.returned_date, o.completed_date) ELSE o.completed_date END
          > COALESCE((SELECT h.date FROM as_of_day AS c JOIN v_days AS h ON h.day = c.day - 70), '')
  ) AS e
  GROUP BY e.courier, e.ordered_day, e.late
),
-- By the season of the order's day: what pay-day, a twin date or Lebaran sells comes back more or less often than other orders.
returned AS (
  SELECT
    u.subject, COALESCE(w.season, 'ordinary') AS season,
    COALESCE(SUM(u.late * u.orders), 0) AS n1,
    COALESCE(SUM(u.late * u.back), 0) AS x1,
    COALESCE(SUM((1 - u.late) * u.orders), 0) AS n0,
    COALESCE(SUM((1 - u.late) * u.back), 0) AS x0
  FROM (
    SELECT f.courier AS subject, f.ordered_day, f.late, f.orders, f.back FROM ended AS f
    UNION ALL
    SELECT '*', f.ordered_day, f.late, f.orders, f.back FROM ended AS f
  ) AS u
  LEFT JOIN v_seasons AS w ON w.day = u.ordered_day
  GROUP BY u.subject, COALESCE(w.season, 'ordinary')
),
-- What would have come back at the rate of the same season before, and how far chance carries that.
jumps AS (
  SELECT
    r.subject, COALESCE(SUM(r.n1), 0) AS n1, COALESCE(SUM(r.x1), 0) AS x1, COALESCE(SUM(r.n0), 0) AS n0,
    COALESCE(SUM(1.0 * r.n1 * r.x0 / r.n0), 0.0) AS expected,
    COALESCE(SUM((1.0 * (r.x1 + r.x0) / (r.n1 + r.n0)) * (1.0 - 1.0 * (r.x1 + r.x0) / (r.n1 + r.n0))
      * (r.n1 + 1.0 * r.n1 * r.n1 / r.n0)), 0.0) AS variance
  FROM returned AS r
  WHERE r.n1 > 0 AND r.n0 > 0
  GROUP BY r.subject
),
-- The rate of each settled order to a tenth of a point, in the last 14 days and in the 42 before.
rated AS (
  SELECT
    s.platform,
    CASE WHEN s.occurred_day > a.day - 14 THEN 1 ELSE 0 END AS late,
    CAST(ROUND(-1000.0 * s.fee_sen / s.items_sen) AS INTEGER) * 10 AS rate_bps,
    COUNT(*) AS orders
  FROM v_money_steps AS s
  CROSS JOIN as_of_day AS a
  WHERE s.kind = 'revenue' AND s.items_sen > 0 AND s.fee_sen < 0
    AND s.occurred_day > a.day - 56 AND s.occurred_day <= a.day
    AND s.occurred_date > COALESCE((SELECT h.date FROM as_of_day AS e JOIN v_days AS h ON h.day = e.day - 56), '') AND s.occurred_date <= :as_of
  GROUP BY s.platform, CASE WHEN s.occurred_day > a.day - 14 THEN 1 ELSE 0 END,
    CAST(ROUND(-1000.0 * s.fee_sen / s.items_sen) AS INTEGER) * 10
),
modes AS (
  SELECT
    r.platform, r.late, r.rate_bps, r.orders,
    COALESCE(SUM(r.orders) OVER (PARTITION BY r.platform, r.late), 0) AS all_orders,
    ROW_NUMBER() OVER (PARTITION BY r.platform, r.late ORDER BY r.orders DESC, r.rate_bps) AS nth
  FROM rated AS r
),
weeks AS (
  SELECT
    f.platform, f.campaign, f.adset, f.week_date, f.low_bps,
    ROW_NUMBER() OVER (PARTITION BY f.platform, f.campaign, f.adset ORDER BY f.week_date DESC) AS nth
  FROM ad_frequency AS f
  JOIN v_days AS d ON d.date = f.week_date
  CROSS JOIN as_of_day AS a
  WHERE f.whole_week = 1 AND d.day > a.day - 21 AND d.day <= a.day
),
month_so_far AS (
  SELECT
    COALESCE(SUM(o.delivered_revenue_sen), 0) AS revenue_sen,
    COALESCE(SUM(COALESCE(o.product_gross_sen, o.net_revenue_sen)), 0) AS gmv_sen,
    COALESCE(SUM(o.is_counted), 0) AS orders
  FROM v_orders AS o
  WHERE o.is_test = 0 AND o.is_counted = 1 AND o.ordered_date >= SUBSTR(:as_of, 1, 8) || '01'
    AND o.ordered_date <= :as_of
),
facts AS (
  SELECT
    'rts_jump' AS rule, r.subject AS subject,
    CAST(ROUND(10000.0 * (r.x1 - r.expected) / r.n1) AS INTEGER) AS value,
    500 AS raise_at, 200 AS clear_at, 'up' AS way,
    CASE WHEN r.n1 >= 20 AND r.n0 >= 20 AND (r.x1 - r.expected) * (r.x1 - r.expected) > 4.0 * r.variance THEN 1 ELSE 0 END AS sure,
    CAST(ROUND(10000.0 * r.x1 / r.n1) AS INTEGER) AS shown,
    CAST(ROUND(10000.0 * r.expected / r.n1) AS INTEGER) AS before
  FROM jumps AS r
  UNION ALL
  SELECT
    'fee_rule', n.platform, ABS(n.rate_bps - b.rate_bps), 30, 10, 'up',
    CASE WHEN n.all_orders >= 10 AND b.all_orders >= 10 AND 10 * n.orders >= 4 * n.all_orders
          AND 10 * b.orders >= 4 * b.all_orders THEN 1 ELSE 0 END,
    n.rate_bps, b.rate_bps
  FROM modes AS n
  JOIN modes AS b ON b.platform = n.platform AND b.late = 0 AND b.nth = 1
  WHERE n.late = 1 AND n.nth = 1
  UNION ALL
  SELECT 'late_payout', t.payer, COUNT(*), 3, 0, 'up', 1, COALESCE(SUM(t.to_come_sen), 0), NULL
  FROM order_stages AS t
  WHERE t.finding = 'overdue' AND t.payer_known = 1
  GROUP BY t.payer
  UNION ALL
  SELECT
    'late_payout', p.source || ' ' || p.account || ' ' || p.line_key, a.day - p.occurred_day, 5, 0, 'up', 1, p.net_sen, NULL
  FROM v_payouts AS p
  JOIN v_misses AS x ON x.payout_line_id = p.payout_line_id
  CROSS JOIN as_of_day AS a
  WHERE p.state = 'not_in_bank' AND x.failed_test <> 'no_statement' AND p.occurred_date >= :from_date AND p.occurred_date <= :as_of
  UNION ALL
  SELECT
    'adset_fatigue', w.platform || ' ' || w.campaign || CASE WHEN w.adset = '' THEN '' ELSE ' / ' || w.adset END,
    w.low_bps, 50001, 45000, 'up', 1, w.low_bps, NULL
  FROM weeks AS w
  WHERE w.nth = 1
  UNION ALL
  SELECT
    'target_reached', g.month || ' ' || g.figure,
    CAST(10000.0 * CASE g.figure WHEN 'revenue' THEN t.revenue_sen WHEN 'gmv' THEN t.gmv_sen ELSE t.orders END / g.target AS INTEGER),
    10000, 9500, 'up', 1,
    CASE g.figure WHEN 'revenue' THEN t.revenue_sen WHEN 'gmv' THEN t.gmv_sen ELSE t.orders END, g.target
  FROM v_targets AS g
  CROSS JOIN month_so_far AS t
  WHERE g.month = SUBSTR(:as_of, 1, 7) AND g.target > 0
  UNION ALL
  -- A campaign whose last day is not a week past: its order value, canceled orders too, as campaign_pace has it.
  SELECT
    'target_reached', 'campaign ' || k.campaign, CAST(10000.0 * k.gmv_sen / k.target_sen AS INTEGER), 10000, 9500, 'up', 1,
    k.gmv_sen, k.target_sen
  FROM (
    SELECT
      c.campaign, c.target_sen,
      COALESCE(SUM(COALESCE(o.product_gross_sen, o.net_revenue_sen + COALESCE(o.seller_discount_sen, 0), 0)), 0) AS gmv_sen
    FROM v_campaigns AS c
    JOIN v_orders AS o ON o.ordered_date BETWEEN c.from_date AND c.to_date
    WHERE c.target_sen > 0 AND c.from_date <= :as_of AND c.to_day > (SELECT t.day FROM as_of_day AS t) - 7 AND o.ordered_date <= :as_of
      AND o.is_test = 0 AND o.status NOT IN ('created', 'pending')
      AND (COALESCE(c.channel, 'all') IN ('all', COALESCE(o.channel, o.platform))
           OR (c.channel = 'tiktok_tokopedia' AND COALESCE(o.channel, o.platform) IN ('tiktok', 'tokopedia')))
    GROUP BY c.campaign, c.target_sen
  ) AS k
  UNION ALL
  SELECT
    'sales_drop', u.channel || ' ' || u.account, CAST(ROUND(10000.0 * (u.usual - u.orders) / u.usual) AS INTEGER), 5000, 2500, 'up',
    CASE WHEN (u.usual - u.orders) * (u.usual - u.orders) > 9.0 * u.usual
          AND (u.usual - u.orders) * (u.usual - u.orders) > 4.0 * u.scatter THEN 1 ELSE 0 END,
    u.orders, CAST(ROUND(u.usual) AS INTEGER)
  FROM shop_usual AS u
  CROSS JOIN as_of_day AS a
  WHERE u.usual > 0 AND u.day > a.day - 4
  UNION ALL
  SELECT 'live_violation', MAX(l.creator) || ' ' || l.started_date, COUNT(*), 1, 0, 'up', 1, COUNT(*), NULL
  FROM v_live_sessions AS l
  WHERE l.is_violating = 1 AND l.started_date <= :as_of
    AND l.started_date > (SELECT w.date FROM v_days AS w CROSS JOIN as_of_day AS t WHERE w.day = t.day - 14)
  GROUP BY l.creator_key, l.started_date
  UNION ALL
  SELECT 'stock_low', s.sku, COALESCE(s.left_days, 0), 7, 10, 'down', 1, s.left_pieces, NULL
  FROM stock_covers AS s
  WHERE s.state IN ('out', 'low', 'ok')
)
SELECT
  f.rule AS rule,
  f.subject AS subject,
  f.value AS value,
  f.raise_at AS raise_at,
  f.clear_at AS clear_at,
  f.way AS way,
  f.sure AS sure,
  f.shown AS shown,
  f.before AS before
FROM facts AS f
ORDER BY f.rule, f.subject;
