"""The service's own web: whether it is well, what it does, and the calendars that people subscribe to. Nothing else."""
