"""Words that go from one person to another through the bot: questions, answers, files."""

from datetime import datetime

from core.message import Outgoing, Strong
from core.press import Offer
from core.wording import choices
from core.wording.days import at_time
from core.wording.views import TaskView
from core.wording.voice import YOU_FIRST, cited, quoted, say, shorten

_TITLE = 60


def question(number: int, asker: str, words: str, view: TaskView | None, now: datetime) -> Outgoing:
    """For whoever follows the task, else for the office."""
    return say(
        Strong(f"❓ {asker} hỏi{_about(view)}:"),
        cited(words),
        _named(view),
        f"{YOU_FIRST} bấm Trả lời, hoặc trả lời thẳng vào tin này; em chuyển lại cho người hỏi.",
        choices=choices.rows(
            [choices.choice("✍️ Trả lời", Offer.REPLY, number), *([choices.open_card(view)] if view else [])]
        ),
    )


def answered(asker: str, words: str, by: str, answer: str) -> Outgoing:
    return say(Strong(f"✅ {by} đã trả lời {asker}."), f"Hỏi: {cited(words)}", f"Trả lời: {cited(answer)}")


def answer(by: str, words: str, told: str, view: TaskView | None) -> Outgoing:
    """For the one who asked."""
    return say(
        Strong(f"💬 {by} trả lời{_about(view)}:"),
        cited(told),
        f"Câu hỏi: {cited(words)}",
        choices=choices.rows([choices.open_card(view)]) if view else (),
    )


def ask_answer(asker: str, words: str, turn: int) -> Outgoing:
    return say(
        Strong(f"✍️ Trả lời {asker}: {cited(words)}"),
        f"{YOU_FIRST} gõ câu trả lời trong một tin.",
        choices=choices.only("Thôi", Offer.NO, 0, turn),
    )


def answer_sent(asker: str, words: str) -> str:
    return f"💬 Đã chuyển câu trả lời cho {asker}: {cited(words)}"


def file(view: TaskView, by: str, name: str | None, at: datetime, caption: str | None) -> Outgoing:
    """Beside the file itself, where the messenger has it."""
    named = shorten(quoted(name) or "tệp", _TITLE)
    return say(
        f"📎 Việc {view.number} · {named}", f"{by} gửi lúc {at_time(at, view.now)}", cited(caption) if caption else None
    )


def _about(view: TaskView | None) -> str:
    return f" về việc {view.number}" if view else ""


def _named(view: TaskView | None) -> str | None:
    return f"Việc {view.number}: {shorten(view.task.title, _TITLE)} · {view.lead}" if view else None
