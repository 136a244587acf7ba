/*omni
name = "settlement_summary"
version = 1
title = { id = "Ringkasan pencairan", en = "Settlement summary" }
formula = { id = """
Baris pencairan bertanggal dalam periode, per sumber dan jenis; setiap rupiah sekali: baris saldo yang \
menceritakan uang yang sama dengan rincian pesanan tidak ikut. Kotor + ongkir + biaya + pajak + lainnya = \
bersih. Penarikan berdiri sebagai jenis withdraw.""", en = """
Settlement lines dated in the period, by source and kind; each rupiah once: wallet lines that tell of the same \
money as an order"s line are left out. Gross + shipping + fee + tax + other = net. Withdrawals stand as the kind \
withdraw.""" }
how_to_read = { id = """
Cocokkan bersih "revenue" dengan total di file platform.""", en = """
Compare the net of "revenue" with the total in the platform"s file.""" }
seed_ids = ["S0-59", "S0-63", "S0-65"]
grain = ["source", "kind"]
params = ["from_date", "to_date"]
sources = ["v_money_lines", "v_payouts"]
needs = ["settlements"]
better = "none"
columns = [
  { name = "source", kind = "text", id = "Sumber", en = "Source" },
  { name = "kind", kind = "text", id = "Jenis", en = "Kind" },
  { name = "lines", kind = "int", id = "Baris", en = "Lines" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "gross_sen", kind = "sen", id = "Kotor", en = "Gross" },
  { name = "shipping_sen", kind = "sen", id = "Ongkir", en = "Shipping" },
  { name = "fee_sen", kind = "sen", id = "Biaya", en = "Fees" },
  { name = "tax_sen", kind = "sen", id = "Pajak", en = "Tax" },
  { name = "other_sen", kind = "sen", id = "Lainnya", en = "Other" },
  { name = "net_sen", kind = "sen", better = "up", id = "Bersih", en = "Net" },
]
*/
SELECT
  u.source AS source,
  u.kind AS kind,
  COUNT(*) AS lines,
  COUNT(DISTINCT u.order_no) AS orders,
  COALESCE(SUM(u.gross_sen), 0) AS gross_sen,
  COALESCE(SUM(u.shipping_sen), 0) AS shipping_sen,
  COALESCE(SUM(u.fee_sen), 0) AS fee_sen,
  COALESCE(SUM(u.tax_sen), 0) AS tax_sen,
  COALESCE(SUM(u.other_sen), 0) AS other_sen,
  COALESCE(SUM(u.net_sen), 0) AS net_sen
FROM (
  SELECT
    m.source AS source,
    m.kind AS kind,
    COALESCE(m.order_no, m.awb) AS order_no,
    m.gross_sen AS gross_sen,
    m.shipping_sen AS shipping_sen,
    m.fee_sen AS fee_sen,
    m.tax_sen AS tax_sen,
    m.other_sen AS other_sen,
    m.net_sen AS net_sen
  FROM v_money_lines AS m
  WHERE m.occurred_date >= :from_date AND m.occurred_date < :to_date
  UNION ALL
  SELECT p.source, 'withdraw', NULL, 0, 0, 0, 0, -p.net_sen, -p.net_sen
  FROM v_payouts AS p
  WHERE p.occurred_date >= :from_date AND p.occurred_date < :to_date
) AS u
GROUP BY u.source, u.kind
ORDER BY u.source, u.kind;
