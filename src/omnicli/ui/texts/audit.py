"""What `omni audit` says."""

TEXTS = {
    "ok": (
        "Jejak audit utuh: {rows} baris. Kepala: {seq} {hash}",
        "The audit trail holds: {rows} rows. Head: {seq} {hash}",
    ),
    "window": (
        (
            "Rantai saja tidak menunjukkan baris terakhir yang dipotong: simpan kepala ini di "
            "luar komputer ini, lalu periksa dengan --anchor."
        ),
        (
            "The chain alone cannot show a tail that was cut off: keep this head on another "
            "machine and check against it with --anchor."
        ),
    ),
    "edited": ("isinya diubah", "its content was changed"),
    "gap": ("ada baris yang hilang sebelum ini", "rows before it are missing"),
    "order": (
        "tidak menyambung ke baris sebelumnya (tertukar atau disisipkan)",
        "it does not follow the row before it (swapped or inserted)",
    ),
    "cut": (
        "jangkar mencatat lebih banyak baris: ekornya dipotong",
        "the anchor knows more rows: the tail was cut off",
    ),
    "rewritten": (
        "berbeda dari jangkar: jejak ditulis ulang",
        "it differs from the anchor: the trail was rewritten",
    ),
    "none": ("Belum ada jejak audit yang cocok.", "No audit rows match."),
    "seq": ("no", "no"),
    "at": ("waktu (UTC)", "time (UTC)"),
    "actor": ("pengguna", "user"),
    "action": ("aksi", "action"),
    "command": ("perintah", "command"),
    "target": ("target", "target"),
    "outcome": ("hasil", "outcome"),
    "exit_code": ("kode", "exit"),
    "duration_ms": ("ms", "ms"),
    "ip": ("IP", "IP"),
    "detail": ("detail", "detail"),
    "role": ("peran", "role"),
    "revealed": ("tanpa samaran", "unmasked"),
    "reason": ("alasan", "reason"),
}
