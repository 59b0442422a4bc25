"""What is blocked or burning: a few lines of each, and the way to the rest."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from core.message import Outgoing, Span, Strong
from core.press import Offer
from core.wording import choices
from core.wording.days import at_time
from core.wording.lists import when
from core.wording.views import ListView, TaskView
from core.wording.voice import YOU, YOU_FIRST, cited, say, shorten


class Fire(StrEnum):
    """Why somebody should look at once."""

    TOP_URGENT = "top_urgent"
    BLOCKED = "blocked"
    LATE = "late"
    MINE = "mine"


_TITLES = {
    Fire.TOP_URGENT: "🚨 Hỏa tốc quá hạn hoặc chưa tiếp nhận",
    Fire.BLOCKED: "⚠️ Đang vướng mắc",
    Fire.LATE: "🔴 Quá hạn lâu nhất",
    Fire.MINE: f"⏳ Chờ {YOU} quyết định",
}
_TITLE, _WHY, _CARDS = 60, 60, 6


def not_yours() -> Outgoing:
    return say(
        "Báo cáo việc nóng dành cho lãnh đạo, Văn phòng và thủ trưởng đơn vị. "
        f"{YOU_FIRST} gõ /viec để xem việc của mình."
    )


def burning(fires: Mapping[Fire, ListView], now: datetime) -> Outgoing:
    """The kinds that hold something, each with its number."""
    if not fires:
        return say(f"✅ Không có việc nào vướng, nóng hay quá hạn lúc {at_time(now, now)}.")
    shown = {task.number: task for view in fires.values() for task in view.tasks}
    cards = choices.cards(list(shown.values())[:_CARDS])
    everything = [choices.choice("🔴 Xem quá hạn", Offer.OVERDUE, 1), choices.choice("👁 Cần theo dõi", Offer.WATCH, 1)]
    title = Strong(f"🔥 Việc vướng, việc nóng: {' · '.join(_counted(fires))}")
    return say(title, *_lines(fires), choices=cards + choices.rows(everything))


_SHORT = {Fire.TOP_URGENT: "hỏa tốc", Fire.BLOCKED: "vướng", Fire.LATE: "quá hạn", Fire.MINE: "chờ quyết định"}


def _counted(fires: Mapping[Fire, ListView]) -> Iterator[str]:
    return (f"{fires[fire].total} {words}" for fire, words in _SHORT.items() if fire in fires)


def _lines(fires: Mapping[Fire, ListView]) -> Iterator[Span]:
    for fire, title in _TITLES.items():
        if fire in fires:
            view = fires[fire]
            yield Strong(f"{title} ({view.total})")
            yield from (_line(fire, task) for task in view.tasks)


def _line(fire: Fire, task: TaskView) -> str:
    about = cited(shorten(task.blocked_why or "", _WHY)) if fire is Fire.BLOCKED else when(task)
    return f"{task.light} Việc {task.number} · {shorten(task.task.title, _TITLE)} · {task.lead_unit} · {about}"
