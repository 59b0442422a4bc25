"""What waits for one person at one moment, in one message or one after the other: nudges, news, the digest.

Three items or more make one digest, and so does whatever an outage or the daily cap has held back, however little.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.message import Outgoing
from core.nudge import NudgeKind, is_of_version, kind_of, still_owed
from core.roles import Right, may
from core.slot import Audience
from core.task import State, Step, Task
from core.wording import cards, digests, news, periods, urging
from core.wording.views import TaskView
from db import heard, people, tasks
from db.outbox import HELD, Kind
from db.tables import OutboxMessage
from db.tasks import Loaded
from usecases.digest import overview_of
from usecases.letters import Desk, Letter
from usecases.spoken import spoken
from usecases.views import views_of

DIGEST_FROM = 3
LATE_AFTER = timedelta(hours=1)  # nudges that an outage held back come together, however few
_MOST_NEWS = 10  # in one digest; the others follow in the next
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class _Nudge:
    row: OutboxMessage
    view: TaskView
    kind: NudgeKind

    @property
    def card(self) -> Outgoing:
        return cards.nudge(self.view, self.kind, Audience(self.row.audience or ""))


@dataclass(frozen=True, kw_only=True)
class _News:
    """`brief` is the line that it has in a digest."""

    row: OutboxMessage
    card: Outgoing
    brief: str
    view: TaskView | None


async def bundle(desk: Desk, rows: Sequence[OutboxMessage]) -> Letter:
    """`rows` are what waits for one person; those that the letter neither carries nor calls stale wait on."""
    every = frozenset(row.id for row in rows)
    if desk.viewer is None:
        return Letter(message=None, carried=frozenset(), stale=every)
    ordered = sorted(rows, key=lambda row: (row.priority, row.id))
    fresh = [each for row in ordered if row.kind == Kind.NEWS and (each := await _told(desk, row)) is not None]
    nudges = await _nudges(desk, [row for row in ordered if row.kind == Kind.NUDGE])
    overviews = [row for row in ordered if row.kind == Kind.DIGEST]
    overview = await overview_of(desk, overviews[-1]) if overviews else None
    alive = {each.row.task_id for each in nudges}
    of_nudges = frozenset(row.id for row in ordered if row.kind == Kind.NUDGE and row.task_id in alive)
    stale = every - of_nudges - {each.row.id for each in fresh}
    if overview is None and not _together(rows, fresh, nudges, desk.now):
        return _alone(fresh, nudges, ordered, stale)
    chosen = fresh[:_MOST_NEWS]
    told = [each for each in nudges if not _said_by(chosen, each)]
    message = digests.digest([(each.view, each.kind) for each in told], [(n.view, n.brief) for n in chosen], overview)
    carried = of_nudges | {each.row.id for each in chosen} | {row.id for row in overviews if overview}
    return Letter(message=message, carried=carried, stale=stale - carried)


def _alone(
    fresh: Sequence[_News], nudges: Sequence[_Nudge], rows: Sequence[OutboxMessage], stale: frozenset[int]
) -> Letter:
    """The most urgent one; the next follows in its own message."""
    waiting: list[_News | _Nudge] = [*fresh, *nudges]
    first = min(waiting, key=lambda each: (each.row.priority, each.row.id), default=None)
    if first is None:
        return Letter(message=None, carried=frozenset(), stale=stale)
    carried = {first.row.id}
    if isinstance(first, _Nudge):
        carried |= {row.id for row in rows if row.kind == Kind.NUDGE and row.task_id == first.row.task_id}
    return Letter(message=first.card, carried=frozenset(carried), stale=stale)


def _together(rows: Sequence[OutboxMessage], fresh: Sequence[_News], nudges: Sequence[_Nudge], now: datetime) -> bool:
    if len(fresh) + len(nudges) < 2:
        return False
    late = any(now - _came_at(each.row) > LATE_AFTER for each in nudges)
    return late or len(fresh) + len(nudges) >= DIGEST_FROM or any(row.error == HELD for row in rows)


def _said_by(fresh: Sequence[_News], nudge: _Nudge) -> bool:
    """News of a task says how it stands, too."""
    return any(each.row.task_id == nudge.row.task_id for each in fresh)


async def _nudges(desk: Desk, rows: Sequence[OutboxMessage]) -> list[_Nudge]:
    """Of several nudges on one task only the latest is said, and none that is true no more.

    News of a task that went out since a nudge was due has said it already.
    """
    if not rows or desk.viewer is None:
        return []
    found = await tasks.load_many(desk.session, (row.task_id or 0 for row in rows))
    told = await heard.news_heard(desk.session, desk.viewer.person_id, found)
    latest: dict[int, OutboxMessage] = {}
    for row in sorted(rows, key=_came_at):
        if _is_true(row, found) and told.get(row.task_id or 0, _NEVER) < _came_at(row):
            latest[row.task_id or 0] = row
    new = {row.task_id for row in rows if kind_of(row.slot or "") is NudgeKind.ASSIGNED}
    views = await views_of(desk.session, [found[number] for number in latest], desk.viewer, desk.policy, desk.now)
    return [
        _Nudge(row=row, view=view, kind=_kind_of(row, new)) for row, view in zip(latest.values(), views, strict=True)
    ]


def _kind_of(row: OutboxMessage, new: Collection[int | None]) -> NudgeKind:
    """Nobody is chased for what he has not even heard of: then it is new to him."""
    kind = kind_of(row.slot or "")
    return NudgeKind.ASSIGNED if kind is NudgeKind.ACKNOWLEDGE and row.task_id in new else kind


def _is_true(row: OutboxMessage, found: Mapping[int, Loaded]) -> bool:
    here = found.get(row.task_id or 0)
    audience = Audience(row.audience or "")
    if here is None or not is_of_version(here.task, row.slot or "", audience, row.deadline_version or 0):
        return False
    if audience is Audience.COORDINATORS and row.person_id not in here.task.waiting_ids:
        return False
    return still_owed(here.task, row.slot or "", audience)


def _came_at(row: OutboxMessage) -> datetime:
    return datetime.fromisoformat(row.payload["at"])


async def news_card(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """One piece of news by itself, or the message of an earlier one made anew."""
    told = await _told(desk, row)
    return told.card if told else None


async def _told(desk: Desk, row: OutboxMessage) -> _News | None:
    """News that asks for something is stale once the task has moved on; when it is on a phone, it is kept true."""
    found = await tasks.load(desk.session, row.task_id or 0)
    if desk.viewer is None or found is None:
        return None
    step = Step(row.payload["step"])
    by = (await people.names(desk.session, [row.payload["by"]]))[row.payload["by"]]
    if not may(desk.viewer, Right.SEE, found.task):
        return _farewell(row, found.task, by, {step, row.payload["words"]})
    view = (await views_of(desk.session, [found], desk.viewer, desk.policy, desk.now))[0]
    is_stale = "answer" not in row.payload and not _still_asks(step, view)
    if row.edits is None and (is_stale or await _knows_it(desk, row)):
        return None
    card, brief = await _worded(desk, row, view, by)
    if row.payload.get("past"):
        card = cards.as_past(card)
    return _News(row=row, card=card, brief=brief, view=view)


async def _worded(desk: Desk, row: OutboxMessage, view: TaskView, by: str) -> tuple[Outgoing, str]:
    """The card, and the line in a digest."""
    if "answer" in row.payload:
        (reply,) = await spoken(desk.session, [row.payload["answer"]])
        return urging.answers(view, reply)
    if "report" in row.payload:
        return periods.news(view, by, row.payload["report"])
    step, words = Step(row.payload["step"]), row.payload["words"]
    about = {key: row.payload[key] for key in _ABOUT if key in row.payload}
    return news.news(step, view, by, words, **about), news.brief(step, view, by, words, **about)


async def _knows_it(desk: Desk, row: OutboxMessage) -> bool:
    """Whoever stands in for somebody knows what he has done himself, and what he is told for himself."""
    if desk.viewer is not None and row.payload["by"] == desk.viewer.person_id:
        return True
    return await heard.is_told_beside(desk.session, row, desk.now)


def _farewell(row: OutboxMessage, task: Task, by: str, steps: set[str | None]) -> _News | None:
    """To somebody whom a step, or its undoing, has taken off the task."""
    if Step.REASSIGN in steps:
        return _News(row=row, card=news.handed_over(task, by), brief=news.brief_handed_over(task, by), view=None)
    if steps & {Step.INVOLVE, Step.RELEASE}:
        return _News(row=row, card=news.let_go(task, by), brief=news.brief_let_go(task, by), view=None)
    return None


def _still_asks(step: Step, view: TaskView) -> bool:
    """Whether what the news asks for is still to be done; True where it asks for nothing."""
    if step in (Step.ASK_EXTENSION, Step.DECLINE_OFFER):
        return view.request is not None and view.offered_until is None
    if step is Step.OFFER_EXTENSION:
        return view.offered_until is not None
    if step is Step.OBJECT:
        return view.objection is not None
    return view.task.state in _ASKED_IN.get(step, set(State))


_ABOUT = ("until", "closes")
_ASKED_IN = {
    Step.REPORT: {State.REPORTED},
    Step.ADD_EVIDENCE: {State.REPORTED},
    Step.ATTACH: {State.REPORTED},
    Step.ASK_RETURN: {State.RETURNING},
    Step.URGE: {State.ASSIGNED, State.ACKNOWLEDGED, State.WORKING},
}
