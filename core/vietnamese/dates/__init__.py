"""Days and times in what officials write: a closed grammar that would rather ask than be wrong."""

from core.vietnamese.dates.find import find_dates, read_date
from core.vietnamese.dates.reading import DateReading, Duration, Grain, Kind, Unreal

__all__ = ["DateReading", "Duration", "Grain", "Kind", "Unreal", "find_dates", "read_date"]
