-- The commands whose trail names one of the people :names (a json list of keyed hashes), from :since on; oldest first.
-- Asking who saw somebody shows nothing of them.
SELECT
  a.at,
  a.actor,
  a.role,
  a.command,
  a.outcome,
  a.detail
FROM audit_log AS a
WHERE a.phase = 'end' AND a.command <> 'audit seen' AND a.at >= COALESCE(:since, '')
  AND EXISTS (SELECT 1 FROM json_each(:names) AS n WHERE instr(a.detail, n.value) > 0)
ORDER BY a.seq;
