"""The calendar of the office in words: the days that differ from a plain week, and what a change of them does."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from core.calendar import Calendar, Decided
from core.calendar_talk import CalendarTalk
from core.message import Outgoing, Strong
from core.press import Offer
from core.replan import Effect
from core.special_days import SpecialDays
from core.text import one_line
from core.vietnamese.day_changes import MOST_DAYS, Trouble
from core.wording import choices
from core.wording.days import WEEKDAYS, on_day
from core.wording.voice import YOU_FIRST, cited, say, shorten

WORKED = "làm việc theo thông báo của cơ quan"
_RESTED = "nghỉ theo thông báo của cơ quan"
_HOW = (
    "Gõ theo mẫu: “/lich nghỉ 02/01/2026 làm bù 10/01/2026 vì hoán đổi”, “/lich nghỉ 16/02 đến 20/02”, "
    "“/lich làm 10/01/2026”, hoặc “/lich bỏ 02/01/2026” để bỏ ngày đã ghi."
)
NOT_YOURS = "Chỉ Văn phòng và quản trị đổi được lịch làm việc. Gõ /lich để xem các ngày nghỉ sắp tới."
MOVED = (
    "ℹ️ Lịch vừa được người khác đổi sau khi em hỏi, nên em chưa ghi gì. Mời gõ /lich để xem, rồi gõ lại nếu còn cần."
)
_LINES = 20
_LONGEST_REASON = 60  # characters; the decision keeps it whole


def _reason(why: str) -> str:
    return shorten(one_line(why), _LONGEST_REASON)


def rest_for(worked: Sequence[date]) -> str:
    """Why a day is off that is swapped for others; a plain notice when it is not."""
    return f"nghỉ hoán đổi, làm bù {_dates(worked)}" if worked else _RESTED


def worked_for(rest: Sequence[date]) -> str:
    return f"làm bù cho {_dates(rest)}"


def _dates(days: Sequence[date]) -> str:
    """`02/01/2026`, or the first and the last of several."""
    first, last = min(days), max(days)
    return f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def coming(days: Iterable[SpecialDays], span: int, now: datetime, *, keeps: bool) -> Outgoing:
    """What the next `span` days hold, and to those who `keeps` it how it is changed."""
    told = [_line(each, now) for each in days]
    if not told:
        told = [f"Trong {span} ngày tới không có ngày nghỉ hay làm bù nào ngoài cuối tuần."]
    left = len(told) - _LINES
    more = f"… và {left} dòng khác: xem bằng lệnh nhacviec calendar." if left > 0 else None
    return say(Strong(f"📅 Lịch làm việc {span} ngày tới"), *told[:_LINES], more, _HOW if keeps else None)


def _line(days: SpecialDays, now: datetime) -> str:
    what = "🛌 Nghỉ" if days.off else "💼 Làm việc"
    why = f": {_reason(days.why)}" if days.why else ""
    mark = " (Văn phòng ghi)" if days.decided else ""
    return f"{what} {span(days.first, days.last, now)}{why}{mark}"


def span(first: date, last: date, now: datetime) -> str:
    """`Thứ Hai 16/02 – Thứ Sáu 20/02`"""
    return on_day(first, now) if first == last else f"{on_day(first, now)} – {on_day(last, now)}"


def read_back(talk: CalendarTalk, calendar: Calendar, now: datetime, turn: int) -> Outgoing:
    """What was understood and what it does, to be confirmed with one tap."""
    buttons = choices.rows(
        (choices.choice("✅ Đúng", Offer.CALENDAR_YES, 0, turn), choices.choice("Thôi", Offer.NO, 0, turn))
    )
    told = (*changes(talk.days, calendar, now), *_effect(talk.effect, done=False))
    return say(Strong("📅 Đổi lịch làm việc, đúng không ạ?"), *told, choices=buttons)


def done(days: Decided, calendar: Calendar, effect: Effect, others: Sequence[date], now: datetime) -> str:
    """After the change; `others` were decided in one go with what was taken back, and still count."""
    told = ["✅ Đã ghi lịch làm việc.", *changes(days, calendar, now), *_effect(effect, done=True)]
    if others:
        left = ", ".join(on_day(day, now) for day in others)
        told.append(f"ℹ️ Cùng lần ghi đó còn {left}: nếu cũng bỏ thì gõ /lich bỏ {others[0]:%d/%m/%Y}.")
    return "\n".join(told)


def changes(days: Decided, calendar: Calendar, now: datetime) -> Iterator[str]:
    """One line for days in a row that are decided alike."""
    runs: list[list[date]] = []
    for day in sorted(days):
        follows = runs and (day - runs[-1][-1]).days == 1 and days[runs[-1][-1]] == days[day]
        if follows and days[day] is not None:
            runs[-1].append(day)
        else:
            runs.append([day])
    return (_change(run[0], run[-1], days, calendar, now) for run in runs)


def _change(first: date, last: date, days: Decided, calendar: Calendar, now: datetime) -> str:
    override = days[first]
    if override is not None:
        what = "🛌 Nghỉ" if override.off else "💼 Làm việc"
        return f"{what} {span(first, last, now)}: {_reason(override.why)}"
    back = "ngày làm việc" if calendar.decided({first: None}).is_working_day(first) else "ngày nghỉ"
    before = calendar.overrides.get(first)
    was = f" ({_reason(before.why)})" if before else ""
    return f"↩️ Bỏ ngày đã ghi {on_day(first, now)}{was}: trở lại là {back}"


def _effect(effect: Effect, *, done: bool) -> Iterator[str]:
    if effect.deadlines:
        yield f"📌 {effect.deadlines} việc đang mở có hạn vào ngày nghỉ này: hạn giữ nguyên."
    yield moved(effect.moved, effect.furthest, done=done)


def moved(count: int, furthest: timedelta, *, done: bool) -> str:
    if not count:
        return "🔔 Không lượt nhắc nào phải dời."
    verb = "đã dời" if done else "sẽ dời"
    return f"🔔 {count} lượt nhắc {verb}, xa nhất {_distance(furthest)}."


def _distance(furthest: timedelta) -> str:
    hours = -(-int(furthest.total_seconds()) // 3600)
    return f"{hours} giờ" if hours < 24 else f"{-(-hours // 24)} ngày"


def misread(trouble: Trouble, about: date | str, calendar: Calendar, now: datetime) -> str:
    """What is wrong with what was written, and what to write instead."""
    if isinstance(about, str):
        named = cited(about) if about else "câu này"
        return f"{_UNREAD[trouble].format(words=named)} {_HOW}"
    return _ON_DAY[trouble](about, calendar, now)


_UNREAD: Mapping[Trouble, str] = {
    Trouble.NO_VERB: "🤔 Em chưa rõ cần đổi lịch thế nào nên chưa ghi gì.",
    Trouble.NO_DAY: "🤔 Em chưa đọc được ngày nào trong {words} nên chưa ghi gì.",
    Trouble.IMPOSSIBLE: "⚠️ {words} không có trong lịch nên em chưa ghi gì.",
    Trouble.SEVERAL: "🤔 {words} nêu nhiều ngày nên em chưa ghi gì; mời ngăn các ngày bằng dấu phẩy.",
    Trouble.BACKWARDS: "⚠️ Trong {words}, ngày cuối đứng trước ngày đầu, nên em chưa ghi gì.",
    Trouble.TOO_MANY: f"⚠️ Một lần chỉ ghi được tối đa {MOST_DAYS} ngày, nên em chưa ghi gì.",
}


def _past(day: date, _calendar: Calendar, now: datetime) -> str:
    return f"⚠️ {on_day(day, now)} đã qua nên không đổi được nữa. {YOU_FIRST} gõ ngày từ hôm nay trở đi, kèm cả năm."


def _too_far(day: date, _calendar: Calendar, now: datetime) -> str:
    return f"⚠️ {on_day(day, now)} còn xa quá. {YOU_FIRST} ghi giúp em lịch của năm nay và hai năm tới thôi ạ."


def _off_already(day: date, calendar: Calendar, now: datetime) -> str:
    why = calendar.why_off(day) or "cuối tuần"
    return f"ℹ️ {on_day(day, now)} vốn đã là ngày nghỉ ({_reason(why)}), nên em chưa ghi gì. Mời gõ ngày khác."


def _worked_already(day: date, _calendar: Calendar, now: datetime) -> str:
    return f"ℹ️ {on_day(day, now)} vốn đã là ngày làm việc, nên em chưa ghi gì. Mời chọn một ngày đang nghỉ để làm bù."


def _both(day: date, _calendar: Calendar, now: datetime) -> str:
    return f"⚠️ {on_day(day, now)} không thể vừa nghỉ vừa làm bù, nên em chưa ghi gì. Mời gõ ngày làm bù khác."


def _not_decided(day: date, _calendar: Calendar, now: datetime) -> str:
    return f"ℹ️ {on_day(day, now)} không có gì được ghi riêng để bỏ. Gõ /lich để xem các ngày Văn phòng đã ghi."


_ON_DAY: Mapping[Trouble, Callable[[date, Calendar, datetime], str]] = {
    Trouble.PAST: _past,
    Trouble.TOO_FAR: _too_far,
    Trouble.OFF_ALREADY: _off_already,
    Trouble.WORKED_ALREADY: _worked_already,
    Trouble.BOTH: _both,
    Trouble.NOT_DECIDED: _not_decided,
}

MONTH_COLUMNS = ("Tháng", "Ngày làm việc", "Ngày nghỉ, ngày làm bù (★ Văn phòng ghi)")


def year_title(year: int, worked: int) -> str:
    return f"Lịch làm việc năm {year}: {worked} ngày làm việc"


def month_row(month: int, worked: int, days: Iterable[SpecialDays]) -> tuple[str, str, str]:
    return str(month), str(worked), "\n".join(map(_year_line, days))


def _year_line(days: SpecialDays) -> str:
    """`T4 31/12 – T5 01/01 nghỉ: Tết Dương lịch`"""
    shown = _short(days.first) if days.first == days.last else f"{_short(days.first)} – {_short(days.last)}"
    what = "nghỉ" if days.off else "LÀM VIỆC"
    why = f": {days.why}" if days.why else ""
    return f"{'★ ' if days.decided else ''}{shown} {what}{why}"


def _short(day: date) -> str:
    """`T2 16/02`, and `CN` for Sunday, as calendars print them."""
    name = "CN" if day.weekday() == _SUNDAY else f"T{day.weekday() + 2}"
    return f"{name} {day:%d/%m}"


_SUNDAY = len(WEEKDAYS) - 1


def no_such_year(named: str, first: int, last: int) -> str:
    return f"Không in được lịch của năm {named}: mời chọn năm từ {first} đến {last}, ví dụ: nhacviec calendar 2026"


def imported(total: int, changed: int, kept: int) -> str:
    left = f", {kept} ngày đã được quyết định khác trong chat nên giữ nguyên" if kept else ""
    return f"{total} ngày trong tệp: {changed} ngày thay đổi, {total - changed - kept} ngày đã có{left}."
