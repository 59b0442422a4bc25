"""A phrase and the words around it made an answer, with everything in it that must be read back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from core.calendar import local
from core.vietnamese.dates.around import Side, is_about, is_added, is_asked_for, is_of_the_past, is_recurring, side
from core.vietnamese.dates.clock import in_part, moment, part_bounds
from core.vietnamese.dates.lengths import from_today
from core.vietnamese.dates.names import may_be_name
from core.vietnamese.dates.phrase import Phrase
from core.vietnamese.dates.piece import Day, Piece, Setting
from core.vietnamese.dates.reading import DateReading, Grain, Kind, Unreal
from core.vietnamese.dates.spans import later
from core.vietnamese.words import Word

_NONE = DateReading(kind=Kind.NONE)
_FAR = 365
_ALONE = 2  # so many words may stand around a phrase that is all there is


def answer(phrase: Phrase, words: Sequence[Word], setting: Setting) -> DateReading:
    start, end = words[phrase.first].start, words[phrase.past - 1].end
    piece = phrase.piece
    if is_recurring(words, phrase.first, phrase.past):
        reading = DateReading(kind=Kind.VAGUE, confirm=True, why=("recurring",))
    elif piece.kind is Kind.DURATION:
        reading = _length(phrase, words, setting)
    elif piece.kind is Kind.POINT:
        reading = _point(phrase, words, setting)
    else:
        reading = DateReading(kind=piece.kind, confirm=True, why=piece.why, unreal=piece.unreal)
    return replace(reading, start=start, end=end)


def _length(phrase: Phrase, words: Sequence[Word], setting: Setting) -> DateReading:
    piece = phrase.piece
    assert piece.length is not None
    if is_added(words, phrase.first):
        why = ("spelling",) if phrase.unsure else ()
        return DateReading(kind=Kind.DURATION, duration=piece.length, confirm=bool(why), why=why)
    where = side(words, phrase.first)
    if piece.ahead or where in (Side.AFTER, Side.WITHIN):
        return _from_today(phrase, words, setting)
    if is_of_the_past(words, phrase.first):
        return _NONE
    if is_asked_for(words, phrase.first) or _is_alone(phrase, words):
        return DateReading(kind=Kind.DURATION, duration=piece.length, confirm=True, why=("from_when",))
    return _NONE


def _from_today(phrase: Phrase, words: Sequence[Word], setting: Setting) -> DateReading:
    piece = phrase.piece
    assert piece.length is not None
    reached = from_today(piece.length, setting)
    if reached is None or reached.day is None:
        return _NONE
    why = (*piece.why, *(("about",) if is_about(words, phrase.first) else ()))
    reading = _checked(replace(reached, why=why), phrase, words, setting, reached.day)
    return replace(reading, duration=piece.length)


def _point(phrase: Phrase, words: Sequence[Word], setting: Setting) -> DateReading:
    piece = phrase.piece
    day = piece.day or Day(on=setting.today)
    if piece.day is None and _has_passed(_time(piece, setting), setting):
        day = Day(on=later(setting.today, 1), others=(setting.today,), why=("hour_passed",), past=setting.today)
    if piece.clock is None and piece.part is None:
        day = _moved(day, side(words, phrase.first), setting)
    elif side(words, phrase.first) in (Side.FROM, Side.AFTER):
        day = replace(day, why=(*day.why, "start"))
    return _checked(piece, phrase, words, setting, day)


def _has_passed(clock: time | None, setting: Setting) -> bool:
    return clock is not None and clock < local(setting.now).time()


def _moved(day: Day, where: Side, setting: Setting) -> Day:
    """Trước ngày D is the day before D; a period is over before it begins. Sau ngày D is a beginning, and asked."""
    if "weekday_mismatch" in day.why:
        return day
    if where is Side.BEFORE:
        first = day.span[0] if day.span else day.on
        named = (day.on,) if day.span is None else ()
        why = day.why if day.span is None else (*day.why, "before_period")
        return Day(on=later(first, -1), others=named, why=why)
    if where is Side.AFTER:
        return Day(on=setting.calendar.shift(day.on, 1), others=(day.on,), why=(*day.why, "start"))
    if where is Side.UNTIL and "looks_back" in day.why:
        ahead = max((day.on, *day.others[:1]))
        return replace(day, on=ahead, others=(), why=tuple(code for code in day.why if code != "looks_back"))
    return replace(day, why=(*day.why, "start")) if where is Side.FROM else day


def _checked(piece: Piece, phrase: Phrase, words: Sequence[Word], setting: Setting, day: Day) -> DateReading:
    clock = _time(piece, setting)
    why = dict.fromkeys(
        (*day.why, *piece.why, *_doubts(piece, phrase, words, day), *_objections(day.on, clock, setting))
    )
    return DateReading(
        kind=Kind.POINT,
        date=day.on,
        time=clock,
        range=_range(piece, day, setting),
        grain=_grain(piece, day),
        alternatives=tuple(dict.fromkeys(other for other in day.others if other != day.on)),
        past=day.past,
        confirm=bool(why),
        why=tuple(why),
        unreal=_misnamed(day) if "weekday_mismatch" in why else None,
    )


def _misnamed(day: Day) -> Unreal:
    """The date and the weekday do not fit: one of the two is a slip, and nobody knows which."""
    return Unreal(day=day.on.day, month=day.on.month, year=day.on.year, weekday=day.weekday)


def _time(piece: Piece, setting: Setting) -> time | None:
    if piece.clock is not None:
        return in_part(piece.clock, piece.part) if piece.bare_hour else piece.clock
    if piece.part is None or piece.part.edge == "MIDDLE":
        return None
    start, end = part_bounds(piece.part, setting.calendar.hours)
    return start if piece.part.edge == "HEAD" else end


def _range(piece: Piece, day: Day, setting: Setting) -> tuple[date | datetime, date | datetime] | None:
    if piece.clock is None and piece.part is not None and not piece.part.edge:
        start, end = part_bounds(piece.part, setting.calendar.hours)
        return moment(day.on, start), moment(day.on, end)
    return day.span


def _grain(piece: Piece, day: Day) -> Grain:
    if piece.clock is not None:
        return Grain.MINUTE if piece.clock.minute else Grain.HOUR
    if piece.part is not None:
        return Grain.HOUR if piece.part.edge else Grain.PART_OF_DAY
    return day.grain


def _doubts(piece: Piece, phrase: Phrase, words: Sequence[Word], day: Day) -> tuple[str, ...]:
    """Where the words themselves are not sure."""
    doubts = {
        "spelling": phrase.unsure,
        "may_be_name": may_be_name(words, phrase),
        "about": is_about(words, phrase.first) and piece.clock is None,
        "may_be_share": _may_be_share(phrase, words, day),
        "no_day_named": piece.day is None and piece.length is None and not _is_alone(phrase, words),
    }
    return tuple(code for code, holds in doubts.items() if holds)


def _may_be_share(phrase: Phrase, words: Sequence[Word], day: Day) -> bool:
    """ "xong 5/12": the fifth of December, or five of twelve."""
    bare = bool(day.sign) and words[phrase.first].raw.isdigit()
    return bare and phrase.first > 0 and words[phrase.first - 1].folded in ("xong", "duoc", "dc", "dat", "thanh")


def _objections(on: date, clock: time | None, setting: Setting) -> tuple[str, ...]:
    """Where the calendar is against it."""
    here = local(setting.now)
    objections = {
        "past": on < here.date() or (on == here.date() and clock is not None and clock < here.time()),
        "day_off": not setting.calendar.is_working_day(on),
        "far": (on - here.date()).days > _FAR,
    }
    return tuple(code for code, holds in objections.items() if holds)


def _is_alone(phrase: Phrase, words: Sequence[Word]) -> bool:
    return len(words) - (phrase.past - phrase.first) <= _ALONE
