"""Conversations of more than one message: one file per kind of question, all of them kept in the database."""
