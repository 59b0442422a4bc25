"""Questions that wait for an answer in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.message import Outgoing, Strong
from core.press import Offer
from core.rounds import comes_again
from core.talk import Waiting
from core.wording import choices, periods
from core.wording.views import TaskView
from core.wording.voice import YOU_FIRST, quoted, say, shorten


def question(waiting: Waiting, view: TaskView, turn: int) -> Outgoing:
    if waiting is Waiting.PERIOD:
        return periods.question(view, turn)
    asked = _ASKED[waiting]
    button, offer = asked.button
    return say(
        f"{asked.about} {view.number}: {shorten(view.task.title, 60)}",
        asked.hint.format(lead=view.lead),
        choices=choices.only(button, offer, view.number, turn),
    )


def noted(waiting: Waiting, number: int, words: str) -> str:
    """The answer has been written down, in the words that were given."""
    return f"{_NOTED[waiting].format(number=number)}: “{quoted(words)}”"


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


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What is asked for, in the words before the number of the task; and the choice of whoever has nothing to say."""

    about: str
    hint: str
    button: tuple[str, Offer] = ("Thôi", Offer.NO)


_ASKED: Mapping[Waiting, _Asked] = {
    Waiting.EVIDENCE: _Asked(
        about="📎 Sản phẩm của việc",
        hint=f"{YOU_FIRST} gõ số văn bản hoặc tên sản phẩm, hoặc gửi tệp, ảnh để người xác nhận đối chiếu.",
        button=("Không có văn bản", Offer.NO_EVIDENCE),
    ),
    Waiting.OPINION: _Asked(
        about="↩️ Ý kiến trả lại việc",
        hint=f"{YOU_FIRST} gõ ý kiến để người thực hiện biết cần làm gì thêm.",
        button=("Thôi, không trả lại", Offer.NO),
    ),
    Waiting.REFUSAL: _Asked(about="⛔ Không gia hạn việc", hint=f"{YOU_FIRST} gõ lý do để người thực hiện biết."),
    Waiting.KEEPING: _Asked(
        about="⛔ Không nhận lại việc", hint=f"{YOU_FIRST} gõ ý kiến để {{lead}} biết vì sao vẫn chủ trì."
    ),
    Waiting.COMMENT: _Asked(
        about="💬 Ý kiến về việc", hint=f"{YOU_FIRST} gõ ý kiến trong một tin; em chuyển tới {{lead}}."
    ),
    Waiting.OBJECTION: _Asked(
        about="⚖️ Khiếu nại về hồ sơ việc",
        hint=f"{YOU_FIRST} gõ lý do trong một tin. Lời khiếu nại ghi vào quá trình của việc và gửi người theo dõi.",
    ),
    Waiting.UPHOLDING: _Asked(
        about="⚖️ Chấp nhận khiếu nại về việc",
        hint=f"{YOU_FIRST} gõ nội dung được sửa lại trong một tin; ghi vào hồ sơ và báo người khiếu nại.",
    ),
    Waiting.DISMISSING: _Asked(
        about="⚖️ Không chấp nhận khiếu nại về việc",
        hint=f"{YOU_FIRST} gõ lý do trong một tin; ghi vào hồ sơ và báo người khiếu nại.",
    ),
    Waiting.PAUSING: _Asked(
        about="⏸ Tạm dừng việc",
        hint=f"Trong lúc tạm dừng không ai bị nhắc; hạn không đổi. {YOU_FIRST} gõ lý do để {{lead}} biết.",
    ),
    Waiting.REOPENING: _Asked(
        about="🔄 Mở lại việc", hint=f"Việc trở về đang thực hiện. {YOU_FIRST} gõ lý do để {{lead}} biết."
    ),
    Waiting.DECLINING: _Asked(
        about="⛔ Không nhận ngày đề xuất của việc", hint=f"{YOU_FIRST} gõ lý do để người quyết định biết."
    ),
}
_NOTED: Mapping[Waiting, str] = {
    Waiting.EVIDENCE: "📎 Đã ghi sản phẩm của việc {number}",
    Waiting.OPINION: "↩️ Đã trả lại việc {number}, ý kiến",
    Waiting.REFUSAL: "⛔ Đã báo không gia hạn việc {number}, lý do",
    Waiting.KEEPING: "⛔ Đã báo không nhận lại việc {number}, ý kiến",
    Waiting.OBJECTION: "⚖️ Đã ghi khiếu nại vào hồ sơ việc {number}",
    Waiting.UPHOLDING: "⚖️ Đã chấp nhận khiếu nại về việc {number}, sửa lại",
    Waiting.DISMISSING: "⚖️ Đã báo không chấp nhận khiếu nại về việc {number}, lý do",
    Waiting.COMMENT: "💬 Đã ghi ý kiến vào việc {number}",
    Waiting.PAUSING: "⏸ Đã tạm dừng việc {number}, lý do",
    Waiting.REOPENING: "🔄 Đã mở lại việc {number}, lý do",
    Waiting.DECLINING: "⛔ Đã báo không nhận ngày đề xuất của việc {number}, lý do",
}
