"""Ears and mouths: what people write and press comes in here; what they are told leaves by the outbox."""
