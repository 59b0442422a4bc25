"""The choices under a message: verb first, at most 20 characters, two in a row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.message import Choice, Choices
from core.press import Offer, Press
from core.task import State, Step
from core.watch import UnreachedPage
from core.wording.views import ListView, TaskView

Fits = Callable[[TaskView], bool]


def _always(_view: TaskView) -> bool:
    return True


def _never(_view: TaskView) -> bool:
    return False


def _in(state: State) -> Fits:
    return lambda view: view.task.state is state


def _for_givers(view: TaskView) -> bool:
    """What the giving side does now and then is not for its lead."""
    return not view.leads


def _is_for_his_house(view: TaskView) -> bool:
    """What a head does inside his house, or what the state of the task asks for."""
    return view.heads or view.task.state is State.RETURNING


@dataclass(frozen=True, kw_only=True)
class Button:
    """A step on a card. `fits` says when it is offered to whoever has the right to it, `rare` when behind "Thêm"."""

    step: Step
    offer: Offer
    label: str
    fits: Fits = _always
    rare: Fits = _never


_BUTTONS = (
    Button(step=Step.ACKNOWLEDGE, offer=Offer.ACKNOWLEDGE, label="👀 Đã nhận"),
    # Until work has begun; later its progress is told in words.
    Button(step=Step.PROGRESS, offer=Offer.PROGRESS, label="▶️ Đang làm", fits=_in(State.ACKNOWLEDGED)),
    Button(step=Step.REPORT, offer=Offer.REPORT, label="✅ Xong"),
    Button(step=Step.FINISH_PART, offer=Offer.PART, label="✅ Xong phần mình", fits=lambda view: view.owes_part),
    Button(step=Step.ACCEPT, offer=Offer.ACCEPT, label="✅ Xác nhận"),
    Button(step=Step.SEND_BACK, offer=Offer.SEND_BACK, label="↩️ Trả lại"),
    # One request at a time, and only where there is a day.
    Button(
        step=Step.ASK_EXTENSION,
        offer=Offer.EXTEND,
        label="⏳ Xin gia hạn",
        fits=lambda view: view.asked_until is None and view.deadline.on is not None,
    ),
    Button(step=Step.BLOCK, offer=Offer.BLOCK, label="⚠️ Vướng mắc", fits=lambda view: not view.blocked_why),
    Button(
        step=Step.UNBLOCK,
        offer=Offer.UNBLOCK,
        label="🟢 Hết vướng",
        fits=lambda view: view.blocked_why is not None,
        rare=_for_givers,
    ),
    # Whoever has signed for a task does not call it somebody else's.
    Button(step=Step.ASK_RETURN, offer=Offer.RETURN, label="↪️ Chuyển trả", fits=_in(State.ASSIGNED)),
    Button(step=Step.REFUSE_RETURN, offer=Offer.KEEP, label="⛔ Không nhận lại"),
    Button(step=Step.RESUME, offer=Offer.RESUME, label="▶️ Tiếp tục"),
    # What has just been closed is not reopened but taken back.
    Button(step=Step.REOPEN, offer=Offer.REOPEN, label="🔄 Mở lại", fits=lambda view: view.undo is None),
    # A lead who has left hears nothing: the task needs another one.
    Button(step=Step.URGE, offer=Offer.URGE, label="📣 Đôn đốc", fits=lambda view: not view.lead_left),
    Button(step=Step.SET_DEADLINE, offer=Offer.SET_DEADLINE, label="📅 Đổi hạn", rare=_for_givers),
    Button(step=Step.PAUSE, offer=Offer.PAUSE, label="⏸ Tạm dừng", rare=_for_givers),
    # Nobody hands on his own work but to his own house.
    Button(
        step=Step.REASSIGN,
        offer=Offer.REASSIGN,
        label="🔀 Giao người khác",
        fits=lambda view: _is_for_his_house(view) or _for_givers(view),
        rare=lambda view: not _is_for_his_house(view),
    ),
    Button(step=Step.RECALL, offer=Offer.RECALL, label="🗑 Thu hồi"),
    Button(step=Step.NOTE, offer=Offer.COMMENT, label="💬 Ghi ý kiến", fits=lambda view: view.follows, rare=_always),
    Button(step=Step.INVOLVE, offer=Offer.INVOLVE, label="➕ Phối hợp", rare=_always),
    # A part is not divided again; its lead signs for the whole before he divides it.
    Button(
        step=Step.SPLIT,
        offer=Offer.SPLIT,
        label="➗ Chia việc",
        fits=lambda view: view.task.parent_id is None and not (view.leads and view.task.state is State.ASSIGNED),
        rare=_always,
    ),
)
_DECISIONS = (
    Button(step=Step.GRANT_EXTENSION, offer=Offer.GRANT, label="✅ Cho gia hạn"),
    Button(step=Step.REFUSE_EXTENSION, offer=Offer.REFUSE, label="⛔ Không gia hạn"),
    Button(step=Step.OFFER_EXTENSION, offer=Offer.OFFER_DAY, label="📅 Đề xuất ngày khác"),
)
_ANSWERS = (
    Button(step=Step.TAKE_OFFER, offer=Offer.TAKE_OFFER, label="✅ Đồng ý"),
    Button(step=Step.DECLINE_OFFER, offer=Offer.DECLINE_OFFER, label="⛔ Không nhận"),
)

_ABOUT_AN_OBJECTION = (
    Button(step=Step.UPHOLD, offer=Offer.UPHOLD, label="⚖️ Chấp nhận"),
    Button(step=Step.DISMISS, offer=Offer.DISMISS, label="⚖️ Không chấp nhận"),
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
    offered = _about_the_request(view) + about_an_objection(view) + _offered(view, rare=False)
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
    fitting = (button for button in _BUTTONS if button.fits(view) and button.rare(view) is rare)
    return _shown(fitting, view, view.task.revision)


def _about_the_request(view: TaskView) -> list[Choice]:
    """The request waits for whoever decides, or for the lead's answer to another day."""
    if view.request is None:
        return []
    if view.offered_until is None:
        return _shown(_DECISIONS, view, view.request)
    return _shown(_ANSWERS, view, view.task.requests)


def about_an_objection(view: TaskView) -> list[Choice]:
    """Nobody settles his own."""
    said = view.objection
    return [] if said is None or said.own else _shown(_ABOUT_AN_OBJECTION, view, said.id)


def _shown(buttons: Iterable[Button], view: TaskView, revision: int) -> list[Choice]:
    return [choice(each.label, each.offer, view.number, revision) for each in buttons if each.step in view.can]


def open_card(view: TaskView) -> Choice:
    return choice(f"🔎 Việc {view.number}", Offer.SHOW, view.number)


def cards(views: Iterable[TaskView]) -> Choices:
    """The way to each of these tasks."""
    return rows(map(open_card, views))


def cards_and_urgings(views: Sequence[TaskView]) -> Choices:
    """The same, and to urge each that may be urged: the choices of one task side by side.

    A long list has but their numbers on them, two tasks in a row, or its words scroll away.
    """
    if not any(map(may_be_urged, views)):
        return cards(views)
    if not has_numbers_alone(views):
        return tuple((urge(view), open_card(view)) if may_be_urged(view) else (open_card(view),) for view in views)
    width = 2 if all(view.number < _LONG for view in views) else 1
    held = (views[start : start + width] for start in range(0, len(views), width))
    return tuple(tuple(each for view in some for each in _numbers(view)) for some in held)


def has_numbers_alone(views: Sequence[TaskView]) -> bool:
    """Whether the choices of these tasks have no words, so that the message tells what their signs mean."""
    return len(views) > _FEW and any(map(may_be_urged, views))


_FEW = 3
_LONG = 10_000  # four numbers of so many figures do not fit a row


def _numbers(view: TaskView) -> Iterator[Choice]:
    if may_be_urged(view):
        yield choice(f"📣 {view.number}", Offer.URGE, view.number, view.task.revision)
    yield choice(f"🔎 {view.number}", Offer.SHOW, view.number)


def may_be_urged(view: TaskView) -> bool:
    return Step.URGE in view.can


def urge(view: TaskView) -> Choice:
    return choice(f"📣 Đôn đốc {view.number}", Offer.URGE, view.number, view.task.revision)


def pages(view: ListView | UnreachedPage, offer: Offer, revision: int = 0) -> Choices:
    return rows(ways(view, offer, revision))


def ways(view: ListView | UnreachedPage, offer: Offer, revision: int = 0) -> list[Choice]:
    """To the neighbouring pages."""
    here, last = view.number, view.pages
    back = [choice(f"‹ Trang {here - 1}", offer, here - 1, revision)] if here > 1 else []
    on = [choice(f"Trang {here + 1} ›", offer, here + 1, revision)] if here < last else []
    return back + on


def only(label: str, offer: Offer, number: int = 0, revision: int = 0) -> Choices:
    return ((choice(label, offer, number, revision),),)
