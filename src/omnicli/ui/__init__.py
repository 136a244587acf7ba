"""Everything a person sees: tables, progress, texts, errors. The only place for rich."""
