"""`/nhom`: how the five groups of the directive stand this year, for what the reader answers for or may see."""

from core.counting import soon_until, window
from core.message import Outgoing
from core.report_periods import Span, period_on
from core.roles import Duty, has_duty
from core.wording import reports
from db import counts, tasks
from db.counts import By
from db.tables import OutboxMessage
from usecases.letters import Desk
from usecases.reporting import group_lines


async def groups_screen(desk: Desk, _row: OutboxMessage) -> Outgoing | None:
    viewer = desk.viewer
    if viewer is None:
        return None
    seen = window(period_on(Span.YEAR, desk.policy.calendar.day_of(desk.now)), desk.now)
    answers = any(has_duty(each, Duty.REPORT) for each in viewer.hats)
    wanted = tasks.ruled_by(viewer) if answers else tasks.seen_by(viewer)
    until = soon_until(seen, desk.policy.calendar, desk.policy.soon_days)
    found = await counts.counts(desk.session, wanted, seen, By.GROUP, soon_until=until)
    return reports.groups(group_lines(counts.lines(found)), seen, reports=answers)
