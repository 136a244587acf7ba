-- When :actor last listed orders to the end.
SELECT MAX(a.at) AS at
FROM audit_log AS a
WHERE a.actor = :actor AND a.command = 'orders list' AND a.phase = 'end' AND a.outcome = 'ok';
