/*omni
name = "claims"
version = 1
title = { id = "Klaim", en = "Claims" }
formula = { id = """
Yang bisa diklaim dari pesanan periode ini sampai as-of: lost (paket hilang), damaged (kembali rusak atau kosong menurut scan barang masuk), \
overcharged (ongkir dibebankan lebih), unpaid (selesai, tidak cair melewati masa pencairan), short (cair kurang). Tenggat = hari kejadian + days \
dari [[claims]] di omni.toml yang berlaku hari itu; kejadian = dikirim (lost), discan (damaged), dibebankan (overcharged), selesai (unpaid), cair \
(short). Plafon = ceiling, atau times_shipping × ongkir, yang lebih kecil. Kosong bila aturannya tidak ada.""", en = """
What can be claimed of the period"s orders up to as-of: lost (parcel lost), damaged (came back damaged or empty by the goods-in scan), \
overcharged (shipping charged in excess), unpaid (completed, not settled within the payer"s days), short (settled for less). Deadline = day of the \
event + days of the [[claims]] row of omni.toml in force that day; the event is shipped (lost), scanned in (damaged), charged (overcharged), \
completed (unpaid), settled (short). Ceiling = ceiling, or times_shipping × shipping, whichever is less. Empty where there is no rule.""" }
how_to_read = { id = """
Ajukan yang tenggatnya paling dekat lebih dulu: omni claim menulis satu berkas per pembayar. recovered = klaimnya sudah masuk menurut file pencairan.""", en = """
File the one with the nearest deadline first: omni claim writes one dossier per payer. recovered = settlement files show that it was paid.""" }
seed_ids = ["S0-63", "F-78"]
uses = ["claim_states"]
grain = ["platform", "account", "order_no", "kind"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_claim_rules", "v_days", "v_direct_days", "v_dues", "v_lines_of_sales", "v_money_steps", "v_orders", "v_payer_starts", "v_payout_days", "v_return_scans", "v_sales", "v_lines", "v_book_ends", "v_line_neighbours", "v_order_items", "v_charged_lines", "v_charges"]
needs = ["orders", "settlements"]
better = "down"
columns = [
  { name = "order_no", kind = "text", id = "No. pesanan", en = "Order no." },
  { name = "kind", kind = "text", id = "Jenis", en = "Kind" },
  { name = "amount_sen", kind = "sen", id = "Nilai klaim", en = "Amount" },
  { name = "ceiling_sen", kind = "sen", better = "none", id = "Plafon", en = "Ceiling" },
  { name = "deadline_date", kind = "date", id = "Tenggat", en = "Deadline" },
  { name = "state", kind = "text", id = "Keadaan", en = "State" },
  { name = "days_left", kind = "int", better = "none", id = "Sisa hari", en = "Days left" },
  { name = "recovered_sen", kind = "sen", better = "up", id = "Sudah diganti", en = "Recovered" },
  { name = "payer", kind = "text", id = "Ditagih ke", en = "Owed by" },
  { name = "courier", kind = "text", id = "Kurir", en = "Courier" },
  { name = "awb", kind = "text", id = "Resi", en = "Tracking no." },
  { name = "start_date", kind = "date", id = "Sejak", en = "Since" },
  { name = "ordered_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "account", kind = "text", id = "Akun", en = "Account" },
]
*/
SELECT
  s.order_no AS order_no,
  s.kind AS kind,
  s.amount_sen AS amount_sen,
  s.ceiling_sen AS ceiling_sen,
  s.deadline_date AS deadline_date,
  s.state AS state,
  s.days_left AS days_left,
  s.recovered_sen AS recovered_sen,
  s.payer AS payer,
  s.courier AS courier,
  s.awb AS awb,
  s.start_date AS start_date,
  s.ordered_date AS ordered_date,
  s.platform AS platform,
  s.account AS account
FROM claim_states AS s
ORDER BY COALESCE(s.deadline_date, '9999-12-31'), s.amount_sen DESC, s.platform, s.account, s.order_no, s.kind;
