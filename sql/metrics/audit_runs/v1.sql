/*omni
name = "audit_runs"
version = 1
title = { id = "Jejak audit", en = "Audit trail" }
formula = { id = """
Setiap perintah yang dijalankan dalam periode (hari UTC): siapa, apa, terhadap apa, dan hasilnya. Kosong = masih berjalan, atau terputus.""", en = """
Every command run in the period (days in UTC): who, what, on what, and how it ended. Empty = still running, or cut off.""" }
how_to_read = { id = """
"denied" berarti seseorang mencoba yang tidak diizinkan role-nya. Keutuhan rantainya diperiksa dengan omni audit verify.""", en = """
"denied" means that somebody tried what the role does not allow. omni audit verify checks that the chain is whole.""" }
seed_ids = ["S0-58"]
grain = ["seq"]
params = ["from_date", "to_date"]
sources = ["v_audit_runs"]
needs = []
better = "none"
columns = [
  { name = "seq", kind = "int", id = "No.", en = "No." },
  { name = "at", kind = "at", id = "Waktu", en = "Time" },
  { name = "actor", kind = "text", personal = true, id = "User", en = "User" },
  { name = "role", kind = "text", id = "Role", en = "Role" },
  { name = "action", kind = "text", id = "Aksi", en = "Action" },
  { name = "target", kind = "text", personal = true, id = "Target", en = "Target" },
  { name = "outcome", kind = "text", id = "Hasil", en = "Outcome" },
  { name = "detail", kind = "text", personal = true, id = "Detail", en = "Detail" },
  { name = "host", kind = "text", personal = true, id = "Komputer", en = "Host" },
  { name = "ip", kind = "text", personal = true, id = "IP", en = "IP" },
  { name = "command", kind = "text", id = "Perintah", en = "Command" },
]
*/
SELECT
  a.seq AS seq,
  a.at AS at,
  a.actor AS actor,
  a.role AS role,
  a.action AS action,
  a.target AS target,
  a.outcome AS outcome,
  a.detail AS detail,
  a.host AS host,
  a.ip AS ip,
  a.command AS command
FROM v_audit_runs AS a
WHERE a.at_date >= :from_date AND a.at_date < :to_date
ORDER BY seq;
