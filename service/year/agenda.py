"""What will happen, in the order of its moments; at one moment, in the order in which it was planned."""

import heapq
from collections.abc import Callable, Coroutine
from datetime import datetime
from itertools import count
from typing import Any

Act = Callable[[], Coroutine[Any, Any, None]]


class Agenda:
    def __init__(self) -> None:
        self._planned: list[tuple[datetime, int, Act]] = []
        self._numbers = count()

    def plan(self, at: datetime, act: Act) -> None:
        heapq.heappush(self._planned, (at, next(self._numbers), act))

    def next_at(self) -> datetime | None:
        return self._planned[0][0] if self._planned else None

    def take(self) -> Act:
        return heapq.heappop(self._planned)[2]


class Clock:
    """A clock that stands until it is moved, and is never moved back."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, to: datetime) -> None:
        self.at = max(self.at, to)
