"""What people typed, made safe to keep: whole characters, no controls, no marks of our own."""

import re
import unicodedata

_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls, invisible marks, halves of pairs, private use, unassigned
_JOINER = "\u200d"  # holds the parts of one emoji together
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters that nobody can see
_SPACES = re.compile(r"[^\S\n]+")


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """NFC, without controls (a line break stays), single spaces, ends trimmed; "" when nobody can see it."""
    unwanted = {ord(letter): " " for letter in set(text) if not _is_wanted(letter)}
    kept = text.translate(unwanted) if unwanted else text
    lines = _SPACES.sub(" ", unicodedata.normalize("NFC", kept)).split("\n")
    seen = "\n".join(line.strip() for line in lines).strip()
    return seen if any(unicodedata.category(letter)[0] in "LNPS" for letter in seen) else ""


def _is_wanted(letter: str) -> bool:
    if letter in "\n\t" or letter == _JOINER:
        return True
    return unicodedata.category(letter) not in _UNWANTED and letter not in _BLANKS
