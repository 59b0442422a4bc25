"""A change of the calendar that waits for a yes: it waits in the database, so that a restart forgets nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from core.calendar import Decided, Override
from core.replan import Effect


@dataclass(frozen=True, kw_only=True)
class CalendarTalk:
    """`version` is the calendar for which `effect` was reckoned."""

    days: Decided
    version: int
    effect: Effect

    def to_json(self) -> dict[str, Any]:
        return {
            "days": [[day.isoformat(), each and [each.off, each.why]] for day, each in sorted(self.days.items())],
            "version": self.version,
            "deadlines": self.effect.deadlines,
            "moved": self.effect.moved,
            "furthest": self.effect.furthest.total_seconds(),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            days={
                date.fromisoformat(day): Override(off=each[0], why=each[1]) if each else None
                for day, each in stored["days"]
            },
            version=stored["version"],
            effect=Effect(
                deadlines=stored["deadlines"],
                moved=stored["moved"],
                furthest=timedelta(seconds=stored["furthest"]),
            ),
        )
