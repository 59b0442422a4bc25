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
    (Step.UNBLOCK, Offer.UNBLOCK, "🟢 Hết vướng"),
    (Step.ASK_RETURN, Offer.RETURN, "↪️ Chuyển trả"),
    (Step.REFUSE_RETURN, Offer.KEEP, "⛔ Không nhận lại"),
    (Step.RESUME, Offer.RESUME, "▶️ Tiếp tục"),
    (Step.REOPEN, Offer.REOPEN, "🔄 Mở lại"),
    (Step.URGE, Offer.URGE, "📣 Đôn đốc"),
    (Step.SET_DEADLINE, Offer.SET_DEADLINE, "📅 Đổi hạn"),
    (Step.PAUSE, Offer.PAUSE, "⏸ Tạm dừng"),
    (Step.REASSIGN, Offer.REASSIGN, "🔀 Giao người khác"),
    (Step.RECALL, Offer.RECALL, "🗑 Thu hồi"),
    (Step.NOTE, Offer.COMMENT, "💬 Ghi ý kiến"),
    (Step.INVOLVE, Offer.INVOLVE, "➕ Phối hợp"),
    (Step.SPLIT, Offer.SPLIT, "➗ Chia việc"),
)
_RARE = frozenset({Step.NOTE, Step.INVOLVE, Step.SPLIT})
_RARE_FOR_GIVERS = frozenset({Step.SET_DEADLINE, Step.PAUSE, Step.REASSIGN, Step.UNBLOCK})
_DECISIONS = (
    (Step.GRANT_EXTENSION, Offer.GRANT, "✅ Cho gia hạn"),
    (Step.REFUSE_EXTENSION, Offer.REFUSE, "⛔ Không gia hạn"),
    (Step.OFFER_EXTENSION, Offer.OFFER_DAY, "📅 Đề xuất ngày khác"),
)
_ANSWERS = (
    (Step.TAKE_OFFER, Offer.TAKE_OFFER, "✅ Đồng ý"),
    (Step.DECLINE_OFFER, Offer.DECLINE_OFFER, "⛔ Không nhận"),
)


_MOST_CHILDREN = 4


def rows(choices: Iterable[Choice], width: int = 2) -> Choices:
    flat = tuple(choices)
    return tuple(flat[start : start + width] for start in range(0, len(flat), width))


def choice(label: str, offer: Offer, number: int = 0, revision: int = 0) -> Choice:
    return Choice(label=label, code=Press(offer, number, revision).encode())


def steps_of(view: TaskView, *, history: bool = False) -> Choices:
    """What this viewer may do with the task now, a request that waits for his decision first, and undo last.

    What is done now and then stands behind one choice; one such thing alone is not hidden. `history` offers what has
    happened, which otherwise stands there too.
    """
    rare = _offered(view, rare=True)
    offered = _about_the_request(view) + _offered(view, rare=False)
    if view.period is not None and view.leads and Step.PROGRESS in view.can:
        offered.insert(0, choice("📝 Báo cáo kỳ", Offer.PERIOD, view.number, view.task.revision))
    offered += rare if len(rare) <= 1 else [choice("⚙️ Thêm", Offer.MORE, view.number, 1)]
    if view.files and (view.can & {Step.ACCEPT, Step.SEND_BACK} or view.papers):
        offered.append(choice(f"📎 Xem tệp ({view.files})", Offer.FILES, view.number))
    if len(rare) == 1:
        offered += _parts(view)
    if history and len(rare) <= 1:
        offered.append(_history(view))
    return rows(offered + _undo(view))


def more_of(view: TaskView) -> Choices:
    """What stood behind that choice, and the way back."""
    offered = [
        *_offered(view, rare=True),
        *_parts(view),
        _history(view),
        choice("‹ Thu gọn", Offer.MORE, view.number, 0),
    ]
    return rows(offered + _undo(view))


def _history(view: TaskView) -> Choice:
    return choice("🕘 Lịch sử", Offer.HISTORY, view.number, 1)


def _parts(view: TaskView) -> list[Choice]:
    return [open_card(child) for child in view.children[:_MOST_CHILDREN]]


def _undo(view: TaskView) -> list[Choice]:
    return [] if view.undo is None else [choice("↩️ Hoàn tác", Offer.UNDO, view.number, view.undo)]


def _offered(view: TaskView, *, rare: bool) -> list[Choice]:
    return [
        choice(label, offer, view.number, view.task.revision)
        for step, offer, label in _STEPS
        if step in view.can and _is_offered(step, view) and _is_rare(step, view) is rare
    ]


def _is_rare(step: Step, view: TaskView) -> bool:
    """What the giving side does now and then is not for its lead, nor what a head does inside his house, nor what the
    state of the task asks for.
    """
    if step is Step.REASSIGN and (view.heads or view.task.state is State.RETURNING):
        return False
    return step in _RARE or (step in _RARE_FOR_GIVERS and not view.leads)


def _about_the_request(view: TaskView) -> list[Choice]:
    """The request waits for whoever decides, or for the lead's answer to another day."""
    if view.request is None:
        return []
    if view.offered_until is None:
        return [
            choice(label, offer, view.number, view.request) for step, offer, label in _DECISIONS if step in view.can
        ]
    turn = view.task.requests
    return [choice(label, offer, view.number, turn) for step, offer, label in _ANSWERS if step in view.can]


def _is_offered(step: Step, view: TaskView) -> bool:
    """ "Đang làm" until work has begun, "Chuyển trả" before it is signed for, "Chia việc" after, "Xin gia hạn" once.

    Nobody urges a lead who has left: the task needs another one. Nobody hands on his own work but to his own house;
    what has just been closed is not reopened but taken back.
    """
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
        return view.task.state is State.RETURNING or view.heads or not view.leads
    if step is Step.UNBLOCK:
        return view.blocked_why is not None
    if step is Step.REOPEN:
        return view.undo is None
    if step is Step.ASK_EXTENSION:
        return view.asked_until is None and view.deadline.on is not None
    if step is Step.URGE:
        return not view.lead_left
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
