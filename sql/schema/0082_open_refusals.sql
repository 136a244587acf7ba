-- Refused rows that nobody repaired are few; findings ask for them on every run.
CREATE INDEX import_issues_open ON import_issues (severity, import_id) WHERE closed_by IS NULL;
