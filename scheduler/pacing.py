"""How fast a messenger may be spoken to: one a second to a chat, twenty a minute to a group, just under thirty in all.

A limit delays, it never drops. Measured on the event loop's own clock, which nobody can move.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiolimiter import AsyncLimiter

from db.outbox import Chat
from db.queue import Resting


class Pacing:
    """`chat_rest` and `group_rest` are seconds between two messages to the same chat.

    `per_second` is what is kept up on one messenger; three more may come in a burst.
    """

    def __init__(self, *, chat_rest: float = 1.05, group_rest: float = 3.1, per_second: float = 27) -> None:
        self._rests = {False: chat_rest, True: group_rest}
        self._overall: defaultdict[str, AsyncLimiter] = defaultdict(lambda: AsyncLimiter(3, 3 / per_second))
        self._doors: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._chats: dict[Chat, float] = {}
        self._channels: dict[str, float] = {}

    def resting(self) -> Resting:
        """Who must not be claimed for at this moment."""
        now = asyncio.get_running_loop().time()
        self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        self._channels = {name: until for name, until in self._channels.items() if until > now}
        return Resting(
            chats=frozenset(chat.chat_id for chat in self._chats),
            channels=frozenset(self._channels),
        )

    def next_wake(self) -> float | None:
        """Seconds until somebody's rest is over; None when nobody rests."""
        ends = [*self._chats.values(), *self._channels.values()]
        return max(0.0, min(ends) - asyncio.get_running_loop().time()) if ends else None

    def begin(self, chat: Chat) -> None:
        """The chat is being written to: nobody else may, however long that takes."""
        self._chats[chat] = float("inf")

    def end(self, chat: Chat, *, to_group: bool) -> None:
        self._chats[chat] = asyncio.get_running_loop().time() + self._rests[to_group]

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
