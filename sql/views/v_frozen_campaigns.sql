-- The campaigns whose figures were frozen: the day it was done (in the workspace's zone), the instant, and by whom.
CREATE VIEW v_frozen_campaigns AS
SELECT z.campaign, z.frozen_date, z.from_date, z.to_date, z.frozen_at, z.actor FROM frozen_campaigns AS z;
