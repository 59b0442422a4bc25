"""Calendars over HTTP: whoever has the link reads it, nobody can tell why another link does not work."""

import asyncio
import logging
import random
from datetime import date
from functools import partial

import httpx
import icalendar
import pytest
import vobject
from sqlalchemy import update

from bot.web.calendars import _LOOK_EVERY, _UNKNOWN_AFTER
from bot.web.gate import Gate
from core.deadline import NO_DEADLINE, Deadline, DeadlineKind, day, hour
from core.task import OPEN, State
from db import feeds
from db.tables import Person, TaskRow
from tests.fakes.calendar_links import link_of
from tests.usecases.small_office import HEAD, LEAD, OTHER, SmallOffice, at

TITLE = "Rà soát; góp ý, C:\\Nam “khẩn”\nEND:VEVENT 🏛"

TITLES = ("Báo cáo", TITLE, "x" * 400, "đ" * 300, "\\N\\n\\;\\,", "📅" * 60)
DEADLINES = (
    NO_DEADLINE,
    Deadline(kind=DeadlineKind.PER_REGULATION),
    day(date(2026, 12, 4)),
    day(date(2026, 11, 1)),
    hour(at("04/12/2026 14:00")),
    Deadline(kind=DeadlineKind.WINDOW, starts_on=date(2026, 12, 1), on=date(2026, 12, 31)),
)


@pytest.fixture
async def office(office: SmallOffice) -> SmallOffice:
    await office.bind(LEAD, HEAD, OTHER)
    return office


async def test_it_is_a_calendar_of_the_tasks(web: httpx.AsyncClient, office: SmallOffice) -> None:
    number = await office.assign(title=TITLE)
    answer = await web.get(f"/calendar/{await link_of(office, LEAD)}.ics")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.headers["cache-control"] == "private, no-store"
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["summary"] == f"🟢 Trong hạn · Việc {number}: {' '.join(TITLE.split())}"
    assert vobject.readOne(answer.text).vevent.summary.value == event["summary"]


async def test_a_unit_has_its_own(web: httpx.AsyncClient, office: SmallOffice) -> None:
    await office.assign()
    answer = await web.get(f"/calendar/{await link_of(office, HEAD, LEAD)}.ics")
    read = icalendar.Calendar.from_ical(answer.content)
    assert (read["x-wr-calname"], len(read.walk("VEVENT"))) == ("Việc của Sở Nội vụ", 1)


async def test_all_that_fails_fails_alike(web: httpx.AsyncClient, office: SmallOffice) -> None:
    withdrawn, left = await link_of(office, LEAD), await link_of(office, OTHER)
    async with office.database.write() as session:
        await feeds.withdraw_all(session, [office.ids[LEAD]])
        await session.execute(update(Person).where(Person.id == office.ids[OTHER]).values(active=False))
    got = [await web.get(f"/calendar/{token}.ics") for token in ("x" * 43, withdrawn, left, "ngắn")]
    assert {(each.status_code, each.text, str(each.headers)) for each in got} == {
        (404, "Not Found", str(got[0].headers))
    }
    assert min(each.elapsed.total_seconds() for each in got) >= _UNKNOWN_AFTER


@pytest.mark.parametrize("known", [True, False])
async def test_it_may_not_be_asked_for_all_the_time(web: httpx.AsyncClient, office: SmallOffice, known: bool) -> None:
    token = await link_of(office, LEAD) if known else "x" * 43
    codes = [(await web.get(f"/calendar/{token}.ics")).status_code for _ in range(12)]
    assert codes == [200 if known else 404] * 10 + [429] * 2


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.calendars.Gate", partial(Gate, all_=3))


async def test_whoever_guesses_shuts_out_nobody(narrow: None, web: httpx.AsyncClient, office: SmallOffice) -> None:
    token = await link_of(office, LEAD)
    guessed = [(await web.get(f"/calendar/{'x' * 42}{n}.ics")).status_code for n in range(5)]
    assert guessed == [404] * 3 + [429] * 2
    await asyncio.sleep(_LOOK_EVERY)
    assert (await web.get(f"/calendar/{token}.ics")).status_code == 200


async def test_the_link_is_in_no_log(
    web: httpx.AsyncClient, office: SmallOffice, caplog: pytest.LogCaptureFixture
) -> None:
    token = await link_of(office, LEAD)
    caplog.set_level(logging.DEBUG)
    for path in (f"/calendar/{token}.ics", f"/calendar/{token}", f"/calendar/x/{token}.ics"):
        await web.get(path)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("http")]  # but the client's
    assert not [line for line in ours if token in line]


async def test_the_feed_is_the_tasks(web: httpx.AsyncClient, office: SmallOffice) -> None:
    """Any tasks: what two libraries read in the feed are those that are open, have a date, and are his."""
    token = await link_of(office, LEAD)
    chance = random.Random(7)
    expected = {}
    for _ in range(40):
        lead, due, state = chance.choice([LEAD, OTHER]), chance.choice(DEADLINES), chance.choice(list(State))
        number = await office.assign(lead, title=chance.choice(TITLES), deadline=due)
        async with office.database.write() as session:
            (await session.get_one(TaskRow, number)).state = state
        if lead == LEAD and due.on is not None and state in OPEN:
            expected[f"viec-{number}@nhacviec"] = due.at or due.starts_on or due.on
    answer = await web.get(f"/calendar/{token}.ics")
    read = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert {event["uid"]: event.start for event in read} == expected
    assert {event.uid.value: event.dtstart.value for event in vobject.readOne(answer.text).vevent_list} == expected
