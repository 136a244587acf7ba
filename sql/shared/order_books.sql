-- needs: period_lines
-- needs: sales_due
-- computed once
-- Per sale, what the detail lines and what the wallet say it brought, up to the day that both know.
-- wallet_gap_sen  wallet less detail; where one has nothing of the sale, only while it has others around that day
-- wallet_twice    the wallet holds the sale more often than the detail lines
SELECT
  b.order_id AS order_id, CASE WHEN b.details > 0 THEN b.detail_sen END AS detail_sen,
  CASE WHEN b.wallets > 0 THEN b.wallet_sen END AS wallet_sen,
  b.details AS details, b.wallets AS wallets, b.gap_sen AS wallet_gap_sen,
  CASE WHEN b.gap_sen > 200 AND b.details > 0 AND b.wallets > b.details AND b.gap_sen >= b.least_sen THEN 1 ELSE 0 END AS wallet_twice
FROM (
  SELECT
    s.order_id, s.detail_sen, s.wallet_sen, s.details, s.wallets, s.least_sen,
    CASE
      WHEN s.wallet_last IS NULL OR ABS(s.wallet_sen - s.detail_sen) <= 200 THEN 0
      WHEN s.details > 0 AND s.wallets > 0
      -- A credit may hold shipping and insurance that go out again, and the platform's share of a voucher.
      THEN CASE WHEN s.wallet_sen - s.detail_sen IN (s.passed_sen, s.passed_sen + d.subsidised_sen, d.bought_sen,
                                                     d.bought_sen + d.subsidised_sen, d.subsidised_sen)
                 AND d.platform = 'tokopedia' THEN 0
                ELSE s.wallet_sen - s.detail_sen END
      WHEN s.details > 0 AND s.detail_sen > 0 AND s.wallet_around = 1 THEN -s.detail_sen
      WHEN s.wallets > 0 AND s.wallet_sen > 0 AND s.detail_around = 1 THEN s.wallet_sen
      ELSE 0
    END AS gap_sen
  FROM (
    SELECT
      g.order_id, g.detail_sen, g.wallet_sen, g.details, g.wallets, g.least_sen, g.passed_sen, g.wallet_last,
      CASE WHEN n.other_around = 1 AND g.details > 0 AND n.other_until <= MIN(g.wallet_last, :as_of) THEN 1 ELSE 0 END AS wallet_around,
      CASE WHEN n.other_around = 1 AND g.wallets > 0 AND n.other_until <= MIN(g.detail_last, :as_of) THEN 1 ELSE 0 END AS detail_around
    FROM (
      SELECT
        r.order_id, l.platform, l.account, e.wallet_last, e.detail_last,
        MAX(CASE WHEN l.kind IN ('revenue', 'payment_from') THEN l.line_id END) AS last_line_id,
        COALESCE(SUM(CASE WHEN l.ledger = 'detail' AND l.kind IN ('revenue', 'payment_from', 'ads_topup', 'rounding') THEN l.net_sen END), 0) AS detail_sen,
        COALESCE(SUM(CASE WHEN l.ledger = 'wallet' AND l.kind IN ('revenue', 'payment_from') THEN l.net_sen END), 0) AS wallet_sen,
        COUNT(CASE WHEN l.ledger = 'detail' AND l.kind IN ('revenue', 'payment_from') THEN 1 END) AS details,
        COUNT(CASE WHEN l.ledger = 'wallet' AND l.kind IN ('revenue', 'payment_from') THEN 1 END) AS wallets,
        MIN(CASE WHEN l.ledger = 'wallet' AND l.kind IN ('revenue', 'payment_from') THEN l.net_sen END) AS least_sen,
        -COALESCE(SUM(CASE WHEN l.ledger = 'wallet' AND l.kind = 'payment_for' THEN l.net_sen END), 0) AS passed_sen
      FROM period_lines AS x
      JOIN v_lines_of_sales AS r ON r.line_id = x.line_id
      JOIN v_lines AS l ON l.line_id = x.line_id
      LEFT JOIN v_book_ends AS e ON e.platform = l.platform AND e.account = l.account
      WHERE r.order_id IS NOT NULL AND l.occurred_date <= :as_of
        AND l.kind IN ('revenue', 'payment_from', 'ads_topup', 'rounding', 'payment_for')
        AND (e.platform IS NULL OR l.occurred_date <= CASE l.ledger WHEN 'detail' THEN e.wallet_last ELSE e.detail_last END)
      GROUP BY r.order_id, l.platform, l.account, e.wallet_last, e.detail_last
    ) AS g
    LEFT JOIN v_line_neighbours AS n ON n.line_id = CASE WHEN g.details = 0 OR g.wallets = 0 THEN g.last_line_id END
  ) AS s
  JOIN sales_due AS d ON d.order_id = s.order_id
  WHERE d.state <> 'test'
) AS b
