-- Which ad platform's spend is set against which platform's sales (definitions 1.5).
CREATE VIEW v_ad_channels AS
WITH pairs (ad_platform, platform) AS (
VALUES
  ('meta', 'orderonline'), ('meta', 'scalev'), ('meta', 'mengantar'), ('meta', 'manual'),
  ('tiktok', 'tiktok'), ('tiktok', 'tokopedia'),
  ('shopee', 'shopee')
)
SELECT p.ad_platform, p.platform
FROM pairs AS p;
