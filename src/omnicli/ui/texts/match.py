"""What `omni match` says."""

TEXTS = {
    "added": ("Dicocokkan sebagai {ref}.", "Matched as {ref}."),
    "undone": (
        "{ref} dibatalkan; aturan otomatis berlaku lagi.",
        "{ref} was taken back; the rules decide again.",
    ),
    "ruled_out": (
        "{ref} dinyatakan bukan pasangan; aturan tidak akan mencocokkannya lagi.",
        "{ref} was ruled out; the rules will not match it again.",
    ),
    "allowed": (
        "{ref} dibatalkan; aturan boleh mencocokkannya lagi.",
        "{ref} was taken back; the rules may match it again.",
    ),
    "none": (
        "Belum ada pasangan manual, saran, atau tolakan. `--all` menunjukkan yang otomatis.",
        "Nothing matched by hand, suggested or ruled out. `--all` shows what the rules matched.",
    ),
    "none_open": (
        "Semua penarikan dan dana masuk dari platform sudah berpasangan.",
        "Every payout and every platform credit has its partner.",
    ),
    "id": ("ID", "ID"),
    "state": ("Status", "State"),
    "rule": ("Aturan", "Rule"),
    "what": ("Uang", "Money"),
    "bank": ("Mutasi bank", "Bank line"),
    "date": ("Tanggal", "Date"),
    "amount": ("Jumlah", "Amount"),
    "fee": ("Potongan", "Fee"),
    "difference": ("Selisih", "Difference"),
    "days": ("Hari bank", "Banking days"),
    "score": ("Skor", "Score"),
    "why": ("Sebab", "Why"),
    "side": ("Sisi", "Side"),
    "ref": ("Rujukan", "Reference"),
    "candidate": ("Calon terdekat", "Nearest candidate"),
    "state_booked": ("dibukukan", "booked"),
    "state_suggested": ("saran", "suggested"),
    "state_dangling": ("menggantung", "dangling"),
    "state_ruled_out": ("ditolak", "ruled out"),
    "rule_by_hand": ("manual", "by hand"),
    "rule_exact_amount": ("jumlah persis", "exact amount"),
    "rule_amount_less_fee": ("jumlah dikurangi biaya", "amount less a fee"),
    "rule_reference_total": ("total satu rujukan", "total of one reference"),
    "rule_days_total": ("total per hari", "total of whole days"),
    "rule_exact_set": ("satu-satunya gabungan baris", "the only set of lines"),
    "rule_nearest": ("paling mirip", "most alike"),
    "side_payout": ("penarikan", "payout"),
    "side_line": ("baris", "line"),
    "side_order": ("pesanan", "order"),
    "side_bank": ("mutasi bank", "bank line"),
    "why_exact_amount": (
        "jumlah sama, pembayar {payer}, {days} hari bank",
        "same amount, payer {payer}, {days} banking days",
    ),
    "why_amount_less_fee": (
        "jumlah dikurangi biaya {fee}, pembayar {payer}, {days} hari bank",
        "amount less a fee of {fee}, payer {payer}, {days} banking days",
    ),
    "why_sum": (
        "{lines} baris berjumlah persis, {days} hari bank",
        "{lines} lines add up exactly, {days} banking days",
    ),
    "why_nearest": (
        "jumlah {amount}, pembayar {payer}, hari {days}: belum dibukukan",
        "amount {amount}, payer {payer}, days {days}: not booked",
    ),
    "why_dangling": (
        "{reason} (objeknya belum ada lagi: {missing})",
        "{reason} (its object is gone for now: {missing})",
    ),
    "failed_amount_differs": ("jumlah berbeda {gap}", "the amount differs by {gap}"),
    "failed_other_payer": (
        "teks mutasi tidak menyebut pembayar ini",
        "the bank text does not name this payer",
    ),
    "failed_too_early": (
        "mutasi {days} hari sebelum penarikan",
        "the bank line is {days} days before the payout",
    ),
    "failed_too_late": (
        "{days} hari bank, {late_by} lewat batas",
        "{days} banking days, {late_by} too many",
    ),
    "failed_ruled_out": ("sudah dinyatakan bukan pasangan", "was ruled out by hand"),
    "failed_taken": ("sudah dipakai pasangan lain", "is taken by another match"),
    "failed_ambiguous": (
        "beberapa calon sama cocoknya, tidak ada yang dibukukan",
        "several candidates fit equally, none is booked",
    ),
    "failed_no_candidate": ("tidak ada calon di sekitar tanggalnya", "no candidate near its day"),
    "failed_no_statement": (
        "mutasi bank belum mencakup semua tanggalnya",
        "no bank statement covers all its days yet",
    ),
}
