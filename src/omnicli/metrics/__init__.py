"""Metrics: versioned SQL files with a header, their catalogue, lint, lock and runner."""
