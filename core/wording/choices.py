"""The choices under a message: verb first, at most 20 characters, two in a row."""

from collections.abc import Iterable

from core.message import Choice, Choices
from core.press import Offer, Press
from core.task import State, Step
from core.watch import UnreachedPage
from core.wording.views import ListView, TaskView

_STEPS = (
    (Step.ACKNOWLEDGE, Offer.ACKNOWLEDGE, "👀 Đã nhận"),
    (Step.PROGRESS, Offer.PROGRESS, "▶️ Đang làm"),
    (Step.REPORT, Offer.REPORT, "✅ Xong"),
    (Step.FINISH_PART, Offer.PART, "✅ Xong phần mình"),
    (Step.ACCEPT, Offer.ACCEPT, "✅ Xác nhận"),
    (Step.SEND_BACK, Offer.SEND_BACK, "↩️ Trả lại"),
    (Step.ASK_EXTENSION, Offer.EXTEND, "⏳ Xin gia hạn"),
    (Step.BLOCK, Offer.BLOCK, "⚠️ Vướng mắc"),
    (Step.ASK_RETURN, Offer.RETURN, "↪️ Chuyển trả"),
    (Step.REFUSE_RETURN, Offer.KEEP, "⛔ Không nhận lại"),
    (Step.URGE, Offer.URGE, "📣 Đôn đốc"),
    (Step.REASSIGN, Offer.REASSIGN, "🔀 Giao người khác"),
    (Step.RECALL, Offer.RECALL, "🗑 Thu hồi"),
)
_RARE = (
    (Step.NOTE, Offer.COMMENT, "💬 Ghi ý kiến"),
    (Step.INVOLVE, Offer.INVOLVE, "➕ Phối hợp"),
    (Step.SPLIT, Offer.SPLIT, "➗ Chia việc"),
)
_DECISIONS = (
    (Step.GRANT_EXTENSION, Offer.GRANT, "✅ Cho gia hạn"),
    (Step.REFUSE_EXTENSION, Offer.REFUSE, "⛔ Không gia hạn"),
)


_MOST_CHILDREN = 4


def rows(choices: Iterable[Choice], width: int = 2) -> Choices:
    flat = tuple(choices)
    return tuple(flat[start : start + width] for start in range(0, len(flat), width))


def choice(label: str, offer: Offer, number: int = 0, revision: int = 0) -> Choice:
    return Choice(label=label, code=Press(offer, number, revision).encode())


def steps_of(view: TaskView, *, more: bool = False) -> Choices:
    """What this viewer may do with the task now, a request that waits for his decision first, and undo last.

    What is seldom done is behind one choice, so that the card is no wall of them; one thing alone is not hidden.
    """
    rare = _offered(_RARE, view)
    more = more or len(rare) == 1
    offered = _offered(_STEPS, view) + (rare if more else [])
    if view.request is not None:
        decisions = [
            choice(label, offer, view.number, view.request) for step, offer, label in _DECISIONS if step in view.can
        ]
        offered = decisions + offered
    if view.files and view.can & {Step.ACCEPT, Step.SEND_BACK}:
        offered.append(choice(f"📎 Xem tệp ({view.files})", Offer.FILES, view.number))
    if more:
        offered += [open_card(child) for child in view.children[:_MOST_CHILDREN]]
    if rare and not more:
        offered.append(choice("⋯ Bước khác", Offer.MORE, view.number))
    if view.undo is not None:
        offered.append(choice("↩️ Hoàn tác", Offer.UNDO, view.number, view.undo))
    return rows(offered)


def _offered(steps: Iterable[tuple[Step, Offer, str]], view: TaskView) -> list[Choice]:
    return [
        choice(label, offer, view.number, view.task.revision)
        for step, offer, label in steps
        if step in view.can and _is_offered(step, view)
    ]


def _is_offered(step: Step, view: TaskView) -> bool:
    """ "Đang làm" until work has begun, "Chuyển trả" before it is signed for, "Chia việc" after, "Xin gia hạn" once."""
    if step is Step.FINISH_PART:
        return view.owes_part
    if step is Step.SPLIT:
        return view.task.parent_id is None and not (view.leads and view.task.state is State.ASSIGNED)
    if step is Step.NOTE:
        return view.follows
    if step is Step.PROGRESS:
        return view.task.state is State.ACKNOWLEDGED
    if step is Step.ASK_RETURN:
        return view.task.state is State.ASSIGNED
    if step is Step.REASSIGN:
        return view.task.state is State.RETURNING or view.heads
    if step is Step.ASK_EXTENSION:
        return view.asked_until is None and view.deadline.on is not None
    return not (step is Step.BLOCK and view.blocked_why)


def open_card(view: TaskView) -> Choice:
    return choice(f"🔎 Việc {view.number}", Offer.SHOW, view.number)


def urge(view: TaskView) -> Choice:
    return choice(f"📣 Đôn đốc {view.number}", Offer.URGE, view.number, view.task.revision)


def pages(view: ListView | UnreachedPage, offer: Offer, revision: int = 0) -> Choices:
    """The way to the neighbouring pages."""
    here, last = view.number, view.pages
    back = [choice(f"‹ Trang {here - 1}", offer, here - 1, revision)] if here > 1 else []
    on = [choice(f"Trang {here + 1} ›", offer, here + 1, revision)] if here < last else []
    return rows(back + on)


def only(label: str, offer: Offer, number: int = 0, revision: int = 0) -> Choices:
    return ((choice(label, offer, number, revision),),)
