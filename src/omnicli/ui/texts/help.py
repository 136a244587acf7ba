"""Texts around the help of commands."""

TEXTS = {
    "usage": ("Pemakaian", "Usage"),
    "arguments": ("Argumen", "Arguments"),
    "options": ("Opsi", "Options"),
    "commands": ("Perintah", "Commands"),
    "examples": ("Contoh", "Examples"),
    "start_here": ("Langkah pertama", "First steps"),
    "first_steps": (
        (
            "omni demo                lihat dulu semuanya pada toko contoh\n"
            "omni init toko           buat folder toko, lalu `cd toko`\n"
            "omni import UNDUHAN      masukkan ekspor apa adanya; omni mengenali isinya\n"
            "omni report              pilih laporan; `omni report roas --month`"
        ),
        (
            "omni demo                see all of it on a made-up shop\n"
            "omni init shop           make the shop's folder, then `cd shop`\n"
            "omni import DOWNLOADS    hand over exports as they are; omni knows them by content\n"
            "omni report              choose a report; `omni report roas --month`"
        ),
    ),
    "panel_start": ("Mulai", "Start"),
    "panel_daily": ("Setiap hari", "Every day"),
    "panel_money": ("Uang", "Money"),
    "panel_lists": ("Daftar toko", "The shop's lists"),
    "panel_jobs": ("Berjalan sendiri", "By itself"),
    "panel_settings": ("Pengaturan dan pemeriksaan", "Settings and checks"),
    "globals": (
        "Di mana saja pada baris: -w FOLDER, --lang id|en, --json, -q, -v, --yes (`omni --help`).",
        "Anywhere on the line: -w FOLDER, --lang id|en, --json, -q, -v, --yes (`omni --help`).",
    ),
    "help": ("Tampilkan bantuan ini.", "Show this help."),
    "install_completion": (
        "Pasang pelengkap perintah untuk shell ini.",
        "Install completion for the current shell.",
    ),
    "show_completion": (
        "Tampilkan pelengkap perintah, untuk disalin.",
        "Show completion for the current shell, to copy it.",
    ),
}
