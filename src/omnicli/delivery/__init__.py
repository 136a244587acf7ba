"""Mails and schedules: what leaves the workspace by itself."""
