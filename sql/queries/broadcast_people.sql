-- Every lead with a phone, with what decides whether it may be written to and what it can be filtered by.
-- Newest contact first, so that of two contacts with one phone the newer speaks.
SELECT
  l.contact_id,
  c.customer_id,
  l.name,
  l.phone,
  l.pipeline,
  l.labels,
  l.city,
  l.last_message_at,
  c.closing,
  COALESCE(s.refused, 0) AS refused,
  CASE WHEN u.phone IS NOT NULL THEN 1
       -- A person with two numbers who refuses messages on one of them refuses them.
       WHEN EXISTS (SELECT 1 FROM v_customer_keys AS k JOIN v_opt_outs AS x ON k.key = 'phone:' || x.phone
                     WHERE k.customer_id = c.customer_id) THEN 1 ELSE 0 END AS opted_out,
  CASE WHEN COALESCE(s.completed, 0) >= 4 THEN 'Loyal'
       WHEN s.completed >= 2 THEN 'Returning'
       WHEN COALESCE(s.completed, 0) = 0 THEN 'Lead'
       WHEN t.day - s.last_done_day <= 90 THEN 'New'
       ELSE 'Churn' END AS segment
FROM v_leads AS l
JOIN v_lead_closing AS c ON c.lead_id = l.lead_id
CROSS JOIN (SELECT MAX(n.ordered_day) AS day FROM v_orders AS n WHERE n.is_test = 0) AS t
LEFT JOIN v_opt_outs AS u ON u.phone = l.phone
LEFT JOIN (
  SELECT
    o.customer_id,
    COUNT(CASE WHEN o.status = 'completed' THEN 1 END) AS completed,
    -- What came back after it was received was not refused.
    COUNT(CASE WHEN o.status = 'rts' AND COALESCE(o.return_kind, '') <> 'returned_after_receipt' THEN 1 END) AS refused,
    MAX(CASE WHEN o.status = 'completed' THEN COALESCE(o.completed_day, o.ordered_day) END) AS last_done_day
  FROM v_orders AS o
  WHERE o.is_test = 0
  GROUP BY o.customer_id
) AS s ON s.customer_id = c.customer_id
WHERE l.phone IS NOT NULL
ORDER BY l.last_message_at DESC, l.contact_id;
