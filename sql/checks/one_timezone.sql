-- severity: error
-- id: Berkas yang tanggalnya dihitung dalam zona waktu lain: jalankan omni rebuild
-- en: Files whose days were dated in another time zone: run omni rebuild
SELECT f.import_id, f.batch_id, f.file_name, f.detail ->> '$.timezone' AS was, s.timezone AS now
FROM import_files AS f
JOIN v_settings AS s
WHERE f.state = 'imported' AND f.undone_at IS NULL AND f.detail ->> '$.timezone' <> s.timezone
ORDER BY f.import_id;
