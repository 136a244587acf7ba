-- The newest import when a campaign was frozen: files that came later are told by their order, not by the second of a clock.
ALTER TABLE frozen_campaigns ADD COLUMN last_import INTEGER NOT NULL DEFAULT 0;
