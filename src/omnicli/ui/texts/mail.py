"""What `omni mail` and `omni outbox` say."""

TEXTS = {
    "queued": ("Menunggu: {recipient} · {subject}", "Waiting: {recipient} · {subject}"),
    "sending": ("Sedang dikirim: {recipient} · {subject}", "Being sent: {recipient} · {subject}"),
    "sent": ("Terkirim: {recipient} · {subject}", "Sent: {recipient} · {subject}"),
    "failed": ("Gagal: {recipient} · {subject}", "Failed: {recipient} · {subject}"),
    "unknown": (
        "Mungkin sampai, mungkin tidak: {recipient} · {subject}. `omni outbox retry` mengulang.",
        "May or may not have arrived: {recipient} · {subject}. `omni outbox retry` repeats it.",
    ),
    "cancelled": ("Dibatalkan: {recipient} · {subject}", "Cancelled: {recipient} · {subject}"),
    "known": (
        "Tidak ada yang baru untuk {recipient}; isi yang sama sudah ada. `--resend` mengulang.",
        "No news for {recipient}; the same contents went before. `--resend` repeats it.",
    ),
    "held": ("Ditahan untuk {recipient}", "Held back from {recipient}"),
    "skipped": ("Dilewati untuk {recipient}", "Left out for {recipient}"),
    "quiet": ("Tidak ada temuan untuk {recipient}", "No findings for {recipient}"),
    "written": ("Ditulis untuk {recipient}:", "Written for {recipient}:"),
    "test": (
        "{host}:{port} menerima: {answer}",
        "{host}:{port} accepts: {answer}",
    ),
    "test_sent": (
        "{host}:{port} menerima email percobaan ke {to}: {answer}",
        "{host}:{port} took a test mail to {to}: {answer}",
    ),
    "mail_id": ("Nomor", "Number"),
    "created_at": ("Dibuat", "Made"),
    "report": ("Laporan", "Report"),
    "period": ("Periode", "Period"),
    "recipient": ("Penerima", "Recipient"),
    "state": ("Status", "State"),
    "attempts": ("Percobaan", "Attempts"),
    "detail": ("Keterangan", "Detail"),
}
