"""The words of a list that goes out as a sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from core.calendar import Calendar, local
from core.deadline import Deadline
from core.message import Outgoing, Paper, Strong
from core.standing import Standing
from core.task import State, Task
from core.wording import labels
from core.wording.days import at_time, deadline, on_day
from core.wording.voice import grouped, say
from core.wording.wishes import WishView, told

SHEET = "Danh sách"
_DAY, _MOMENT = "dd/mm/yyyy", "hh:mm dd/mm/yyyy"
COLUMNS = (
    ("TT", 5, None, True),
    ("Số việc", 9, None, True),
    ("Nội dung", 50, None, False),
    ("Văn bản", 18, None, False),
    ("Đơn vị chủ trì", 24, None, False),
    ("Chủ trì", 22, None, False),
    ("Hạn", 12, _DAY, True),
    ("Hạn gốc", 12, _DAY, True),
    ("Tình trạng", 22, None, False),
    ("Số ngày trễ", 9, None, True),
    ("Tiến độ", 9, "0%", True),
    ("Cập nhật cuối", 17, _MOMENT, True),
)
"""Head, width in characters, how a number is shown, and whether it stands in the middle."""


def name(now: datetime) -> str:
    return f"Danh sach nhiem vu {local(now):%Y-%m-%d %Hh%M}.xlsx"


def caption(view: WishView, total: int, most: int, paper: Paper) -> Outgoing:
    message = say(Strong(f"📄 {told(view)}: {total} việc"), _beyond(total, most))
    return replace(message, file=paper)


def nothing(view: WishView) -> Outgoing:
    return say(f"📄 {told(view)}: không có việc nào để xuất tệp.")


def above(view: WishView, total: int, most: int, now: datetime) -> Iterator[str | None]:
    yield f"DANH SÁCH NHIỆM VỤ {'QUÁ HẠN' if view.wish.is_late else 'ĐANG MỞ'}"
    yield f"{told(view)}: {grouped(total)} việc"
    yield f"Tính đến {at_time(now, now)} {on_day(local(now).date(), now)}/{local(now).year}"
    yield _beyond(total, most)


def _beyond(total: int, most: int) -> str | None:
    if total <= most:
        return None
    return f"⚠️ Tệp chỉ có {grouped(most)} việc đầu trong {grouped(total)} việc. Mời lọc bớt rồi xuất lại."


def undated(due: Deadline, calendar: Calendar, now: datetime) -> str:
    return deadline(due, calendar, now)


def original(stored: Mapping[str, Any]) -> date | None:
    """The deadline that was given first."""
    on = stored.get("deadline_on")
    return date.fromisoformat(on) if on else None


def stands(task: Task, standing: Standing) -> str:
    """The words of the official counting; of what is reported, that it waits."""
    if task.state in (State.REPORTED, State.RETURNING, State.PAUSED):
        return f"{labels.STANDINGS[standing]} ({labels.STATES[task.state].lower()})"
    return labels.STANDINGS[standing]
