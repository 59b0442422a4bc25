"""The report of a period on one screen; the papers behind it are a tap away."""

from collections.abc import Iterator, Sequence

from core.counting import Counts, Official, Window
from core.message import Choice, Choices, Outgoing, Strong
from core.periods import Period
from core.press import Offer
from core.report import Line, Report
from core.report_periods import after, before, code_of
from core.wording import choices
from core.wording import report_words as words
from core.wording.days import at_time
from core.wording.labels import GROUPS, period_words
from core.wording.voice import YOU_FIRST, say, shorten

_LINES = 8
_NAME = 40
TEXT, CHART, DOCX, XLSX = range(4)
"""What a choice under a report opens; the number stands in its code."""

PAPERS = {CHART: "📊 Biểu đồ", DOCX: "📄 Word", XLSX: "📗 Excel"}

HOW = (
    "Mời gõ: /baocao tuan, /baocao thang, /baocao quy, /baocao 6thang, /baocao nam; kỳ trước thì thêm số, "
    "ví dụ “/baocao thang 10”, “/baocao quy 3/2026”. Việc vướng, việc nóng: /baocao chutich. Thi đua: /baocao thidua."
)


def not_yours() -> Outgoing:
    return say(
        f"Báo cáo dành cho Văn phòng, lãnh đạo và thủ trưởng đơn vị. {YOU_FIRST} gõ /hoso để xem hồ sơ của mình."
    )


def no_such_period(said: str) -> str:
    return f"🤔 Không có kỳ “{shorten(said, _NAME)}”. {HOW}"


def not_begun(period: Period) -> Outgoing:
    return say(f"⏳ {_first_up(period_words(period))} chưa bắt đầu nên chưa có gì để báo cáo.")


def report(told: Report, *notes: str, also: Sequence[Period] = ()) -> Outgoing:
    """Every official number by its name, both rates, and the units with most overdue.

    A lock screen shows the first line: which period, how much, and how much of it is late.
    """
    counts = told.total
    title, whose = f"📊 Báo cáo {period_words(told.seen.period)}", shorten(words.scope(told), _NAME)
    if not counts.total:
        return say(*notes, Strong(f"{title} · {whose}"), "Trong kỳ không có việc nào.", choices=_around(told, also))
    gist = f"{counts.total} việc, {counts.open_late or 'không có việc'} quá hạn"
    return say(
        *notes,
        Strong(f"{title}: {gist} · {whose}"),
        _until(told),
        Strong(f"Tổng số: {counts.total} việc"),
        *(f"{words.LIGHTS[each]} {words.OFFICIAL[each]}: {words.count_of(counts, each)}" for each in Official),
        words.beside(counts).capitalize() or None,
        f"{words.RATE_DUE}: {words.rate_due(counts)}",
        f"{words.RATE_ALL}: {words.rate_all(counts)}",
        *_units(told.units),
        choices=_papers(told.seen.period) + _around(told, also),
    )


def _until(told: Report) -> str:
    seen = told.seen
    if seen.is_over:
        return f"Tính đến hết {seen.period.last:%d/%m/%Y}"
    return f"Tính đến {at_time(seen.judged_at, told.now)}, kỳ chưa kết thúc"


def _units(lines: Sequence[Line]) -> Iterator[str | Strong]:
    """A single line would only say the total again."""
    if len(lines) < 2:
        return
    yield Strong("Theo đơn vị, quá hạn nhiều trước")
    ordered = sorted(lines, key=lambda line: (-line.counts.open_late, line.counts.on_time_of_due or 0.0))
    for line in ordered[:_LINES]:
        late = f" · quá hạn {line.counts.open_late}" if line.counts.open_late else ""
        rate = words.percent(line.counts.on_time_of_due)
        yield f"{shorten(line.name, _NAME)}: {line.counts.total} việc · đúng hạn {rate}{late}"
    if len(lines) > _LINES:
        yield f"… và {len(lines) - _LINES} đơn vị khác, xem trong Excel."


def _papers(period: Period) -> Choices:
    made = (choices.choice(label, Offer.REPORT_OF, code_of(period), form) for form, label in PAPERS.items())
    return choices.rows(made)


def _around(told: Report, also: Sequence[Period]) -> Choices:
    """The period before and, once it has begun, the one after; and other lengths, when they are asked for."""
    period = told.seen.period
    later = [after(period)] if told.seen.is_over else []
    ways = [_open(before(period), f"‹ {words.button(before(period))}")]
    ways += [_open(each, f"{words.button(each)} ›") for each in later]
    return choices.rows(ways) + choices.rows(_open(each, words.button(each)) for each in also)


def _open(period: Period, label: str) -> Choice:
    return choices.choice(label, Offer.REPORT_OF, code_of(period), TEXT)


def making(form: int) -> str:
    return f"{PAPERS[form]}: em đang làm tệp, xong gửi ngay."


def groups(lines: Sequence[Line], seen: Window, *, reports: bool) -> Outgoing:
    """What belongs to the period by group; the ways to the lists are the report's, for whoever has `reports`."""
    period = seen.period
    total = sum((line.counts for line in lines), Counts())
    title = Strong(f"🗂 {_first_up(period_words(period))} theo nhóm nhiệm vụ: {total.total} việc")
    told = (f"{_whole_name(line.name)}: {_standing(line.counts)}" for line in lines)
    ways = [_open(period, f"📊 {words.button(period)}")] if reports else []
    return say(title, *told, _LEGEND, choices=choices.rows(ways))


def _whole_name(line: str) -> str:
    """`Nhóm 2 (quy hoạch)`; what belongs to none keeps its name."""
    return _GROUPS.get(line, line)


_GROUPS = {words.group(number): f"{words.group(number)} ({name})" for number, name in GROUPS.items()}


def _standing(counts: Counts) -> str:
    if not counts.total:
        return "không có việc"
    told = ((each, words.count_of(counts, each)) for each in Official)
    held = (f"{words.LIGHTS[each]} {_SHORT[each]} {count}" for each, count in told if count)
    return f"{counts.total} việc · {' · '.join(held)}"


_SHORT = {
    Official.DONE_ON_TIME: "đúng hạn",
    Official.DONE_LATE: "xong trễ",
    Official.OPEN_IN_TIME: "trong hạn",
    Official.OPEN_LATE: "quá hạn",
    Official.UNDATED: "không hạn",
}
_LEGEND = "Đúng hạn, xong trễ: việc đã hoàn thành; trong hạn, quá hạn: việc chưa hoàn thành."


def paper(told: Report, what: str) -> str:
    """What stands beside a file."""
    return f"{what} · báo cáo {period_words(told.seen.period)} · {words.scope(told)}"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
