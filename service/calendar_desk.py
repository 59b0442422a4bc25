"""The calendar at the terminal: a year printed, and the office's own days taken from a file."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.calendar import Calendar, Override
from core.special_days import special_days, working_days
from core.wording import calendar as words
from db import calendar as days_kept
from db.session import Session
from service.desk import Refused, demand_office
from service.overrides import read_overrides
from service.settings import Settings
from service.wiring import opened, policy_of
from usecases.change_calendar import decide, foresee
from usecases.policy import CurrentPolicy

FIRST_YEAR, LAST_YEAR = 2000, 2099  # for so long the holidays by the moon are known


async def print_year(settings: Settings, named: str, console: Console) -> None:
    """Month by month: how many days are worked, and every day that differs from a plain week. Raises Refused."""
    if not (named.isascii() and named.isdecimal() and FIRST_YEAR <= int(named) <= LAST_YEAR):
        raise Refused(words.no_such_year(named, FIRST_YEAR, LAST_YEAR))
    demand_office(settings)
    async with opened(settings) as database, database.read() as session:
        calendar = (await CurrentPolicy(policy_of(settings), database).look(session)).calendar
    console.print(_year(calendar, int(named)))


def _year(calendar: Calendar, year: int) -> Table:
    worked = working_days(calendar, date(year, 1, 1), date(year, 12, 31))
    table = Table(*words.MONTH_COLUMNS, title=words.year_title(year, worked), show_lines=True)
    for month in range(1, 13):
        first = date(year, month, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        row = words.month_row(month, working_days(calendar, first, last), special_days(calendar, first, last))
        table.add_row(*map(Text, row))
    return table


async def import_days(settings: Settings, file: Path, now: datetime, console: Console) -> None:
    """All days of the file or none; the same file twice changes nothing, also when the chat decided otherwise since.

    What it does is reckoned before, so that the service may go on writing. Raises Refused, also when the chat decides
    meanwhile, and BadSetting with the place of what is wrong.
    """
    wanted = read_overrides(file)
    demand_office(settings)
    async with opened(settings) as database:
        async with database.read() as session:
            version = await days_kept.version(session)
            calendar = (await CurrentPolicy(policy_of(settings), database).look(session)).calendar
            new = await _not_taken_yet(session, wanted)
            effect = await foresee(session, calendar, new, now) if new else None
        async with database.write() as session:
            if version != await days_kept.claim(session):
                raise Refused(words.MOVED)
            if new:
                await decide(session, new, by=None, now=now)
            kept = await _decided_otherwise(session, {day: each for day, each in wanted.items() if day not in new})
    lines = [words.imported(len(wanted), len(new), kept), *words.changes(new, calendar, now)]
    if effect is not None:
        lines.append(words.moved(effect.moved, effect.furthest, done=True))
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


async def _not_taken_yet(session: Session, wanted: Mapping[date, Override]) -> dict[date, Override]:
    """The days about which the last file said something else, or nothing."""
    taken = {each.day: (each.off, each.why) for each in await days_kept.latest(session, from_file=True)}
    return {day: each for day, each in wanted.items() if taken.get(day) != (each.off, each.why)}


async def _decided_otherwise(session: Session, wanted: Mapping[date, Override]) -> int:
    decided = await days_kept.decided(session)
    return sum(decided[day] != each for day, each in wanted.items())
