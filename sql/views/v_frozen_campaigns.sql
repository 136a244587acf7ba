-- The campaigns whose figures were frozen: the day it was done (in the workspace's zone), the instant, by whom, and the newest import by then. One whose days
-- were changed since is not: its figures are of other days.
CREATE VIEW v_frozen_campaigns AS
SELECT z.campaign, z.frozen_date, z.from_date, z.to_date, z.frozen_at, z.actor, z.last_import
FROM frozen_campaigns AS z
WHERE EXISTS (SELECT 1 FROM campaigns AS c
               WHERE c.campaign = z.campaign AND c.from_date = z.from_date AND c.to_date = z.to_date AND c.is_deleted = 0);
