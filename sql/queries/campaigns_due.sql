-- Campaigns that are over and to be frozen by themselves: neither frozen for these days nor ever thawed, with orders.
--
-- A shop that sold in the 56 days before or in the campaign must have told of a later day (or have a file made after the end):
-- one that is still to come would come late. After 35 days nobody waits for it any longer. In a warehouse that began after the
-- campaign's end the files of its past come one by one: it waits until none came for seven days.
SELECT c.campaign AS campaign
FROM v_campaigns AS c
WHERE c.to_date < :today AND c.from_date <= c.to_date
  AND NOT EXISTS (SELECT 1 FROM v_frozen_campaigns AS z
                   WHERE z.campaign = c.campaign AND z.from_date = c.from_date AND z.to_date = c.to_date)
  AND NOT EXISTS (SELECT 1 FROM decisions AS d WHERE d.kind = 'campaign_thawed' AND d.subject = 'campaign:' || c.campaign)
  AND EXISTS (SELECT 1 FROM v_orders AS o WHERE o.ordered_date BETWEEN c.from_date AND c.to_date AND o.is_test = 0)
  AND (date(c.to_date, '+35 days') < :today OR NOT EXISTS (
    SELECT 1 FROM (
      SELECT DISTINCT o.source, o.account FROM v_orders AS o
       WHERE o.ordered_date BETWEEN date(c.from_date, '-56 days') AND c.to_date AND o.is_test = 0 AND o.source <> 'orders'
    ) AS s
    WHERE NOT EXISTS (SELECT 1 FROM v_covered AS v
                       WHERE v.need = 'orders' AND v.source = s.source AND v.account = s.account AND v.to_day > c.to_day)
      AND NOT EXISTS (SELECT 1 FROM v_imports AS i
                       WHERE i.source = s.source AND i.account = s.account AND i.is_active = 1
                         AND SUBSTR(i.effective_at, 1, 10) > c.to_date)))
  AND (EXISTS (SELECT 1 FROM v_imports AS f WHERE SUBSTR(f.first_imported_at, 1, 10) <= c.to_date)
       OR NOT EXISTS (SELECT 1 FROM v_imports AS f WHERE SUBSTR(f.first_imported_at, 1, 10) > date(:today, '-7 days')))
ORDER BY c.from_date, c.campaign;
