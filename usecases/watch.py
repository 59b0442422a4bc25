"""Watch: everything on which nothing moves by itself, counted and listed by the same conditions."""

from core.message import Outgoing
from core.roles import Duty, has_duty
from core.watch import Watch
from core.wording import watch as words
from core.wording.views import ListView
from db import tasks
from db import watch as watched
from usecases.letters import Desk
from usecases.views import list_of

PAGE = 6


async def watch(desk: Desk, kind: Watch | None, page: int) -> Outgoing:
    """The office and the leaders see everything, a head what his units lead; nobody else has anything to watch here.

    `kind` None is the summary.
    """
    if desk.viewer is None or not has_duty(desk.viewer, Duty.WATCH):
        return words.not_yours()
    if kind is None:
        counts = await watched.counts(desk.session, desk.viewer, desk.policy.calendar, desk.now)
        return words.summary(counts)
    if kind is Watch.UNDELIVERABLE:
        return words.people(await watched.unreached(desk.session, desk.viewer, desk.now, page, PAGE), desk.now)
    return words.tasks(kind, await listed(desk, kind, page))


async def listed(desk: Desk, kind: Watch, page: int, size: int = PAGE) -> ListView:
    """One page of a kind of tasks, what has stood longest first."""
    assert desk.viewer is not None
    kinds = await watched.conditions(desk.session, desk.viewer, desk.policy.calendar, desk.now)
    found = await tasks.page_of(desk.session, kinds[kind], watched.ORDER[kind], page, size)
    return await list_of(desk.session, found, desk.viewer, desk.policy, desk.now)
