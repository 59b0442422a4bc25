"""Lists of tasks: a person's own, what is overdue, and the digest of several nudges."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from core.message import Choice, Choices, Outgoing, Span, Strong
from core.nudge import NudgeKind
from core.press import Offer
from core.standing import Standing
from core.task import State, Step
from core.wording import choices
from core.wording.views import ListView, TaskView
from core.wording.voice import YOU, YOU_FIRST, say, shorten

_LINE_TITLE = 70
_DIGEST_LINES = 10
_DIGEST_CARDS = 6


def my_tasks(view: ListView, *notes: str) -> Outgoing:
    """Everything open that this person owes or is waited for on, most pressing first."""
    if not view.total:
        return say(*notes, f"✅ {YOU_FIRST} không có việc nào đang mở.")
    title = Strong(f"📋 Việc của {YOU}: {view.total} việc đang mở{_page(view)}")
    buttons = choices.rows(choices.open_card(task) for task in view.tasks)
    return say(*notes, title, *_lines(view.tasks), choices=buttons + choices.pages(view, Offer.MY_TASKS))


def overdue(view: ListView, *notes: str) -> Outgoing:
    """What is late, by unit; each line can be opened, and urged by those who may."""
    if not view.total:
        return say(*notes, "🟢 Không có việc nào quá hạn.")
    title = Strong(f"🔴 Quá hạn: {view.total} việc{_page(view)}")
    return say(*notes, title, *_by_unit(view.tasks), choices=_overdue_choices(view))


def digest(views: Sequence[tuple[TaskView, NudgeKind]]) -> Outgoing:
    """Several nudges in one message, grouped by how pressing they are; the first line counts the groups."""
    ordered = sorted(views, key=lambda pair: (_section(*pair)[0], -pair[0].days_late, pair[0].number))
    title = Strong(f"🔔 {len(views)} việc: {_counts(views)}")
    body = list(_sections(ordered[:_DIGEST_LINES]))
    left = len(views) - _DIGEST_LINES
    more = f"… và {left} việc khác, bấm nút bên dưới để xem hết." if left > 0 else None
    return say(title, *body, more, choices=_digest_choices([task for task, _ in ordered]))


def _digest_choices(tasks: Sequence[TaskView]) -> Choices:
    """Cards for a handful; and the list where all of them stand: what others let slip is under "quá hạn"."""
    cards = choices.rows(choices.open_card(task) for task in tasks) if len(tasks) <= _DIGEST_CARDS else ()
    others = [task for task in tasks if task.days_late and not task.helps]
    everything = []
    if len(others) < len(tasks):
        everything.append(choices.choice("📋 Xem tất cả", Offer.MY_TASKS, 1))
    if others:
        everything.append(choices.choice("🔴 Xem quá hạn", Offer.OVERDUE, 1))
    return cards + choices.rows(everything)


def _page(view: ListView) -> str:
    return f" (trang {view.number}/{view.pages})" if view.pages > 1 else ""


def _lines(tasks: Iterable[TaskView]) -> Iterator[str]:
    return (f"{_line(task)} · {_holder(task)}" for task in tasks)


def _line(task: TaskView) -> str:
    return f"{task.light} Việc {task.number} · {shorten(task.task.title, _LINE_TITLE)} · {_when(task)}"


def _holder(task: TaskView) -> str:
    return task.state_words if task.leads else f"{task.state_words} · {task.lead}"


def _when(task: TaskView) -> str:
    if task.days_late:
        return task.late_words
    if task.is_due_today and task.task.state is not State.REPORTED:
        return "đến hạn hôm nay"
    return f"hạn {task.deadline_words}" if task.deadline.on else task.deadline_words


def _by_unit(tasks: Iterable[TaskView]) -> Iterator[Span]:
    for unit, held in groupby(tasks, key=lambda task: task.lead_unit):
        yield Strong(unit)
        for task in held:
            late = f"{task.light} Việc {task.number} · {task.late_words}"
            yield f"{late} · {shorten(task.task.title, _LINE_TITLE)} · {task.lead} · {task.state_words}"


def _overdue_choices(view: ListView) -> Choices:
    """One row a task, so that nobody urges the neighbour."""
    rows = tuple(_row_of(task) for task in view.tasks)
    return rows + choices.pages(view, Offer.OVERDUE)


def _row_of(task: TaskView) -> tuple[Choice, ...]:
    card = choices.open_card(task)
    return (choices.urge(task), card) if Step.URGE in task.can else (card,)


def _counts(views: Sequence[tuple[TaskView, NudgeKind]]) -> str:
    """`2 quá hạn · 1 đến hạn hôm nay`"""
    groups = sorted(Counter(_section(*pair) for pair in views).items())
    return " · ".join(f"{count} {name[:1].lower()}{name[1:]}" for (_, name), count in groups)


def _sections(views: Sequence[tuple[TaskView, NudgeKind]]) -> Iterator[Span]:
    for (_, name), held in groupby(views, key=lambda pair: _section(*pair)):
        yield Strong(name)
        yield from (_digest_line(task) for task, _ in held)


def _digest_line(task: TaskView) -> str:
    return _line(task) if task.leads else f"{_line(task)} · {task.lead}"


def _section(task: TaskView, kind: NudgeKind) -> tuple[int, str]:
    if kind is NudgeKind.ACCEPT:
        return 0, f"Chờ {YOU} xác nhận"
    if kind is NudgeKind.DECIDE:
        return 0, f"Chờ {YOU} quyết định"
    if task.days_late:
        return 1, "Quá hạn"
    if task.is_due_today:
        return 2, "Đến hạn hôm nay"
    if kind is NudgeKind.ASSIGNED:
        return (4, "Việc mới giao") if task.leads else (5, "Việc mới, phối hợp hoặc để biết")
    if kind in (NudgeKind.ACKNOWLEDGE, NudgeKind.UNACKNOWLEDGED):
        return 6, "Chưa tiếp nhận"
    return (3, "Sắp đến hạn") if task.standing is Standing.OPEN_SOON else (7, "Còn trong hạn")
