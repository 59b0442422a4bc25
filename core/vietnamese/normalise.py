"""Vietnamese text made comparable: one composed form for keeping, one folded form for finding.

What is kept is tidied and never folded. Folding is for matching only: it makes different words equal (sáu and sau).
"""

import re
import unicodedata

# Controls and invisible marks that change how text looks or sorts; white space is not among them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\u115f\u1160\u2800\u3164\uffa0\ue000-\uf8ff\U000e0000-\U000e007f\ud800-\udfff]"
)


def tidy(text: str) -> str:
    """Composed letters (NFC), no control or invisible characters, white space collapsed to single spaces."""
    return unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))


def fold(text: str) -> str:
    """Lower case without accents: "Sở Nội vụ" → "so noi vu". Composed Vietnamese keeps its length, letter by letter."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).lower())
    bare = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare.replace("đ", "d"))
