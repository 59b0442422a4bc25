"""What people typed, made safe to keep: whole characters, no controls, no marks of our own."""

import re
import unicodedata

_UNWANTED = {"Cc", "Cs", "Co", "Cn"}  # controls, halves of pairs, private use, unassigned
_SPACES = re.compile(r"[^\S\n]+")


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """NFC, without controls (a line break stays), runs of spaces made one, ends trimmed."""
    kept = (letter if letter in "\n\t" or unicodedata.category(letter) not in _UNWANTED else " " for letter in text)
    lines = _SPACES.sub(" ", unicodedata.normalize("NFC", "".join(kept))).split("\n")
    return "\n".join(line.strip() for line in lines).strip()
