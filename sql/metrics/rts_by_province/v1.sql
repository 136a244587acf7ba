/*omni
name = "rts_by_province"
version = 1
like = "rts_by_courier@1"
title = { id = "RTS per provinsi", en = "Returns by province" }
seed_ids = ["S0-05", "F-29"]
grain = ["province"]
columns = [
  { name = "province", kind = "text", id = "Provinsi", en = "Province" },
  "*",
]
*/
SELECT
  f.key AS province,
  f.shipped_total AS shipped_total,
  f.completed AS completed,
  f.rts AS rts,
  f.rts_rate_bps AS rts_rate_bps,
  f.resolved_rate_bps AS resolved_rate_bps,
  f.at_risk AS at_risk,
  f.loss_cash_sen AS loss_cash_sen,
  f.loss_revenue_sen AS loss_revenue_sen,
  f.small_sample AS small_sample,
  f.rts_low_bps AS rts_low_bps,
  f.rts_high_bps AS rts_high_bps,
  f.refused AS refused,
  f.returned AS returned,
  f.lost AS lost,
  f.loss_unknown AS loss_unknown
FROM rts_figures AS f
WHERE f.dim = 'province'
ORDER BY province;
