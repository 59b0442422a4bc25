"""Several things in one message: nudges, news, and how the week or the morning stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from core.message import Choices, Outgoing, Span, Strong
from core.nudge import NudgeKind
from core.press import Offer
from core.standing import Standing
from core.task import State, Urgency
from core.wording import cards, choices
from core.wording.lists import line
from core.wording.views import Overview, Tally, TaskView
from core.wording.voice import YOU, cited_together, say, shorten, some

_LINES = 10
_NAME, _WORDS = 40, 60
_ROOM_OF_AN_OBJECTION = 2  # lines of a task
_MOST_LINES = 18  # what a message has room for, news and tasks together
_CARDS = 6
_LEFT_TO_OTHERS = 4  # lines of a week that what is late leaves to the rest
Item = tuple[TaskView, NudgeKind]
Brief = tuple[TaskView | None, str]


def digest(items: Sequence[Item], news: Sequence[Brief] = (), overview: Overview | None = None) -> Outgoing:
    """What happened first, then the tasks by how pressing they are; the first line counts them."""
    contested = overview.contested if overview else ()
    ordered = sorted(items, key=lambda pair: (*_section(*pair), -pair[0].days_late, pair[0].number))
    room = _MOST_LINES - len(news) - _ROOM_OF_AN_OBJECTION * len(contested)
    told = [view for view, _ in news if view is not None]
    tasks = list({view.number: view for view in (*told, *contested, *(task for task, _ in ordered))}.values())
    return say(
        *(_overview(overview, alone=not (items or news)) if overview else ()),
        *(_contested(overview) if overview else ()),
        Strong(f"🔔 {_title(ordered, news)}") if items or news else None,
        *_news(news, alone=not items),
        *_sections(shown := _shown(ordered, max(0, room))),
        _more(len(items) - len(shown)),
        choices=_choices(tasks, overview),
    )


def _shown(items: Sequence[Item], room: int) -> list[Item]:
    """The most pressing, and while there is room what stands in none of the lists that the choices open."""
    hidden = (item for item in items[_LINES:] if not (item[0].helps or item[0].days_late))
    return [*items[:_LINES], *hidden][:room]


def _title(items: Sequence[Item], news: Sequence[Brief]) -> str:
    """`2 tin mới · 3 việc: 1 quá hạn · 2 sắp đến hạn`"""
    tasks = f"{len(items)} việc: {_counts(items)}" if items else None
    return " · ".join(part for part in (f"{len(news)} tin mới" if news else None, tasks) if part)


def _news(news: Sequence[Brief], *, alone: bool) -> Iterator[Span]:
    if news and not alone:
        yield Strong("Tin mới")
    yield from (words for _, words in news)


def _more(left: int) -> str | None:
    return f"… và {left} việc khác, bấm nút bên dưới để xem hết." if left > 0 else None


def _choices(tasks: Sequence[TaskView], overview: Overview | None) -> Choices:
    """Cards of the most pressing; and the list where all of them stand: what others let slip is under "quá hạn"."""
    cards = choices.cards(tasks[:_CARDS])
    others = [task for task in tasks if task.days_late and not task.helps]
    everything = []
    if len(others) < len(tasks) or (overview and overview.own.total):
        everything.append(choices.choice("📋 Xem tất cả", Offer.MY_TASKS, 1))
    if others or (overview and overview.ruled and overview.ruled.late):
        everything.append(choices.choice("🔴 Xem quá hạn", Offer.OVERDUE, 1))
    return cards + choices.rows(everything)


def _overview(overview: Overview, *, alone: bool) -> Iterator[Span]:
    """The person's own week, then what he answers for; lines only when nothing else has any."""
    if overview.weekly and overview.own.total:
        yield Strong(f"📅 Tuần {_week(overview)}: {overview.own.total} việc của {YOU}{_told(overview.mine)}")
        if alone:
            yield from _weekly_lines(overview)
    if overview.ruled is not None:
        what = "Toàn cơ quan" if overview.rules_all else "Đơn vị"
        yield Strong(f"🏢 {what}: {overview.ruled.open} việc đang mở{_told(overview.ruled)}")
        if overview.late_units:
            yield f"Quá hạn nhiều nhất: {some([f'{name} ({count})' for name, count in overview.late_units], 5)}"
        if alone:
            yield from (f"{line(task)} · {task.lead}" for task in overview.late)


def _contested(overview: Overview) -> Iterator[Span]:
    if overview.contested:
        yield Strong(f"⚖️ Chờ {YOU} quyết định: {overview.objections} việc có khiếu nại")
        yield from map(_contested_line, overview.contested)
    if (more := overview.objections - len(overview.contested)) > 0:
        yield f"… và {more} việc khác, gõ /duyet để xem hết."


def _contested_line(task: TaskView) -> str:
    said = task.objection
    told = f"{shorten(said.by, _NAME)} khiếu nại: {cited_together(said.words, _WORDS)}" if said else None
    return " · ".join(filter(None, (line(task), told)))


def _week(overview: Overview) -> str:
    monday = overview.monday
    return f"{monday:%d/%m}–{monday + timedelta(days=6):%d/%m}"


def _told(tally: Tally) -> str:
    parts = (
        (tally.late, "quá hạn"),
        (tally.today, "đến hạn hôm nay"),
        (tally.soon, "đến hạn trong tuần"),
        (tally.unacknowledged, "chưa tiếp nhận"),
    )
    told = " · ".join(f"{count} {words}" for count, words in parts if count)
    return f": {told}" if told else ""


def _weekly_lines(overview: Overview) -> Iterator[Span]:
    tasks = _weekly_shown(overview)
    for (_, name), held in groupby(tasks, key=lambda task: _weekly_section(task, overview)):
        yield Strong(name)
        yield from map(_digest_line, held)
    if (more := _more(overview.own.total - len(tasks))) is not None:
        yield more


def _weekly_shown(overview: Overview) -> list[TaskView]:
    """In the order of the sections; what is late long since does not push out what is due today."""
    ordered = sorted(overview.own.tasks, key=lambda task: _weekly_section(task, overview))
    late = [task for task in ordered if _weekly_section(task, overview) == _LATE]
    kept = late[: _LINES - min(len(ordered) - len(late), _LEFT_TO_OTHERS)]
    return [task for task in ordered if task in kept or task not in late][:_LINES]


_LATE = 1, "Quá hạn"


def _weekly_section(task: TaskView, overview: Overview) -> tuple[int, str]:
    if task.task.urgency is Urgency.TOP_URGENT:
        return _TOP
    if task.awaits_viewer:
        return 0, f"Chờ {YOU} quyết định"
    if task.task.state is State.REPORTED:
        return 5, "Đã báo cáo, chờ xác nhận"
    if task.days_late:
        return _LATE
    if task.is_due_today:
        return 2, "Hôm nay"
    on = task.deadline.on
    return (3, "Tuần này") if on and on <= overview.monday + timedelta(days=6) else (4, "Sau tuần này")


def _counts(views: Sequence[tuple[TaskView, NudgeKind]]) -> str:
    """`2 quá hạn · 1 đến hạn hôm nay`"""
    groups = sorted(Counter(_section(*pair) for pair in views).items())
    return " · ".join(f"{count} {name[:1].lower()}{name[1:]}" for (_, name), count in groups)


def _sections(views: Sequence[tuple[TaskView, NudgeKind]]) -> Iterator[Span]:
    for (_, name), held in groupby(views, key=lambda pair: _section(*pair)):
        yield Strong(name)
        yield from (_digest_line(task, kind) for task, kind in held)


def _digest_line(task: TaskView, kind: NudgeKind | None = None) -> str:
    period = cards.period_asked(task) if kind is NudgeKind.PERIOD else None
    return " · ".join(part for part in (line(task), period, None if task.leads else task.lead) if part)


_TOP = -1, "Hỏa tốc"


def _section(task: TaskView, kind: NudgeKind) -> tuple[int, str]:
    if task.task.urgency is Urgency.TOP_URGENT:
        return _TOP
    if kind is NudgeKind.ACCEPT:
        return 0, f"Chờ {YOU} xác nhận"
    if kind is NudgeKind.DECIDE:
        return 0, f"Chờ {YOU} quyết định"
    if kind is NudgeKind.OFFER:
        return 0, f"Chờ {YOU} trả lời"
    if task.days_late:
        return _LATE
    if task.is_due_today:
        return 2, "Đến hạn hôm nay"
    if kind is NudgeKind.PERIOD:
        return 3, "Đến kỳ báo cáo"
    if kind is NudgeKind.ASSIGNED:
        return (5, "Việc mới giao") if task.leads else (6, "Việc mới, phối hợp hoặc để biết")
    if kind in (NudgeKind.ACKNOWLEDGE, NudgeKind.UNACKNOWLEDGED):
        return 7, "Chưa tiếp nhận"
    return (4, "Sắp đến hạn") if task.standing is Standing.OPEN_SOON else (8, "Còn trong hạn")
