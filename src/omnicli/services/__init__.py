"""One use case per file; each takes a Session and returns plain data."""
