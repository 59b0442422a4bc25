"""Tells the open pages what has changed, and forgets it once they have been told."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any


class Listener:
    """One page. Changes that come while it is busy melt into one."""

    def __init__(self) -> None:
        self._chats: set[int] = set()
        self._clock = False
        self._people = False
        self._bell = asyncio.Event()

    def add(self, chats: Iterable[int], clock: bool, people: bool) -> None:
        self._chats.update(chats)
        self._clock |= clock
        self._people |= people
        self._bell.set()

    def wake(self) -> None:
        self._bell.set()

    async def next(self, seconds: float) -> dict[str, Any] | None:
        """What has changed since the last call, or None when `seconds` passed in silence."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._bell.wait(), seconds)
        if not self._bell.is_set():
            return None
        change = {"chats": sorted(self._chats), "clock": self._clock, "people": self._people}
        self._chats, self._clock, self._people = set(), False, False
        self._bell.clear()
        return change


class Changes:
    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        listener = Listener()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def tell(self, *chats: int, clock: bool = False, people: bool = False) -> None:
        for listener in self._listeners:
            listener.add(chats, clock, people)

    def wake(self) -> None:
        for listener in self._listeners:
            listener.wake()
