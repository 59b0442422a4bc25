"""What stands on the papers of a report: columns, rows, sentences. Word, Excel and the chart take their lines here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.calendar import local
from core.counting import Counts, Official
from core.report import Line, Report, Tasks, Told
from core.wording import history
from core.wording import report_words as words
from core.wording.labels import period_words
from core.wording.voice import shorten

Cell = str | int | float | date | None

UNIT_SHEET, GROUP_SHEET, TASK_SHEET, STEP_SHEET = "Theo đơn vị", "Theo nhóm", "Danh sách việc", "Quá trình"
RECORD_SHEET = "Hồ sơ"
SUM = "Tổng cộng"
UNITS = "Đơn vị"
PERSON = "Cán bộ"
GROUPS = "Nhóm nhiệm vụ"
NOTE = "Ghi chú"
COUNTED = {
    Official.DONE_ON_TIME: "HT trong hạn",
    Official.DONE_LATE: "HT trễ hạn",
    Official.OPEN_IN_TIME: "Chưa HT trong hạn",
    Official.OPEN_LATE: "Chưa HT trễ hạn",
    Official.UNDATED: "Không thời hạn",
}
RATES = ("Tỷ lệ đúng hạn trên số đã đến hạn", "Tỷ lệ đúng hạn trên tổng số")
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BLANK = "……………"


def head(what: str) -> tuple[str, ...]:
    return ("TT", what, "Tổng số", *COUNTED.values(), *RATES, NOTE)


def rows(lines: Sequence[Line], total: Counts) -> list[tuple[Cell, ...]]:
    """One a line, and the sum as the last."""
    numbered = [_row(number, line.name, line.counts) for number, line in enumerate(lines, 1)]
    return [*numbered, _row(None, SUM, total)]


def _row(number: int | None, name: str, counts: Counts) -> tuple[Cell, ...]:
    numbers = [words.count_of(counts, each) for each in Official]
    rates = (counts.on_time_of_due, counts.on_time_of_all)
    return (
        number,
        name,
        counts.total,
        *numbers,
        *("–" if rate is None else rate for rate in rates),
        words.beside(counts),
    )


def title(report: Report) -> str:
    return f"Kết quả thực hiện nhiệm vụ được giao {period_words(report.seen.period)}"


def whose(report: Report) -> str:
    return words.scope(report)


def until(report: Report) -> str:
    """When the numbers are from."""
    seen = report.seen
    if seen.is_over:
        return f"Số liệu tính đến hết ngày {seen.period.last:%d/%m/%Y}"
    return f"Số liệu tính đến {local(seen.judged_at):%H:%M ngày %d/%m/%Y}, kỳ báo cáo chưa kết thúc"


TASK_HEAD = (
    "TT",
    "Việc số",
    "Nội dung",
    "Văn bản",
    "Đơn vị chủ trì",
    "Người chủ trì",
    "Ngày giao",
    "Hạn ban đầu",
    "Hạn",
    "Kết quả",
    "Báo cáo xong",
    "Số bước",
)
STEP_HEAD = ("Việc số", "Nội dung", "Lúc", "Người thực hiện", "Bước", "Chi tiết", "Lời ghi")


def task_rows(tasks: Sequence[Told]) -> Iterator[tuple[Cell, ...]]:
    for number, each in enumerate(tasks, 1):
        yield (
            number,
            each.number,
            each.title,
            each.document,
            each.unit,
            each.lead,
            local(each.given_at).date(),
            each.original_on,
            last_day(each.ends_at),
            stands(each),
            local(each.finished_at).date() if each.finished_at else None,
            len(each.steps),
        )


def step_rows(tasks: Sequence[Told], now: datetime) -> Iterator[tuple[Cell, ...]]:
    """Every step of every task, the oldest first."""
    for task in tasks:
        for each in task.steps:
            at = f"{local(each.at):%d/%m/%Y %H:%M}"
            told = (history.who(each), history.did(each), history.facts(each, now) or None, each.words)
            yield (task.number, task.title, at, *told)


def stands(task: Told) -> str:
    return words.OFFICIAL[task.official] if task.official else words.RECALLED


def last_day(ends_at: datetime | None) -> date | None:
    """The day on which it was due: what ends at midnight was due on the day before."""
    return local(ends_at - timedelta(microseconds=1)).date() if ends_at else None


def cut_off(tasks: Tasks) -> str | None:
    if len(tasks.told) == tasks.total:
        return None
    return f"Chỉ ghi {len(tasks.told)} việc đầu trong {tasks.total} việc; các sheet khác tính đủ."


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A paragraph of the body, with a heading when it opens a part."""

    text: str
    heading: bool = False


def opening(report: Report) -> list[Sentence]:
    """What the table says, in words."""
    counts = report.total
    numbers = "; ".join(f"{words.OFFICIAL[each].lower()}: {words.count_of(counts, each)} nhiệm vụ" for each in Official)
    beside = words.beside(counts)
    return [
        Sentence(text="1. Tình hình chung", heading=True),
        Sentence(
            text=f"{_first_up(period_words(report.seen.period))}, {_scope(report)} có {counts.total} nhiệm vụ, "
            f"trong đó {numbers}. {until(report)}."
        ),
        Sentence(
            text=f"{words.RATE_DUE}: {words.rate_due(counts)}. {words.RATE_ALL}: {words.rate_all(counts)}. "
            f"{words.WHAT_IS_DUE}"
        ),
        *([Sentence(text=f"Ngoài ra: {beside}.")] if beside else []),
    ]


def _scope(report: Report) -> str:
    return report.scope or "toàn cơ quan"


UNIT_PART = "2. Kết quả theo đơn vị"
GROUP_PART = "3. Kết quả theo nhóm nhiệm vụ"
RECEIVERS = ("Nơi nhận:", f"- {BLANK};", "- Lưu: VT, …")
KIND = "BÁO CÁO"


def number(abbreviation: str) -> str:
    """`Số:      /BC-VP`, with a blank for the number that the clerks give."""
    return f"Số: {' ' * 10}/{abbreviation or 'BC-……'}"


def place_and_day(place: str, now: datetime) -> str:
    """The day is written when it is signed."""
    return f"{place or BLANK}, ngày …… tháng …… năm {local(now).year}"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def chart_title(report: Report) -> str:
    return (
        f"{_first_up(period_words(report.seen.period))} · {folded(words.scope(report), 44)} · {report.total.total} việc"
    )


def others(count: int) -> str:
    return f"{count} đơn vị khác"


def folded(name: str, longest: int = 22) -> str:
    """On two lines at most, beside a bar."""
    if len(name) <= longest:
        return name
    head = name[: longest + 1]
    cut = head.rfind(" ") if " " in head else longest
    return f"{name[:cut].rstrip()}\n{shorten(name[cut:].strip(), longest)}"


def in_words(value: Cell) -> str:
    """A number as it stands in a table of a document: a share in percent, nothing as nothing."""
    if isinstance(value, float):
        return words.percent(value)
    return "" if value is None else str(value)
