"""Examines everything that the service stands on and changes nothing: one finding each, with what to do about it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from bot.telegram.client import TokenRefused
from core.calendar import Calendar, Decided, local
from core.wording import doctor as words
from db import calendar as days
from db.probe import Absent, Probe, Unusable, probe
from db.session import Database
from service.overrides import office_calendar
from service.plan_file import office_plans
from service.settings import BadSetting, Settings
from service.wire import Answer, ask, who_am_i

CLOCK_TOLERANCE = timedelta(seconds=30)
_DATABASE_PATIENCE = 15  # seconds


@dataclass(frozen=True)
class Finding:
    """`said` is one line for a person; it never holds a secret."""

    name: str
    ok: bool
    said: str

    def __str__(self) -> str:
        return words.line(self.name, self.ok, self.said)


async def examine(settings: Settings, now: datetime) -> list[Finding]:
    """All findings, in the order in which they should be mended."""
    answer = await ask(settings, now)  # first: it compares clocks, so `now` must be fresh
    database = await _examine_database(settings.database_url)
    return [
        Finding(words.SETTINGS, True, words.settings_read(settings.warnings)),
        *database,
        _messenger(settings, answer),
        await _token(settings, answer),
        _clock(now, answer),
        await _calendar(settings, now, has_days=all(finding.ok for finding in database)),
        _plans(settings),
    ]


def unreadable(problem: BadSetting) -> list[Finding]:
    """What can be said when the settings cannot be read at all."""
    return [Finding(words.SETTINGS, False, line) for line in problem.problems]


def exit_code(findings: Iterable[Finding]) -> int:
    return 0 if all(finding.ok for finding in findings) else 1


async def _examine_database(url: str) -> list[Finding]:
    where = _where(url)
    try:
        async with asyncio.timeout(_DATABASE_PATIENCE):
            found = await probe(url)
    except Absent:
        return _no_database(words.database_absent(where))
    except Unusable as problem:
        return _no_database(words.database_fails(where, str(problem)))
    except TimeoutError:
        return _no_database(words.database_silent(where))
    return [_database(where, found), _migrations(found)]


def _no_database(said: str) -> list[Finding]:
    return [Finding(words.DATABASE, False, said), Finding(words.MIGRATIONS, False, words.NOT_EXAMINED)]


def _database(where: str, found: Probe) -> Finding:
    safe = found.survives_power_cuts
    say = words.database_works if safe else words.database_forgets
    return Finding(words.DATABASE, safe, say(where, dict(found.facts)))


def _migrations(found: Probe) -> Finding:
    if found.revision == found.newest:
        return Finding(words.MIGRATIONS, True, words.migrations_new(found.revision))
    return Finding(words.MIGRATIONS, False, words.migrations_old(found.revision, found.newest))


def _messenger(settings: Settings, answer: Answer) -> Finding:
    address = _host(settings.telegram_api)
    if answer.trouble:
        return Finding(words.MESSENGER, False, words.messenger_fails(address, answer.trouble))
    return Finding(words.MESSENGER, True, words.messenger_answers(address))


async def _token(settings: Settings, answer: Answer) -> Finding:
    token = settings.telegram_token
    if token is None:
        return Finding(words.TOKEN, False, words.token_missing())
    try:
        me = None if answer.trouble else await who_am_i(settings, token)
    except TokenRefused:
        return Finding(words.TOKEN, False, words.token_refused())
    return Finding(words.TOKEN, me is not None, words.token_works(me.username) if me else words.token_unknown())


def _clock(now: datetime, answer: Answer) -> Finding:
    """A wrong clock nudges at night; a strange zone harms nothing, because the service never asks for it."""
    zone = f"{now.astimezone():%Z (UTC%z)}"
    if answer.ahead is None:
        return Finding(words.CLOCK, True, words.clock_unknown(zone))
    if abs(answer.ahead) <= CLOCK_TOLERANCE:
        return Finding(words.CLOCK, True, words.clock_right(zone))
    return Finding(words.CLOCK, False, words.clock_wrong(zone, -answer.ahead))


async def _calendar(settings: Settings, now: datetime, *, has_days: bool) -> Finding:
    """With the days that the office has decided since, where the database can be asked."""
    try:
        calendar = office_calendar(settings)
    except BadSetting as problem:
        return Finding(words.CALENDAR, False, str(problem))
    if has_days:
        calendar = calendar.decided(await _decided(settings.database_url))
    today = local(now).date()
    known = {year: _holidays_in(year) for year in (today.year, today.year + 1)}
    if unknown := [year for year, count in known.items() if count == 0]:
        return Finding(words.CALENDAR, False, words.calendar_unknown(unknown))
    said = words.calendar_known(known, len(calendar.overrides), calendar.shift(today, 1), now)
    return Finding(words.CALENDAR, True, said)


async def _decided(url: str) -> Decided:
    database = Database(url)
    try:
        async with database.read() as session:
            return await days.decided(session)
    finally:
        await database.close()


def _plans(settings: Settings) -> Finding:
    try:
        office_plans(settings)
    except BadSetting as problem:
        return Finding(words.PLANS, False, str(problem))
    return Finding(words.PLANS, True, words.plans_read(str(settings.plans) if settings.plans else None))


def _holidays_in(year: int) -> int:
    """By the package alone: the office's own days must not hide that it knows nothing of a year."""
    plain = Calendar()
    every = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    return sum(plain.why_off(day) is not None for day in every)


def _where(url: str) -> str:
    """The database without the name and the password of its user."""
    parts = urlsplit(url)
    return parts.path[1:] if parts.scheme == "sqlite" else f"{parts.hostname or 'localhost'}{parts.path}"


def _host(address: str) -> str:
    return urlsplit(address).netloc
