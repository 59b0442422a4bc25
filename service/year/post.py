"""The messenger of a simulated year: it keeps what arrived, and it fails as real ones do.

It is the outside witness: what it wrote down is held against what the service believes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from core.message import Choice, Features, Gone, NotSent, Outgoing, Sent, Unknown, Verdict, plain
from service.year.office import CHANNEL, Office
from service.year.world import World


class Crash(BaseException):
    """The process of the service has died. Not an `Exception`: nobody catches the end of a process."""


class Fate(StrEnum):
    """What became of one call."""

    ARRIVED = "arrived"
    ANSWER_LOST = "answer lost"
    LOST = "lost"
    REFUSED = "refused"
    GONE = "gone"
    CRASHED_BEFORE = "crashed before it arrived"
    CRASHED_AFTER = "crashed after it arrived"


IN_DOUBT = frozenset({Fate.ANSWER_LOST, Fate.LOST, Fate.CRASHED_BEFORE, Fate.CRASHED_AFTER})
HEARD = frozenset({Fate.ARRIVED, Fate.ANSWER_LOST, Fate.CRASHED_AFTER})


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One call to the messenger. `message_id` is what it named the message; None when it told nobody."""

    at: datetime
    chat: str
    text: str
    fate: Fate
    message_id: str | None
    edits: str | None


@dataclass(kw_only=True)
class Message:
    """A message on a phone: `choices` are those of its newest edit."""

    id: str
    chat: str
    choices: tuple[Choice, ...]


class Post:
    """A `core.message.Channel`. `heard` is called with every new message and every edit that reached a phone."""

    name = CHANNEL
    features = Features(buttons=True, edits=True, text_limit=4096)

    def __init__(
        self,
        world: World,
        office: Office,
        chance: Random,
        now: Callable[[], datetime],
        heard: Callable[[Message], None],
    ) -> None:
        self.calls: list[Call] = []
        self.is_dead = False
        self.is_troubled = False
        self._world = world
        self._office = office
        self._chance = chance
        self._now = now
        self._heard = heard
        self._phones: dict[tuple[str, str], Message] = {}

    async def send(self, chat_id: str, message: Outgoing) -> Verdict:
        return self._deliver(chat_id, message, None)

    async def edit(self, chat_id: str, message_id: str, message: Outgoing) -> Verdict:
        return self._deliver(chat_id, message, message_id)

    async def toast(self, press_id: str, text: str, *, alert: bool = False) -> None:
        """Nobody looks."""

    async def reachable(self) -> bool:
        return True

    def _deliver(self, chat: str, message: Outgoing, edits: str | None) -> Verdict:
        if self.is_dead:
            self._write_down(chat, message, edits, Fate.CRASHED_BEFORE, None)
            raise Crash
        fate = self._fate(chat)
        number = edits or f"m{len(self.calls) + 1}"
        self._write_down(chat, message, edits, fate, number if fate is Fate.ARRIVED else None)
        if fate in HEARD:
            self._arrive(chat, number, message)
        return self._answer(fate, number)

    def _fate(self, chat: str) -> Fate:
        member = self._office.by_chat.get(chat)
        if member is not None and self._world.is_blocking(member.id, self._now()):
            return Fate.GONE
        rates = self._world.faults
        fates = {
            Fate.ANSWER_LOST: rates.lost_answer,
            Fate.LOST: rates.lost_question,
            Fate.REFUSED: rates.refused,
            Fate.CRASHED_BEFORE: rates.crash / 2,
            Fate.CRASHED_AFTER: rates.crash / 2,
        }
        drawn = self._chance.random()
        for fate, rate in fates.items():
            if drawn < rate:
                return fate
            drawn -= rate
        return Fate.ARRIVED

    def _write_down(self, chat: str, message: Outgoing, edits: str | None, fate: Fate, message_id: str | None) -> None:
        text = plain(message.text)
        call = Call(at=self._now(), chat=chat, text=text, fate=fate, message_id=message_id, edits=edits)
        self.calls.append(call)

    def _arrive(self, chat: str, number: str, message: Outgoing) -> None:
        choices = tuple(choice for row in message.choices for choice in row)
        shown = self._phones.setdefault((chat, number), Message(id=number, chat=chat, choices=()))
        shown.choices = choices
        self._heard(shown)

    def _answer(self, fate: Fate, number: str) -> Verdict:
        self.is_troubled |= fate is not Fate.ARRIVED
        match fate:
            case Fate.ARRIVED:
                return Sent(number)
            case Fate.REFUSED:
                pause = self._chance.choice((None, timedelta(seconds=30), timedelta(minutes=2)))
                return NotSent("too many requests", pause)
            case Fate.GONE:
                return Gone("bot was blocked by the user")
            case Fate.ANSWER_LOST | Fate.LOST:
                return Unknown("the answer was lost on the way")
            case _:
                self.is_dead = True
                raise Crash
