"""Pieces that belong together made one: "15h30" + "chiều" + "thứ Sáu" + "ngày 4/12"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.vietnamese.dates.grammar import Match
from core.vietnamese.dates.piece import Day, Part, Piece
from core.vietnamese.dates.reading import Grain, Kind
from core.vietnamese.dates.spans import later
from core.vietnamese.dates.symbols import Symbol
from core.vietnamese.words import Word, word_set

_GLUE = word_set(", ( ) ' ’ luc vao cua hoi la tuc nham ngay buoi trong dung truoc som")
_LONGEST_GAP = 2
_PERIODS = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """What was understood in the words `first` up to `past`."""

    first: int
    past: int
    piece: Piece
    unsure: bool = False


def phrases(found: Sequence[Match], symbols: Sequence[Symbol], words: Sequence[Word]) -> list[Phrase]:
    joined: list[Phrase] = []
    for match in found:
        phrase = _phrase(match, symbols)
        piece = _join(joined[-1], phrase, words) if joined else None
        if piece is None:
            joined.append(phrase)
        else:
            unsure = joined[-1].unsure or phrase.unsure
            joined[-1] = Phrase(first=joined[-1].first, past=phrase.past, piece=piece, unsure=unsure)
    return joined


def _phrase(match: Match, symbols: Sequence[Symbol]) -> Phrase:
    unsure = any(symbol.unsure for symbol in symbols[match.first : match.past])
    past = symbols[match.past - 1].past
    return Phrase(first=symbols[match.first].first, past=past, piece=match.piece, unsure=unsure)


def _join(left: Phrase, right: Phrase, words: Sequence[Word]) -> Piece | None:
    gap = words[left.past : right.first]
    if len(gap) > _LONGEST_GAP or any(word.folded not in _GLUE for word in gap):
        return None
    a, b = left.piece, right.piece
    if not _fit(a, b) or (a.day and b.day and any(word.folded == "truoc" for word in gap)):
        return None
    if _only_leads(a, b):
        return b
    if "may_be_no_part" in a.why and b.part:
        a = replace(a, part=None, why=())  # "toi 17h chieu nay": tới
    part, day = _join_parts(a.part, b.part), a.day or b.day
    if a.part and b.part and part is None:
        return None
    if a.day and b.day:
        day = _join_days(a.day, b.day)
        if day is None or _is_a_list(a.day, day, gap):
            return None
    bare_hour = a.bare_hour or b.bare_hour
    return Piece(day=day, clock=a.clock or b.clock, bare_hour=bare_hour, part=part, why=(*a.why, *b.why))


def _only_leads(a: Piece, b: Piece) -> bool:
    """ "cho toi mung 3 thang 12", "lui sang thu hai": without accents, before a day, these are tới and sang."""
    names_a_day = b.day is not None and (b.day.written or b.day.weekday is not None)
    return names_a_day and "may_be_no_part" in a.why and a.day is None and a.clock is None


def _fit(a: Piece, b: Piece) -> bool:
    """One hour at most, and no part of a day beside a whole week."""
    if a.kind is not Kind.POINT or b.kind is not Kind.POINT or (a.clock and b.clock):
        return False
    return not ((a.part and _is_period(b.day)) or (b.part and _is_period(a.day)))


def _is_a_list(first: Day, joined: Day, gap: Sequence[Word]) -> bool:
    """ "ngày 20/11, thứ 6 em nộp": two days, when the second does not fit the first."""
    return first.written and "weekday_mismatch" in joined.why and any(word.raw == "," for word in gap)


def _is_period(day: Day | None) -> bool:
    return day is not None and day.grain in _PERIODS


def _join_parts(a: Part | None, b: Part | None) -> Part | None:
    """ "cuối giờ" + "chiều"; two different parts are two times."""
    if a is None or b is None:
        return a or b
    if a.name == "DAY":
        return replace(b, edge=a.edge)
    return a if b.name == "DAY" else None


def _join_days(a: Day, b: Day) -> Day | None:
    """A weekday beside its date or its week; any other two days are two days."""
    if a.weekday is not None and b.grain is Grain.WEEK and b.span:
        return Day(on=later(b.span[0], a.weekday), weekday=a.weekday)
    if b.weekday is not None and a.grain is Grain.WEEK and a.span:
        return Day(on=later(a.span[0], b.weekday), weekday=b.weekday)
    if b.grain in _PERIODS and b.span and a.grain is Grain.DAY and b.span[0] <= a.on <= b.span[1]:
        return a
    if (a.weekday is None) == (b.weekday is None):
        return None
    day, weekday = (a, b) if a.weekday is None else (b, a)
    if day.grain in _PERIODS or day.span:
        return None
    if day.on.weekday() == weekday.weekday:
        return replace(day, weekday=weekday.weekday, why=())
    return replace(day, weekday=weekday.weekday, others=(weekday.on,), why=(*day.why, "weekday_mismatch"))
