"""Formatted text: the Bot API's HTML in, entities in between, safe HTML out."""
