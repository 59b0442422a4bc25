"""The clock is moved, stops, or lives in another zone: the same is said to the same people, and nothing at night."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from core.calendar import OFFICE_ZONE, Calendar, Override
from core.deadline import day, hour
from core.policy import Policy
from core.task import Urgency
from db.session import Database
from db.tables import OutboxMessage
from tests.stories.story_desks import Clock, TextDesk
from tests.stories.story_office import found_office
from tests.stories.story_world import World

LEADS = ("Chuyên viên Sở Nội vụ", "Chuyên viên Sở Công Thương")
SWAPPED = {
    date(2026, 2, 14): Override(off=False, why="Làm bù trước Tết"),
    date(2026, 2, 21): Override(off=True, why="Nghỉ bù"),
}
Moments = Sequence[datetime]
Said = set[tuple[int | None, int | None, str | None]]


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=OFFICE_ZONE)


YEAR_END = at("28/12/2026 08:00")
LEAP_DAY = at("24/02/2028 08:00")
TẾT = at("09/02/2026 08:00")
BEGINNINGS = pytest.mark.parametrize("begins", [YEAR_END, LEAP_DAY, TẾT], ids=["year end", "29 February", "Tết"])


def steady(begins: datetime, days: int = 12) -> list[datetime]:
    """Every hour of the day and the morning round, and some looks at night."""
    first = begins.replace(hour=0, minute=0)
    hours = (2.5, 6, 7, 7.25, 7.5, *range(8, 14), 13.5, *range(14, 19), 23.5)
    every = (first + timedelta(days=n, hours=h) for n in range(days) for h in hours)
    return [begins, *(moment for moment in every if moment > begins)]


async def live(url: str, begins: datetime, moments: Moments) -> tuple[Said, list[tuple[datetime, str]]]:
    """What was owed to whom in all, and every message with its moment; nobody ever answers."""
    office = Database(url)
    clock = Clock(begins)
    async with office.write() as session:
        people = await found_office(session)
    world = World(office, TextDesk(office, clock), clock, people)
    world.policy = Policy(calendar=Calendar(overrides=SWAPPED))
    world.restart()
    await world.bind_all()
    await give_out(world, begins)
    heard = []
    for moment in moments:
        world.at(moment)
        await world.tick()
        heard += [(moment, each.who) for each in await world.desk.heard()]
    async with office.read() as session:
        rows = await session.execute(select(OutboxMessage.person_id, OutboxMessage.task_id, OutboxMessage.slot))
        said = {(person, task, slot) for person, task, slot in rows}
    await office.close()
    return said, heard


async def give_out(world: World, begins: datetime) -> None:
    """Deadlines on working days, on days off, at an hour, and long ago."""
    for n, days in enumerate((-2, 2, 4, 5, 7, 9)):
        on = begins.date() + timedelta(days=days)
        due = hour(datetime.combine(on, at("01/01/2026 10:00").time(), OFFICE_ZONE)) if n == 3 else day(on)
        urgency = Urgency.URGENT if n == 4 else Urgency.NORMAL
        parts = {
            "monitor": "Chuyên viên theo dõi",
            "leader": "Phó Chủ tịch",
            "coordinators": ["Giám đốc Sở Công Thương"],
        }
        await world.assign(f"Báo cáo {n}", LEADS[n % 2], due=due, urgency=urgency, **parts)


def a_second_late(moments: Moments) -> Moments:
    return [moment + timedelta(seconds=1) for moment in moments]


def a_second_early(moments: Moments) -> Moments:
    return [moments[0], *(moment - timedelta(seconds=1) for moment in moments[1:])]


def an_hour_back(moments: Moments) -> Moments:
    """In the middle of the third morning the clock is put back, and goes on from there."""
    n = middle_of_the_third_morning(moments)
    return [*moments[:n], *(moment - timedelta(hours=1) for moment in moments[n : n + 4]), *moments[n:]]


def an_hour_on_and_back(moments: Moments) -> Moments:
    n = middle_of_the_third_morning(moments)
    return [*moments[:n], moments[n] + timedelta(hours=1), *moments[n:]]


def a_day_on_and_back(moments: Moments) -> Moments:
    n = middle_of_the_third_morning(moments)
    return [*moments[:n], moments[n] + timedelta(days=1), *moments[n:]]


def a_day_back_and_on(moments: Moments) -> Moments:
    n = middle_of_the_third_morning(moments)
    return [*moments[:n], moments[n] - timedelta(days=1), *moments[n:]]


def middle_of_the_third_morning(moments: Moments) -> int:
    third = (moments[0] + timedelta(days=2)).date()
    return next(n for n, moment in enumerate(moments) if moment.date() == third and moment.hour == 9)


@BEGINNINGS
@pytest.mark.parametrize(
    "moved",
    [a_second_late, a_second_early, an_hour_back, an_hour_on_and_back, a_day_on_and_back, a_day_back_and_on],
    ids=lambda moved: moved.__name__,
)
async def test_a_moved_clock_says_the_same_and_nothing_at_night(
    sqlite_url: str, tmp_path_factory: pytest.TempPathFactory, begins: datetime, moved: Callable[[Moments], Moments]
) -> None:
    moments = steady(begins)
    if begins not in UNDISTURBED:
        UNDISTURBED[begins], _ = await live(await fresh(sqlite_url, tmp_path_factory), begins, moments)
    said, heard = await live(sqlite_url, begins, moved(moments))
    assert said == UNDISTURBED[begins]
    assert_by_day(heard)


UNDISTURBED: dict[datetime, Said] = {}


def assert_by_day(heard: Sequence[tuple[datetime, str]]) -> None:
    policy = Policy(calendar=Calendar(overrides=SWAPPED))
    assert [(moment, who) for moment, who in heard if policy.is_quiet(moment)] == []


async def fresh(url: str, folders: pytest.TempPathFactory) -> str:
    """Another office that is as empty."""
    source = url.removeprefix("sqlite:///")
    path = folders.mktemp("other") / "office.db"
    with open(source, "rb") as empty:
        path.write_bytes(empty.read())
    return f"sqlite:///{path}"


@BEGINNINGS
async def test_after_five_weeks_asleep_everybody_hears_once(sqlite_url: str, begins: datetime) -> None:
    wakes = (begins + timedelta(days=35)).replace(hour=3)
    moments = [begins, *(wakes + timedelta(minutes=30 * n) for n in range(24))]
    _, heard = await live(sqlite_url, begins, moments)
    after = [who for moment, who in heard if moment >= wakes]
    assert_by_day(heard)
    assert len(after) == len(set(after)) >= len(LEADS)


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Ho_Chi_Minh"])
def host_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


async def test_the_zone_of_the_machine_changes_nothing(host_zone: str, sqlite_url: str) -> None:
    """Written out for the office's own clock, to be the same under every other."""
    _, heard = await live(sqlite_url, YEAR_END, steady(YEAR_END, 3))
    assert [f"{moment.astimezone(OFFICE_ZONE):%a %H:%M} {who}" for moment, who in heard] == THREE_DAYS


THREE_DAYS = """
Mon 08:00 Chuyên viên Sở Nội vụ
Mon 08:00 Giám đốc Sở Công Thương
Mon 08:00 Chuyên viên Sở Công Thương
Mon 10:00 Chuyên viên Sở Nội vụ
Mon 13:30 Chuyên viên Sở Nội vụ
Mon 13:30 Chuyên viên Sở Công Thương
Mon 13:30 Chuyên viên Sở Nội vụ
Mon 14:00 Giám đốc Sở Nội vụ
Tue 07:30 Chuyên viên Sở Nội vụ
Tue 07:30 Giám đốc Sở Nội vụ
Tue 07:30 Chuyên viên Sở Công Thương
Tue 07:30 Giám đốc Sở Công Thương
Tue 08:00 Giám đốc Sở Công Thương
Tue 08:00 Giám đốc Sở Nội vụ
Wed 07:30 Chuyên viên Sở Nội vụ
Wed 07:30 Chuyên viên Sở Công Thương
Wed 07:30 Giám đốc Sở Công Thương
Wed 14:00 Chuyên viên Sở Công Thương
""".strip().splitlines()
