"""Lists of tasks: a person's own, and what is overdue."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from core.calendar import local
from core.message import Choice, Choices, Outgoing, Span, Strong
from core.press import Offer
from core.task import State, Step
from core.watch import UnreachedPage
from core.wish import Change, Sort, Wish
from core.wording import choices, labels
from core.wording.views import ListView, TaskView
from core.wording.voice import YOU, YOU_FIRST, say, shorten
from core.wording.wishes import FILTER, WishView, change, told

_LINE_TITLE = 70


def my_tasks(view: ListView, *notes: str, until: date | None = None) -> Outgoing:
    """Everything open that this person owes or is waited for on, most pressing first; or only what is due by a day."""
    what = f"đến hạn đến hết {until:%d/%m}" if until else "đang mở"
    if not view.total:
        return say(*notes, f"✅ {YOU_FIRST} không có việc nào {what}.")
    title = Strong(f"📋 Việc của {YOU}: {view.total} việc {what}{page_words(view)}")
    buttons = choices.rows(choices.open_card(task) for task in view.tasks)
    return say(*notes, title, *_lines(view.tasks), choices=buttons + choices.pages(view, Offer.MY_TASKS))


def listed(view: ListView, wish: WishView, *notes: str) -> Outgoing:
    """What is late, by unit, or whatever is wished for; each line can be opened, and urged by those who may.

    The wish stands in the first line, read back.
    """
    if not view.total:
        nothing = f"🟢 {told(wish)}: không có việc nào." if wish.wish.is_narrow else _NOTHING[wish.wish.is_late]
        return say(*notes, nothing, choices=tools(view, wish.wish))
    light = "🔴" if wish.wish.is_late else "📋"
    title = Strong(f"{light} {told(wish)}: {view.total} việc{page_words(view)}")
    lines = _by_unit(view.tasks) if wish.wish.sort is Sort.UNIT else map(_with_unit, view.tasks)
    return say(*notes, title, *lines, choices=_listed_choices(view, wish.wish))


_NOTHING = {True: "🟢 Không có việc nào quá hạn.", False: "✅ Không có việc nào đang mở."}


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
        yield from map(_listed, held)


def _listed(task: TaskView) -> str:
    urged = f" · 📣 {task.urged.times} lần" if task.urged else ""
    title = shorten(task.task.title, _LINE_TITLE)
    return f"{task.light} Việc {task.number} · {when(task)} · {title} · {task.lead} · {task.state_words}{urged}"


def _with_unit(task: TaskView) -> str:
    return f"{_listed(task)} · {shorten(task.lead_unit, _LINE_TITLE)}"


def _listed_choices(view: ListView, wish: Wish) -> Choices:
    """One row a task, so that nobody urges the neighbour; then what is done with the whole list."""
    return tuple(map(_row_of, view.tasks)) + choices.pages(view, Offer.WISH, Change.PAGE) + tools(view, wish)


def tools(view: ListView, wish: Wish) -> Choices:
    """Not under a short list that nobody has asked to be otherwise."""
    if view.total < 2 and not wish.is_narrow:
        return ()
    clear = [change("✖️ Bỏ lọc", Change.CLEAR, 0)] if wish.is_narrow and not view.total else []
    export = [choices.choice("📄 Tệp Excel", Offer.EXPORT)] if view.total else []
    several = view.total > 1 and any(Step.URGE in task.can for task in view.tasks)
    every = [choices.choice(f"📣 Đôn đốc cả {view.total}", Offer.URGE_ALL)] if several else []
    return choices.rows([choices.choice("🔎 Lọc", Offer.PANEL, FILTER), *export, *clear]) + choices.rows(every)


def _row_of(task: TaskView) -> tuple[Choice, ...]:
    card = choices.open_card(task)
    return (choices.urge(task), card) if Step.URGE in task.can else (card,)
