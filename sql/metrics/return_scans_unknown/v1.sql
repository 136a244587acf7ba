/*omni
name = "return_scans_unknown"
version = 1
title = { id = "Scan retur tanpa pesanan", en = "Return scans without an order" }
formula = { id = """
Scan paket masuk yang nomornya bukan nomor pesanan atau resi dari pesanan RTS mana pun sampai tanggal acuan; keadaan = status pesanan yang cocok, atau tidak dikenal.""", en = """
Scans of parcels whose number is neither order number nor AWB of any returned order up to the day counted to; state = the status of the order that fits, or unknown.""" }
how_to_read = { id = """
Nomor yang salah ketik, pesanan yang filenya belum diimpor, atau paket yang platformnya belum menyebut kembali.""", en = """
A misread number, an order whose file is not imported, or a parcel that the platform does not call returned yet.""" }
seed_ids = ["F-79"]
grain = ["parcel_no", "received_date", "condition"]
params = ["as_of"]
sources = ["v_orders", "v_return_scans"]
needs = []
better = "down"
columns = [
  { name = "parcel_no", kind = "text", id = "No di paket", en = "Number on the parcel" },
  { name = "received_date", kind = "date", id = "Diterima", en = "Received" },
  { name = "condition", kind = "text", id = "Kondisi", en = "Condition" },
  { name = "quantity", kind = "int", id = "Jumlah", en = "Quantity" },
  { name = "status", kind = "text", id = "Status pesanan", en = "Order status" },
]
*/
WITH numbered AS (
  SELECT o.order_no AS number, o.status FROM v_orders AS o WHERE o.is_test = 0
  UNION ALL
  SELECT o.awb AS number, o.status FROM v_orders AS o WHERE o.is_test = 0 AND o.awb IS NOT NULL AND o.awb <> o.order_no
)
SELECT
  s.parcel_no AS parcel_no,
  s.received_date AS received_date,
  s.condition AS condition,
  s.quantity AS quantity,
  (SELECT MIN(m.status) FROM numbered AS m WHERE m.number = s.parcel_no) AS status
FROM v_return_scans AS s
WHERE s.received_date <= :as_of
  AND NOT EXISTS (SELECT 1 FROM numbered AS n WHERE n.number = s.parcel_no AND n.status = 'rts')
ORDER BY parcel_no, received_date, condition;
