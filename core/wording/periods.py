"""Words about the reports of a period: the question with its four slots, the read-back, and the news."""

from collections.abc import Iterator, Mapping

from core.message import Outgoing, Strong
from core.periods import Period, named
from core.press import Offer
from core.vietnamese.period_report import PeriodReport
from core.wording import choices
from core.wording.labels import period_words
from core.wording.news import in_one_line
from core.wording.views import TaskView
from core.wording.voice import YOU_FIRST, quoted, say, shorten

SLOTS: Mapping[str, str] = {
    "done": "Đã làm",
    "next": "Tiếp theo",
    "difficulties": "Khó khăn",
    "expected": "Dự kiến xong",
}
_TITLE, _NAME, _SLOT, _BRIEF = 50, 30, 600, 120
NO_DONE = f"📝 Em chưa thấy phần “Đã làm”. {YOU_FIRST} gõ lại giúp em, ít nhất một câu về việc đã làm."
REPORTED = "ℹ️ Kỳ này đã có báo cáo, chưa đến kỳ sau."


def question(view: TaskView, turn: int) -> Outgoing:
    """The template is written so that it can be copied and filled in."""
    when = f" {period_words(view.period)}" if view.period else ""
    return say(
        Strong(f"📝 Báo cáo{when} · việc {view.number}: {shorten(view.task.title, _TITLE)}"),
        f"{YOU_FIRST} gõ trong một tin, theo mẫu hoặc bằng lời; ý nào chưa có thì bỏ qua:",
        *(f"{label}: …" for label in SLOTS.values()),
        choices=choices.only("Thôi", Offer.NO, view.number, turn),
    )


def still_missing(report: PeriodReport) -> str | None:
    """What was not said in a report of one sentence: it may be added, and need not be."""
    blank = [label for name, label in SLOTS.items() if not getattr(report, name)]
    if not blank:
        return None
    return f"Chưa có: {', '.join(blank)}. Có thì gõ thêm, ví dụ “{blank[0].lower()}: …”; không có thì bấm Đúng."


def other_period(number: int, period: Period) -> str:
    return f"📝 Việc {number} đang chờ báo cáo {period_words(period)}, không phải kỳ vừa nêu, nên em chưa ghi gì."


def news(view: TaskView, by: str, told: Mapping[str, str]) -> tuple[Outgoing, str]:
    """To whoever follows the task, whole and in one line; `told` are the slots, and the name of the period."""
    report = PeriodReport(**{name: told[name] for name in SLOTS if name in told})
    about = period_words(named(told["period"]))
    first = f"📝 {shorten(by, _NAME)} báo cáo {about} của việc {view.number}"
    whole = say(
        Strong(f"{first}: {shorten(view.task.title, _TITLE)}"),
        *slots(report),
        choices=choices.rows([choices.open_card(view)]),
    )
    return whole, in_one_line(view, [f"{first}: {shorten(quoted(report.done), _BRIEF)}"])


def slots(report: PeriodReport) -> Iterator[str]:
    """One line each, of those that were filled in."""
    for name, label in SLOTS.items():
        said: str | None = getattr(report, name)
        if said:
            yield f"{label}: {shorten(quoted(said), _SLOT)}"
