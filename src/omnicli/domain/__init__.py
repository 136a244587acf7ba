"""The words of the field: money, time, statuses, identity, errors. Imports nothing of ours."""
