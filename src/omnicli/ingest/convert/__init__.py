"""Text columns to typed columns: strict, whole columns at once, every failure named."""
