"""A person's record for grading: how the tasks he leads are counted, and every step that led to it."""

from collections.abc import Iterator, Sequence

from core.counting import Official
from core.history import History
from core.message import Choice, Choices, Outgoing, Strong
from core.periods import Period
from core.press import Offer
from core.report import Contested, Record, Told
from core.report_periods import before, code_of
from core.task import Step
from core.wording import choices
from core.wording import history as histories
from core.wording import report_words as words
from core.wording.labels import period_words
from core.wording.report_papers import last_day, stands
from core.wording.views import TaskView
from core.wording.voice import YOU_FIRST, quoted, say, shorten

PAGE = 6
_TITLE, _NAME = 60, 40
PAPER = 0  # of the pages: the workbook

NOT_YOURS = f"{YOU_FIRST} xem được hồ sơ của mình; thủ trưởng xem của người trong đơn vị, Văn phòng xem của mọi người."
AHEAD = "⏳ Kỳ này chưa bắt đầu nên hồ sơ chưa có gì."
MAKING = "📗 Excel: em đang làm tệp, xong gửi ngay."
HOW = "Mời gõ “/hoso”, “/hoso quý 3”, “/hoso Nguyễn Văn A tháng 10”."


def nobody(name: str) -> str:
    return f"🤔 Không tìm thấy ai tên “{shorten(quoted(name), _NAME)}”. {HOW}"


def several(names: Sequence[str]) -> str:
    return f"🤔 Có {len(names)} người hợp tên này: {', '.join(names)}. Mời gõ đủ họ tên, hoặc tên kèm đơn vị."


def record(told: Record) -> Outgoing:
    """The counts, both rates, then the tasks page by page; each opens its steps."""
    counts, period = told.counts, told.seen.period
    title = Strong(f"🗒 Hồ sơ {shorten(told.name, _NAME)} · {period_words(period)}")
    if not counts.total and not counts.recalled:
        nothing = "Trong kỳ không chủ trì việc nào."
        return say(title, nothing, _contested(told.contested), choices=_periods(told))
    return say(
        title,
        Strong(f"Chủ trì {counts.total} việc"),
        *(f"{words.LIGHTS[each]} {words.OFFICIAL[each]}: {words.count_of(counts, each)}" for each in Official),
        words.beside(counts).capitalize() or None,
        f"{words.RATE_DUE}: {words.rate_due(counts)}",
        f"{words.RATE_ALL}: {words.rate_all(counts)}",
        _contested(told.contested),
        Strong(f"Các việc{_page(told)}"),
        *map(line, told.tasks),
        choices=_tasks(told) + _pages(told) + _periods(told),
    )


def _contested(told: Contested) -> str | None:
    parts = (
        (told.waiting, "chờ trả lời"),
        (told.upheld, "được chấp nhận"),
        (told.dismissed, "không được chấp nhận"),
    )
    counted = " · ".join(f"{count} {words}" for count, words in parts if count)
    return f"⚖️ Khiếu nại: {counted}" if counted else None


def _page(told: Record) -> str:
    return f" (trang {told.page}/{told.pages})" if told.pages > 1 else ""


def line(task: Told) -> str:
    until = last_day(task.ends_at)
    due = f" · hạn {until:%d/%m/%Y}" if until else ""
    light = words.LIGHTS[task.official] if task.official else "↩️"
    return f"{light} Việc {task.number} · {shorten(task.title, _TITLE)}{due} · {stands(task).lower()}"


def _tasks(told: Record) -> Choices:
    return choices.rows(choices.choice(f"📜 Việc {task.number}", Offer.RECORD_TASK, task.number) for task in told.tasks)


def _pages(told: Record) -> Choices:
    here, last = told.page, told.pages
    ways = [choices.choice("📗 Excel", Offer.RECORD, told.person_id, place(told.seen.period, PAPER))]
    if here > 1:
        ways.append(_open(told, told.seen.period, here - 1, f"‹ Trang {here - 1}"))
    if here < last:
        ways.append(_open(told, told.seen.period, here + 1, f"Trang {here + 1} ›"))
    return choices.rows(ways)


def _periods(told: Record) -> Choices:
    earlier = before(told.seen.period)
    return choices.rows([_open(told, earlier, 1, f"‹ {words.button(earlier)}")])


def _open(told: Record, period: Period, page: int, label: str) -> Choice:
    return choices.choice(label, Offer.RECORD, told.person_id, place(period, page))


def place(period: Period, page: int) -> int:
    """A period and a page of it in one number of a choice."""
    return code_of(period) * 100 + page


def history(task: Told, page: History, view: TaskView) -> Outgoing:
    """How one task is counted, and every step that led to it; whoever does it may contest what stands here."""
    about = [*choices.about_an_objection(view), choices.open_card(view)]
    if Step.OBJECT in view.can:
        about.append(choices.choice("⚖️ Khiếu nại", Offer.OBJECT, task.number, view.task.revision))
    return say(
        Strong(f"📜 Việc {task.number}: {shorten(task.title, _TITLE)}"),
        f"{task.lead} · {task.unit} · {stands(task)}",
        *_first_due(task),
        f"{histories.counted(page)}:",
        *histories.lines(page),
        choices=histories.pages(page, Offer.RECORD_TASK) + choices.rows(about),
    )


def _first_due(task: Told) -> Iterator[str]:
    until = last_day(task.ends_at)
    if until is not None:
        first = f" (hạn ban đầu {task.original_on:%d/%m/%Y})" if task.original_on not in (None, until) else ""
        yield f"Hạn {until:%d/%m/%Y}{first}"


def paper(told: Record) -> str:
    return f"📗 Hồ sơ {told.name} · {period_words(told.seen.period)}"


def file_name(told: Record) -> str:
    return f"{words.file_words(f'ho so {told.name} {period_words(told.seen.period)}')}.xlsx"
