"""How fast a messenger may be spoken to: one a second to a chat, twenty a minute to a group, just under thirty in all.

A limit delays, it never drops. Measured on the event loop's own clock, which nobody can move.
"""

import asyncio

from aiolimiter import AsyncLimiter

from db.outbox import Chat, Resting


class Pacing:
    """`chat_rest` and `group_rest` are seconds between two messages to the same chat."""

    def __init__(self, *, chat_rest: float = 1.05, group_rest: float = 3.1) -> None:
        self._rests = {False: chat_rest, True: group_rest}
        self._overall: dict[str, AsyncLimiter] = {}
        self._chats: dict[Chat, tuple[float, int | None]] = {}
        self._channels: dict[str, float] = {}

    def resting(self) -> Resting:
        """Who must not be claimed for at this moment."""
        now = asyncio.get_running_loop().time()
        self._chats = {chat: rest for chat, rest in self._chats.items() if rest[0] > now}
        self._channels = {name: until for name, until in self._channels.items() if until > now}
        return Resting(
            chats=frozenset(chat.chat_id for chat in self._chats),
            people=frozenset(person for _, person in self._chats.values() if person is not None),
            channels=frozenset(self._channels),
        )

    def next_wake(self) -> float | None:
        """Seconds until somebody's rest is over; None when nobody rests."""
        ends = [until for until, _ in self._chats.values()] + list(self._channels.values())
        return max(0.0, min(ends) - asyncio.get_running_loop().time()) if ends else None

    def begin(self, chat: Chat, person_id: int | None) -> None:
        """The chat is being written to: nobody else may, however long that takes."""
        self._chats[chat] = (float("inf"), person_id)

    def end(self, chat: Chat, *, to_group: bool) -> None:
        until = asyncio.get_running_loop().time() + self._rests[to_group]
        self._chats[chat] = (until, self._chats[chat][1] if chat in self._chats else None)

    def pause(self, channel: str, seconds: float) -> None:
        """The whole channel waits."""
        until = asyncio.get_running_loop().time() + seconds
        self._channels[channel] = max(until, self._channels.get(channel, 0.0))

    def resume(self, channel: str) -> None:
        self._channels.pop(channel, None)

    def is_paused(self, channel: str) -> bool:
        return channel in self.resting().channels

    async def turn(self, channel: str) -> None:
        """Waits for the channel's turn: `AsyncLimiter(30, 1)` would let 59 through in one second."""
        limiter = self._overall.setdefault(channel, AsyncLimiter(3, 3 / 27))
        await limiter.acquire()
