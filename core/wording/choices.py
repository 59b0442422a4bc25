"""The choices under a message: verb first, at most 20 characters, two in a row."""

from collections.abc import Iterable

from core.message import Choice, Choices
from core.press import Offer, Press
from core.task import State, Step
from core.wording.views import ListView, TaskView

_STEPS = (
    (Step.ACKNOWLEDGE, Offer.ACKNOWLEDGE, "👀 Đã nhận"),
    (Step.PROGRESS, Offer.PROGRESS, "▶️ Đang làm"),
    (Step.REPORT, Offer.REPORT, "✅ Xong"),
    (Step.ACCEPT, Offer.ACCEPT, "✅ Xác nhận"),
    (Step.SEND_BACK, Offer.SEND_BACK, "↩️ Trả lại"),
    (Step.URGE, Offer.URGE, "📣 Đôn đốc"),
    (Step.RECALL, Offer.RECALL, "🗑 Thu hồi"),
)


def rows(choices: Iterable[Choice], width: int = 2) -> Choices:
    flat = tuple(choices)
    return tuple(flat[start : start + width] for start in range(0, len(flat), width))


def choice(label: str, offer: Offer, number: int = 0, revision: int = 0) -> Choice:
    return Choice(label=label, code=Press(offer, number, revision).encode())


def steps_of(view: TaskView) -> Choices:
    """What this viewer may do with the task now. "Đang làm" is offered until work has begun."""
    begun = view.task.state is not State.ACKNOWLEDGED
    offered = (
        choice(label, offer, view.number, view.task.revision)
        for step, offer, label in _STEPS
        if step in view.can and not (step is Step.PROGRESS and begun)
    )
    return rows(offered)


def open_card(view: TaskView) -> Choice:
    return choice(f"🔎 Việc {view.number}", Offer.SHOW, view.number)


def urge(view: TaskView) -> Choice:
    return choice(f"📣 Đôn đốc {view.number}", Offer.URGE, view.number, view.task.revision)


def pages(view: ListView, offer: Offer) -> Choices:
    """The way to the neighbouring pages."""
    back = [choice(f"‹ Trang {view.number - 1}", offer, view.number - 1)] if view.number > 1 else []
    on = [choice(f"Trang {view.number + 1} ›", offer, view.number + 1)] if view.number < view.pages else []
    return rows(back + on)


def only(label: str, offer: Offer, number: int = 0, revision: int = 0) -> Choices:
    return ((choice(label, offer, number, revision),),)
