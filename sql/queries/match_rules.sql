-- What people's answers taught matching, a rule each: those that book by themselves first.
SELECT
  r.ref,
  r.state,
  r.kind,
  r.platform,
  r.payer,
  r.amount_sen,
  r.reach_days,
  r.confirmations,
  r.needed,
  r.rejections,
  r.hits,
  r.misses,
  r.held,
  r.booked
FROM match_rules AS r
ORDER BY CASE r.state WHEN 'trusted' THEN 0 WHEN 'lost' THEN 1 WHEN 'learning' THEN 2 ELSE 3 END,
  r.confirmations DESC, r.platform, r.kind, r.payer, r.amount_sen;
