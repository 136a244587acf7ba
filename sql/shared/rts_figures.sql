-- needs: rts_rows
-- needs: return_losses
-- The figures of each key. The Wilson interval (95 %) says between which rates the true one lies: wide for few parcels.
SELECT
  f.dim AS dim, f.key AS key, f.customer_id AS customer_id, f.name AS name, f.shipped_total AS shipped_total,
  f.completed AS completed, f.rts AS rts, f.refused AS refused, f.returned AS returned, f.lost AS lost,
  f.at_risk AS at_risk,
  CAST(ROUND(10000.0 * f.rts / f.shipped_total) AS INTEGER) AS rts_rate_bps,
  CAST(ROUND(10000.0 * f.rts / NULLIF(f.completed + f.rts, 0)) AS INTEGER) AS resolved_rate_bps,
  CAST(ROUND(10000.0 * (f.rts + 1.9208 - 1.96 * SQRT(1.0 * f.rts * (f.shipped_total - f.rts) / f.shipped_total + 0.9604))
    / (f.shipped_total + 3.8416)) AS INTEGER) AS rts_low_bps,
  CAST(ROUND(10000.0 * (f.rts + 1.9208 + 1.96 * SQRT(1.0 * f.rts * (f.shipped_total - f.rts) / f.shipped_total + 0.9604))
    / (f.shipped_total + 3.8416)) AS INTEGER) AS rts_high_bps,
  CASE WHEN f.rts = 0 OR f.losses > 0 THEN f.loss_cash_sen END AS loss_cash_sen,
  f.loss_revenue_sen AS loss_revenue_sen,
  f.rts - f.losses AS loss_unknown,
  CASE WHEN f.shipped_total < 20 THEN 1 ELSE 0 END AS small_sample
FROM (
  SELECT
    r.dim AS dim, r.key AS key, r.customer_id AS customer_id, MIN(r.name) AS name,
    COUNT(*) AS shipped_total,
    COALESCE(SUM(o.completed), 0) AS completed,
    COALESCE(SUM(o.rts), 0) AS rts,
    COALESCE(SUM(o.refused), 0) AS refused,
    COALESCE(SUM(o.returned), 0) AS returned,
    COALESCE(SUM(o.lost), 0) AS lost,
    COALESCE(SUM(o.at_risk), 0) AS at_risk,
    COUNT(r.loss_cash_sen) AS losses,
    COALESCE(SUM(r.loss_cash_sen), 0) AS loss_cash_sen,
    COALESCE(SUM(r.loss_revenue_sen), 0) AS loss_revenue_sen
  FROM rts_rows AS r
  JOIN return_losses AS o ON o.order_id = r.order_id
  GROUP BY r.dim, r.key, r.customer_id
) AS f
