"""The messenger's speed limits, in real time: moving the clock does not make the wire faster."""

import time
from collections import deque
from collections.abc import Callable
from math import ceil


class Window:
    """At most `limit` events in any `seconds`."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._events: deque[float] = deque()

    def wait(self, now: float) -> float:
        while self._events and now - self._events[0] >= self._seconds:
            self._events.popleft()
        if len(self._events) < self._limit:
            return 0.0
        return self._events[0] + self._seconds - now

    def note(self, now: float) -> None:
        self._events.append(now)


class Rates:
    def __init__(self, strict: bool, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._strict = strict
        self._monotonic = monotonic
        self._all = Window(30, 1.0)
        self._chats: dict[int, list[Window]] = {}

    def admit(self, chat_id: int) -> int:
        """0 and the event counts, or the whole seconds to wait and it does not."""
        if not self._strict:
            return 0
        now = self._monotonic()
        windows = [self._all, *self._of(chat_id)]
        if wait := max(window.wait(now) for window in windows):
            return max(1, ceil(wait))
        for window in windows:
            window.note(now)
        return 0

    def _of(self, chat_id: int) -> list[Window]:
        if chat_id not in self._chats:
            # A shade under 5 s, so that a steady pace of one a second passes in spite of jitter.
            burst = Window(5, 4.8)
            self._chats[chat_id] = [burst] if chat_id > 0 else [burst, Window(20, 60.0)]
        return self._chats[chat_id]
