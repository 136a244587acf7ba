"""From the bytes of an export to typed records: sniff, preflight, read, recognise, convert."""
