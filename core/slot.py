"""One planned moment of one audience: the smallest piece of a nudge plan."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Audience(StrEnum):
    LEAD = "lead"
    COORDINATORS = "coordinators"
    INFORMED = "informed"
    UNIT_HEAD = "unit_head"
    MONITOR = "monitor"
    LEADER = "leader"
    ACCEPTER = "accepter"


@dataclass(frozen=True, kw_only=True)
class Slot:
    """`name` identifies the slot within its audience and deadline version: `T-3`, `overdue#4`, `late+1`.

    What goes `at_once` passes quiet hours.
    """

    at: datetime
    name: str
    audience: Audience
    at_once: bool = False
