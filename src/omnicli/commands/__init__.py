"""Thin command shells, one file per noun: parse, call a service, render."""
