"""The names of columns (`domain/columns.py`) as texts."""

from omnicli.domain.columns import TITLES as TEXTS

__all__ = ["TEXTS"]
