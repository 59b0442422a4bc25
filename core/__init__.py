"""The rules of the office. Pure: no I/O, no clock, no randomness; `now` is always an argument."""
