"""The simulator's time: the machine's, moved by an offset that survives a restart."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from simulator.store import Store

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._offset = timedelta(seconds=store.setting("clock_offset", 0.0))
        self._listeners: list[Callable[[], object]] = []

    @property
    def offset(self) -> float:
        return self._offset.total_seconds()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def real_epoch(self) -> float:
        """The machine's time, which nobody moves."""
        return datetime.now(UTC).timestamp()

    def epoch(self) -> float:
        return self.now().timestamp()

    def on_change(self, callback: Callable[[], object]) -> None:
        self._listeners.append(callback)

    def advance(self, seconds: float) -> None:
        self._move(self._offset + timedelta(seconds=seconds))

    def set_to(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("an instant needs its zone")
        self._move(instant - datetime.now(UTC))

    def next_morning(self, wall: time) -> None:
        """Moves to `wall` o'clock of tomorrow, as the office's walls show it."""
        tomorrow = self.now().astimezone(OFFICE_ZONE).date() + timedelta(days=1)
        self.set_to(datetime.combine(tomorrow, wall, OFFICE_ZONE))

    def _move(self, offset: timedelta) -> None:
        _ = datetime.now(UTC) + offset  # OverflowError beyond the calendar, before anything moves
        with self._store.transaction():
            self._store.keep("clock_offset", offset.total_seconds())
        self._offset = offset
        for callback in self._listeners:
            callback()


def iso(epoch: float) -> str:
    return datetime.fromtimestamp(epoch, UTC).isoformat(timespec="milliseconds")
