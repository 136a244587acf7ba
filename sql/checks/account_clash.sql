-- severity: error
-- id: Satu nomor pesanan dengan HP dan waktu pesan berbeda: dua toko tercampur; impor ulang dengan --account
-- en: One order number with two phones and two order times: two shops are mixed; import again with --account
SELECT o.platform, o.account, o.order_no, o.ordered_date, o.recipient_phone
FROM orders AS o
WHERE o.account_clash = 1
ORDER BY o.platform, o.account, o.order_no;
