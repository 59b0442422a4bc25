"""One task on one card. The first line is what a lock screen shows: what is wrong, the task, the deadline."""

from dataclasses import replace

from core.calendar import local
from core.message import Fold, Outgoing, Span, Strong
from core.nudge import NudgeKind
from core.periods import Period, due_day
from core.rounds import comes_again
from core.slot import Audience
from core.standing import Standing
from core.subtask import ends_later
from core.task import MANY_EXTENSIONS, State, Step
from core.wording import choices, labels, lists, targets
from core.wording.days import RHYTHMS, at_time, deadline, on_day
from core.wording.labels import period_words
from core.wording.views import TaskView
from core.wording.voice import YOU, cited, cited_together, quoted, say, shorten, some

_HEADLINE_TITLE = 45
_LONGEST_SAID, _LONGEST_OBJECTION = 120, 80
_LONGEST_WHY = 210
_LONGEST_TITLE, _LONGEST_PRODUCT = 450, 180
_PART_TITLE, _PART_LEAD, _MOST_PARTS = 45, 30, 4


def card(view: TaskView, *notes: str, more: bool = False, opened: bool = False) -> Outgoing:
    """The task as it is now, with what its viewer may do; `notes` come first. `more` offers what is rarely done.

    One that was `opened` to look at the task offers its history.
    """
    offered = choices.more_of(view) if more else choices.steps_of(view, history=opened)
    return say(*notes, _headline(_condition(view), view), *_body(view), choices=offered)


def as_past(message: Outgoing) -> Outgoing:
    """An older message of the task, once a newer one of the same chat offers its steps."""
    return replace(message, text=(*message.text, f"\n{_PAST}"), choices=()) if message.choices else message


_PAST = "🗂 Tin cũ: chọn thao tác ở tin mới hơn của việc này."


def nudge(view: TaskView, kind: NudgeKind, audience: Audience) -> Outgoing:
    """A planned reminder, worded by how the task stands at the moment of sending."""
    due = _period_due(view) if kind is NudgeKind.PERIOD else None
    return say(_headline(_reason(view, kind, audience), view, due), *_body(view), choices=choices.steps_of(view))


def _headline(reason: str, view: TaskView, due: str | None = None) -> tuple[Span, ...]:
    """`due` is the day of something else than the task itself."""
    when = f" · hạn {due or view.deadline_words}" if due or view.deadline.on else f" · {view.deadline_words}"
    title = shorten(view.task.title, _HEADLINE_TITLE)
    return (Strong(f"{reason} · Việc {view.number}: {title}"), when)


def _reason(view: TaskView, kind: NudgeKind, audience: Audience) -> str:
    if kind is NudgeKind.ACCEPT:
        return "🔵 Chờ xác nhận hoàn thành"
    if kind is NudgeKind.DECIDE:
        returning = view.task.state is State.RETURNING
        return "↪️ Chờ quyết định chuyển trả" if returning else "⏳ Chờ quyết định gia hạn"
    if kind is NudgeKind.PERIOD and view.period is not None:
        return _asks_for(view.period, view)
    if kind is NudgeKind.OFFER:
        return f"📅 Chờ {YOU} trả lời"
    if kind is NudgeKind.UNACKNOWLEDGED:
        return "🔔 Đơn vị chưa tiếp nhận"
    if view.days_late:
        return _condition(view)
    if kind is NudgeKind.ASSIGNED:
        return _assigned(audience)
    if kind is NudgeKind.ACKNOWLEDGE:
        return f"🔔 Chờ {YOU} tiếp nhận"
    return _condition(view)


def _asks_for(period: Period, view: TaskView) -> str:
    days = view.calendar.working_days_between(view.calendar.day_of(view.now), due_day(period, view.calendar))
    if days < 0:
        return f"📝 Chưa có báo cáo {period_words(period)}"
    return f"📝 {'Sắp đến' if days else 'Hôm nay đến'} hạn báo cáo {period_words(period)}"


def _assigned(audience: Audience) -> str:
    words = {Audience.COORDINATORS: "🆕 Việc mới, phối hợp", Audience.INFORMED: "🆕 Để biết"}
    return words.get(audience, "🆕 Việc mới giao")


def _condition(view: TaskView) -> str:
    """The light and its word."""
    if view.task.state is State.REPORTED or view.task.is_closed:
        done = view.task.state is State.DONE
        return f"{view.light} {labels.STANDINGS[view.standing] if done else view.state_words}"
    if view.task.state is State.PAUSED:
        return f"⏸ {view.state_words}"
    if view.days_late:
        return f"🔴 {view.late_words.capitalize()}"
    if view.is_due_today:
        return "⏰ Đến hạn hôm nay"
    if view.deadline.on is None:
        return f"⚪ {labels.STANDINGS[Standing.NO_DEADLINE]}"
    if not view.days_left:
        return "⏰ Không còn ngày làm việc nào trước hạn"
    return f"{view.light} Còn {view.days_left} ngày làm việc"


def _body(view: TaskView) -> tuple[Span | None, ...]:
    urgency = labels.URGENCIES[view.task.urgency]
    return (
        f"Độ khẩn: {urgency}" if urgency else None,
        shorten(view.task.title, _LONGEST_TITLE) if len(view.task.title) > _HEADLINE_TITLE else None,
        f"Thuộc việc {view.parent[0]}: {shorten(view.parent[1], _PART_TITLE)}" if view.parent else None,
        _window(view),
        _rounds(view),
        _period(view),
        f"Chủ trì: {view.lead}",
        " · ".join(part for part in (_given(view), _document(view)) if part) or None,
        view.broadcast,
        f"Sản phẩm: {shorten(view.deliverable, _LONGEST_PRODUCT)}" if view.deliverable else None,
        targets.target(view.task),
        f"Trạng thái: {view.state_words}{_progress(view)}",
        f"⏸ Lý do tạm dừng: {shorten(quoted(view.paused_why), _LONGEST_SAID)}" if view.paused_why else None,
        f"⚠️ Vướng mắc: {shorten(quoted(view.blocked_why), _LONGEST_WHY)}" if view.blocked_why else None,
        _promised(view),
        _asked(view),
        _offered(view),
        _extended(view),
        "⚠️ Đẩy việc lên cấp trên" if view.pushes_up and Step.REFUSE_RETURN in view.can else None,
        _said(view),
        _urged(view),
        f"Kết quả báo cáo: {quoted(view.evidence)}" if view.evidence else None,
        f"Tệp kèm: {view.files}" if view.files else None,
        _contested(view),
        *_parts(view),
        targets.short_of(view.task),
        _waited_for(view),
        Fold(f"Phối hợp: {_coordinators(view)}") if view.coordinators else None,
    )


def _contested(view: TaskView) -> str | None:
    said = view.objection
    if said is None:
        return None
    words = cited_together(said.words, _LONGEST_OBJECTION)
    return f"⚖️ {shorten(said.by, _PART_LEAD)} khiếu nại từ {at_time(said.since, view.now)}, chờ trả lời: {words}"


def _parts(view: TaskView) -> list[str]:
    """The sub-tasks, with their lights."""
    shown = [
        f"{each.light} Việc {each.number}: {shorten(each.task.title, _PART_TITLE)} · {lists.when(each)}"
        f" · {each.state_words} · {shorten(each.lead, _PART_LEAD)}{_late_part(view, each)}"
        for each in view.children[:_MOST_PARTS]
    ]
    left = len(view.children) - _MOST_PARTS
    heading = [f"Việc con ({len(view.children)}):"] if shown else []
    return [*heading, *shown, *([f"… và {left} việc con khác"] if left > 0 else [])]


def _promised(view: TaskView) -> str | None:
    if view.promised_on is None or view.task.is_closed:
        return None
    past = " (đã qua)" if view.promised_on < local(view.now).date() else ""
    return f"Hẹn xong: {on_day(view.promised_on, view.now)}{past}"


def _late_part(whole: TaskView, part: TaskView) -> str:
    is_left_behind = not part.task.is_closed and ends_later(part.deadline, whole.deadline)
    return f" · ⚠️ muộn hơn việc {whole.number}" if is_left_behind else ""


def _waited_for(view: TaskView) -> str | None:
    """Whoever confirms sees which parts the report is without."""
    return waits_for(view) if view.task.state is State.REPORTED else None


def waits_for(view: TaskView) -> str | None:
    return f"⏳ Còn chờ phần của: {some(view.waits_for, _FEW_NAMES)}" if view.waits_for else None


_FEW_NAMES, _MOST_NAMES = 3, 8


def _coordinators(view: TaskView) -> str:
    """Each with how his part stands; of a task that is closed only who had done it."""
    open_mark = "" if view.task.is_closed else " ⏳"
    return some([f"{each.name}{' ✅' if each.done else open_mark}" for each in view.coordinators], _MOST_NAMES)


def _window(view: TaskView) -> str | None:
    start = view.deadline.starts_on
    return f"Thực hiện: từ {on_day(start, view.now)} đến {view.deadline_words}" if start else None


def _rounds(view: TaskView) -> str | None:
    """What comes again, and its neighbours."""
    deadline = view.deadline
    if not comes_again(deadline) or deadline.rhythm is None:
        return None
    before = f"kỳ trước: việc {view.round_before}" if view.round_before else None
    after = f"kỳ sau: việc {view.round_after}" if view.round_after else None
    return " · ".join(part for part in (f"🔁 Định kỳ {RHYTHMS[deadline.rhythm]}", before, after) if part)


def _period(view: TaskView) -> str | None:
    if view.period is None or view.task.is_closed:
        return None
    return f"📝 Kỳ báo cáo: {period_asked(view)}"


def period_asked(view: TaskView) -> str | None:
    """`tháng 11/2026, hạn Thứ Sáu 04/12`"""
    return f"{period_words(view.period)}, hạn {_period_due(view)}" if view.period else None


def _period_due(view: TaskView) -> str | None:
    return on_day(due_day(view.period, view.calendar), view.now) if view.period else None


def _asked(view: TaskView) -> str | None:
    """A request for more time, and whose turn it is."""
    if view.asked_until is None:
        return None
    until = deadline(view.asked_until, view.calendar, view.now)
    asked = f"⏳ Xin gia hạn đến {until}, lý do: "
    if view.offered_until is not None:
        return asked + shorten(quoted(view.asked_why), _LONGEST_SAID)
    return f"{asked}{shorten(quoted(view.asked_why), _LONGEST_WHY)} (chờ {view.accepter or 'Văn phòng'} quyết định)"


def _offered(view: TaskView) -> str | None:
    if view.offered_until is None:
        return None
    until = deadline(view.offered_until, view.calendar, view.now)
    why = f", lý do: {shorten(quoted(view.offered_why), _LONGEST_SAID)}" if view.offered_why else ""
    return f"📅 Đề xuất ngày khác: {until}{why} (chờ {YOU if view.leads else view.lead} trả lời)"


def _extended(view: TaskView) -> str | None:
    """What has been given, and what is asked for now."""
    count = view.extensions + (view.request is not None)
    if count < MANY_EXTENSIONS:
        return None
    asked = f", nay xin lần thứ {count}" if view.request is not None else ""
    return f"⚠️ Gia hạn nhiều lần: đã cho {view.extensions} lần{asked}"


def _said(view: TaskView) -> str | None:
    if not view.said or view.said_at is None or view.task.is_closed:
        return None
    return f"💬 {cited(shorten(view.said, _LONGEST_SAID))} ({at_time(view.said_at, view.now)})"


def _urged(view: TaskView) -> str | None:
    if view.urged is None or view.task.is_closed:
        return None
    today = " hôm nay" if local(view.urged.at).date() == local(view.now).date() else ""
    return (
        f"📣 Đã đôn đốc {view.urged.times} lần, gần nhất {at_time(view.urged.at, view.now)}{today} của {view.urged.by}"
    )


def _given(view: TaskView) -> str | None:
    return f"Giao: {view.assigner}" if view.assigner else None


def _document(view: TaskView) -> str | None:
    return f"VB {view.document}" if view.document else None


def _progress(view: TaskView) -> str:
    if view.task.state is State.REPORTED and view.task.reported_at:
        return f" (báo cáo lúc {at_time(view.task.reported_at, view.now)}, chờ {view.accepter or 'Văn phòng'} xác nhận)"
    if view.task.state is State.DONE:
        return ""
    told_above = view.task.target is not None and view.task.reached is not None
    return f" · {view.task.percent}%" if view.task.percent is not None and not told_above else ""
