"""What is written down as a calendar is read the same by two libraries, whatever people call their tasks."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import vobject
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar
from core.deadline import Deadline, DeadlineKind, Rhythm, day, hour
from core.standing import standing
from core.task import OPEN, State
from core.text import one_line
from core.wording import feeds as words
from core.wording.views import TaskView
from tests.core.office import CALENDAR, a_task, at, on
from usecases.papers.ics import Entry, write

NOW = at("30/11/2026 09:00")
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
HOURS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
DEADLINES = st.one_of(
    DAYS.map(day),
    HOURS.map(hour),
    st.tuples(DAYS, DAYS).map(lambda both: Deadline(kind=DeadlineKind.WINDOW, starts_on=min(both), on=max(both))),
    DAYS.map(lambda last: Deadline(kind=DeadlineKind.RECURRING, on=last, rhythm=Rhythm.MONTH)),
)
TITLES = st.one_of(st.text(), st.text("ếộữ,;:\\\n\r\t\"'=nN 📅END:VEVENT", max_size=300)).filter(one_line)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    task = a_task(
        id=draw(st.integers(1, 10**9)),
        title=one_line(draw(TITLES)),
        state=draw(st.sampled_from(sorted(OPEN))),
        deadline=draw(DEADLINES),
        deadline_version=draw(st.integers(1, 9)),
    )
    view = TaskView(
        task=task,
        standing=standing(task, CALENDAR, NOW),
        calendar=Calendar(),
        now=NOW,
        lead=draw(TITLES),
        lead_unit=draw(TITLES),
        document=draw(st.none() | TITLES),
    )
    return Entry(
        number=task.id,
        version=task.deadline_version,
        modified_at=draw(HOURS),
        deadline=task.deadline,
        summary=words.summary(view),
        description=words.description(view),
        is_firm=task.state is not State.PAUSED,
    )


def told(entry: Entry) -> tuple[object, ...]:
    due = entry.deadline
    starts = due.at or due.starts_on or due.on
    return f"viec-{entry.number}@nhacviec", starts, entry.summary, entry.description, entry.version, entry.modified_at


@given(st.lists(entries(), max_size=5))
def test_what_is_read_back_are_the_tasks(tasks: list[Entry]) -> None:
    read = icalendar.Calendar.from_ical(write("Việc của An", tasks))
    fields = ("uid", "dtstart", "summary", "description", "sequence", "last-modified")
    found = [tuple(getattr(event[field], "dt", event[field]) for field in fields) for event in read.walk("VEVENT")]
    assert found == [told(task) for task in tasks]


@given(st.lists(entries(), min_size=1, max_size=5))
def test_another_library_reads_the_same(tasks: list[Entry]) -> None:
    read = vobject.readOne(write("Việc của An", tasks).decode())
    fields = ("uid", "dtstart", "summary", "description")
    found = [tuple(getattr(event, field).value for field in fields) for event in read.vevent_list]
    assert found == [told(task)[:4] for task in tasks]


@given(entries())
def test_lines_are_folded_between_letters(task: Entry) -> None:
    lines = write("Việc của An", [task]).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode().isprintable() for line in lines)


def an_event(deadline: Deadline) -> icalendar.Event:
    entry = Entry(number=12, version=1, modified_at=NOW, deadline=deadline, summary="Báo cáo", description="")
    (event,) = icalendar.Calendar.from_ical(write("Việc", [entry])).walk("VEVENT")
    return event


class TestWhen:
    def test_a_day_is_all_of_it(self) -> None:
        event = an_event(day(on("04/12/2026")))
        assert (event.start, event.end) == (on("04/12/2026"), on("05/12/2026"))

    def test_an_hour_is_its_instant(self) -> None:
        event = an_event(hour(at("04/12/2026 14:00")))
        assert event.start == event.end == at("04/12/2026 14:00")

    def test_a_window_is_all_its_days(self) -> None:
        window = Deadline(kind=DeadlineKind.WINDOW, starts_on=on("01/12/2026"), on=on("04/12/2026"))
        event = an_event(window)
        assert event.end - event.start == timedelta(days=4)


def test_a_calendar_without_tasks_is_one() -> None:
    read = icalendar.Calendar.from_ical(write("Việc của An", [], "ghi chú"))
    assert (read["x-wr-calname"], read["x-wr-caldesc"], read.walk("VEVENT")) == ("Việc của An", "ghi chú", [])


def test_the_same_tasks_are_the_same_bytes() -> None:
    entry = Entry(number=1, version=1, modified_at=NOW, deadline=day(on("04/12/2026")), summary="a", description="b")
    assert write("Việc", [entry]) == write("Việc", [entry])
