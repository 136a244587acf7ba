/*omni
name = "user_list"
version = 1
title = { id = "Pengguna", en = "Users" }
formula = { id = """
Semua pengguna workspace. Perintah = yang dijalankannya dalam periode menurut jejak audit (hari UTC); ditolak = yang tidak diizinkan. Jabatan hanya keterangan; hak diberi oleh role.""", en = """
All users of the workspace. Commands = what each ran in the period by the audit trail (days in UTC); denied = what was not allowed. The job title is a remark; rights come from the role.""" }
how_to_read = { id = """
Pengguna aktif yang lama tidak masuk sebaiknya dinonaktifkan dengan omni users disable.""", en = """
Disable an active user who has not logged in for long with omni users disable.""" }
seed_ids = ["S0-56", "S0-57"]
grain = ["username"]
params = ["from_date", "to_date"]
sources = ["v_audit_runs", "v_users"]
needs = []
better = "none"
columns = [
  { name = "username", kind = "text", personal = true, id = "Username", en = "Username" },
  { name = "name", kind = "text", personal = true, id = "Nama", en = "Name" },
  { name = "jabatan", kind = "text", id = "Jabatan", en = "Job title" },
  { name = "role", kind = "text", id = "Role", en = "Role" },
  { name = "status", kind = "text", id = "Status", en = "Status" },
  { name = "last_login", kind = "at", id = "Terakhir masuk", en = "Last login" },
  { name = "created_at", kind = "at", id = "Dibuat", en = "Created" },
  { name = "commands", kind = "int", id = "Perintah", en = "Commands" },
  { name = "denied", kind = "int", better = "down", id = "Ditolak", en = "Denied" },
]
*/
SELECT
  u.username AS username,
  u.name AS name,
  u.jabatan AS jabatan,
  u.role AS role,
  u.status AS status,
  u.last_login AS last_login,
  u.created_at AS created_at,
  COALESCE(r.commands, 0) AS commands,
  COALESCE(r.denied, 0) AS denied
FROM v_users AS u
LEFT JOIN (
  SELECT a.actor AS actor, COUNT(*) AS commands, COUNT(CASE WHEN a.outcome = 'denied' THEN 1 END) AS denied
  FROM v_audit_runs AS a
  WHERE a.at_date >= :from_date AND a.at_date < :to_date
  GROUP BY a.actor
) AS r ON r.actor = u.username
ORDER BY username;
