"""Show one task to somebody who may see it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor, NotAllowed, Right, check
from core.wording.views import TaskView
from db import tasks
from usecases.views import views_of


async def show_task(session: AsyncSession, viewer: Actor, task_id: int, policy: Policy, now: datetime) -> TaskView:
    """Raises NotAllowed, also for a task that does not exist."""
    found = await tasks.load(session, task_id)
    if found is None:
        raise NotAllowed(Right.SEE)
    check(viewer, Right.SEE, found.task)
    return (await views_of(session, [found], viewer, policy, now))[0]
