"""A simulated year: the real rules, use cases, ticks and sender, a real database, a moved clock, made-up people.

Everything that chance decides comes from one seed, so a year can be lived again and again to the last message.
"""
