"""How a sub-task stands to its task: it has a last moment, which is set no later than the one of the whole."""

from datetime import datetime
from enum import StrEnum

from core.deadline import Deadline


class Unfit(StrEnum):
    """Why a deadline is none for a sub-task."""

    LATER = "later"
    PASSED = "passed"


def ends_later(part: Deadline, whole: Deadline) -> bool:
    """Whether a part ends after the whole; one without a last moment never ends."""
    return whole.ends_at is not None and (part.ends_at is None or part.ends_at > whole.ends_at)


def unfit(wanted: Deadline, whole: Deadline, now: datetime) -> Unfit | None:
    """None when it fits. That of the whole fits always: whoever is late may still divide the work."""
    if wanted.ends_at is None or ends_later(wanted, whole):
        return Unfit.LATER
    return Unfit.PASSED if wanted.passed(now) and wanted.ends_at != whole.ends_at else None
