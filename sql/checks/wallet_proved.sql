-- severity: warning
-- id: Saldo dompet yang tidak cocok dengan mutasinya: ada mutasi yang belum diimpor
-- en: Wallets whose balances do not follow from their movements: some were not imported
SELECT w.platform, w.account, w.date_from, w.date_to, w.opening_sen, w.credited_sen, w.paid_out_sen, w.closing_sen, w.gap_sen
FROM wallet_proofs AS w
WHERE w.proof = 'broken'
ORDER BY w.platform, w.account;
