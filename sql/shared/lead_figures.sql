-- The funnel of contacts that first wrote in the period, once by each way of grouping them (dim): 'pipeline' (key, with
-- the labels beside it), 'handler', 'campaign'. named_closed are closings whose contact is not known to come from the
-- campaign: only the order that closed it names it (UTM), so they are in neither side of the rate.
SELECT
  g.dim AS dim, g.key AS key, g.label AS label, g.leads AS leads, g.closed AS closed,
  g.repeat_buyers AS repeat_buyers, g.closing_value_sen AS closing_value_sen, g.named_closed AS named_closed,
  CAST(ROUND(10000.0 * g.closed / NULLIF(g.leads - g.repeat_buyers, 0)) AS INTEGER) AS close_rate_bps
FROM (
  SELECT
    r.dim AS dim, r.key AS key, r.label AS label,
    COALESCE(SUM(r.own), 0) AS leads,
    COALESCE(SUM(CASE WHEN r.own = 1 AND r.closing = 'closed' THEN 1 ELSE 0 END), 0) AS closed,
    COALESCE(SUM(CASE WHEN r.own = 1 AND r.closing = 'repeat' THEN 1 ELSE 0 END), 0) AS repeat_buyers,
    COALESCE(SUM(CASE WHEN r.own = 0 THEN 1 ELSE 0 END), 0) AS named_closed,
    COALESCE(SUM(r.closing_value_sen), 0) AS closing_value_sen
  FROM (
    SELECT
      d.dim AS dim,
      CASE d.dim WHEN 'pipeline' THEN COALESCE(l.pipeline, '-') WHEN 'handler' THEN COALESCE(l.handled_by, '-')
        ELSE COALESCE(l.campaign, o.utm_campaign, '-') END AS key,
      CASE d.dim WHEN 'pipeline' THEN COALESCE(l.labels, '-') ELSE '' END AS label,
      CASE WHEN d.dim = 'campaign' AND l.campaign IS NULL AND o.utm_campaign IS NOT NULL THEN 0 ELSE 1 END AS own,
      c.closing AS closing,
      c.closing_value_sen AS closing_value_sen
    FROM v_leads AS l
    JOIN v_lead_closing AS c ON c.lead_id = l.lead_id
    CROSS JOIN (SELECT 'pipeline' AS dim UNION ALL SELECT 'handler' UNION ALL SELECT 'campaign') AS d
    LEFT JOIN v_orders AS o ON d.dim = 'campaign' AND o.order_id = c.closing_order_id
    WHERE COALESCE(l.created_date, l.last_message_date) >= :from_date
      AND COALESCE(l.created_date, l.last_message_date) < :to_date
  ) AS r
  GROUP BY r.dim, r.key, r.label
) AS g
