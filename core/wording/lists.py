"""Lists of tasks: a person's own, and what is overdue."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from core.calendar import local
from core.message import Choices, Outgoing, Span, Strong
from core.press import Offer
from core.task import State
from core.watch import UnreachedPage
from core.wish import Change, Panel, Sort, Wish
from core.wording import choices, labels
from core.wording.views import ListView, TaskView
from core.wording.voice import YOU, YOU_FIRST, grouped, say, shorten
from core.wording.wishes import WishView, change, told

_LINE_TITLE = 70
_LISTED_TITLE, _LISTED_LEAD = 60, 28  # three lines of a phone, so that a page of a list is seen at once


def my_tasks(view: ListView, *notes: str, until: date | None = None) -> Outgoing:
    """Everything open that this person owes or is waited for on, most pressing first; or only what is due by a day."""
    what = f"đến hạn đến hết {until:%d/%m}" if until else "đang mở"
    if not view.total:
        return say(*notes, f"✅ {YOU_FIRST} không có việc nào {what}.")
    title = Strong(f"📋 Việc của {YOU}: {view.total} việc {what}{page_words(view)}")
    buttons = choices.cards(view.tasks) + choices.pages(view, Offer.MY_TASKS)
    return say(*notes, title, *_lines(view.tasks), choices=buttons)


def listed(view: ListView, wish: WishView, *notes: str) -> Outgoing:
    """What is late, by unit, or whatever is wished for; each task can be opened, and urged by those who may.

    The wish stands in the first line, read back.
    """
    if not view.total:
        return say(*notes, _nothing(wish), choices=tools(view, wish.wish))
    light = "🔴" if wish.wish.is_late else "📋"
    title = Strong(f"{light} {told(wish)}: {many(view)} việc{page_words(view)}")
    lines = _by_unit(view.tasks) if wish.wish.sort is Sort.UNIT else map(_with_unit, view.tasks)
    below = (_only_his(wish), _BEYOND if view.more else None, _how(view))
    return say(*notes, title, *lines, *below, choices=_listed_choices(view, wish.wish))


def _nothing(wish: WishView) -> str:
    """Of units that one does not see it is not told whether they have such tasks."""
    if wish.outside:
        return f"🔒 {told(wish)}: {_WHICH[len(wish.units) > 1]} không nằm trong phạm vi {YOU} được xem."
    return f"🟢 {told(wish)}: không có việc nào." if wish.wish.is_narrow else _NOTHING[wish.wish.is_late]


_WHICH = {False: "đơn vị này", True: "đơn vị trong số này"}


def _only_his(wish: WishView) -> str | None:
    if not wish.outside:
        return None
    names = ", ".join(shorten(each, _LINE_TITLE) for each in wish.outside[:_MOST_NAMES])
    return f"🔒 {names} không nằm trong phạm vi {YOU} được xem: chỉ có việc liên quan đến {YOU}."


def _how(view: ListView) -> str | None:
    return "📣 đôn đốc · 🔎 mở việc" if choices.has_numbers_alone(view.tasks) else None


_BEYOND = "Chỉ lật được những việc đầu; mời lọc bớt, hoặc xuất tệp."
_MOST_NAMES = 3


def many(view: ListView) -> str:
    """`26`, or `hơn 10.000`."""
    return f"hơn {grouped(view.total)}" if view.more else grouped(view.total)


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
    title, lead = shorten(task.task.title, _LISTED_TITLE), shorten(task.lead, _LISTED_LEAD)
    return f"{task.light} Việc {task.number} · {when(task)} · {title} · {lead} · {task.state_words}{urged}"


def _with_unit(task: TaskView) -> str:
    return f"{_listed(task)} · {shorten(task.lead_unit, _LINE_TITLE)}"


def _listed_choices(view: ListView, wish: Wish) -> Choices:
    """As few rows as there can be, or the words scroll away."""
    return choices.cards_and_urgings(view.tasks) + tools(view, wish)


def tools(view: ListView, wish: Wish) -> Choices:
    """Not under a short list that nobody has asked to be otherwise."""
    if view.total < 2 and not wish.is_narrow:
        return ()
    change_it = [choices.choice("🔎 Lọc", Offer.PANEL, Panel.FILTER)]
    take_it = [choices.choice("📄 Excel", Offer.EXPORT)] if view.total else []
    clear = [change("✖️ Bỏ lọc", Change.CLEAR, 0)] if wish.is_narrow and not view.total else []
    several = view.total > 1 and any(map(choices.may_be_urged, view.tasks))
    all_of = "tất cả" if view.more else f"cả {view.total}"
    every = [choices.choice(f"📣 Đôn đốc {all_of}", Offer.URGE_ALL)] if several else []
    ways = choices.ways(view, Offer.WISH, Change.PAGE)
    return choices.rows([*ways, *change_it, *take_it, *clear, *every])
