"""Questions that wait for an answer in words."""

from core.message import Outgoing, Strong
from core.press import Offer
from core.wording import choices
from core.wording.views import TaskView
from core.wording.voice import YOU_FIRST, quoted, say, shorten

EVIDENCE, OPINION = "evidence", "opinion"


def question(step: str, view: TaskView) -> Outgoing:
    return {EVIDENCE: _evidence, OPINION: _opinion}[step](view)


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
        choices=buttons,
    )


def _evidence(view: TaskView) -> Outgoing:
    return say(
        f"📎 Sản phẩm của việc {view.number}: {shorten(view.task.title, 60)}",
        f"{YOU_FIRST} gõ số văn bản hoặc tên sản phẩm để người xác nhận đối chiếu.",
        choices=choices.only("Không có văn bản", Offer.NO_EVIDENCE, view.number),
    )


def _opinion(view: TaskView) -> Outgoing:
    return say(
        f"↩️ Ý kiến trả lại việc {view.number}: {shorten(view.task.title, 60)}",
        f"{YOU_FIRST} gõ ý kiến để người thực hiện biết cần làm gì thêm.",
        choices=choices.only("Thôi, không trả lại", Offer.CANCEL, view.number),
    )


def evidence_noted(number: int, words: str) -> str:
    return f"📎 Đã ghi sản phẩm của việc {number}: “{quoted(words)}”"


def opinion_noted(number: int, words: str) -> str:
    return f"↩️ Đã trả lại việc {number}, ý kiến: “{quoted(words)}”"
