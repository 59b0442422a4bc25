"""The words of the official counting that stand on the screen of a report and on every paper alike."""

import re

from core.counting import Counts, Official
from core.periods import Period
from core.report import Report
from core.report_periods import Span, place_of, span_of
from core.vietnamese.normalise import fold
from core.wording.labels import period_words

OFFICIAL = {
    Official.DONE_ON_TIME: "Hoàn thành đúng hạn",
    Official.DONE_LATE: "Hoàn thành quá hạn",
    Official.OPEN_IN_TIME: "Chưa hoàn thành trong hạn",
    Official.OPEN_LATE: "Chưa hoàn thành quá hạn",
    Official.UNDATED: "Không thời hạn",
}
RECALLED = "Thu hồi"
LIGHTS = {
    Official.DONE_ON_TIME: "✅",
    Official.DONE_LATE: "✅",
    Official.OPEN_IN_TIME: "🟢",
    Official.OPEN_LATE: "🔴",
    Official.UNDATED: "⚪",
}
RATE_DUE = "Tỷ lệ đúng hạn trên số việc đã đến hạn"
RATE_ALL = "Tỷ lệ đúng hạn trên tổng số việc"
WHAT_IS_DUE = "Đã đến hạn: việc đã hoàn thành và việc chưa hoàn thành quá hạn, không kể việc không thời hạn."
WHOLE_OFFICE = "Toàn cơ quan"
NO_GROUP = "Ngoài 5 nhóm"


def group(number: int) -> str:
    return f"Nhóm {number}"


def count_of(counts: Counts, official: Official) -> int:
    number: int = getattr(counts, official)
    return number


def percent(rate: float | None) -> str:
    """`80,0%`; a dash where there is nothing to divide by."""
    return "–" if rate is None else f"{100 * rate:.1f}%".replace(".", ",")


def rate_due(counts: Counts) -> str:
    return f"{percent(counts.on_time_of_due)} ({counts.done_on_time}/{counts.due})"


def rate_all(counts: Counts) -> str:
    return f"{percent(counts.on_time_of_all)} ({counts.done_on_time}/{counts.total})"


def scope(report: Report) -> str:
    return report.scope or WHOLE_OFFICE


def beside(counts: Counts) -> str:
    """What the official columns do not tell: `tồn đọng kỳ trước 3 · chờ xác nhận 2`."""
    told = (
        (counts.carried, "tồn đọng kỳ trước"),
        (counts.soon, "sắp đến hạn"),
        (counts.waiting, "chờ xác nhận"),
        (counts.undated_done, "không thời hạn đã xong"),
        (counts.recalled, "thu hồi (ngoài tổng số)"),
    )
    return " · ".join(f"{words} {count}" for count, words in told if count)


_SPANS = {Span.WEEK: "Tuần", Span.MONTH: "Tháng", Span.QUARTER: "Quý", Span.HALF: "6 tháng", Span.YEAR: "Năm"}


def button(period: Period) -> str:
    """`Tuần 48`, `Quý IV`, `6 tháng cuối`: short enough for a choice."""
    year, number = place_of(period)
    span = span_of(period)
    if span is Span.YEAR:
        return f"Năm {year}"
    if span is Span.HALF:
        return f"6 tháng {('đầu', 'cuối')[number - 1]} {year}"
    told = ("I", "II", "III", "IV")[number - 1] if span is Span.QUARTER else f"{number}"
    return f"{_SPANS[span]} {told}/{year}"


def file_name(report: Report, ending: str) -> str:
    """`bao-cao-tuan-48-2026.docx`: letters that every machine has."""
    return f"{file_words(f'bao cao {period_words(report.seen.period)}')}.{ending}"


def file_words(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")
