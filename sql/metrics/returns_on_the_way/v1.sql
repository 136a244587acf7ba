/*omni
name = "returns_on_the_way"
version = 1
title = { id = "Retur yang belum pulang", en = "Returns not home yet" }
formula = { id = """
Setiap pesanan RTS yang paketnya belum discan masuk sampai tanggal acuan. Hari = tanggal acuan − tanggal kembali (kalau tidak ada, tanggal kirim).""", en = """
Every returned order whose parcel was not scanned in up to the day counted to. Days = that day − the day of return (else the day it was shipped).""" }
how_to_read = { id = """
Tanyakan ke kurir yang lama di jalan; yang dipastikan hilang dicatat dengan scan berkondisi kosong.""", en = """
Ask the courier about those long on the way; scan one that is certainly lost as empty.""" }
seed_ids = ["F-79", "S2-13"]
uses = ["as_of_day", "return_parcels"]
grain = ["platform", "account", "order_no"]
params = ["as_of"]
sources = ["v_orders", "v_return_scans", "v_days"]
needs = ["orders"]
better = "down"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
  { name = "order_no", kind = "text", id = "No pesanan", en = "Order no." },
  { name = "awb", kind = "text", id = "Resi", en = "AWB" },
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
  { name = "returned_date", kind = "date", id = "Kembali", en = "Returned" },
  { name = "days", kind = "int", id = "Hari", en = "Days" },
  { name = "pieces", kind = "int", id = "Barang", en = "Pieces" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value" },
]
*/
SELECT
  o.platform AS platform,
  o.account AS account,
  o.order_no AS order_no,
  o.awb AS awb,
  o.courier AS courier,
  COALESCE(o.returned_date, o.left_date) AS returned_date,
  t.day - d.day AS days,
  p.pieces AS pieces,
  p.value_sen AS value_sen
FROM return_parcels AS p
JOIN v_orders AS o ON o.order_id = p.order_id
CROSS JOIN as_of_day AS t
LEFT JOIN v_days AS d ON d.date = COALESCE(o.returned_date, o.left_date)
WHERE p.on_the_way > 0
ORDER BY days DESC, platform, account, order_no;
