"""Lengths and places as the Bot API counts them: in UTF-16 units."""


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")
