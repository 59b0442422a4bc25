"""`/baocao` with a period ("tuan", "thang 10", "quy 3/2026"); "chutich": what burns; "thidua": whom to praise."""

from bot.context import Bound
from bot.dialogs.pressing import forged
from bot.screens import Origin, show, tell
from core.calendar import local
from core.press import Press
from core.report_periods import NoSuchPeriod, Span, before, decoded, period_on
from core.vietnamese.report_words import asks_for_merits, asks_what_burns, read_period
from core.wording import reports
from db.outbox import Kind


async def report(bound: Bound, argument: str) -> None:
    today = local(bound.context.now).date()
    if not argument:
        also = [period_on(span, today).name for span in Span if span is not Span.WEEK]
        await show(bound, Kind.REPORT, period=period_on(Span.WEEK, today).name, also=also)
    elif asks_what_burns(argument):
        await show(bound, Kind.BURNING)
    elif (month := asks_for_merits(argument)) is not None:
        await _merits(bound, month)
    else:
        await _period(bound, argument)


async def _period(bound: Bound, words: str) -> None:
    try:
        period = read_period(words, local(bound.context.now).date())
    except NoSuchPeriod:
        period = None
    if period is None:
        await tell(bound, reports.no_such_period(words))
    else:
        await show(bound, Kind.REPORT, period=period.name)


async def _merits(bound: Bound, words: str) -> None:
    """Of a month; without any, of the one that is over."""
    today = local(bound.context.now).date()
    try:
        period = read_period(words, today) if words else before(period_on(Span.MONTH, today))
    except NoSuchPeriod:
        period = None
    if period is None or period.first > today:
        await tell(bound, reports.no_such_period(words))
    else:
        await show(bound, Kind.MERITS, period=period.name)


async def groups(bound: Bound, _argument: str) -> None:
    """`/nhom`: how the five groups of the directive stand."""
    await show(bound, Kind.GROUPS)


async def report_pressed(bound: Bound, what: Press, origin: Origin) -> str | None:
    """Another period takes the place of the one that is shown; a paper is a message of its own."""
    try:
        period = decoded(what.number)
    except ValueError:
        return await forged(bound)
    if what.revision == reports.TEXT:
        same = origin if origin.kind is Kind.REPORT else None
        await show(bound, Kind.REPORT, instead_of=same, period=period.name)
        return None
    if what.revision not in reports.PAPERS:
        return await forged(bound)
    await show(bound, Kind.REPORT, period=period.name, form=what.revision)
    return reports.making(what.revision)
