"""What `omni setup` asks and says."""

TEXTS = {
    "ask_shop": ("1/5 Nama toko", "1/5 The shop's name"),
    "ask_inbox": ("2/5 Folder unduhan", "2/5 The folder with downloads"),
    "ask_to": (
        "3/5 Alamat email pemilik, yang menerima laporan (kosong: tidak ada)",
        "3/5 Mail address of the owner, who gets reports (empty: nobody)",
    ),
    "ask_to_next": (
        "    Penerima berikutnya (kosong: selesai)",
        "    Who else gets reports (empty: done)",
    ),
    "ask_role": (
        "    Haknya seperti (owner, admin, finance, marketing, cs, gudang, viewer)",
        "    With the rights of (owner, admin, finance, marketing, cs, gudang, viewer)",
    ),
    "ask_report": ("    Laporan yang mana", "    Which reports"),
    "ask_at": ("    Setiap hari jam", "    Every day at"),
    "ask_host": (
        "4/5 Server email keluar, HOST atau HOST:PORT (kosong: nanti)",
        "4/5 Mail server, HOST or HOST:PORT (empty: later)",
    ),
    "ask_user": ("    Nama masuk (kosong: tanpa)", "    User name (empty: none)"),
    "ask_from": ("    Alamat pengirim", "    The sender's address"),
    "ask_again": (
        "    Enter: isi lagi; - : simpan begini dulu",
        "    Enter: fill in again; - : keep it like this for now",
    ),
    "ask_right": ("Benar? Enter: ya; 1–5: ubah", "Right? Enter: yes; 1–5: change one"),
    "trying": ("    Mencoba {host}:{port} …", "    Trying {host}:{port} …"),
    "accepted": ("    Server menerima.", "    The server accepts."),
    "refused": ("    Server menolak: {detail}", "    The server says no: {detail}"),
    "mails": ("{report} → {to}, setiap hari {at}", "{report} → {to}, every day at {at}"),
    "none": ("–", "–"),
    "ask_password": ("    Kata sandi", "    Password"),
    "ask_lang": ("5/5 Bahasa (id, en)", "5/5 Language (id, en)"),
    "done": (
        "Toko siap di {root}; semua tertulis di omni.toml.",
        "The shop is ready in {root}; everything stands in omni.toml.",
    ),
    "mail_none": (
        "Belum ada server email: isi [mail] bila laporan harus dikirim.",
        "No mail server yet: fill in [mail] when reports are to be sent.",
    ),
    "mail_sent": (
        "Server email menerima; email percobaan terkirim ke {to}.",
        "The mail server accepts; a test mail went to {to}.",
    ),
    "mail_ok": ("Server email menerima.", "The mail server accepts."),
    "mail_bad": (
        "{detail}. Perbaiki [mail], lalu `omni mail test`.",
        "{detail}. Mend [mail], then `omni mail test`.",
    ),
    "cron": (
        "Jadwal (pasang dengan `omni schedule install`): {line}",
        "Schedule (install it with `omni schedule install`): {line}",
    ),
}
