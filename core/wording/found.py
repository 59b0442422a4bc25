"""What was looked for, and what was found."""

from core.message import Outgoing, Strong
from core.press import Offer
from core.wording import choices
from core.wording.lists import many, page_words, when
from core.wording.views import ListView, TaskView
from core.wording.voice import YOU_FIRST, cited, say, shorten

_TITLE, _NAME, _WORDS = 70, 40, 60
HOW = (
    f"🔎 {YOU_FIRST} gõ /tim kèm số việc, chữ trong nội dung, số văn bản, đơn vị hoặc người chủ trì, có dấu hay không "
    "dấu đều được. Ví dụ: /tim điện gió sở công thương"
)


def found(words: str, view: ListView) -> Outgoing:
    """What is open comes first."""
    said = cited(shorten(words, _WORDS))
    if not view.total:
        return say(f"🔎 Không thấy việc nào có đủ các chữ {said} trong phạm vi được xem.", "Mời gõ ít chữ hơn.")
    return say(
        Strong(f"🔎 {said}: {many(view)} việc{page_words(view)}"),
        *map(_line, view.tasks),
        "Chỉ hiện những việc mới nhất, mời gõ thêm chữ." if view.more else None,
        choices=choices.cards(view.tasks) + choices.pages(view, Offer.FOUND),
    )


def _line(task: TaskView) -> str:
    document = f" · VB {task.document}" if task.document else ""
    stands = task.state_words if task.task.is_closed else f"{when(task)} · {task.state_words}"
    who = f"{shorten(task.lead, _NAME)} ({shorten(task.lead_unit, _NAME)})"
    return f"{task.light} Việc {task.number} · {shorten(task.task.title, _TITLE)} · {stands} · {who}{document}"
