"""`/hoso`: one's own record for grading; with a name somebody else's, with a period another one than this year."""

from collections.abc import Iterator
from datetime import date

from bot.context import Bound
from bot.dialogs.pressing import forged
from bot.screens import Origin, show, tell
from core.calendar import local
from core.periods import Period
from core.press import Press
from core.report_periods import NoSuchPeriod, Span, decoded, period_on
from core.vietnamese.report_words import read_period
from core.wording import records, reports
from db.outbox import Kind
from usecases.directory import Directory
from usecases.receivers import meant_by

_LONGEST_PERIOD = 8  # words: more name no period, and each try takes its time


async def record(bound: Bound, argument: str) -> None:
    """The last words may name a period, whatever stands before them a person."""
    today = local(bound.context.now).date()
    try:
        name, period = _apart(argument, today)
    except NoSuchPeriod:
        await tell(bound, reports.no_such_period(argument))
        return
    if period.first > today:
        await tell(bound, records.AHEAD)
        return
    person_id = await _meant(bound, name) if name else bound.actor.person_id
    if person_id is not None:
        await show(bound, Kind.RECORD, person=person_id, period=period.name)


def _apart(argument: str, today: date) -> tuple[str, Period]:
    """Raises NoSuchPeriod."""
    for name, rest in _cuts(argument.split()):
        if (period := read_period(rest, today)) is not None and not _is_a_name(name, rest):
            return name, period
    return argument, period_on(Span.YEAR, today)


def _cuts(said: list[str]) -> Iterator[tuple[str, str]]:
    first = max(0, len(said) - _LONGEST_PERIOD)
    return ((" ".join(said[:cut]), " ".join(said[cut:])) for cut in range(first, len(said)))


def _is_a_name(name: str, rest: str) -> bool:
    """Many people are called Nam: alone after a name it is no year."""
    return bool(name) and len(rest.split()) == 1


async def _meant(bound: Bound, name: str) -> int | None:
    context = bound.context
    found = meant_by(await Directory.load(context.session), name, context.now)
    if len(found) == 1:
        return found[0].id
    await tell(bound, records.several([each.name for each in found[:6]]) if found else records.nobody(name))
    return None


async def record_pressed(bound: Bound, what: Press, origin: Origin) -> str | None:
    """A page of a period of somebody's record, or the workbook of it: whether he may read it is seen there."""
    code, page = divmod(what.revision, 100)
    try:
        period = decoded(code)
    except ValueError:
        return await forged(bound)
    if period.first > local(bound.context.now).date():
        return await forged(bound)
    same = origin if origin.kind is Kind.RECORD and page != records.PAPER else None
    await show(bound, Kind.RECORD, instead_of=same, person=what.number, period=period.name, page=page)
    return records.MAKING if page == records.PAPER else None


async def history_pressed(bound: Bound, what: Press, origin: Origin) -> None:
    """A page of the steps of one task; 0 is what an older message offers."""
    same = origin if origin.kind is Kind.RECORD_TASK else None
    await show(bound, Kind.RECORD_TASK, instead_of=same, task=what.number, page=what.revision)
