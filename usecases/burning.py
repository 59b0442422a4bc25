"""What is blocked or burning, on one screen: for the Chairman, and for whoever else answers for tasks of others."""

from sqlalchemy import ColumnElement, and_, or_

from core.message import Outgoing
from core.roles import Duty, has_duty
from core.task import State, Urgency
from core.watch import Watch
from core.wording import burning as words
from core.wording.burning import Fire
from core.wording.views import ListView
from db import tasks
from db import watch as watched
from db.outbox import Priority
from db.tables import OutboxMessage, TaskRow
from usecases.letters import Desk
from usecases.views import list_of

_SHOWN = 3  # of each kind: the whole stands on one screen


async def burning_screen(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """What came by itself and has nothing to tell is dropped."""
    asked = row.priority == Priority.ANSWER
    if desk.viewer is None:
        return None
    if not any(has_duty(each, Duty.REPORT) for each in desk.viewer.hats):
        return words.not_yours() if asked else None
    found = {fire: await _listed(desk, wanted) for fire, wanted in (await _fires(desk)).items()}
    told = {fire: view for fire, view in found.items() if view.total}
    return words.burning(told, desk.now) if told or asked else None


async def _fires(desk: Desk) -> dict[Fire, ColumnElement[bool]]:
    """The lists that hold these tasks elsewhere find them by the same conditions."""
    assert desk.viewer is not None
    mine = tasks.ruled_by(desk.viewer)
    kinds = await watched.conditions(desk.session, desk.viewer, desk.policy.calendar, desk.now)
    late = tasks.is_late(desk.now)
    unsigned = TaskRow.state == State.ASSIGNED
    return {
        Fire.TOP_URGENT: and_(mine, TaskRow.urgency == Urgency.TOP_URGENT, tasks.is_open(), or_(late, unsigned)),
        Fire.BLOCKED: kinds[Watch.BLOCKED],
        Fire.LATE: and_(mine, late),
        Fire.MINE: tasks.waits_for(desk.viewer),
    }


async def _listed(desk: Desk, wanted: ColumnElement[bool]) -> ListView:
    assert desk.viewer is not None
    found = await tasks.page_of(desk.session, wanted, tasks.BY_DEADLINE, 1, _SHOWN)
    return await list_of(desk.session, found, desk.viewer, desk.policy, desk.now)
