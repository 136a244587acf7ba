/*omni
name = "receivables_ageing"
version = 1
title = { id = "Umur piutang", en = "Receivables by age" }
formula = { id = """
Uang pesanan yang belum di bank pada as-of, per sumber pesanan dan umur. Belum cair dihitung pada nilai \
seharusnya, yang sudah cair pada jumlah cairnya, dikurangi bagian yang sudah di bank. Umur dihitung dari \
pencairan, sebelum itu dari pesanan selesai; pesanan yang belum sampai berdiri sendiri.""", en = """
Money of orders that is not in the bank on as-of, by order source and age. What is not settled counts as \
expected, what is settled as settled, less what is in the bank already. Age counts from the settlement, before \
that from completion; orders not delivered yet stand by themselves.""" }
how_to_read = { id = """
Jumlah semua baris sama dengan jumlah kolom "Belum di bank" pada metrik receipts. Yang di atas 14 hari perlu \
ditagih; yang sudah cair perlu ditarik.""", en = """
The rows add up to the column "Not in bank yet" of the metric receipts. Claim what is older than 14 days; \
withdraw what is settled.""" }
seed_ids = ["S0-61", "S0-67"]
uses = ["order_stages"]
grain = ["source", "bucket"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_days", "v_dues", "v_money_steps", "v_sales", "v_lines_of_sales", "v_payout_days", "v_direct_days", "v_payer_starts", "v_lines", "v_book_ends", "v_line_neighbours", "v_order_items", "v_charged_lines", "v_charges"]
needs = ["orders", "settlements", "bank"]
better = "down"
columns = [
  { name = "source", kind = "text", id = "Sumber", en = "Source" },
  { name = "bucket", kind = "text", id = "Umur (hari)", en = "Age (days)" },
  { name = "bucket_no", kind = "int", better = "none", id = "Urutan", en = "Place" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "outstanding_sen", kind = "sen", id = "Belum di bank", en = "Not in bank yet" },
  { name = "not_settled_sen", kind = "sen", id = "Belum cair", en = "Not settled" },
  { name = "not_paid_out_sen", kind = "sen", id = "Cair, belum ditarik", en = "Settled, not paid out" },
  { name = "not_in_bank_sen", kind = "sen", id = "Ditarik, belum di bank", en = "Paid out, not in bank" },
]
*/
WITH bucketed AS (
  SELECT
    s.source AS source,
    CASE
      WHEN s.stage = 'awaiting_delivery' THEN 'not_delivered'
      WHEN s.age_days <= 3 THEN '0-3'
      WHEN s.age_days <= 7 THEN '4-7'
      WHEN s.age_days <= 14 THEN '8-14'
      WHEN s.age_days <= 30 THEN '15-30'
      ELSE '> 30'
    END AS bucket,
    CASE
      WHEN s.stage = 'awaiting_delivery' THEN 0
      WHEN s.age_days <= 3 THEN 1
      WHEN s.age_days <= 7 THEN 2
      WHEN s.age_days <= 14 THEN 3
      WHEN s.age_days <= 30 THEN 4
      ELSE 5
    END AS bucket_no,
    s.stage AS stage,
    s.settled_sen + s.to_come_sen - s.in_bank_sen AS open_sen
  FROM order_stages AS s
  WHERE s.stage NOT IN ('not_due', 'in_bank')
)
SELECT
  b.source AS source,
  b.bucket AS bucket,
  b.bucket_no AS bucket_no,
  COUNT(*) AS orders,
  COALESCE(SUM(b.open_sen), 0) AS outstanding_sen,
  COALESCE(SUM(CASE WHEN b.stage IN ('awaiting_delivery', 'awaiting_settlement') THEN b.open_sen ELSE 0 END), 0) AS not_settled_sen,
  COALESCE(SUM(CASE WHEN b.stage = 'settled' THEN b.open_sen ELSE 0 END), 0) AS not_paid_out_sen,
  COALESCE(SUM(CASE WHEN b.stage = 'paid_out' THEN b.open_sen ELSE 0 END), 0) AS not_in_bank_sen
FROM bucketed AS b
GROUP BY b.source, b.bucket, b.bucket_no
ORDER BY b.source, b.bucket_no, b.bucket;
