"""The SQLite file: opening, locking, migrating, loading."""
