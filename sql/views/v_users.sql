-- Who may use the workspace. No password, not even its hash.
CREATE VIEW v_users AS
SELECT u.username, u.name, u.jabatan, u.role, u.status, u.os_user, u.created_at, u.last_login
FROM users AS u;
