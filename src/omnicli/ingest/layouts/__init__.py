"""Sees the table of a bank statement in the words of its pages."""
