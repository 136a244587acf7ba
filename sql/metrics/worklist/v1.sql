/*omni
name = "worklist"
version = 1
title = { id = "Daftar kerja", en = "Worklist" }
formula = { id = """
Yang perlu dikerjakan orang, dari semua pesanan periode ini sampai as-of: undelivered (kiriman bermasalah), overdue (selesai, belum cair), short \
(cair kurang), lost (paket hilang, belum diganti), claims (klaim yang masih terbuka, lihat metrik claims). Pembayar yang belum punya satu pun file \
pencairan hanya satu baris (no_data), bukan satu per pesanan. Penanggung jawab, tunda, dan catatan ditulis dengan omni worklist; baris yang ditunda \
(tunda > as-of) berkeadaan snoozed.""", en = """
What somebody has to work on, of all orders of the period up to as-of: undelivered (delivery problem), overdue (completed, not settled), short \
(settled for less), lost (parcel lost, not compensated), claims (claims still open, see the metric claims). A payer of whom there is no settlement \
file is one row (no_data), not one per order. Owner, snooze and note are written by omni worklist; a row that rests (until > as-of) is snoozed.""" }
how_to_read = { id = """
Satu pesanan bisa ada di dua daftar, misalnya lost dan claims: jangan jumlahkan antar daftar. Baris hilang sendiri begitu datanya diimpor.""", en = """
An order may stand in two lists, such as lost and claims: never add lists up. A row leaves by itself once its data is imported.""" }
seed_ids = ["S0-07", "F-46", "F-77", "F-78", "F-84"]
uses = ["claim_states", "parcel_problems"]
grain = ["list", "platform", "account", "order_no", "kind"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_claim_rules", "v_courier_days", "v_customers", "v_days", "v_delivery_problems", "v_direct_days", "v_dues", "v_lines_of_sales", "v_money_steps", "v_orders", "v_payer_starts", "v_payout_days", "v_receipt_words", "v_return_scans", "v_sales", "v_worklist_marks", "v_lines", "v_book_ends", "v_line_neighbours", "v_order_items", "v_charged_lines", "v_charges"]
needs = ["orders", "settlements"]
better = "down"
money_rows = { column = "list", values = ["overdue", "short", "lost", "claims"] }
columns = [
  { name = "list", kind = "text", id = "Daftar", en = "List" },
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "kind", kind = "text", id = "Jenis", en = "Kind" },
  { name = "deadline_date", kind = "date", id = "Tenggat", en = "Deadline" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value" },
  { name = "state", kind = "text", id = "Keadaan", en = "State" },
  { name = "owner", kind = "text", id = "Penanggung jawab", en = "Owner" },
  { name = "snoozed_until", kind = "date", id = "Ditunda sampai", en = "Snoozed until" },
  { name = "note", kind = "text", id = "Catatan", en = "Note" },
  { name = "ceiling_sen", kind = "sen", better = "none", id = "Plafon", en = "Ceiling" },
  { name = "since_date", kind = "date", id = "Sejak", en = "Since" },
  { name = "age_days", kind = "int", id = "Umur (hari)", en = "Age (days)" },
  { name = "payer", kind = "text", id = "Pembayar", en = "Payer" },
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
  { name = "awb", kind = "text", id = "Resi", en = "Tracking no." },
  { name = "handler", kind = "text", id = "Ditangani", en = "Handled by" },
  { name = "province", kind = "text", id = "Provinsi", en = "Province" },
  { name = "customer", kind = "text", id = "Pelanggan", en = "Customer" },
  { name = "phone", kind = "text", id = "HP", en = "Phone" },
  { name = "reason", kind = "text", id = "Alasan", en = "Reason" },
  { name = "reason_en", kind = "text", id = "Alasan (Inggris)", en = "Reason (English)" },
  { name = "next_step", kind = "text", id = "Langkah berikutnya", en = "Next step" },
  { name = "next_step_en", kind = "text", id = "Langkah berikutnya (Inggris)", en = "Next step (English)" },
  { name = "orders", kind = "int", better = "none", id = "Pesanan", en = "Orders" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
]
*/
WITH found AS (
  SELECT
    'undelivered' AS list, p.order_id AS order_id, p.problem AS kind, '' AS mark_kind, p.last_day_to_act AS deadline_date,
    o.net_revenue_sen AS value_sen, NULL AS ceiling_sen, p.since_date AS since_date, NULL AS payer, 'open' AS state,
    'undelivered' AS reason_code
  FROM parcel_problems AS p
  JOIN v_orders AS o ON o.order_id = p.order_id
  WHERE o.ordered_date >= :from_date AND o.ordered_date < :to_date
  UNION ALL
  SELECT
    CASE c.kind WHEN 'unpaid' THEN 'overdue' ELSE c.kind END, c.order_id, NULL, '', c.deadline_date, c.amount_sen, c.ceiling_sen,
    c.start_date, c.payer, c.state,
    CASE c.kind WHEN 'unpaid' THEN 'overdue' WHEN 'lost' THEN 'lost_unclaimed' ELSE c.kind END
  FROM claim_states AS c
  WHERE c.kind IN ('unpaid', 'short', 'lost') AND c.recovered_sen <= 0
  UNION ALL
  SELECT
    'claims', c.order_id, c.kind, c.kind, c.deadline_date, c.amount_sen - c.recovered_sen, c.ceiling_sen, c.start_date,
    c.payer, c.state, 'claim_' || c.kind
  FROM claim_states AS c
  WHERE c.state IN ('open', 'partly')
)
SELECT
  f.list AS list, f.order_no AS order_no, f.kind AS kind, f.deadline_date AS deadline_date, f.value_sen AS value_sen,
  CASE WHEN m.snoozed_until > :as_of THEN 'snoozed' ELSE f.state END AS state,
  m.owner AS owner, m.snoozed_until AS snoozed_until, m.note AS note, f.ceiling_sen AS ceiling_sen,
  f.since_date AS since_date, a.day - d.day AS age_days, f.payer AS payer, f.courier AS courier, f.awb AS awb,
  f.handler AS handler, f.province AS province, f.customer AS customer, f.phone AS phone,
  w.reason AS reason, w.reason_en AS reason_en, w.next_step AS next_step, w.next_step_en AS next_step_en,
  f.orders AS orders, f.platform AS platform, f.account AS account
FROM (
  SELECT
    x.list, o.order_no, x.kind, x.mark_kind, x.deadline_date, x.value_sen, x.ceiling_sen, x.since_date, x.payer, x.state,
    x.reason_code, o.courier, o.awb, o.handled_by AS handler, o.province,
    COALESCE(NULLIF(c.name, ''), o.recipient_name, o.buyer_username) AS customer, o.recipient_phone AS phone,
    1 AS orders, o.platform, o.account
  FROM found AS x
  JOIN v_orders AS o ON o.order_id = x.order_id
  LEFT JOIN v_customers AS c ON c.customer_id = o.customer_id
  UNION ALL
  SELECT
    'overdue', NULL, 'no_data', 'no_data', NULL, COALESCE(SUM(t.to_come_sen), 0), NULL, MIN(t.ordered_date), t.payer, 'open',
    'no_data', NULL, NULL, NULL, NULL, NULL, NULL, COUNT(*), t.payer, NULL
  FROM order_stages AS t
  WHERE t.no_data = 1
  GROUP BY t.payer
) AS f
CROSS JOIN as_of_day AS a
LEFT JOIN v_days AS d ON d.date = f.since_date
LEFT JOIN v_worklist_marks AS m
  ON m.subject = f.list || '|' || f.platform || '|' || COALESCE(f.account, '') || '|' || COALESCE(f.order_no, '') || '|' || f.mark_kind
LEFT JOIN v_receipt_words AS w ON w.reason_code = f.reason_code
ORDER BY CASE f.list WHEN 'undelivered' THEN 1 WHEN 'overdue' THEN 2 WHEN 'short' THEN 3 WHEN 'lost' THEN 4 ELSE 5 END,
  COALESCE(f.deadline_date, '9999-12-31'), f.value_sen DESC, f.platform, f.account, f.order_no, f.kind;
