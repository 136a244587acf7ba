-- The patterns of New and Repeat ROAS and what to do about each (definitions AMB-05), thresholds as data. They are asked
-- by place; the first that holds is the diagnosis. `over` New ÷ Repeat at least, `under` Repeat ÷ New at least, in basis points.
CREATE VIEW v_diagnosis_rules AS
WITH rules (place, pattern, severity, both_below_bps, both_above_bps, over_bps, under_bps, action, action_en) AS (
VALUES
  (1, 'urgent', 'critical', 30000, NULL, NULL, NULL,
   'Hentikan dan audit semua iklan: kanal atau materinya bermasalah', 'Pause and audit all ads: the channel or the creative is at fault'),
  (2, 'retargeting_weak', 'warning', NULL, NULL, 15000, NULL,
   'Kurangi anggaran retargeting: tidak efektif', 'Cut the retargeting budget: it is not effective'),
  (3, 'acquisition_expensive', 'warning', NULL, NULL, NULL, 15000,
   'Uji audiens atau materi baru: akuisisi mahal', 'Test a new audience or creative: acquisition is expensive'),
  (4, 'healthy', 'good', NULL, 60000, NULL, NULL,
   'Naikkan anggaran total 1,5 sampai 2 kali', 'Scale the total budget by 1.5 to 2'),
  (5, 'normal', 'info', NULL, NULL, NULL, NULL,
   'Tidak ada pola: pertahankan', 'No pattern: keep as it is'),
  (6, 'insufficient_data', 'info', NULL, NULL, NULL, NULL,
   'Belum cukup data untuk menilai', 'Not enough data to judge')
)
SELECT
  r.place, r.pattern, r.severity, r.both_below_bps, r.both_above_bps, r.over_bps, r.under_bps, r.action, r.action_en
FROM rules AS r;
