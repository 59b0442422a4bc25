"""Those to whom something shall be told, in the words of whoever tells it: "thủ trưởng các sở, nhóm Điều hành".

Names of units hold commas and "và", so the longest known name at each word wins; what nobody knows is handed back.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.vietnamese.normalise import fold, tidy
from core.vietnamese.words import word_set

Named = tuple[str, int]
"""`("units", 3)`, `("groups", 1)`, `("people", 7)`: the field of `Addressees`, and the id."""

_HEAD = ("thu truong", "giam doc", "lanh dao", "nguoi dung dau", "chu tich", "truong")
_OF_ALL = ("tat ca cac", "toan bo cac", "moi", "cac")
_KINDS = {
    "so": "sở",
    "ban": "ban",
    "nganh": "ngành",
    "xa": "xã",
    "phuong": "phường",
    "dac khu": "đặc khu",
    "phong": "phòng",
    "chi cuc": "chi cục",
    "trung tam": "trung tâm",
    "don vi": "",
    "co quan": "",
}
_EVERYBODY = (
    "tat ca moi nguoi", "tat ca can bo", "toan the can bo", "toan bo can bo", "toan co quan", "toan the", "tat ca",
    "moi nguoi", "toan don vi",
)  # fmt: skip
_DEEP = ("don vi truc thuoc", "truc thuoc", "cap duoi", "don vi cap duoi")
_NOT_DEEP = ("khong kem don vi truc thuoc", "khong kem truc thuoc", "bo don vi truc thuoc", "khong gom truc thuoc")
_WITHOUT = ("bo", "tru", "bot", "khong gui")
_FILLERS = word_set("va voi cung gui cho toi den them kem gom ca nhom cac dong chi dc anh")


@dataclass
class Told:
    """What was understood; `without` are those who were taken out again."""

    named: list[Named] = field(default_factory=list)
    without: list[Named] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    everybody: bool = False
    deep: bool | None = None
    unknown: list[str] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        return bool(self.named or self.without or self.heads or self.everybody or self.deep is not None)


def key_of(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(tidy(name))))


def read_addressees(text: str, names: Mapping[str, Named]) -> Told:
    """`names` are the keys (`key_of`) of all that can be named."""
    raw = re.findall(r"\w+", tidy(text))
    words = [fold(each) for each in raw]
    longest = max((name.count(" ") + 1 for name in names), default=1)
    told, at, taking_out, strange = Told(), 0, False, list[str]()
    while at < len(words):
        past = _heads(told, words, at) or _phrases(told, words, at)
        if not past and (found := _known(words, at, names, longest)):
            past, one = found
            (told.without if taking_out else told.named).append(one)
        if past:
            _close(told, strange)
            at = past
            continue
        if words[at] in _WITHOUT:
            taking_out = True
        elif words[at] in _FILLERS:
            _close(told, strange)
        else:
            strange.append(raw[at])
        at += 1
    _close(told, strange)
    return told


def _close(told: Told, strange: list[str]) -> None:
    if strange:
        told.unknown.append(" ".join(strange))
        strange.clear()


def _known(words: list[str], at: int, names: Mapping[str, Named], longest: int) -> tuple[int, Named] | None:
    for past in range(min(len(words), at + longest), at, -1):
        if one := names.get(" ".join(words[at:past])):
            return past, one
    return None


def _heads(told: Told, words: list[str], at: int) -> int:
    """ "Thủ trưởng các sở, ban, ngành": where that ends; 0 when it is something else."""
    post = _past(words, at, _HEAD)
    past = _past(words, post, _OF_ALL) if post else 0
    if not past:
        return 0
    kinds: list[str] = []
    while kind := next((each for each in _KINDS if _past(words, past, (each,))), None):
        kinds.append(_KINDS[kind])
        past = _past(words, past, (kind,))
        past += past < len(words) and words[past] == "va"
    told.heads += kinds
    return past if kinds else 0


def _phrases(told: Told, words: list[str], at: int) -> int:
    if past := _past(words, at, _NOT_DEEP):
        told.deep = False
    elif past := _past(words, at, _DEEP):
        told.deep = True
    elif past := _past(words, at, _EVERYBODY):
        told.everybody = True
    return past


def _past(words: list[str], at: int, phrases: tuple[str, ...]) -> int:
    """Where the longest of the phrases that begins at word `at` ends; 0 when none does."""
    spelled = (phrase.split() for phrase in phrases)
    return max((at + len(each) for each in spelled if words[at : at + len(each)] == each), default=0)
