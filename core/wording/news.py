"""News of a step, for those whom it concerns: who did what, in the first line."""

from collections.abc import Iterable
from datetime import date, datetime

from core.deadline import day, hour
from core.message import Outgoing, Strong
from core.task import Step, Task
from core.wording.answers import left_behind
from core.wording.cards import card
from core.wording.days import deadline
from core.wording.lists import when
from core.wording.views import TaskView
from core.wording.voice import YOU, YOU_FIRST, cited, cited_together, quoted, say, shorten


def news(
    step: Step, view: TaskView, by: str, words: str | None, *, until: str | None = None, closes: bool = False
) -> Outgoing:
    """The card of the task under the news; what somebody wrote has a line of its own.

    `until` is the day or the instant that the step was about, which a later step may have moved; `closes` tells that
    a request was closed by it.
    """
    return card(view, *_lines(step, view, by, words, until, closes=closes))


def _lines(step: Step, view: TaskView, by: str, words: str | None, until: str | None, *, closes: bool) -> list[str]:
    if until is not None:
        told = _DATED[step](by, view, _when(until, view), quoted(words))
        return [*told, "Đề nghị gia hạn trước đó khép lại." if closes else ""]
    return _TOLD[step](by, view, quoted(words))


def brief(
    step: Step, view: TaskView, by: str, words: str | None, *, until: str | None = None, closes: bool = False
) -> str:
    """The same in one line of a digest, with how the task stands now."""
    return in_one_line(view, _lines(step, view, by, words, until, closes=closes))


def in_one_line(view: TaskView, lines: Iterable[str]) -> str:
    told = shorten(" ".join(line for line in lines if line), _LONGEST_BRIEF)
    return f"{told} ({shorten(view.task.title, _BRIEF)} · {view.state_words if view.task.is_closed else when(view)})"


def _reported(by: str, view: TaskView, words: str) -> list[str]:
    return [f"📨 {by} báo cáo hoàn thành việc {view.number}.", f"Sản phẩm/số văn bản: {words}" if words else ""]


def _evidence(by: str, view: TaskView, words: str) -> list[str]:
    return [f"📎 {by} bổ sung sản phẩm của việc {view.number}:", cited(words)]


def _accepted(by: str, view: TaskView, _words: str) -> list[str]:
    return [f"🎉 {by} đã xác nhận hoàn thành việc {view.number}."]


def _sent_back(by: str, view: TaskView, words: str) -> list[str]:
    return [f"↩️ {by} trả lại báo cáo việc {view.number}.", f"Ý kiến: {words}"]


def _recalled(by: str, view: TaskView, words: str) -> list[str]:
    why = f"Lý do: {words}" if words else ""
    return [f"🗑 {by} đã thu hồi việc {view.number}, không phải thực hiện nữa.", why]


def _paused(by: str, view: TaskView, words: str) -> list[str]:
    return [f"⏸ {by} tạm dừng việc {view.number}: chưa phải thực hiện tiếp, không ai bị nhắc.", f"Lý do: {words}"]


def _resumed(by: str, view: TaskView, _words: str) -> list[str]:
    return [f"▶️ {by} cho việc {view.number} tiếp tục thực hiện."]


def _reopened(by: str, view: TaskView, words: str) -> list[str]:
    return [f"🔄 {by} mở lại việc {view.number}, tiếp tục thực hiện.", f"Lý do: {words}"]


def _unblocked(by: str, view: TaskView, _words: str) -> list[str]:
    return [f"🟢 {by} báo việc {view.number} đã hết vướng."]


def _urged(by: str, view: TaskView, _words: str) -> list[str]:
    return [f"📣 {by} đôn đốc việc {view.number}."]


def _noted(by: str, view: TaskView, words: str) -> list[str]:
    part = " (phối hợp)" if by in [each.name for each in view.coordinators] else ""
    return [f"💬 {by}{part} nhắn về việc {view.number}:", cited(words)]


def _part_finished(by: str, view: TaskView, words: str) -> list[str]:
    left = "" if view.waits_for else "Các đơn vị, cán bộ phối hợp đều đã xong phần mình."
    return [f"✅ {by} đã xong phần phối hợp việc {view.number}.", cited(words) if words else "", left]


def _blocked(by: str, view: TaskView, words: str) -> list[str]:
    return [f"⚠️ {by} báo vướng mắc việc {view.number}:", cited(words)]


def _asks_time(by: str, view: TaskView, _words: str) -> list[str]:
    return [f"⏳ {by} xin gia hạn việc {view.number}."]


def _gave_time(by: str, view: TaskView, words: str) -> list[str]:
    """`words` is the day or the instant that was granted."""
    return [f"✅ {by} cho gia hạn việc {view.number} đến {_when(words, view)}."]


def _when(until: str, view: TaskView) -> str:
    moment = day(date.fromisoformat(until)) if len(until) == _DAY else hour(datetime.fromisoformat(until))
    return deadline(moment, view.calendar, view.now)


_DAY = len("2026-12-31")


def _offered(by: str, view: TaskView, until: str, words: str) -> list[str]:
    return [
        f"📅 {by} đề xuất gia hạn việc {view.number} đến {until}.",
        f"Lý do: {words}" if words else "",
        f"{YOU_FIRST} bấm nút, hoặc nhắn “đồng ý”, “không được ạ, …”." if view.offered_until and view.leads else "",
    ]


def _offer_taken(by: str, view: TaskView, until: str, _words: str) -> list[str]:
    return [f"✅ {by} đồng ý ngày đề xuất: việc {view.number} gia hạn đến {until}."]


def _deadline_set(by: str, view: TaskView, until: str, words: str) -> list[str]:
    left = view.left_behind(view.deadline)
    warning = [left_behind(left)] if left else []
    return [f"📅 {by} đặt hạn việc {view.number}: {until}.", f"Lý do: {words}", *warning]


def _offer_declined(by: str, view: TaskView, words: str) -> list[str]:
    return [f"⛔ {by} không nhận ngày đề xuất của việc {view.number}.", f"Lý do: {words}"]


def _gave_no_time(by: str, view: TaskView, words: str) -> list[str]:
    return [f"⛔ {by} không cho gia hạn việc {view.number}.", f"Lý do: {words}"]


def _asks_return(by: str, view: TaskView, words: str) -> list[str]:
    return [f"↪️ {by} đề nghị chuyển trả việc {view.number}.", f"Lý do: {words}"]


def _kept(by: str, view: TaskView, words: str) -> list[str]:
    return [f"⛔ {by} không nhận lại việc {view.number}: {view.lead} vẫn chủ trì.", f"Lý do: {words}"]


def _reassigned(by: str, view: TaskView, words: str) -> list[str]:
    return [f"🔀 {by} giao việc {view.number} cho {shorten(words, 40)} chủ trì."]


def _split(by: str, view: TaskView, words: str) -> list[str]:
    """`words` is the title of the sub-task."""
    return [f"➗ {by} chia việc {view.number}.", f"Việc con mới: {cited(shorten(words, _TITLE))}"]


def recalled_with(number: int) -> str:
    """Why a sub-task is recalled."""
    return f"thu hồi cùng việc {number}"


def _involved(by: str, view: TaskView, words: str) -> list[str]:
    """`words` is who helps now; to that person himself there are none."""
    return [f"➕ {by} đề nghị {shorten(words, 40) if words else YOU} phối hợp việc {view.number}."]


def _released(by: str, view: TaskView, words: str) -> list[str]:
    return [f"➖ {by}: {shorten(words, 40) if words else YOU} thôi phối hợp việc {view.number}."]


def handed_over(task: Task, by: str) -> Outgoing:
    """To whoever led the task, and has nothing to do with it any more."""
    title = shorten(task.title, _TITLE)
    return say(
        Strong(f"🔀 {by} đã chuyển việc {task.id} cho người khác: {title}"), f"{YOU_FIRST} không phải thực hiện nữa."
    )


def brief_handed_over(task: Task, by: str) -> str:
    return f"🔀 {by} đã chuyển việc {task.id} cho người khác: {shorten(task.title, _BRIEF)}"


def let_go(task: Task, by: str) -> Outgoing:
    """To whoever helped with the task, and has nothing to do with it any more."""
    title = shorten(task.title, _TITLE)
    return say(
        Strong(f"➖ {by}: {YOU} thôi phối hợp việc {task.id}: {title}"), f"{YOU_FIRST} không phải thực hiện nữa."
    )


def brief_let_go(task: Task, by: str) -> str:
    return f"➖ {by}: {YOU} thôi phối hợp việc {task.id}: {shorten(task.title, _BRIEF)}"


_TITLE, _BRIEF, _LONGEST_BRIEF = 60, 40, 160


def _attached(by: str, view: TaskView, words: str) -> list[str]:
    return [f"📎 {by} gửi tệp cho việc {view.number}.", cited(words) if words else ""]


def _objected(by: str, view: TaskView, words: str) -> list[str]:
    """What he said before, and nobody has answered, stands beside it."""
    said = [quoted(each) for each in view.objection.words] if view.objection else []
    earlier = said[: said.index(words)] if words in said else []
    beside = f"Trước đó, cũng đang chờ trả lời: {cited_together(earlier, _LONGEST_BRIEF)}" if earlier else ""
    return [f"⚖️ {by} khiếu nại về hồ sơ việc {view.number}:", cited(words), beside]


def _upheld(by: str, view: TaskView, words: str) -> list[str]:
    return [f"✅ {by} chấp nhận khiếu nại của {YOU} về việc {view.number}.", f"Nội dung sửa lại: {words}"]


def _dismissed(by: str, view: TaskView, words: str) -> list[str]:
    return [f"⛔ {by} không chấp nhận khiếu nại của {YOU} về việc {view.number}.", f"Lý do: {words}"]


_TAKEN_BACK = {
    Step.OBJECT: "khiếu nại",
    Step.UPHOLD: "quyết định chấp nhận khiếu nại",
    Step.DISMISS: "quyết định không chấp nhận khiếu nại",
    Step.NOTE: "lời nhắn",
    Step.REPORT: "báo cáo hoàn thành",
    Step.PROGRESS: "báo cáo tiến độ",
    Step.ACCEPT: "xác nhận hoàn thành",
    Step.SEND_BACK: "việc trả lại báo cáo",
    Step.RECALL: "việc thu hồi",
    Step.FINISH_PART: "báo xong phần phối hợp",
    Step.PAUSE: "việc tạm dừng",
    Step.RESUME: "việc cho tiếp tục",
    Step.REOPEN: "việc mở lại",
    Step.BLOCK: "báo vướng mắc",
    Step.UNBLOCK: "báo hết vướng",
    Step.ASK_EXTENSION: "đề nghị gia hạn",
    Step.GRANT_EXTENSION: "quyết định gia hạn",
    Step.REFUSE_EXTENSION: "quyết định không gia hạn",
    Step.SET_DEADLINE: "quyết định đặt hạn",
    Step.OFFER_EXTENSION: "đề xuất ngày khác",
    Step.TAKE_OFFER: "lời đồng ý ngày đề xuất",
    Step.DECLINE_OFFER: "lời không nhận ngày đề xuất",
    Step.ASK_RETURN: "đề nghị chuyển trả",
    Step.REFUSE_RETURN: "quyết định không nhận lại",
    Step.REASSIGN: "quyết định giao người khác",
    Step.SPLIT: "việc chia việc con",
    Step.INVOLVE: "việc thêm người phối hợp",
    Step.RELEASE: "việc thôi phối hợp",
}


def _undone(by: str, view: TaskView, words: str) -> list[str]:
    """`words` is the step that was taken back."""
    return [f"↩️ {by} đã rút lại {_TAKEN_BACK.get(Step(words), 'bước vừa rồi')} của việc {view.number}."]


_TOLD = {
    Step.NOTE: _noted,
    Step.FINISH_PART: _part_finished,
    Step.BLOCK: _blocked,
    Step.UNBLOCK: _unblocked,
    Step.PAUSE: _paused,
    Step.RESUME: _resumed,
    Step.REOPEN: _reopened,
    Step.ASK_EXTENSION: _asks_time,
    Step.GRANT_EXTENSION: _gave_time,
    Step.REFUSE_EXTENSION: _gave_no_time,
    Step.DECLINE_OFFER: _offer_declined,
    Step.ASK_RETURN: _asks_return,
    Step.REFUSE_RETURN: _kept,
    Step.REASSIGN: _reassigned,
    Step.INVOLVE: _involved,
    Step.SPLIT: _split,
    Step.RELEASE: _released,
    Step.ATTACH: _attached,
    Step.UNDO: _undone,
    Step.REPORT: _reported,
    Step.ADD_EVIDENCE: _evidence,
    Step.ACCEPT: _accepted,
    Step.SEND_BACK: _sent_back,
    Step.RECALL: _recalled,
    Step.URGE: _urged,
    Step.OBJECT: _objected,
    Step.UPHOLD: _upheld,
    Step.DISMISS: _dismissed,
}
_DATED = {
    Step.OFFER_EXTENSION: _offered,
    Step.TAKE_OFFER: _offer_taken,
    Step.SET_DEADLINE: _deadline_set,
}
