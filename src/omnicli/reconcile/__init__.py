"""Matching money with money: pure functions over frames, one module per family of rules."""
