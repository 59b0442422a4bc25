"""The people of a simulated year at their phones: what they hear, when they look, and what becomes of it."""

from datetime import timedelta
from functools import partial
from random import Random

from bot.incoming import Blocked, Unblocked
from core.press import Offer, Press
from core.task import Task
from core.wording import year as words
from service.year.agenda import Act, Agenda, Clock
from service.year.chance import between, happens, stream
from service.year.habits import Works, delay
from service.year.hands import Hands, offered
from service.year.office import Member, Office
from service.year.post import Message
from service.year.world import World, awake

_OF_A_TASK = frozenset(
    {
        Offer.ACKNOWLEDGE,
        Offer.PROGRESS,
        Offer.REPORT,
        Offer.ACCEPT,
        Offer.SEND_BACK,
        Offer.EXTEND,
        Offer.BLOCK,
        Offer.KEEP,
        Offer.GRANT,
        Offer.REASSIGN,
        Offer.URGE,
        Offer.SHOW,
    }
)
_LISTS = frozenset({Offer.MY_TASKS, Offer.OVERDUE})
_ASKS = (Offer.YES, Offer.RECALL_SURELY, Offer.DAYS, Offer.PERSON, Offer.PICK, Offer.NO_EVIDENCE, Offer.REPLY, Offer.NO)
"""Choices under what is asked, the one that is looked for first in front."""
_WAITED_FOR = frozenset({Offer.ACKNOWLEDGE, Offer.ACCEPT, Offer.GRANT, Offer.KEEP})
_IDLY = 0.35  # how often somebody opens what asks nothing of him
_AT_ONCE = (timedelta(seconds=15), timedelta(minutes=3))
_MOST_AT_ONCE = 4
_SECOND = timedelta(seconds=1)


class Crowd:
    """`hear` is for the messenger: whoever hears plans by himself when to look, and what he sees then decides."""

    def __init__(self, office: Office, world: World, agenda: Agenda, clock: Clock, hands: Hands, seed: int) -> None:
        self._office = office
        self._world = world
        self._agenda = agenda
        self._clock = clock
        self._hands = hands
        self._works = Works(seed)
        self._chances = {member.id: stream(seed, "member", member.id) for member in office.members}
        self._planned: set[tuple[int, int]] = set()
        self._looking: set[tuple[str, str]] = set()

    def hear(self, message: Message) -> None:
        member = self._office.by_chat.get(message.chat)
        key = message.chat, message.id
        if member is None or not message.choices or key in self._looking:
            return
        chance = self._chances[member.id]
        asked = _question(message)
        if not asked and not _is_waited_for(message) and not happens(chance, _IDLY):
            return
        wait = between(chance, *_AT_ONCE) if asked else delay(member, chance)
        if wait is not None and not (asked and happens(chance, 0.1)):
            self._looking.add(key)
            self._plan(member, wait, partial(self._look, member, message))

    def plan_work(self, member: Member, task: Task) -> None:
        """He reports when the work is finished, whether he is nudged or not."""
        key = task.id, task.assignments
        finish = self._works.finish_of(member, task)
        if key not in self._planned and finish is not None:
            self._planned.add(key)
            chance = self._chances[member.id]
            wait = max(finish - self._clock(), timedelta()) + between(chance, *_AT_ONCE)
            self._plan(member, wait, partial(self._treat, member, task.id, None))

    def plan_blocks(self) -> None:
        """Half of the messengers tell that they were blocked; all tell that they are heard again."""
        for person_id, span in self._world.blocks.items():
            chat = self._office.by_id[person_id].chat
            if chat is not None:
                if happens(self._chances[person_id], 0.5):
                    self._agenda.plan(span.begin, partial(self._hands.dispatch, Blocked(chat_id=chat)))
                self._agenda.plan(span.end, partial(self._hands.dispatch, Unblocked(chat_id=chat)))

    def _plan(self, member: Member, wait: timedelta, act: Act) -> None:
        at = awake(member, self._world, self._clock() + wait, self._chances[member.id])
        self._agenda.plan(at, act)

    async def _look(self, member: Member, message: Message) -> None:
        self._looking.discard((message.chat, message.id))
        if self._world.is_blocking(member.id, self._clock()):
            return
        chance = self._chances[member.id]
        asked = _question(message)
        if asked is not None:
            await self._answer(member, message, *asked, chance)
            return
        offers = list(offered(message))
        undo = next((code for what, code in offers if what.offer is Offer.UNDO), None)
        if undo is not None and happens(chance, 0.04):
            await self._hands.tap(member, message, undo)
            return
        tasks = list(dict.fromkeys(what.number for what, _ in offers if what.offer in _OF_A_TASK))
        for task_id in tasks[:_MOST_AT_ONCE]:
            await self._treat(member, task_id, message)
            self._clock.move(self._clock() + _SECOND)
        lists = [code for what, code in offers if what.offer in _LISTS]
        if not tasks and lists and happens(chance, 0.5):
            await self._hands.tap(member, message, lists[0])

    async def _treat(self, member: Member, task_id: int, message: Message | None) -> None:
        task = await self._hands.treat(member, task_id, self._works, self._chances[member.id], message)
        if task is not None and task.lead_id == member.id and not task.is_closed:
            self.plan_work(member, task)

    async def _answer(self, member: Member, message: Message, what: Press, code: str, chance: Random) -> None:
        """Most take what is offered; where words are wanted, they write some."""
        if what.offer is Offer.NO_EVIDENCE and happens(chance, 0.6):
            await self._hands.write(member, words.product(what.number))
        elif what.offer is Offer.NO:
            await self._hands.write(member, chance.choice(words.REASONS))
        else:
            await self._hands.tap(member, message, code)


def _is_waited_for(message: Message) -> bool:
    return any(what.offer in _WAITED_FOR for what, _ in offered(message))


def _question(message: Message) -> tuple[Press, str] | None:
    """The choice to take when the message asks something, and not only shows a task."""
    found = {what.offer: (what, code) for what, code in reversed(list(offered(message)))}
    return next((found[offer] for offer in _ASKS if offer in found), None)
