"""How fast a messenger may be spoken to: one a second to a chat, twenty a minute to a group, just under thirty in all.

A limit delays, it never drops. Measured on the event loop's own clock, which nobody can move.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiolimiter import AsyncLimiter

from db.outbox import Chat
from db.queue import Resting

_MINUTE = 60.0
_MOST_A_MINUTE = 19  # to a group, answers and all; one less than the messenger allows


class Pacing:
    """`chat_rest` are seconds between two messages to the same chat.

    A group rests for `group_rest` from all that nobody waits for: posts and counters leave room in its minute, so that
    an answer goes ahead of them at once.

    `per_second` is what is kept up on one messenger; three more may come in a burst.
    """

    def __init__(self, *, chat_rest: float = 1.05, group_rest: float = 4.3, per_second: float = 27) -> None:
        self._chat_rest, self._group_rest = chat_rest, group_rest
        self._overall: defaultdict[str, AsyncLimiter] = defaultdict(lambda: AsyncLimiter(3, 3 / per_second))
        self._doors: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._chats: dict[Chat, float] = {}
        self._unhurried: dict[Chat, float] = {}
        self._told: defaultdict[Chat, deque[float]] = defaultdict(lambda: deque(maxlen=_MOST_A_MINUTE))
        self._channels: dict[str, float] = {}

    def resting(self) -> Resting:
        """Who must not be claimed for at this moment."""
        now = asyncio.get_running_loop().time()
        self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        self._unhurried = {chat: until for chat, until in self._unhurried.items() if until > now}
        self._channels = {name: until for name, until in self._channels.items() if until > now}
        return Resting(
            chats=frozenset(chat.chat_id for chat in self._chats),
            unhurried=frozenset(chat.chat_id for chat in self._unhurried),
            channels=frozenset(self._channels),
        )

    def next_wake(self) -> float | None:
        """Seconds until somebody's rest is over; None when nobody rests."""
        ends = [*self._chats.values(), *self._unhurried.values(), *self._channels.values()]
        return max(0.0, min(ends) - asyncio.get_running_loop().time()) if ends else None

    def begin(self, chat: Chat) -> None:
        """The chat is being written to: nobody else may, however long that takes."""
        self._chats[chat] = float("inf")

    def end(self, chat: Chat, *, to_group: bool) -> None:
        now = asyncio.get_running_loop().time()
        self._chats[chat] = now + self._chat_rest
        if to_group and self._group_rest:
            self._unhurried[chat] = now + self._group_rest
            self._chats[chat] = max(self._chats[chat], self._minute_of(chat, now))

    def _minute_of(self, chat: Chat, now: float) -> float:
        """When a group may hear the next message at all."""
        told = self._told[chat]
        told.append(now)
        return told[0] + _MINUTE if len(told) == told.maxlen else now

    def pause(self, channel: str, seconds: float) -> None:
        """The whole channel waits."""
        until = asyncio.get_running_loop().time() + seconds
        self._channels[channel] = max(until, self._channels.get(channel, 0.0))

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        """Waits for the channel's turn: `AsyncLimiter(30, 1)` would let 59 through in one second.

        Whoever has it gets ready while the others wait behind: when the database stalls, no crowd gathers that would
        leave all at once.
        """
        async with self._doors[channel]:
            await self._overall[channel].acquire()
            yield
