"""The nudge plan: data, copied onto a task when it starts, so that editing a plan rewrites no case.

There is one plan per urgency: khẩn halves the distances, thượng khẩn counts in hours, hỏa tốc goes at once.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import time, timedelta
from functools import lru_cache
from math import ceil
from typing import Any, Self

from core.calendar import OfficeHours
from core.slot import Audience
from core.task import Urgency

_WAIT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)([dh])", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Wait:
    """A length of the office's time, in working days or in hours: `3d`, `0.5d`, `4h`."""

    days: float = 0
    hours: float = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError."""
        found = _WAIT.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no length like 3d or 4h")
        return cls(days=float(found[1])) if found[2] == "d" else cls(hours=float(found[1]))

    def __str__(self) -> str:
        return f"{self.days:g}d" if self.days else f"{self.hours:g}h"

    @property
    def tag(self) -> str:
        """In the name of a slot, where days are what is meant when nothing is said."""
        return f"{self.days:g}" if self.days else str(self)

    def length(self, hours: OfficeHours) -> timedelta:
        return self.days * hours.working_day + timedelta(hours=self.hours)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The default is the office's plan for normal urgency. Late levels are in working days after the deadline.

    A plan that goes `at_once` passes quiet hours and counts hours by the clock; others count those of the office, as
    nothing may be said outside them. `acknowledge_every` is how often a silent lead is nudged; None: each morning.
    """

    weekly: time = time(7, 15)
    morning: time = time(7, 30)
    afternoon: time = time(14, 0)
    acknowledge_within: Wait = Wait(hours=4)
    acknowledge_every: Wait | None = None
    unacknowledged_levels: tuple[tuple[Wait, Audience], ...] = ((Wait(days=1), Audience.UNIT_HEAD),)
    before: tuple[Wait, ...] = (Wait(days=7), Wait(days=3), Wait(days=1))
    late_levels: tuple[tuple[int, Audience], ...] = (
        (1, Audience.UNIT_HEAD),
        (3, Audience.MONITOR),
        (3, Audience.LEADER),
    )
    accept_within: Wait = Wait(days=1)
    decide_within: Wait = Wait(days=1)
    period_before: int = 3  # working days before the report of a period is due
    period_late: int = 3  # and after
    at_once: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "weekly": self.weekly.isoformat(),
            "morning": self.morning.isoformat(),
            "afternoon": self.afternoon.isoformat(),
            "acknowledge_within": str(self.acknowledge_within),
            "acknowledge_every": str(self.acknowledge_every) if self.acknowledge_every else None,
            "unacknowledged_levels": [[str(wait), audience.value] for wait, audience in self.unacknowledged_levels],
            "before": [str(wait) for wait in self.before],
            "late_levels": [[days, audience.value] for days, audience in self.late_levels],
            "accept_within": str(self.accept_within),
            "decide_within": str(self.decide_within),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """A plan that was copied before it could say something says the default there. Raises ValueError."""
        data = cls().to_json() | _in_the_words_of_today(stored)
        every = data["acknowledge_every"]
        return cls(
            weekly=time.fromisoformat(data["weekly"]),
            morning=time.fromisoformat(data["morning"]),
            afternoon=time.fromisoformat(data["afternoon"]),
            acknowledge_within=Wait.parse(data["acknowledge_within"]),
            acknowledge_every=Wait.parse(every) if every else None,
            unacknowledged_levels=tuple(
                (Wait.parse(wait), Audience(who)) for wait, who in data["unacknowledged_levels"]
            ),
            before=tuple(map(Wait.parse, data["before"])),
            late_levels=tuple((int(days), Audience(who)) for days, who in data["late_levels"]),
            accept_within=Wait.parse(data["accept_within"]),
            decide_within=Wait.parse(data["decide_within"]),
            period_before=int(data["period_before"]),
            period_late=int(data["period_late"]),
            at_once=bool(data["at_once"]),
        )


def _in_the_words_of_today(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Version 0.1 counted in whole days, and told only the head of a task that nobody had signed for."""
    data = dict(stored)
    if isinstance(data.get("acknowledge_within"), int | float):
        data["acknowledge_within"] = f"{data['acknowledge_within'] / 3600:g}h"
    if "unacknowledged_head_days" in data:
        data["unacknowledged_levels"] = [[f"{data.pop('unacknowledged_head_days')}d", Audience.UNIT_HEAD.value]]
    data["before"] = [
        wait if isinstance(wait, str) else f"{wait}d" for wait in data.get("before", Plan().to_json()["before"])
    ]
    for name in ("accept_within", "decide_within"):
        if f"{name}_days" in data:
            data[name] = f"{data.pop(f'{name}_days')}d"
    return data


DEFAULT_PLAN = Plan()


def copied(stored: Mapping[str, Any]) -> Plan:
    """`Plan.from_json` for the copy that a task carries: there are many of these, and only a handful differ."""
    return _copied(json.dumps(stored))


@lru_cache(maxsize=256)
def _copied(stored: str) -> Plan:
    return Plan.from_json(json.loads(stored))


def _halved(wait: Wait) -> Wait:
    return Wait(days=wait.days / 2, hours=wait.hours / 2)


def urgent(normal: Plan) -> Plan:
    """Khẩn: half of every distance, mornings stay mornings."""
    return replace(
        normal,
        acknowledge_within=_halved(normal.acknowledge_within),
        unacknowledged_levels=tuple((_halved(wait), who) for wait, who in normal.unacknowledged_levels),
        before=tuple(dict.fromkeys(Wait(days=ceil(wait.days / 2), hours=wait.hours / 2) for wait in normal.before)),
        late_levels=tuple((ceil(days / 2), who) for days, who in normal.late_levels),
        accept_within=_halved(normal.accept_within),
        decide_within=_halved(normal.decide_within),
    )


def very_urgent(normal: Plan) -> Plan:
    """Thượng khẩn: hours instead of days, and everybody above on the first morning after the deadline."""
    return replace(
        normal,
        acknowledge_within=Wait(hours=1),
        unacknowledged_levels=((Wait(hours=2), Audience.UNIT_HEAD),),
        before=_HOURS,
        late_levels=tuple((1, who) for _, who in normal.late_levels),
        accept_within=Wait(hours=2),
        decide_within=Wait(hours=2),
    )


def top_urgent(normal: Plan) -> Plan:
    """Hỏa tốc: at once and at any hour, every hour until it is signed for; once late, everybody hears at once."""
    return replace(
        very_urgent(normal),
        acknowledge_every=Wait(hours=1),
        unacknowledged_levels=((Wait(hours=1), Audience.UNIT_HEAD), (Wait(hours=2), Audience.MONITOR)),
        late_levels=((0, Audience.LEAD), *((0, who) for _, who in normal.late_levels)),
        accept_within=Wait(hours=1),
        decide_within=Wait(hours=1),
        at_once=True,
    )


_HOURS = (Wait(hours=24), Wait(hours=8), Wait(hours=2))

Plans = Mapping[Urgency, Plan]


def plans(normal: Plan = DEFAULT_PLAN) -> Plans:
    """The plan of every urgency, from the one for normal tasks."""
    return {
        Urgency.NORMAL: normal,
        Urgency.URGENT: urgent(normal),
        Urgency.VERY_URGENT: very_urgent(normal),
        Urgency.TOP_URGENT: top_urgent(normal),
    }
