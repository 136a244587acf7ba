/*omni
name = "orders_by_status"
version = 1
title = { id = "Pesanan per status", en = "Orders by status" }
formula = { id = """
Jumlah dan nilai pesanan (nilai saat dipesan, basis apa pun) menurut platform dan status terakhir, untuk pesanan yang dibuat \
dalam periode, tanpa pesanan uji.""", en = """
Orders and their ordered value (whatever the basis) by platform and latest status, for orders placed in the period, without \
test orders.""" }
how_to_read = { id = """
created dan pending belum dibeli; canceled tidak pernah dihitung. Nilai besar pada shipped berarti uang masih di jalan; \
pada rts berarti barang kembali.""", en = """
created and pending are not bought yet; canceled never counts. A large value on shipped is money on its way; on rts it is \
goods coming back.""" }
seed_ids = ["S0-03", "S0-40"]
grain = ["platform", "status"]
params = ["from_date", "to_date"]
sources = ["v_orders"]
needs = ["orders"]
better = "none"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "status", kind = "text", id = "Status", en = "Status" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "value_sen", kind = "sen", id = "Nilai pesanan", en = "Ordered value" },
]
*/
SELECT
  o.platform AS platform,
  o.status AS status,
  COUNT(*) AS orders,
  COALESCE(SUM(o.net_revenue_sen), 0) AS value_sen
FROM v_orders AS o
WHERE o.is_test = 0 AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
GROUP BY o.platform, o.status
ORDER BY o.platform, o.status;
