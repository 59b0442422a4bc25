"""An hour of the day as people type it: "8h15", "8:15", "8 giờ", "08g30"."""

import re
from datetime import time

from core.vietnamese.normalise import fold, tidy

_HOUR = re.compile(r"(?:luc )?(\d{1,2}) ?(?:[h:g.]|gio) ?(\d{2})?(?: ?(?:phut|p))?(?: sang)?", re.ASCII)


def hour_of(text: str) -> time | None:
    """None for everything that is no hour, or says more than that."""
    found = _HOUR.fullmatch(fold(tidy(text)))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
