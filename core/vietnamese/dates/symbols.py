"""Words turned into symbols of one letter each, so that the grammar can be regular expressions over their letters."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple

from core.vietnamese.dates.figures import Figures, figures_at, year
from core.vietnamese.dates.vocabulary import BY_KEYS, BY_LETTERS, BY_PAIR, BY_WORD, FUSED, REAL_WORDS
from core.vietnamese.numbers import glued, number_at
from core.vietnamese.words import Kind, Word, word_set

NOTHING = "."
_NO_ROLES: frozenset[str] = frozenset()


class Symbol(NamedTuple):
    """The words `first` up to `past`; `letter` stands for the roles that they may play."""

    letter: str
    first: int
    past: int
    value: Any = None
    unsure: bool = False


class Alphabet:
    """One letter for every set of roles."""

    def __init__(self) -> None:
        self._letters: dict[frozenset[str], str] = {_NO_ROLES: NOTHING}
        self._roles: dict[str, frozenset[str]] = {NOTHING: _NO_ROLES}
        self._fresh = (chr(n) for n in count(0xE000))

    def letter(self, *roles: str) -> str:
        key = frozenset(roles)
        if key not in self._letters:
            self._letters[key] = next(self._fresh)
            self._roles[self._letters[key]] = key
        return self._letters[key]

    def roles(self, letter: str) -> frozenset[str]:
        return self._roles[letter]

    def letters(self, role: str) -> str:
        """Every letter that may play this role."""
        return "".join(letter for roles, letter in self._letters.items() if role in roles)


ALPHABET = Alphabet()
_FIGURES = {
    role: ALPHABET.letter(role)
    for role in ("DECIMAL", "DATE", "CLOCK", "MONTH_YEAR", "QUARTER_YEAR", "DAY_SPAN", "DOCUMENT")
}
_FIGURES["NUMBER"] = ALPHABET.letter("NUMBER", "FIGURE")
_NUMBER = ALPHABET.letter("NUMBER")
_SIGNS = {sign: ALPHABET.letter(role) for sign, role in {"/": "SLASH", "-": "DASH", "–": "DASH", "+": "PLUS"}.items()}
_PAIRS = {pair: ALPHABET.letter(*roles) for pair, roles in BY_PAIR.items()}
_PAIR_STARTS = frozenset(first for first, _ in _PAIRS)
_SINCE = ALPHABET.letter("FROM")
_WEEKDAY, _MAYBE_WEEKDAY, _NTH = (ALPHABET.letter(role) for role in ("WEEKDAY", "MAYBE_WEEKDAY", "NTH"))
_LETTERS = {roles: ALPHABET.letter(*roles) for table in (BY_WORD, BY_LETTERS) for roles in table.values()}
_LETTERS[_NO_ROLES] = NOTHING

_DAYS_OF_WEEK = {"hai": 0, "ba": 1, "tu": 2, "bon": 2, "nam": 3, "sau": 4, "bay": 5}
_SUNDAY = 6
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SINCE_WHEN = word_set("hom ngay bua sang trua chieu toi dem thu dau cuoi giua")
_ONLY_GLUED = word_set("h g p ph")
_GLUED_BEFORE = word_set("han hen dl truoc")
# "việc thứ ba" is the third task, not a Tuesday.
_NUMBERED = word_set("lan viec vu nhiem cai phan muc dieu khoan diem nguoi cau buoc dot")
_NUMBERED_TIMES = word_set("tuan quy")


def symbols(words: Sequence[Word]) -> list[Symbol]:
    found: list[Symbol] = []
    accented = _is_accented(words)
    i = 0
    while i < len(words):
        found.append(_symbol(words, i, accented))
        i = found[-1].past
    return found


def unfused(words: Sequence[Word]) -> Sequence[Word]:
    """The words with those that lost the space between them taken apart: ngaymai, tuầnsau."""
    if not any(word.folded in FUSED for word in words):
        return words
    return [part for word in words for part in _parts(word)]


def _parts(word: Word) -> tuple[Word, ...]:
    at = FUSED.get(word.folded)
    if at is None or len(word.raw) != len(word.folded):
        return (word,)
    left = Word(word.accented[:at], word.folded[:at], word.raw[:at], word.start, word.start + at, word.kind)
    return left, Word(word.accented[at:], word.folded[at:], word.raw[at:], word.start + at, word.end, word.kind)


def _is_accented(words: Sequence[Word]) -> bool:
    """Whether the writer types accents; one accented name does not make an accented text."""
    marks = [word.has_marks for word in words if word.kind is Kind.WORD]
    return 3 * sum(marks) > len(marks)


def _symbol(words: Sequence[Word], i: int, accented: bool) -> Symbol:
    word = words[i]
    if word.kind is Kind.NUMBER:
        return _figures(words, i)
    if word.kind is Kind.PUNCTUATION:
        return Symbol(_SIGNS.get(word.raw, NOTHING), i, i + 1)
    if word.folded in _PAIR_STARTS and i + 1 < len(words):
        pair = _PAIRS.get((word.folded, words[i + 1].folded))
        if pair is not None:
            return Symbol(pair, i, i + 2, _SUNDAY)
    if word.folded in _SHORT:
        short = _short(words, i, accented)
        if short is not None:
            return short
    return _plain(words, i, accented)


def _figures(words: Sequence[Word], i: int) -> Symbol:
    figures = figures_at(words, i)
    if _is_part_of_a_code(words, i, figures.past, figures.role):
        return Symbol(_FIGURES["DOCUMENT"], i, figures.past)
    return Symbol(_FIGURES[figures.role], i, figures.past, figures.value)


def _is_part_of_a_code(words: Sequence[Word], i: int, past: int, role: str) -> bool:
    """v12, #12, COVID-19, 500k: figures that stand against letters which are no word of time."""
    if glued(words, i):
        before = words[i - 1]
        known = before.folded in BY_LETTERS or before.folded in _GLUED_BEFORE or before.folded in _SHORT
        if before.raw == "#" or (before.kind is Kind.WORD and not known):
            return True
        if before.raw in ("-", "/", ".") and glued(words, i - 1) and words[i - 2].kind is Kind.WORD:
            return words[i - 2].folded not in BY_LETTERS
    after = words[past] if glued(words, past) else None
    return role == "NUMBER" and after is not None and after.kind is Kind.WORD and after.folded not in BY_LETTERS


def _plain(words: Sequence[Word], i: int, accented: bool) -> Symbol:
    word = words[i]
    roles, unsure = _roles(word.accented, word.folded, accented)
    if not roles or (word.folded in _ONLY_GLUED and not _touches_figures(words, i)):
        return Symbol(NOTHING, i, i + 1)
    if _is_since(words, i):
        return Symbol(_SINCE, i, i + 1, word.folded)
    if "NUMBER" in roles:
        return _number(words, i, roles, unsure)
    if "ORDINAL" in roles:
        return _weekday(words, i, unsure) or Symbol(NOTHING, i, i + 1)
    value = _SUNDAY if "WEEKDAY" in roles else _ROMAN.get(word.folded, word.folded)
    return Symbol(_LETTERS[roles], i, i + 1, value, unsure)


def _is_since(words: Sequence[Word], i: int) -> bool:
    """ "tu hom qua" is từ: nobody counts days with tư."""
    return words[i].folded == "tu" and i + 1 < len(words) and words[i + 1].folded in _SINCE_WHEN


def _touches_figures(words: Sequence[Word], i: int) -> bool:
    before = glued(words, i) and words[i - 1].kind is Kind.NUMBER
    return before or (glued(words, i + 1) and words[i + 1].kind is Kind.NUMBER and i > 0)


@lru_cache(maxsize=16384)
def _roles(form: str, folded: str, accented: bool) -> tuple[frozenset[str], bool]:
    """What a word may do, and whether that is a guess at a slip of the keyboard."""
    has_marks = form != folded
    if has_marks or accented:
        exact = BY_WORD.get(form)
        if exact is not None:
            return exact, False
        if form in REAL_WORDS:
            return _NO_ROLES, False
    roles = BY_LETTERS.get(folded) or BY_KEYS.get(folded) or BY_LETTERS.get(_without_echo(folded))
    return roles or _NO_ROLES, has_marks and folded in BY_LETTERS


def _without_echo(folded: str) -> str:
    """ "maii" was meant as mai."""
    return folded.rstrip(folded[-1]) + folded[-1]


def _number(words: Sequence[Word], i: int, roles: frozenset[str], unsure: bool) -> Symbol:
    number = number_at(words, i)
    if number is not None and number.past > i + 1:
        return Symbol(_NUMBER, i, number.past, number.value)
    return Symbol(_LETTERS[roles], i, i + 1, number and number.value, unsure)


def _weekday(words: Sequence[Word], i: int, unsure: bool) -> Symbol | None:
    """ "thứ sáu", or "thứ 6" in one symbol; of a week or a task it is a number."""
    day = _day_of_week(words, i + 1)
    if day is None:
        return None
    before = words[i - 1].folded if i else ""
    if before in _NUMBERED and not (i > 1 and words[i - 2].folded == "lam"):  # "giờ làm việc thứ sáu"
        return Symbol(NOTHING, i, i + 2)
    if before in _NUMBERED_TIMES:
        return Symbol(_NTH, i, i + 2, day + 2)
    return Symbol(_WEEKDAY, i, i + 2, day, unsure)


def _day_of_week(words: Sequence[Word], i: int) -> int | None:
    if i >= len(words):
        return None
    word = words[i]
    if word.kind is Kind.NUMBER:
        return (
            int(word.raw) - 2 if word.raw in ("2", "3", "4", "5", "6", "7") and not _is_percent(words, i + 1) else None
        )
    return None if word.accented in ("từ", "tự", "tứ", "bà") else _DAYS_OF_WEEK.get(word.folded)


def _is_percent(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].raw in ("%", "/")


def _short(words: Sequence[Word], i: int, accented: bool) -> Symbol | None:
    """T6, th6, T12, T12/2026, Q4, Q1/2027; and "thu 6", which is a Friday only when more speaks for it."""
    if i + 1 >= len(words) or words[i + 1].kind is not Kind.NUMBER or glued(words, i):
        return None
    if words[i].folded == "thu":
        day = _day_of_week(words, i + 1) if words[i].accented == "thu" and accented else None
        return None if day is None else Symbol(_MAYBE_WEEKDAY, i, i + 2, day)
    if not glued(words, i + 1):
        return None
    figures = figures_at(words, i + 1)
    if words[i].folded == "q":
        return _quarter(i, figures)
    if figures.role == "NUMBER" and 2 <= figures.value <= 7:
        return Symbol(_WEEKDAY, i, figures.past, figures.value - 2)
    month = (figures.value, None) if figures.role == "NUMBER" else figures.value
    return Symbol(_FIGURES["MONTH_YEAR"], i, figures.past, month) if figures.role in ("NUMBER", "MONTH_YEAR") else None


def _quarter(first: int, figures: Figures) -> Symbol | None:
    """Q4, Q1/2027, q1/27."""
    value = figures.value
    if figures.role == "DATE" and value.year is None:
        value = (value.day, year(str(value.month)))
    elif figures.role == "NUMBER":
        value = (value, None)
    elif figures.role != "MONTH_YEAR":
        return None
    return Symbol(_FIGURES["QUARTER_YEAR"], first, figures.past, value)


_SHORT = frozenset({"t", "th", "thu", "q"})


def plays(letter: str, role: str) -> bool:
    return role in ALPHABET.roles(letter)
