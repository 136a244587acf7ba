"""What `omni run`, `omni jobs` and `omni schedule` say."""

TEXTS = {
    "step": ("{line}: {code}\n{message}", "{line}: {code}\n{message}"),
    "findings": (
        "Pekerjaan {job} selesai dengan temuan: `omni jobs show {run}`",
        "Job {job} ended with findings: `omni jobs show {run}`",
    ),
    "failed": (
        "Pekerjaan {job} gagal: `omni jobs show {run}`; lanjutkan dengan `omni run {job} --resume`",
        "Job {job} failed: `omni jobs show {run}`; go on with `omni run {job} --resume`",
    ),
    "timeout": (
        "Pekerjaan {job} melewati batas waktunya: `omni jobs show {run}`",
        "Job {job} ran out of time: `omni jobs show {run}`",
    ),
    "installed": ("Terpasang di crontab:\n  {lines}", "Installed in the crontab:\n  {lines}"),
    "removed": ("Dicabut dari crontab.", "Removed from the crontab."),
    "not_there": ("Tidak ada di crontab.", "Not in the crontab."),
    "run_no": ("Nomor", "Number"),
    "job": ("Pekerjaan", "Job"),
    "started_at": ("Mulai", "Started"),
    "ended_at": ("Selesai", "Ended"),
    "state": ("Status", "State"),
    "exit_code": ("Kode", "Exit"),
}
