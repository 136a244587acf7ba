"""The engine: rows in, changed and out again, with a connection and the settings only."""
