"""What waits for somebody's yes or no: how many, of which kind, since when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from core.decisions import Decision
from core.message import Outgoing, Span, Strong
from core.press import Offer
from core.wording import choices
from core.wording.days import at_time, deadline
from core.wording.lists import page_words
from core.wording.views import ListView, TaskView
from core.wording.voice import YOU, cited_together, say, shorten

_TITLE, _NAME, _WORDS = 60, 40, 80
_KINDS = {
    Decision.REPORT: "🔵 Chờ xác nhận hoàn thành",
    Decision.EXTENSION: "⏳ Xin gia hạn",
    Decision.RETURN: "↪️ Đề nghị chuyển trả",
    Decision.OBJECTION: "⚖️ Khiếu nại về hồ sơ",
    Decision.OFFER: f"📅 Ngày khác được đề xuất, chờ {YOU} trả lời",
}


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """`asked` says that nobody else is asked first."""

    task: TaskView
    decision: Decision
    since: datetime
    asked: bool


def pile(waiting: Sequence[Undecided], page: ListView, asked: int, *notes: str) -> Outgoing:
    """Each opens its card, where it is decided by a tap. What is asked of others and may be decided too comes last."""
    if not page.total:
        return say(*(notes or [f"✅ Không có gì chờ {YOU} quyết định."]))
    others = f" · {page.total - asked} hỏi người khác" if asked < page.total else ""
    title = Strong(f"⚖️ Chờ quyết định: {page.total} việc{others}{page_words(page)}")
    cards = choices.cards([each.task for each in waiting])
    return say(*notes, title, *_lines(waiting), choices=cards + choices.pages(page, Offer.DECISIONS))


def _lines(waiting: Sequence[Undecided]) -> Iterator[Span]:
    for (asked, decision), held in groupby(waiting, key=lambda each: (each.asked, each.decision)):
        yield Strong(_KINDS[decision] if asked else f"{_KINDS[decision]} · hỏi người khác, {YOU} cũng quyết được")
        yield from map(_line, held)


def _line(each: Undecided) -> str:
    task = each.task
    who = "" if each.asked else f" · hỏi {shorten(task.accepter or 'Văn phòng', _NAME)}"
    lead = "" if _names_the_lead(each) else f" · {shorten(task.lead, _NAME)}"
    return (
        f"{task.light} Việc {task.number} · {shorten(task.task.title, _TITLE)}{lead}"
        f" · {_about(each)}{who} · từ {at_time(each.since, task.now)}"
    )


def _names_the_lead(each: Undecided) -> bool:
    """Where the lead himself contests it."""
    objection = each.task.objection if each.decision is Decision.OBJECTION else None
    return objection is not None and objection.by == each.task.lead


def _about(each: Undecided) -> str:
    task = each.task
    if each.decision is Decision.OBJECTION and task.objection is not None:
        return f"{shorten(task.objection.by, _NAME)} khiếu nại: {cited_together(task.objection.words, _WORDS)}"
    until = task.offered_until if each.decision is Decision.OFFER else task.asked_until
    return f"đến {deadline(until, task.calendar, task.now)}" if until else f"hạn {task.deadline_words}"
