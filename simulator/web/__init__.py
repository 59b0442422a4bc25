"""HTTP: the doors to both sides, the guard before them, and the server around them."""
