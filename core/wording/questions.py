"""Questions that wait for an answer in words."""

from collections.abc import Callable, Mapping

from core.message import Outgoing, Strong
from core.press import Offer
from core.rounds import comes_again
from core.talk import Waiting
from core.wording import choices, periods
from core.wording.views import TaskView
from core.wording.voice import YOU_FIRST, quoted, say, shorten


def question(waiting: Waiting, view: TaskView, turn: int) -> Outgoing:
    return _QUESTIONS[waiting](view, turn)


def recall_surely(view: TaskView) -> Outgoing:
    buttons = choices.rows(
        (
            choices.choice("🗑 Đúng, thu hồi", Offer.RECALL_SURELY, view.number, view.task.revision),
            choices.choice("Thôi, giữ lại", Offer.CANCEL, view.number),
        )
    )
    title = shorten(view.task.title, 60)
    return say(
        Strong(f"🗑 Thu hồi việc {view.number}: {title}?"),
        f"{view.lead} sẽ được báo và không phải thực hiện nữa.",
        "Việc này định kỳ: thu hồi kỳ này thì cũng không mở các kỳ sau." if _ends_series(view) else None,
        choices=buttons,
    )


def _ends_series(view: TaskView) -> bool:
    """The next round is opened by this one alone."""
    return comes_again(view.deadline) and view.round_after is None


def _evidence(view: TaskView, turn: int) -> Outgoing:
    return say(
        f"📎 Sản phẩm của việc {view.number}: {shorten(view.task.title, 60)}",
        f"{YOU_FIRST} gõ số văn bản hoặc tên sản phẩm, hoặc gửi tệp, ảnh để người xác nhận đối chiếu.",
        choices=choices.only("Không có văn bản", Offer.NO_EVIDENCE, view.number, turn),
    )


def _opinion(view: TaskView, turn: int) -> Outgoing:
    return say(
        f"↩️ Ý kiến trả lại việc {view.number}: {shorten(view.task.title, 60)}",
        f"{YOU_FIRST} gõ ý kiến để người thực hiện biết cần làm gì thêm.",
        choices=choices.only("Thôi, không trả lại", Offer.NO, view.number, turn),
    )


def _refusal(view: TaskView, turn: int) -> Outgoing:
    return say(
        f"⛔ Không gia hạn việc {view.number}: {shorten(view.task.title, 60)}",
        f"{YOU_FIRST} gõ lý do để người thực hiện biết.",
        choices=choices.only("Thôi", Offer.NO, view.number, turn),
    )


def _keeping(view: TaskView, turn: int) -> Outgoing:
    return say(
        f"⛔ Không nhận lại việc {view.number}: {shorten(view.task.title, 60)}",
        f"{YOU_FIRST} gõ ý kiến để {view.lead} biết vì sao vẫn chủ trì.",
        choices=choices.only("Thôi", Offer.NO, view.number, turn),
    )


def _comment(view: TaskView, turn: int) -> Outgoing:
    return say(
        f"💬 Ý kiến về việc {view.number}: {shorten(view.task.title, 60)}",
        f"{YOU_FIRST} gõ ý kiến trong một tin; em chuyển tới {view.lead}.",
        choices=choices.only("Thôi", Offer.NO, view.number, turn),
    )


def _pausing(view: TaskView, turn: int) -> Outgoing:
    return say(
        f"⏸ Tạm dừng việc {view.number}: {shorten(view.task.title, 60)}",
        f"Trong lúc tạm dừng không ai bị nhắc; hạn không đổi. {YOU_FIRST} gõ lý do để {view.lead} biết.",
        choices=choices.only("Thôi", Offer.NO, view.number, turn),
    )


def _reopening(view: TaskView, turn: int) -> Outgoing:
    return say(
        f"🔄 Mở lại việc {view.number}: {shorten(view.task.title, 60)}",
        f"Việc trở về đang thực hiện. {YOU_FIRST} gõ lý do để {view.lead} biết.",
        choices=choices.only("Thôi", Offer.NO, view.number, turn),
    )


def _declining(view: TaskView, turn: int) -> Outgoing:
    return say(
        f"⛔ Không nhận ngày đề xuất của việc {view.number}: {shorten(view.task.title, 60)}",
        f"{YOU_FIRST} gõ lý do để người quyết định biết.",
        choices=choices.only("Thôi", Offer.NO, view.number, turn),
    )


_QUESTIONS: Mapping[Waiting, Callable[[TaskView, int], Outgoing]] = {
    Waiting.EVIDENCE: _evidence,
    Waiting.OPINION: _opinion,
    Waiting.REFUSAL: _refusal,
    Waiting.KEEPING: _keeping,
    Waiting.COMMENT: _comment,
    Waiting.PERIOD: periods.question,
    Waiting.DECLINING: _declining,
    Waiting.PAUSING: _pausing,
    Waiting.REOPENING: _reopening,
}


def evidence_noted(number: int, words: str) -> str:
    return f"📎 Đã ghi sản phẩm của việc {number}: “{quoted(words)}”"


def opinion_noted(number: int, words: str) -> str:
    return f"↩️ Đã trả lại việc {number}, ý kiến: “{quoted(words)}”"


def refusal_noted(number: int, words: str) -> str:
    return f"⛔ Đã báo không gia hạn việc {number}, lý do: “{quoted(words)}”"


def declining_noted(number: int, words: str) -> str:
    return f"⛔ Đã báo không nhận ngày đề xuất của việc {number}, lý do: “{quoted(words)}”"


def pausing_noted(number: int, words: str) -> str:
    return f"⏸ Đã tạm dừng việc {number}, lý do: “{quoted(words)}”"


def reopening_noted(number: int, words: str) -> str:
    return f"🔄 Đã mở lại việc {number}, lý do: “{quoted(words)}”"


def keeping_noted(number: int, words: str) -> str:
    return f"⛔ Đã báo không nhận lại việc {number}, ý kiến: “{quoted(words)}”"


def comment_noted(number: int, words: str) -> str:
    return f"💬 Đã ghi ý kiến vào việc {number}: “{quoted(words)}”"
