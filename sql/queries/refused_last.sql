-- Files that an import refused as a whole, and why: the audit trail alone knows of those.
SELECT DISTINCT f.value ->> '$.sha256' AS sha256, f.value ->> '$.codes[0]' AS why
FROM audit_log AS a, json_each(a.detail, '$.files') AS f
WHERE a.action = 'import.run' AND a.phase = 'end' AND a.exit_code IN (3, 6)
  AND f.value ->> '$.state' = 'rejected'
ORDER BY a.seq;
