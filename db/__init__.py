"""The memory: tables, sessions, queries named by what they hold, inbox, outbox, log."""
