"""The papers that a simulated year leaves behind: its report, its last quarter's, and the calendar of one unit."""

import asyncio
from pathlib import Path

from core.calendar import local
from core.counting import soon_until, window
from core.policy import Policy
from core.report_periods import Span, period_on
from core.wording import report_words
from db import counts, tasks
from db.counts import By
from db.session import Database, Session
from service.desk import OFFICE
from service.report_desk import keep, write_report
from service.year.record import Record
from service.year.run import database_url
from service.year.world import THE_YEAR
from usecases.papers import ics
from usecases.read_calendar import unit_sheet


async def write_papers(folder: Path, record: Record, papers: Path) -> list[Path]:
    """From the very database of the year, as of its end. Raises Refused when they cannot be kept."""
    policy, now = Policy(calendar=record.world.calendar), record.world.end
    database = Database(database_url(folder))
    try:
        async with database.read() as session:
            written = []
            for period in (THE_YEAR, period_on(Span.QUARTER, local(now).date())):
                written += await write_report(session, policy, period, papers, now)
            unit_id = await busiest_unit(session, record, policy)
            sheet = await unit_sheet(session, OFFICE, unit_id, policy, now) if unit_id is not None else None
    finally:
        await database.close()
    if sheet is not None:
        calendar = await asyncio.to_thread(ics.write, sheet.name, sheet.entries, sheet.note)
        written += await keep(papers, {f"{report_words.file_words(sheet.name)}.ics": calendar})
    return written


async def busiest_unit(session: Session, record: Record, policy: Policy) -> int | None:
    """Which has the most open tasks with a deadline; None when there is none."""
    seen = window(THE_YEAR, record.world.end)
    until = soon_until(seen, policy.calendar, policy.soon_days)
    found = counts.lines(await counts.counts(session, tasks.seen_by(OFFICE), seen, By.UNIT, soon_until=until))
    return max(found, key=lambda unit_id: found[unit_id].open_in_time + found[unit_id].open_late, default=None)
