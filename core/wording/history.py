"""The story of a task, step by step, the newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.calendar import local
from core.message import Choices, Outgoing, Strong
from core.press import Offer
from core.task import Step
from core.wording import choices, labels
from core.wording.days import WEEKDAYS, on_day
from core.wording.voice import cited, say, shorten

_TITLE, _NAME, _WORDS = 60, 40, 120


@dataclass(frozen=True, kw_only=True)
class Past:
    """One step; `by` is None for what the service did by itself, `instead_of` whom somebody stood in for."""

    at: datetime
    by: str | None
    step: str
    words: str | None = None
    implied: bool = False
    instead_of: str | None = None
    percent: int | None = None
    day: date | None = None
    to: tuple[str, ...] = ()
    undone: str | None = None


@dataclass(frozen=True, kw_only=True)
class HistoryView:
    """One page of it; `number` counts from 1."""

    task_id: int
    title: str
    steps: tuple[Past, ...]
    number: int
    pages: int
    total: int
    now: datetime


def history(view: HistoryView) -> Outgoing:
    """Nothing of it can be changed here: it is what the log says."""
    page = f" (trang {view.number}/{view.pages})" if view.pages > 1 else ""
    title = Strong(f"🕘 Lịch sử việc {view.task_id}: {shorten(view.title, _TITLE)} · {view.total} bước{page}")
    return say(
        title, *_lines(view), choices=_pages(view) + choices.only(f"🔎 Việc {view.task_id}", Offer.SHOW, view.task_id)
    )


def _pages(view: HistoryView) -> Choices:
    newer = [choices.choice(f"‹ Trang {view.number - 1}", Offer.HISTORY, view.task_id, view.number - 1)]
    older = [choices.choice(f"Trang {view.number + 1} ›", Offer.HISTORY, view.task_id, view.number + 1)]
    return choices.rows((newer if view.number > 1 else []) + (older if view.number < view.pages else []))


def _lines(view: HistoryView) -> Iterator[str]:
    for each in view.steps:
        yield f"• {_when(each.at, view.now)} · {_who(each)} {_what(each, view.now)}"


def _when(at: datetime, now: datetime) -> str:
    """Always with its day: a history is read long afterwards."""
    here = local(at)
    year = "" if here.year == local(now).year else f"/{here.year}"
    return f"{here:%H:%M} {WEEKDAYS[here.weekday()]} {here:%d/%m}{year}"


def _who(each: Past) -> str:
    name = shorten(each.by, _NAME) if each.by else "Hệ thống"
    return f"{name} (thay {shorten(each.instead_of, _NAME)})" if each.instead_of else name


def _what(each: Past, now: datetime) -> str:
    did = labels.STEPS.get(each.step, "có bước mới")
    if each.undone is not None:
        did = f"rút lại bước: {labels.STEPS.get(each.undone, 'trước đó')}"
    facts = (
        f"{each.percent}%" if each.percent is not None else None,
        f"{_DAYS.get(each.step, 'hẹn')} {on_day(each.day, now)}" if each.day else None,
        f"tới {', '.join(shorten(name, _NAME) for name in each.to[:3])}" if each.to else None,
        "ghi kèm bước sau" if each.implied else None,
        cited(shorten(each.words, _WORDS)) if each.words else None,
    )
    told = ", ".join(fact for fact in facts if fact)
    return f"{did}: {told}" if told else did


_DAYS: Mapping[str, str] = {
    Step.ASK_EXTENSION: "đến",
    Step.GRANT_EXTENSION: "đến",
    Step.OFFER_EXTENSION: "đến",
    Step.TAKE_OFFER: "đến",
    Step.SET_DEADLINE: "đến",
    Step.SNOOZE: "đến",
}
