-- One batch.
SELECT batch_id AS batch, started_at, actor, state, undone_at, undone_by
FROM import_batches
WHERE batch_id = :batch;
