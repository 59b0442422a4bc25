"""News of a step, for those whom it concerns: who did what, in the first line."""

from core.message import Outgoing
from core.task import Step
from core.wording.cards import card
from core.wording.views import TaskView
from core.wording.voice import quoted


def news(step: Step, view: TaskView, by: str, words: str | None) -> Outgoing:
    """The card of the task under the news; what somebody wrote has a line of its own."""
    return card(view, *_TOLD[step](by, view, quoted(words)))


def _reported(by: str, view: TaskView, words: str) -> list[str]:
    return [f"📨 {by} báo cáo hoàn thành việc {view.number}.", f"Sản phẩm/số văn bản: {words}" if words else ""]


def _evidence(by: str, view: TaskView, words: str) -> list[str]:
    return [f"📎 {by} bổ sung sản phẩm của việc {view.number}:", words]


def _accepted(by: str, view: TaskView, _words: str) -> list[str]:
    return [f"🎉 {by} đã xác nhận hoàn thành việc {view.number}."]


def _sent_back(by: str, view: TaskView, words: str) -> list[str]:
    return [f"↩️ {by} trả lại báo cáo việc {view.number}.", f"Ý kiến: {words}"]


def _recalled(by: str, view: TaskView, words: str) -> list[str]:
    why = f"Lý do: {words}" if words else ""
    return [f"🗑 {by} đã thu hồi việc {view.number}, không phải thực hiện nữa.", why]


def _urged(by: str, view: TaskView, _words: str) -> list[str]:
    return [f"📣 {by} đôn đốc việc {view.number}."]


_TOLD = {
    Step.REPORT: _reported,
    Step.ADD_EVIDENCE: _evidence,
    Step.ACCEPT: _accepted,
    Step.SEND_BACK: _sent_back,
    Step.RECALL: _recalled,
    Step.URGE: _urged,
}
