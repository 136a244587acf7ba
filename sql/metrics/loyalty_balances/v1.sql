/*omni
name = "loyalty_balances"
version = 1
title = { id = "Saldo poin loyalitas", en = "Loyalty balances" }
formula = { id = """
Poin didapat saat pesanan selesai, dibalik bila kembali (sejauh belum ditukar), berkurang bila ditukar. Saldo = jumlah buku poin sampai as-of. \
Kewajiban = saldo × nilai rupiah terbesar per poin dari hadiah program itu; diskon persen dihitung dari rata-rata pesanan pelanggan itu.""", en = """
Points are earned when an order is completed, reversed when it comes back (as far as not exchanged), and leave when exchanged. Balance = the sum of the ledger by as-of. \
Liability = balance × the largest rupiah value of a point among the program's rewards; percent is taken of the customer's average order.""" }
how_to_read = { id = """
Kewajiban adalah potongan yang sudah dijanjikan kepada pelanggan.""", en = """
The liability is what has been promised to customers already.""" }
seed_ids = ["S1-08", "S1-20", "F-63"]
uses = ["customer_sums"]
grain = ["program", "customer_id"]
params = ["as_of"]
sources = ["v_customer_facts", "v_customers", "v_days", "v_loyalty_ledger", "v_loyalty_rewards", "v_orders"]
needs = ["orders"]
better = "none"
columns = [
  { name = "program", kind = "text", id = "Program", en = "Program" },
  { name = "customer", kind = "text", id = "Pelanggan", en = "Customer" },
  { name = "earned", kind = "int", id = "Didapat", en = "Earned" },
  { name = "reversed", kind = "int", id = "Dibalik", en = "Reversed" },
  { name = "redeemed", kind = "int", id = "Ditukar", en = "Redeemed" },
  { name = "balance", kind = "int", id = "Saldo", en = "Balance" },
  { name = "liability_sen", kind = "sen", id = "Kewajiban", en = "Liability" },
  { name = "customer_id", kind = "int", id = "No. pelanggan", en = "Customer no." },
]
*/
WITH sums AS (
  SELECT
    l.program, l.customer_id,
    COALESCE(SUM(CASE WHEN l.kind = 'earned' THEN l.points END), 0) AS earned,
    -COALESCE(SUM(CASE WHEN l.kind = 'reversed' THEN l.points END), 0) AS reversed,
    -COALESCE(SUM(CASE WHEN l.kind = 'redeemed' THEN l.points END), 0) AS redeemed,
    COALESCE(SUM(l.points), 0) AS balance
  FROM v_loyalty_ledger AS l
  WHERE l.at_date <= :as_of
  GROUP BY l.program, l.customer_id
)
SELECT
  s.program AS program,
  c.name AS customer,
  s.earned AS earned,
  s.reversed AS reversed,
  s.redeemed AS redeemed,
  s.balance AS balance,
  CAST(ROUND(s.balance * COALESCE((
    SELECT MAX(1.0 * COALESCE(r.amount_sen,
      0.01 * r.percent * CASE WHEN k.completed_orders > 0 THEN 1.0 * k.completed_sen / k.completed_orders ELSE 0 END) / r.tier_points)
    FROM v_loyalty_rewards AS r WHERE r.program = s.program AND r.tier_points > 0), 0)) AS INTEGER) AS liability_sen,
  s.customer_id AS customer_id
FROM sums AS s
LEFT JOIN v_customers AS c ON c.customer_id = s.customer_id
LEFT JOIN customer_sums AS k ON k.customer_id = s.customer_id
ORDER BY s.program, s.customer_id;
