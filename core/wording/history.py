"""The story of a task, step by step, the newest first."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from core.calendar import local
from core.history import History, Past
from core.message import Choices, Outgoing, Strong
from core.press import Offer
from core.task import Step
from core.wording import choices, labels
from core.wording.days import WEEKDAYS, on_day
from core.wording.voice import cited, say, shorten

_TITLE, _NAME, _WORDS = 60, 40, 120
BY_ITSELF = "Hệ thống"


def history(view: History) -> Outgoing:
    """Nothing of it can be changed here: it is what the log says."""
    title = Strong(f"🕘 Lịch sử việc {view.task_id}: {shorten(view.title, _TITLE)} · {counted(view)}")
    back = choices.only(f"🔎 Việc {view.task_id}", Offer.SHOW, view.task_id)
    return say(title, *lines(view), choices=pages(view, Offer.HISTORY) + back)


def counted(view: History) -> str:
    """`12 bước (trang 2/3)`"""
    return f"{view.total} bước" + (f" (trang {view.number}/{view.pages})" if view.pages > 1 else "")


def pages(view: History, offer: Offer) -> Choices:
    """The way to the neighbouring pages, which the same offer opens."""
    newer = [choices.choice(f"‹ Trang {view.number - 1}", offer, view.task_id, view.number - 1)]
    older = [choices.choice(f"Trang {view.number + 1} ›", offer, view.task_id, view.number + 1)]
    return choices.rows((newer if view.number > 1 else []) + (older if view.number < view.pages else []))


def lines(view: History) -> Iterator[str]:
    for each in view.steps:
        told = said(each, view.now)
        yield f"• {_when(each.at, view.now)} · {who(each)} {did(each)}{f': {told}' if told else ''}"


def _when(at: datetime, now: datetime) -> str:
    """Always with its day: a history is read long afterwards."""
    here = local(at)
    year = "" if here.year == local(now).year else f"/{here.year}"
    return f"{here:%H:%M} {WEEKDAYS[here.weekday()]} {here:%d/%m}{year}"


def who(each: Past) -> str:
    name = shorten(each.by, _NAME) if each.by else BY_ITSELF
    return f"{name} (thay {shorten(each.instead_of, _NAME)})" if each.instead_of else name


def did(each: Past) -> str:
    if each.undone is not None:
        return f"rút lại bước: {labels.STEPS.get(each.undone, 'trước đó')}"
    step = labels.STEPS.get(each.step, "có bước mới")
    return f"{step} của {_names(each)}" if each.to and each.step in _ANSWERS else step


def said(each: Past, now: datetime) -> str:
    """Its facts and its words; empty when the step says it all."""
    told = (facts(each, now), cited(shorten(each.words, _WORDS)) if each.words else "")
    return ", ".join(filter(None, told))


def facts(each: Past, now: datetime) -> str:
    """How much, until when, to whom."""
    told = (
        f"{each.percent}%" if each.percent is not None else None,
        f"{_DAYS.get(each.step, 'hẹn')} {on_day(each.day, now)}" if each.day else None,
        f"tới {_names(each)}" if each.to and each.step not in _ANSWERS else None,
        "ghi kèm bước sau" if each.implied else None,
    )
    return ", ".join(filter(None, told))


def _names(each: Past) -> str:
    return ", ".join(shorten(name, _NAME) for name in each.to[:3])


_ANSWERS = frozenset({Step.UPHOLD, Step.DISMISS})  # to what somebody has objected
_DAYS: Mapping[str, str] = {
    Step.ASK_EXTENSION: "đến",
    Step.GRANT_EXTENSION: "đến",
    Step.OFFER_EXTENSION: "đến",
    Step.TAKE_OFFER: "đến",
    Step.SET_DEADLINE: "đến",
    Step.SNOOZE: "đến",
}
