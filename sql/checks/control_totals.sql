-- severity: error
-- id: Total yang tercetak di berkas tidak sama dengan jumlah barisnya: ada baris yang hilang atau berlebih
-- en: Totals printed in a file that its rows do not add up to: rows are missing, or too many
SELECT t.batch_id AS batch, t.file_name, t.source, t.account, t.code, t.message
FROM v_control_totals AS t
ORDER BY t.import_id, t.code, t.message;
