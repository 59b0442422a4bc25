"""Time: the ticks that ask what is owed, and the sender that delivers it."""
