"""Lists of tasks: a person's own, and what is overdue."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from core.calendar import local
from core.message import Choice, Choices, Outgoing, Span, Strong
from core.press import Offer
from core.task import State, Step
from core.watch import UnreachedPage
from core.wording import choices, labels
from core.wording.views import ListView, TaskView
from core.wording.voice import YOU, YOU_FIRST, say, shorten

_LINE_TITLE = 70


def my_tasks(view: ListView, *notes: str, until: date | None = None) -> Outgoing:
    """Everything open that this person owes or is waited for on, most pressing first; or only what is due by a day."""
    what = f"đến hạn đến hết {until:%d/%m}" if until else "đang mở"
    if not view.total:
        return say(*notes, f"✅ {YOU_FIRST} không có việc nào {what}.")
    title = Strong(f"📋 Việc của {YOU}: {view.total} việc {what}{page_words(view)}")
    buttons = choices.rows(choices.open_card(task) for task in view.tasks)
    return say(*notes, title, *_lines(view.tasks), choices=buttons + choices.pages(view, Offer.MY_TASKS))


def overdue(view: ListView, *notes: str) -> Outgoing:
    """What is late, by unit; each line can be opened, and urged by those who may."""
    if not view.total:
        return say(*notes, "🟢 Không có việc nào quá hạn.")
    title = Strong(f"🔴 Quá hạn: {view.total} việc{page_words(view)}")
    return say(*notes, title, *_by_unit(view.tasks), choices=_overdue_choices(view))


def page_words(view: ListView | UnreachedPage) -> str:
    """` (trang 2/3)`, when there are several."""
    return f" (trang {view.number}/{view.pages})" if view.pages > 1 else ""


def _lines(tasks: Iterable[TaskView]) -> Iterator[str]:
    return (f"{line(task)} · {_holder(task)}" for task in tasks)


def line(task: TaskView) -> str:
    urgency = labels.URGENCIES[task.task.urgency]
    title = shorten(task.task.title, _LINE_TITLE)
    return " · ".join(part for part in (f"{task.light} Việc {task.number}", urgency, title, when(task)) if part)


def _holder(task: TaskView) -> str:
    return task.state_words if task.leads else f"{task.state_words} · {task.lead}"


def when(task: TaskView) -> str:
    if task.days_late:
        return task.late_words
    if task.is_due_today and task.task.state is not State.REPORTED:
        at = task.deadline.at
        return f"đến hạn {local(at):%H:%M} hôm nay" if at else "đến hạn hôm nay"
    return f"hạn {task.deadline_words}" if task.deadline.on else task.deadline_words


def _by_unit(tasks: Iterable[TaskView]) -> Iterator[Span]:
    for unit, held in groupby(tasks, key=lambda task: task.lead_unit):
        yield Strong(unit)
        for task in held:
            late = f"{task.light} Việc {task.number} · {task.late_words}"
            urged = f" · 📣 {task.urged.times} lần" if task.urged else ""
            yield f"{late} · {shorten(task.task.title, _LINE_TITLE)} · {task.lead} · {task.state_words}{urged}"


def _overdue_choices(view: ListView) -> Choices:
    """One row a task, so that nobody urges the neighbour."""
    rows = tuple(_row_of(task) for task in view.tasks)
    return rows + choices.pages(view, Offer.OVERDUE)


def _row_of(task: TaskView) -> tuple[Choice, ...]:
    card = choices.open_card(task)
    return (choices.urge(task), card) if Step.URGE in task.can else (card,)
