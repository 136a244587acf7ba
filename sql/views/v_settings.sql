-- One row: the settings that change what metrics say. `ads_vat_bps` VAT the seller pays on ads, in basis
-- points; `without_probable` 1 where buyers known by a masked name and phone are left out; `timezone` the zone of days;
-- `packing_sen` what packing a parcel costs.
CREATE VIEW v_settings AS
SELECT
  COALESCE((SELECT CAST(v.value AS INTEGER) FROM store_settings AS v WHERE v.name = 'ads.vat_bps'), 0) AS ads_vat_bps,
  CASE WHEN EXISTS (SELECT 1 FROM store_settings AS m WHERE m.name = 'identity.masked' AND m.value = 'exclude')
       THEN 1 ELSE 0 END AS without_probable,
  COALESCE((SELECT z.value FROM store_settings AS z WHERE z.name = 'store.timezone'), 'Asia/Jakarta') AS timezone,
  COALESCE((SELECT CAST(k.value AS INTEGER) FROM store_settings AS k WHERE k.name = 'costs.packing_sen'), 0) AS packing_sen;
