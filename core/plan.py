"""The nudge plan: data, copied onto a task when it starts, so that editing a plan rewrites no case."""

from dataclasses import asdict, dataclass
from datetime import time, timedelta
from typing import Any, Self

from core.slot import Audience


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Distances in working days; the default is the office's plan for normal urgency."""

    morning: time = time(7, 30)
    afternoon: time = time(14, 0)
    acknowledge_within: timedelta = timedelta(hours=4)
    unacknowledged_head_days: int = 1
    before: tuple[int, ...] = (7, 3, 1)
    late_levels: tuple[tuple[int, Audience], ...] = (
        (1, Audience.UNIT_HEAD),
        (3, Audience.MONITOR),
        (3, Audience.LEADER),
    )
    accept_within_days: int = 1
    decide_within_days: int = 1

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "morning": self.morning.isoformat(),
            "afternoon": self.afternoon.isoformat(),
            "acknowledge_within": self.acknowledge_within.total_seconds(),
            "before": list(self.before),
            "late_levels": [[days, audience.value] for days, audience in self.late_levels],
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """A plan that was copied before it could say something says the default there."""
        data = cls().to_json() | stored
        levels = tuple((int(days), Audience(audience)) for days, audience in data["late_levels"])
        return cls(
            morning=time.fromisoformat(data["morning"]),
            afternoon=time.fromisoformat(data["afternoon"]),
            acknowledge_within=timedelta(seconds=data["acknowledge_within"]),
            unacknowledged_head_days=data["unacknowledged_head_days"],
            before=tuple(data["before"]),
            late_levels=levels,
            accept_within_days=data["accept_within_days"],
            decide_within_days=data["decide_within_days"],
        )


DEFAULT_PLAN = Plan()
