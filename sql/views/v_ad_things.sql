-- Every campaign and ad set there is, and what it is for: the purpose of the longest word of the register
-- `ad-purposes` that its name holds; NULL where none does.
CREATE VIEW v_ad_things AS
SELECT
  n.platform,
  n.campaign,
  n.adset,
  (SELECT p.purpose
     FROM ad_purposes AS p
    WHERE p.is_deleted = 0 AND INSTR(LOWER(n.campaign || ' / ' || n.adset), LOWER(p.pattern)) > 0
    ORDER BY LENGTH(p.pattern) DESC, p.pattern
    LIMIT 1) AS purpose
FROM (
  SELECT DISTINCT
    r.platform,
    COALESCE(r.campaign_name, r.campaign) AS campaign,
    COALESCE(r.adset_name, r.adset) AS adset
  FROM ad_performance AS r
) AS n;
