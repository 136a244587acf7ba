"""What `omni broadcast` says."""

TEXTS = {
    "name": ("nama", "name"),
    "phone": ("HP", "phone"),
    "label": ("label", "label"),
    "count": (
        "{people} orang di daftar, {held} ditahan, {overlap} juga ada di daftar sebelumnya.",
        "{people} people on the list, {held} held out, {overlap} were on the list before.",
    ),
    "left_out": ("Dilewati: {reasons}.", "Left out: {reasons}."),
    "stale": (
        "Leads terakhir diimpor {imported}; yang diharapkan sejak {due}.",
        "Leads were last imported {imported}; expected since {due}.",
    ),
    "nothing_written": (
        "Belum ada yang ditulis: omni broadcast export -o FILE --reason … menulisnya.",
        "Nothing was written: omni broadcast export -o FILE --reason … writes it.",
    ),
    "written": ("Daftar broadcast ditulis: {path}", "The broadcast list is at {path}"),
    "empty": ("Tidak ada yang tersisa.", "Nobody is left."),
    "opted_out": ("tolak pesan", "opted out"),
    "blacklisted": ("blacklist", "blacklisted"),
    "refuser": ("menolak paket", "refused a parcel"),
    "closed": ("sudah closing", "closed"),
    "recent": ("baru dihubungi", "recently in touch"),
    "twice": ("orang yang sama", "same person twice"),
    "held_out": ("sedang ditahan", "held out"),
    "group": ("kelompok", "group"),
    "sent": ("dikirimi", "written to"),
    "held": ("ditahan", "held out"),
    "people": ("orang", "people"),
    "buyers": ("membeli", "bought"),
    "share": ("bagian", "share"),
    "orders": ("pesanan", "orders"),
    "revenue": ("nilai", "value"),
    "profit": ("laba", "profit"),
    "about": (
        "{name}, ditulis {at}: pesanan 14 hari sesudahnya, sampai {until}.",
        "{name}, written {at}: orders within 14 days, up to {until}.",
    ),
    "unknown": (
        "Laba {count} pesanan belum diketahui: isi HPP produknya.",
        "The profit of {count} orders is not known: give the cost of their goods.",
    ),
    "no_comparison": (
        "Tidak ada yang ditahan, jadi tidak ada pembanding: pakai --hold-out 10% saat menulis.",
        "Nobody was held out, so there is nothing to compare with: write with --hold-out 10%.",
    ),
    "running": (
        "Masih berjalan: bandingkan sesudah {until}.",
        "Still running: compare after {until}.",
    ),
    "more": (
        (
            "Daftar ini membawa pembeli: {difference} poin lebih banyak membeli (95%: {low} sampai"
            " {high}), kira-kira {buyers} pembeli dan {revenue} tambahan."
        ),
        (
            "The list brought buyers: {difference} points more bought (95%: {low} to {high}), about"
            " {buyers} more buyers and {revenue}."
        ),
    ),
    "less": (
        "Yang dikirimi membeli lebih sedikit: {difference} poin (95%: {low} sampai {high}).",
        "Those written to bought less: {difference} points (95%: {low} to {high}).",
    ),
    "chance": (
        (
            "Selisih {difference} poin (95%: {low} sampai {high}) masih bisa kebetulan; tahan lebih"
            " banyak orang, atau lihat juga daftar berikutnya."
        ),
        (
            "A difference of {difference} points (95%: {low} to {high}) may be chance; hold out"
            " more people, or look at the next lists too."
        ),
    ),
    "extra_profit": ("Laba tambahan kira-kira {profit}.", "About {profit} more profit."),
}
