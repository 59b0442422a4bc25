"""Words about what is decided or contested: how a yes or a no is read back, what was written down, and what waits."""

from core.proposal import Proposal, Verb
from core.task import State
from core.wording import days
from core.wording.views import TaskView
from core.wording.voice import shorten

_BRIEF = 40
_Told = tuple[str, str]


def waits_for(view: TaskView) -> str | None:
    """What is to be decided."""
    if view.task.state is State.REPORTED:
        return f"{view.lead} báo cáo hoàn thành"
    if view.task.state is State.RETURNING:
        return f"{view.lead} đề nghị chuyển trả"
    if view.offered_until is not None:
        return f"ngày đề xuất {days.deadline(view.offered_until, view.calendar, view.now)}"
    asked = view.asked_until
    return f"{view.lead} xin đến {days.deadline(asked, view.calendar, view.now)}" if asked else None


def _undecided(_proposal: Proposal, view: TaskView) -> _Told:
    return "❓", f"quyết định về việc {view.number}"


def _accept(_proposal: Proposal, view: TaskView) -> _Told:
    return "✅", f"xác nhận hoàn thành việc {view.number} của {shorten(view.lead, _BRIEF)}"


def _send_back(_proposal: Proposal, view: TaskView) -> _Told:
    return "↩️", f"trả lại báo cáo việc {view.number} của {shorten(view.lead, _BRIEF)}"


def _grant(_proposal: Proposal, view: TaskView) -> _Told:
    until = f" đến {days.deadline(view.asked_until, view.calendar, view.now)}" if view.asked_until else ""
    return "✅", f"cho gia hạn việc {view.number}{until}"


def _refuse(_proposal: Proposal, view: TaskView) -> _Told:
    return "⛔", f"không gia hạn việc {view.number}"


def _keep(_proposal: Proposal, view: TaskView) -> _Told:
    return "⛔", f"không nhận lại việc {view.number}, {shorten(view.lead, _BRIEF)} vẫn chủ trì"


def _take_offer(_proposal: Proposal, view: TaskView) -> _Told:
    until = f", gia hạn đến {days.deadline(view.offered_until, view.calendar, view.now)}" if view.offered_until else ""
    return "✅", f"đồng ý ngày đề xuất của việc {view.number}{until}"


def _decline(_proposal: Proposal, view: TaskView) -> _Told:
    return "⛔", f"không nhận ngày đề xuất của việc {view.number}"


def _urge(_proposal: Proposal, view: TaskView) -> _Told:
    return "📣", f"đôn đốc việc {view.number}, {shorten(view.lead, _BRIEF)} chủ trì"


def _object(_proposal: Proposal, view: TaskView) -> _Told:
    return "⚖️", f"khiếu nại về hồ sơ việc {view.number}"


def _uphold(_proposal: Proposal, view: TaskView) -> _Told:
    return "⚖️", f"chấp nhận khiếu nại{_of(view)} về việc {view.number}"


def _dismiss(_proposal: Proposal, view: TaskView) -> _Told:
    return "⚖️", f"không chấp nhận khiếu nại{_of(view)} về việc {view.number}"


def _of(view: TaskView) -> str:
    return f" của {shorten(view.objection.by, _BRIEF)}" if view.objection else ""


TOLD = {
    Verb.AGREE: _undecided,
    Verb.DISAGREE: _undecided,
    Verb.ACCEPT: _accept,
    Verb.SEND_BACK: _send_back,
    Verb.GRANT: _grant,
    Verb.REFUSE: _refuse,
    Verb.KEEP: _keep,
    Verb.TAKE_OFFER: _take_offer,
    Verb.DECLINE: _decline,
    Verb.URGE: _urge,
    Verb.OBJECT: _object,
    Verb.UPHOLD: _uphold,
    Verb.DISMISS: _dismiss,
}
WRITTEN = {
    Verb.AGREE: "✅ Đã ghi quyết định về việc {number}.",
    Verb.DISAGREE: "⛔ Đã ghi quyết định về việc {number}.",
    Verb.ACCEPT: "✅ Đã xác nhận hoàn thành việc {number}.",
    Verb.SEND_BACK: "↩️ Đã trả lại việc {number}.",
    Verb.GRANT: "✅ Đã cho gia hạn việc {number}.",
    Verb.REFUSE: "⛔ Đã báo không gia hạn việc {number}.",
    Verb.KEEP: "⛔ Đã báo không nhận lại việc {number}.",
    Verb.TAKE_OFFER: "✅ Đã đồng ý ngày đề xuất của việc {number}.",
    Verb.DECLINE: "⛔ Đã báo không nhận ngày đề xuất của việc {number}.",
    Verb.URGE: "📣 Đã đôn đốc việc {number}{whom}.",
    Verb.OBJECT: "⚖️ Đã ghi khiếu nại vào hồ sơ việc {number}, chờ trả lời.",
    Verb.UPHOLD: "⚖️ Đã chấp nhận khiếu nại về việc {number}.",
    Verb.DISMISS: "⚖️ Đã báo không chấp nhận khiếu nại về việc {number}.",
}
