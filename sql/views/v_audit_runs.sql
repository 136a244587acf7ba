-- Every command that was run: its start joined with its end. outcome is NULL while it runs, or where it was cut off.
CREATE VIEW v_audit_runs AS
SELECT
  s.seq,
  s.at,
  SUBSTR(s.at, 1, 10) AS at_date,
  s.actor,
  s.os_user,
  s.role,
  s.command,
  s.action,
  s.target,
  COALESCE(e.detail, s.detail) AS detail,
  s.host,
  s.ip,
  e.outcome,
  e.exit_code,
  e.duration_ms
FROM audit_log AS s
LEFT JOIN audit_log AS e ON e.run_id = s.run_id AND e.phase = 'end'
WHERE s.phase = 'start';
