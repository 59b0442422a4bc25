"""How people do what they want: by a tap or a typed line, which the service must hear, or by the use case itself."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random

from bot.dispatch import dispatch
from bot.incoming import Incoming, Pressed, Said
from core import deadline
from core.calendar import local
from core.policy import Policy
from core.press import Offer, Press
from core.roles import Actor, NotAllowed, may_hand_to
from core.task import IllegalStep, Task
from core.wording import year as words
from db import tasks
from db.session import Database, Session
from service.year.chance import happens
from service.year.habits import Sight, Want, Works, want
from service.year.office import CHANNEL, Member, Office
from service.year.post import Message, Post
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.ask_extension import AskedAlready, ask_extension
from usecases.ask_return import ask_return, refuse_return
from usecases.block import block
from usecases.decide_extension import PassedAlready, grant_extension, refuse_extension
from usecases.note import note
from usecases.progress import progress
from usecases.question import NobodyToAsk, ask
from usecases.reassign import LeadsAlready, reassign
from usecases.recall import recall
from usecases.report import report
from usecases.send_back import send_back
from usecases.steps import AlreadyTaken, StaleStep
from usecases.urge import NobodySilent, UrgedLately, urge

REFUSALS = (
    AlreadyTaken,
    AskedAlready,
    IllegalStep,
    LeadsAlready,
    NobodySilent,
    NobodyToAsk,
    NotAllowed,
    PassedAlready,
    StaleStep,
    UrgedLately,
)
_TAPS, _TYPES = 0.25, 0.12  # the rest is done by the use case itself: it is the quickest way through a year
_OFFERS = {
    Want.ACKNOWLEDGE: Offer.ACKNOWLEDGE,
    Want.PROGRESS: Offer.PROGRESS,
    Want.REPORT: Offer.REPORT,
    Want.ACCEPT: Offer.ACCEPT,
    Want.EXTEND: Offer.EXTEND,
    Want.BLOCK: Offer.BLOCK,
    Want.GRANT: Offer.GRANT,
    Want.REFUSE: Offer.REFUSE,
    Want.SEND_BACK: Offer.SEND_BACK,
    Want.KEEP: Offer.KEEP,
    Want.URGE: Offer.URGE,
}


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One wish, about to be carried out inside one transaction."""

    session: Session
    sight: Sight
    chance: Random
    policy: Policy
    office: Office

    @property
    def me(self) -> Actor:
        return self.sight.member.actor

    @property
    def task(self) -> Task:
        return self.sight.task

    @property
    def now(self) -> datetime:
        return self.sight.now


class Hands:
    """`done` counts what was done, by which way; a refusal of the service is counted, and is nobody's fault."""

    def __init__(self, database: Database, policy: Policy, office: Office, now: Callable[[], datetime]) -> None:
        self.done: Counter[str] = Counter()
        self._database = database
        self._policy = policy
        self._office = office
        self._now = now
        self._numbers = count(1)

    async def treat(
        self, member: Member, task_id: int, works: Works, chance: Random, message: Message | None = None
    ) -> Task | None:
        """He sees this task, on a message or by himself, and does what he wants of it, if anything.

        Returns the task as he saw it.
        """
        sight = None
        try:
            async with self._database.write() as session:
                sight = await self._look(session, member, task_id, works)
                wish = want(sight, chance) if sight else None
                if sight is not None and wish is not None:
                    await self._do(session, sight, wish, chance, message)
        except REFUSALS as why:
            self.done[type(why).__name__] += 1
        return sight.task if sight else None

    async def tap(self, member: Member, message: Message, code: str) -> None:
        await self.dispatch(self._pressed(member, code, message))

    async def write(self, member: Member, text: str) -> None:
        await self.dispatch(self._said(member, text))

    async def dispatch(self, incoming: Incoming) -> None:
        async with self._database.write() as session:
            await self._dispatch(session, incoming)

    async def _look(self, session: Session, member: Member, task_id: int, works: Works) -> Sight | None:
        found = await tasks.load(session, task_id)
        if found is None:
            return None
        task, now = found.task, self._now()
        finish = works.finish_of(self._office.by_id[task.lead_id], task)
        return Sight(
            member=member,
            task=task,
            finished=finish is not None and finish <= now,
            finish=finish,
            has_request=task.waits_for_decision,
            now=now,
        )

    async def _do(self, session: Session, sight: Sight, wish: Want, chance: Random, message: Message | None) -> None:
        drawn, member = chance.random(), sight.member
        code = _code(message, wish, sight.task.id)
        if message is not None and code is not None and drawn < _TAPS:
            self.done["tapped"] += 1
            await self._dispatch(session, self._pressed(member, code, message))
        elif member.chat is not None and wish in words.TYPED and drawn < _TAPS + _TYPES:
            self.done["typed"] += 1
            await self._dispatch(session, self._said(member, typed(wish, sight.task.id, chance)))
        else:
            self.done[wish] += 1
            deed = Deed(session=session, sight=sight, chance=chance, policy=self._policy, office=self._office)
            await _DEEDS[wish](deed)

    async def _dispatch(self, session: Session, incoming: Incoming) -> None:
        await dispatch(session, incoming, channel=CHANNEL, features=Post.features, policy=self._policy, now=self._now())

    def _pressed(self, member: Member, code: str, message: Message) -> Pressed:
        chat = member.chat or ""
        return Pressed(
            chat_id=chat,
            sender_id=chat,
            sender_name=member.actor.name,
            private=True,
            code=code,
            press_id="",
            message_id=message.id,
        )

    def _said(self, member: Member, text: str) -> Said:
        chat = member.chat or ""
        return Said(
            chat_id=chat,
            sender_id=chat,
            sender_name=member.actor.name,
            private=True,
            text=text,
            message_id=f"said-{next(self._numbers)}",
        )


def _code(message: Message | None, wish: Want, task_id: int) -> str | None:
    """The choice on the message that offers what is wanted."""
    if message is None or wish not in _OFFERS:
        return None
    return next(
        (code for what, code in offered(message) if (what.offer, what.number) == (_OFFERS[wish], task_id)), None
    )


def typed(wish: Want, task_id: int, chance: Random) -> str:
    return chance.choice(words.TYPED[wish]).format(n=task_id, percent=chance.randrange(5, 100, 5))


def offered(message: Message) -> Iterator[tuple[Press, str]]:
    return ((Press.decode(choice.code), choice.code) for choice in message.choices)


async def _acknowledge(deed: Deed) -> None:
    await acknowledge(deed.session, deed.me, deed.task.id, now=deed.now)


async def _progress(deed: Deed) -> None:
    percent = deed.chance.randrange(5, 100, 5)
    await progress(deed.session, deed.me, deed.task.id, now=deed.now, percent=percent)


async def _report(deed: Deed) -> None:
    evidence = words.product(deed.task.id) if happens(deed.chance, 0.8) else None
    await report(deed.session, deed.me, deed.task.id, now=deed.now, evidence=evidence)


async def _accept(deed: Deed) -> None:
    await accept(deed.session, deed.me, deed.task.id, policy=deed.policy, now=deed.now)


async def _send_back(deed: Deed) -> None:
    opinion = deed.chance.choice(words.OPINIONS)
    await send_back(deed.session, deed.me, deed.task.id, opinion=opinion, now=deed.now)


async def _block(deed: Deed) -> None:
    await block(deed.session, deed.me, deed.task.id, why=deed.chance.choice(words.REASONS), now=deed.now)


async def _note(deed: Deed) -> None:
    await note(deed.session, deed.me, deed.task.id, words=deed.chance.choice(words.NOTES), now=deed.now)


async def _ask(deed: Deed) -> None:
    await ask(deed.session, deed.me, deed.chance.choice(words.QUESTIONS), now=deed.now, task_id=deed.task.id)


async def _extend(deed: Deed) -> None:
    until = (deed.sight.finish or deed.now) + timedelta(days=deed.chance.randrange(1, 8))
    wanted, reason = deadline.day(local(until).date()), deed.chance.choice(words.REASONS)
    await ask_extension(deed.session, deed.me, deed.task.id, wanted=wanted, reason=reason, now=deed.now)


async def _grant(deed: Deed) -> None:
    await grant_extension(deed.session, deed.me, deed.task.id, now=deed.now)


async def _refuse(deed: Deed) -> None:
    opinion = deed.chance.choice(words.OPINIONS)
    await refuse_extension(deed.session, deed.me, deed.task.id, opinion=opinion, now=deed.now)


async def _return(deed: Deed) -> None:
    await ask_return(deed.session, deed.me, deed.task.id, reason=deed.chance.choice(words.REASONS), now=deed.now)


async def _keep(deed: Deed) -> None:
    opinion = deed.chance.choice(words.OPINIONS)
    await refuse_return(deed.session, deed.me, deed.task.id, opinion=opinion, now=deed.now)


async def _reassign(deed: Deed) -> None:
    """To somebody of the same unit, else to anybody to whom he may hand it."""
    lead = deed.office.by_id[deed.task.lead_id]
    receivers = [
        each
        for each in deed.office.beside(lead) or deed.office.doers()
        if each.id != lead.id and may_hand_to(deed.me, deed.task, each.actor.unit_id)
    ]
    if receivers:
        chosen = deed.chance.choice(receivers)
        await reassign(deed.session, deed.me, deed.task.id, lead_id=chosen.id, now=deed.now)


async def _urge(deed: Deed) -> None:
    await urge(deed.session, deed.me, deed.task.id, now=deed.now, pause=deed.policy.urge_pause)


async def _recall(deed: Deed) -> None:
    await recall(deed.session, deed.me, deed.task.id, now=deed.now)


_DEEDS: Mapping[Want, Callable[[Deed], Awaitable[None]]] = {
    Want.ACKNOWLEDGE: _acknowledge,
    Want.PROGRESS: _progress,
    Want.REPORT: _report,
    Want.ACCEPT: _accept,
    Want.SEND_BACK: _send_back,
    Want.BLOCK: _block,
    Want.NOTE: _note,
    Want.ASK: _ask,
    Want.EXTEND: _extend,
    Want.GRANT: _grant,
    Want.REFUSE: _refuse,
    Want.RETURN: _return,
    Want.KEEP: _keep,
    Want.REASSIGN: _reassign,
    Want.URGE: _urge,
    Want.RECALL: _recall,
}
