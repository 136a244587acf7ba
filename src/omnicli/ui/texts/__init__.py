"""Message texts, one file per area; each has `TEXTS`: key → (Indonesian, English)."""
