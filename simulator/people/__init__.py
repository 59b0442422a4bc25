"""The people's side: what the hands on the phones do, and what the eyes see."""
