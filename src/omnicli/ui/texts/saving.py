"""What is said of rows that went into a file."""

TEXTS = {"written": ("Ditulis ke {file}.", "Written to {file}.")}
