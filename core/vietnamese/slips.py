"""Typing slips put right: Telex left-overs ("roofi"), lost tones ("viêc"), swapped letters, lost spaces ("xongrồi").

Only what is no Vietnamese syllable is touched, and only when one known word fits: a guess is worse than a question.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import NamedTuple

from core.vietnamese.cue import listed
from core.vietnamese.cues import CUES
from core.vietnamese.normalise import fold

VOCABULARY = frozenset(word for phrases in CUES.values() for word in re.split(r"[|\s]+", phrases) if word) | listed(
    """
    ngày tháng tuần năm hôm bữa nửa hai ba bốn sáu bảy tám chín mười thứ cuối đầu giữa nay mai sáng chiều tối trưa
    quý hạn số liệu nhiệm vụ văn bản hồ sơ kinh phí sở xã phường tỉnh ban nội tài chính mẫu chữ công đề nghị thuế
    mặt bằng nữa nhiều luôn thôi với cũng này vậy trễ chậm gấp phép biểu kế hoạch giúp được phòng
    """
)
_SYLLABLE = re.compile(
    r"(?!.*(.)\1)(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?\Z",
    re.ASCII,
)
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_HATS = {"\u0302": "^", "\u0306": "w", "\u031b": "w"}


class _Spelling(NamedTuple):
    """A syllable taken apart: bare letters, the tone as its Telex key, and which kinds of marked letters it holds."""

    letters: str
    tone: str
    hats: frozenset[str]


def _apart(word: str) -> _Spelling:
    marks = unicodedata.normalize("NFD", word)
    hats = {_HATS[mark] for mark in marks if mark in _HATS} | ({"d"} if "đ" in word else set())
    return _Spelling(fold(word), next((_TONES[mark] for mark in marks if mark in _TONES), ""), frozenset(hats))


def _index(pairs: Iterable[tuple[object, str]]) -> dict[object, str]:
    """Only the keys that name one word."""
    by_key = groupby(sorted(pairs, key=lambda pair: repr(pair[0])), key=lambda pair: pair[0])
    found = ((key, {word for _, word in group}) for key, group in by_key)
    return {key: next(iter(words)) for key, words in found if len(words) == 1}


_BY_SPELLING = _index((_apart(word), word) for word in VOCABULARY)
_BY_LETTERS = _index((_apart(word)._replace(tone=""), word) for word in VOCABULARY if _apart(word).hats)
_BY_TONE = _index((_apart(word)[:2], word) for word in VOCABULARY)
_BY_JUMBLE = _index((word[0] + "".join(sorted(word)), word) for word in VOCABULARY if len(word) > 2)
_BY_BARE_JUMBLE = _index(
    (fold(word)[0] + "".join(sorted(fold(word))), fold(word)) for word in VOCABULARY if len(word) > 2
)
_BY_LOSS = _index((word[:n] + word[n + 1 :], word) for word in VOCABULARY if len(word) > 3 for n in range(1, len(word)))
_FOLDED = frozenset(map(fold, VOCABULARY))
_LONGEST = 12


@cache
def is_known(word: str) -> bool:
    return word in VOCABULARY or word in _FOLDED


def repair(word: str) -> tuple[str, ...]:
    """The word or words that were meant; the word itself when nobody can tell. For words in lower case."""
    if is_known(word) or not 2 < len(word) <= _LONGEST:
        return (word,)
    return _repaired(word)


def _repaired(word: str) -> tuple[str, ...]:
    if _SYLLABLE.match(fold(word)):
        return (_with_tone(word),)
    one = _telex(word) or _without_repeats(word) or _unjumbled(word) or _BY_LOSS.get(word)
    return (one,) if one else _cut(word)


def _without_repeats(word: str) -> str | None:
    once = "".join(letter for letter, _ in groupby(word))
    return once if once != word and is_known(once) else None


def _with_tone(word: str) -> str:
    spelling = _apart(word)
    return _BY_SPELLING.get(spelling) or (not spelling.tone and _BY_LETTERS.get(spelling)) or word


def _telex(word: str) -> str | None:
    """Keys may come late: guwir and guiwr are gửi."""
    tones = [letter for letter in word[1:] if letter in "sfrxj"]
    tone = tones[-1] if tones else _apart(word).tone
    hats = _apart(word).hats | ({"w"} if "w" in word else set())
    letters = "".join(letter for letter in word[:1] + word[1:].translate(_KEYS))
    doubled = {pair for pair in ("aa", "ee", "oo") if pair in letters}
    hats |= ({"^"} if doubled else set()) | ({"d"} if "dd" in letters else set())
    spelling = _Spelling(fold("".join(one for one, _ in groupby(letters))), tone, frozenset(hats))
    return _BY_SPELLING.get(spelling) or (_BY_TONE.get(spelling[:2]) if tone and not hats else None)


_KEYS = str.maketrans("", "", "sfrxjw")


def _unjumbled(word: str) -> str | None:
    jumble = word[0] + "".join(sorted(word))
    return _BY_JUMBLE.get(jumble) or _BY_BARE_JUMBLE.get(jumble)


def _cut(word: str) -> tuple[str, ...]:
    for at in range(len(word) - 2, 1, -1):
        head, tail = word[:at], word[at:]
        if is_known(head) and is_known(tail):
            return head, tail
    return (word,)
