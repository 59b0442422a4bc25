"""Split: a task is broken into sub-tasks, each with its own lead; the whole is not finished before its parts."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline
from core.policy import Policy
from core.roles import Actor, NotAllowed, gives, may_name
from core.subtask import Unfit, ends_later, unfit
from core.task import CLOSED, Step, Task
from db import tasks
from db.tables import Person
from usecases.assign import NewTask, assign
from usecases.news import tell
from usecases.steps import StaleStep, allowed, take


class TooDeep(Exception):
    """A sub-task has no sub-tasks of its own."""


class UnfitDeadline(Exception):
    """The sub-task would end after the `whole`, or has ended already."""

    def __init__(self, why: Unfit, whole: Task) -> None:
        super().__init__(why.value)
        self.why = why
        self.whole = whole


class OpenChildren(Exception):
    """The task has sub-tasks that are not finished: `children` are their numbers and titles."""

    def __init__(self, children: tuple[tuple[int, str], ...]) -> None:
        super().__init__(", ".join(str(number) for number, _ in children))
        self.children = children


async def check_children(session: AsyncSession, task_id: int) -> None:
    """Raises OpenChildren."""
    left = await tasks.open_children(session, task_id)
    if left:
        raise OpenChildren(tuple((each.task.id, each.task.title) for each in left))


async def check_within(session: AsyncSession, task: Task, until: Deadline) -> None:
    """Nor does a sub-task get more time than the whole has. Raises UnfitDeadline."""
    whole = await tasks.load(session, task.parent_id) if task.parent_id is not None else None
    if whole is not None and ends_later(until, whole.task.deadline):
        raise UnfitDeadline(Unfit.LATER, whole.task)


async def check_whole(session: AsyncSession, task: Task) -> None:
    """A sub-task does not come back to life inside a task that is closed. Raises StaleStep."""
    whole = await tasks.load(session, task.parent_id) if task.parent_id is not None else None
    if whole is not None and whole.task.state in CLOSED and task.state in CLOSED:
        raise StaleStep


async def split(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    title: str,
    lead_id: int,
    deadline: Deadline,
    policy: Policy,
    now: datetime,
    shown: int | None = None,
) -> None:
    """The sub-task has the urgency, the group and the document of the whole.

    Raises TooDeep, UnfitDeadline, and what `take` raises.
    """
    whole = (await allowed(session, actor, task_id, Step.SPLIT)).task
    if whole.parent_id is not None:
        raise TooDeep
    lead = await session.get(Person, lead_id)
    if lead is None or not lead.active or not may_name(actor, Step.SPLIT, whole, lead.unit_id):
        raise NotAllowed(Step.SPLIT)
    why = unfit(deadline, whole.deadline, now)
    if why is not None:
        raise UnfitDeadline(why, whole)
    found = await take(session, actor, task_id, Step.SPLIT, now=now, shown=shown, words=title)
    new = NewTask(
        title=title,
        deadline=deadline,
        lead_unit_id=lead.unit_id,
        lead_id=lead.id,
        assigner_id=actor.person_id,
        monitor_id=_follows(actor, whole, lead.id),
        group=found.row.group,
        urgency=whole.urgency,
        document_id=found.row.document_id,
        parent_id=task_id,
    )
    await assign(session, new, actor=actor, policy=policy, now=now)
    to = {who for who in (whole.lead_id, whole.monitor_id) if who is not None} - {lead.id}
    await tell(session, Step.SPLIT, whole, to, by=actor, now=now, words=title)


def _follows(actor: Actor, whole: Task, lead_id: int) -> int | None:
    """What the giving side divides it follows itself; what is divided in the house is for the lead of the whole."""
    return whole.monitor_id if gives(actor, whole) or lead_id == whole.lead_id else whole.lead_id
