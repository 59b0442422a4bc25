"""Days, hours and distances as officials write them."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from core.calendar import Calendar, local
from core.deadline import Deadline, DeadlineKind, Rhythm
from core.vietnamese.dates import Unreal

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
RHYTHMS = {
    Rhythm.MONTH: "hằng tháng",
    Rhythm.QUARTER: "hằng quý",
    Rhythm.YEAR: "hằng năm",
    Rhythm.AS_NEEDED: "đột xuất",
}
_UNDATED = {
    DeadlineKind.NONE: "chưa có hạn",
    DeadlineKind.PER_REGULATION: "hạn theo quy định (chưa nhập ngày)",
    DeadlineKind.ONGOING: "thường xuyên",
}


def on_day(day: date, now: datetime) -> str:
    """`Thứ Sáu 27/11`, with the year when it is not this one."""
    year = "" if day.year == local(now).year else f"/{day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m}{year}"


def none_such(named: Unreal) -> str:
    """`Ngày 30/02 không có trong lịch; tháng 2/2027 có 28 ngày.`"""
    told = f"Ngày {named.day:02}/{named.month:02}"
    if not 1 <= named.month <= _MONTHS:
        return f"{told} không có trong lịch; một năm có {_MONTHS} tháng."
    if named.weekday is not None:
        here = date(named.year, named.month, named.day)
        return f"{told} là {WEEKDAYS[here.weekday()]}, không phải {WEEKDAYS[named.weekday]}."
    last = monthrange(named.year, named.month)[1]
    if 1 <= named.day <= last:
        return f"{told}/{named.year} xa quá nên em không ghi được."
    return f"{told} không có trong lịch; tháng {named.month}/{named.year} có {last} ngày."


_MONTHS = 12


def at_time(moment: datetime, now: datetime) -> str:
    """`08:57` today, `08:57 Thứ Sáu 27/11` on another day."""
    here = local(moment)
    today = here.date() == local(now).date()
    return f"{here:%H:%M}" if today else f"{here:%H:%M} {on_day(here.date(), now)}"


def deadline(due: Deadline, calendar: Calendar, now: datetime) -> str:
    """`17:00 Thứ Sáu 27/11`: a day is shown with the hour at which the office closes, a window by its end."""
    if due.on is None:
        rhythm = f", báo cáo {RHYTHMS[due.rhythm]}" if due.rhythm else ""
        return _UNDATED[due.kind] + rhythm
    hour = local(due.at).time() if due.at else calendar.hours.closes
    return f"{hour:%H:%M} {on_day(due.on, now)}"


def length(span: timedelta) -> str:
    """A wait in whole minutes or hours, rounded up."""
    minutes = max(1, -(-int(span.total_seconds()) // 60))
    return f"{minutes} phút" if minutes < 60 else f"{-(-minutes // 60)} giờ"
