"""What `omni leads funnel` says."""

TEXTS = {
    "none": (
        "Tidak ada leads yang masuk di {period}.",
        "No lead came in {period}.",
    ),
}
