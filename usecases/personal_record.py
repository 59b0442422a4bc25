"""The record of a person for grading: his own for everybody, his people's for a head, anybody's for the office.

It holds the tasks that he leads, counted by the same rules as every report, with every step that led to it.
"""

from dataclasses import replace
from functools import partial

from core.counting import ever, soon_until, window
from core.message import Outgoing, Paper
from core.periods import named
from core.report import Contested, Line, Record, Report
from core.roles import Actor, NotAllowed
from core.wording import answers, records
from core.wording.voice import say
from db import counts, objections, reported, tasks
from db.objections import Outcome
from db.tables import OutboxMessage, Person, TaskRow, Unit
from usecases.history import history, with_steps
from usecases.letters import Desk
from usecases.papers.report_xlsx import record_xlsx
from usecases.reporting import MOST_TASKS
from usecases.show_task import show_task


def may_read(viewer: Actor, person: Person) -> bool:
    """Whoever stands in for a head reads as a head does, but nobody another's record because he stands in for him."""
    return viewer.person_id == person.id or viewer.sees_all or person.unit_id in tasks.ruled_units(viewer)


async def record_screen(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    person = await desk.session.get(Person, row.payload["person"])
    if desk.viewer is None:
        return None
    if person is None or not may_read(desk.viewer, person):
        return say(records.NOT_YOURS)
    page = row.payload.get("page", 1)
    told = await _record(desk, person, row.payload["period"], page)
    if page != records.PAPER:
        return records.record(told)
    return replace(say(records.paper(told)), file=await _paper(desk, told))


async def _record(desk: Desk, person: Person, name: str, page: int) -> Record:
    seen = window(named(name), desk.now)
    mine = TaskRow.lead_id == person.id
    until = soon_until(seen, desk.policy.calendar, desk.policy.soon_days)
    numbers = await counts.total(desk.session, mine, seen, soon_until=until)
    found = await reported.tasks(desk.session, mine, seen, records.PAGE, page=max(1, page))
    unit = await desk.session.get_one(Unit, person.unit_id)
    contested = await objections.tally(desk.session, person.id, seen.begins_at, seen.ends_at)
    return Record(
        person_id=person.id,
        name=person.name,
        unit=unit.name,
        seen=seen,
        counts=numbers,
        tasks=found.told,
        page=found.page,
        pages=max(1, -(-found.total // records.PAGE)),
        now=desk.now,
        contested=Contested(
            waiting=contested[Outcome.OPEN],
            upheld=contested[Outcome.UPHELD],
            dismissed=contested[Outcome.DISMISSED],
        ),
    )


async def _paper(desk: Desk, told: Record) -> Paper:
    mine = TaskRow.lead_id == told.person_id
    every = await with_steps(desk.session, await reported.tasks(desk.session, mine, told.seen, MOST_TASKS), told.seen)
    line = Line(name=told.name, counts=told.counts)
    scope = f"{told.name}, {told.unit}"
    report = Report(seen=told.seen, scope=scope, units=(line,), groups=(), total=told.counts, now=told.now)
    return Paper(name=records.file_name(told), make=partial(record_xlsx, report, every))


async def history_screen(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """Every step of one task, for whoever may see it; and the way to object, for whoever does it."""
    if desk.viewer is None:
        return None
    try:
        view = await show_task(desk.session, desk.viewer, row.payload["task"], desk.policy, desk.now)
    except NotAllowed:
        return say(answers.NOT_FOUND)
    (told,) = (await reported.tasks(desk.session, TaskRow.id == view.number, ever(desk.now), 1)).told
    page = await history(desk.session, desk.viewer, view.number, row.payload.get("page", 1), desk.now)
    return records.history(told, page, view)
