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
    "twice": ("nomor ganda", "same phone twice"),
}
