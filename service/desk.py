"""The commands that end: import, invite, unbind, overdue. Each does one thing and says what it did."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from core.policy import Policy
from core.roles import Actor, Role
from core.vietnamese import sheet_headers
from core.vietnamese.sheet_headers import Form
from core.wording import cli as words
from db import people
from db.migrate import exists
from db.session import Session
from db.tables import Person
from service.settings import Settings
from service.wiring import opened, policy_of
from usecases.bind import unbind
from usecases.import_office import OfficeResult
from usecases.import_office import import_people as people_from
from usecases.import_office import import_units as units_from
from usecases.import_tasks import ImportResult
from usecases.import_tasks import import_tasks as tasks_from
from usecases.invite import invite, new_code
from usecases.overdue import overdue
from usecases.papers.sheet import MOST_MB, BadSheet, Sheet, read_sheet
from usecases.policy import CurrentPolicy

_PAGE = 1000
OFFICE = Actor(person_id=0, name="nhacviec", role=Role.OFFICE, unit_id=0)


class Refused(Exception):
    """The message is for the person at the terminal, and nothing was done."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of file, and what takes its rows."""

    form: Form
    take: Callable[[Session, Sheet, "Job"], Awaitable[OfficeResult | ImportResult]]


@dataclass(frozen=True, kw_only=True)
class Job:
    """What an import needs to know besides the sheet, and whom it tells of each task."""

    policy: Policy
    now: datetime
    advance: Callable[[], object]


async def _take_units(session: Session, sheet: Sheet, _job: Job) -> OfficeResult:
    return await units_from(session, sheet)


async def _take_people(session: Session, sheet: Sheet, job: Job) -> OfficeResult:
    return await people_from(session, sheet, now=job.now)


async def _take_tasks(session: Session, sheet: Sheet, job: Job) -> ImportResult:
    return await tasks_from(session, sheet, actor=None, policy=job.policy, now=job.now, on_assigned=job.advance)


UNITS = Kind(form=sheet_headers.UNITS, take=_take_units)
PEOPLE = Kind(form=sheet_headers.PEOPLE, take=_take_people)
TASKS = Kind(form=sheet_headers.TASKS, take=_take_tasks)


async def import_file(settings: Settings, kind: Kind, file: Path, now: datetime, console: Console) -> None:
    """All rows or none. Raises Refused with every bad row."""
    try:
        sheet = read_sheet(_bytes_of(file), file.name, kind.form)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            line = bar.add_task(words.importing(len(sheet.rows)), total=len(sheet.rows))
            job = Job(policy=policy_of(settings), now=now, advance=lambda: bar.advance(line))
            async with opened(settings) as database, database.write() as session:
                result = await kind.take(session, sheet, job)
    except BadSheet as bad:
        raise Refused(f"{bad}\n{words.refused(len(bad.errors))}") from None
    for remark in result.remarks:
        console.print(remark, markup=False, highlight=False, soft_wrap=True)
    console.print(result.reconciliation, style="bold", markup=False, highlight=False)


def _bytes_of(file: Path) -> bytes:
    """A file that is too big is not even read: one byte more than the limit is enough to refuse it."""
    with file.open("rb") as stream:
        return stream.read(MOST_MB * 1_000_000 + 1)


def demand_office(settings: Settings) -> None:
    """A command that only asks must not found an empty office in the wrong folder. Raises Refused."""
    if not exists(settings.database_url):
        raise Refused(words.not_founded())


async def invite_person(settings: Settings, code: str, now: datetime, console: Console) -> None:
    demand_office(settings)
    secret = new_code()
    async with opened(settings) as database, database.write() as session:
        person = await _person(session, code)
        await invite(session, person, secret, policy_of(settings), now)
        name = person.name
    console.print(words.invited(name, secret, settings.invite_days), markup=False, highlight=False)


async def unbind_person(settings: Settings, code: str, now: datetime, console: Console) -> None:
    demand_office(settings)
    async with opened(settings) as database, database.write() as session:
        person = await _person(session, code)
        count = await unbind(session, person.id, now)
        name = person.name
    console.print(words.unbound(name, count), markup=False, highlight=False)


async def _person(session: Session, code: str) -> Person:
    person = await people.by_code(session, code)
    if person is None or not person.active:
        raise Refused(words.no_such_person(code))
    return person


async def print_overdue(settings: Settings, now: datetime, console: Console) -> None:
    """Everything that is late, as the Office sees it."""
    demand_office(settings)
    table = Table(*words.OVERDUE_COLUMNS)
    page = pages = 1
    async with opened(settings) as database, database.read() as session:
        policy = await CurrentPolicy(policy_of(settings), database).look(session)
        while page <= pages:
            found = await overdue(session, OFFICE, policy, now, page, _PAGE)
            for task in found.tasks:
                table.add_row(*map(Text, words.overdue_row(task)))
            page, pages = page + 1, found.pages
    if not found.total:
        console.print(words.nothing_overdue())
        return
    table.title = words.overdue_title(found.total)
    console.print(table)
