"""Words for those on leave, for those who stand in for them, and for what somebody leaves behind."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from core.message import Outgoing, Strong
from core.press import Offer
from core.vietnamese.dates import Unreal
from core.wording import choices
from core.wording.days import at_time, none_such, on_day
from core.wording.labels import STEPS
from core.wording.views import Happened, LeaveView, ListView, TaskView
from core.wording.voice import YOU, YOU_FIRST, cited, say, shorten, some

_MOST = 2
_NAME = 40
_TITLE = 60
_EXAMPLE = "“từ 1/12 đến 5/12 giao anh Bình nhận thay”"

HOW = (
    f"{YOU_FIRST} gõ nghỉ từ ngày nào đến ngày nào và giao ai nhận thay, ví dụ {_EXAMPLE}. "
    "Gõ “hủy ủy quyền” để kết thúc sớm."
)
NO_DAYS = f"🤔 Em chưa rõ từ ngày nào đến ngày nào nên chưa ghi gì. Mời gõ lại, ví dụ {_EXAMPLE}."
NOTHING_TO_END = "Hiện không có ủy quyền nhận thay nào để kết thúc."
CHANGED = "ℹ️ Câu này không còn chờ trả lời, nên chưa ghi gì."


def no_such_day(named: Unreal) -> str:
    return f"⚠️ {none_such(named)} Em chưa ghi gì; {YOU} muốn nghỉ từ ngày nào đến ngày nào ạ? Ví dụ {_EXAMPLE}."


def in_place_of(away: Sequence[str], left: Sequence[str] = (), *, put_off: bool = False) -> str:
    """One short line: in whose place this is read, on leave or gone for good; `put_off` when he put it off till now."""
    told = [f"nhận thay {_called(away)}"] if away else []
    told += [f"{_called(left)} đã nghỉ công tác"] if left else []
    told += ["lời nhắc đã hẹn dời đến giờ này"] if put_off else []
    return f"({'; '.join(told)})"


def _called(names: Sequence[str]) -> str:
    more = f" và {len(names) - _MOST} người khác" if len(names) > _MOST else ""
    return ", ".join(f"{YOU} {shorten(name, _NAME)}" for name in names[:_MOST]) + more


def nobody(words: str) -> str:
    return f"🤔 Em không tìm thấy cán bộ {cited(shorten(words, _NAME))}. Mời gõ đủ họ tên."


def several(words: str) -> str:
    return f"🤔 Có nhiều người tên {cited(shorten(words, _NAME))}. Mời gõ đủ họ tên."


def days(first: date, last: date, now: datetime) -> str:
    return on_day(first, now) if first == last else f"từ {on_day(first, now)} đến hết {on_day(last, now)}"


def cannot(obstacle: str, view: LeaveView | None, most_days: int) -> str:
    """Why nobody stands in, and what to do; `view` is the delegation that is in the way."""
    if view is not None:
        return _IN_THE_WAY[obstacle](view)
    return f"⛔ {_CANNOT[obstacle].format(days=most_days)} Em chưa ghi gì."


_CANNOT = {
    "not_yours": "Mỗi người chỉ ủy quyền cho chính mình; ghi thay người khác là việc của Văn phòng.",
    "nobody": "Người này không còn trong danh sách cán bộ.",
    "himself": "Người nhận thay phải là người khác.",
    "other_unit": "Người nhận thay phải cùng đơn vị, hoặc là thủ trưởng đơn vị.",
    "unreached": "Người này chưa gắn tài khoản nên không nhận được tin. Mời chọn người khác.",
    "backwards": "Ngày cuối đứng trước ngày đầu. Mời gõ lại hai ngày.",
    "past": "Ngày bắt đầu đã qua. Mời gõ lại từ hôm nay trở đi.",
    "too_long": "Mỗi lần ủy quyền tối đa {days} ngày. Mời chọn ngày cuối sớm hơn, hoặc xin Văn phòng giao hẳn việc.",
}


def _away_already(view: LeaveView) -> str:
    when = days(view.first, view.last, view.now)
    return f"⛔ {view.person} đã giao {view.substitute} nhận thay {when}. Mời hủy ủy quyền đó trước (/uyquyen)."


def _stands_in(view: LeaveView) -> str:
    when = days(view.first, view.last, view.now)
    return f"⛔ {view.substitute} đang nhận thay {view.person} {when}, nên chưa giao tiếp cho người khác được."


def _substitute_away(view: LeaveView) -> str:
    return f"⛔ {view.person} cũng nghỉ {days(view.first, view.last, view.now)}. Mời chọn người khác."


_IN_THE_WAY: Mapping[str, Callable[[LeaveView], str]] = {
    "away_already": _away_already,
    "stands_in": _stands_in,
    "substitute_away": _substitute_away,
}


def read_back(view: LeaveView, substitute_id: int, turn: int) -> Outgoing:
    whose = "" if view.is_mine else f" {shorten(view.person, _NAME)}"
    buttons = (
        choices.choice("Đúng", Offer.STAND_IN, substitute_id, turn),
        choices.choice("Thôi", Offer.NO, 0, turn),
    )
    return say(
        Strong(f"🤝 Em hiểu: {days(view.first, view.last, view.now)}, {view.substitute} nhận thay{whose}."),
        "Tin nhắc, câu hỏi, việc chờ quyết định trong thời gian đó gửi người nhận thay.",
        "Đúng không ạ?",
        choices=choices.rows(buttons),
    )


def which_one(people: Sequence[tuple[int, str]], turn: int) -> Outgoing:
    buttons = [choices.choice(shorten(name, 20), Offer.STAND_IN, person_id, turn) for person_id, name in people]
    return say("🤝 Giao ai nhận thay?", choices=choices.rows([*buttons, choices.choice("Thôi", Offer.NO, 0, turn)]))


def agreed(view: LeaveView) -> str:
    when = days(view.first, view.last, view.now)
    return f"🤝 Đã ghi: {view.substitute} nhận thay {_whom(view)} {when}. Kết thúc sớm: gõ “hủy ủy quyền”."


def ended(view: LeaveView) -> str:
    return f"👌 Đã kết thúc việc {view.substitute} nhận thay {_whom(view)}. Tin gửi lại như trước."


def _whom(view: LeaveView) -> str:
    return YOU if view.is_mine else view.person


def delegations(views: Sequence[LeaveView], *notes: str) -> Outgoing:
    """Who stands in for whom, now and later, and how one asks for it."""
    if not views:
        return say(*notes, "🤝 Hiện không có ủy quyền nhận thay nào.", HOW)
    buttons = [
        choices.choice(shorten(f"✖️ Hủy: {view.substitute}", 20), Offer.END_LEAVE, view.number)
        for view in views
        if view.ends
    ]
    return say(*notes, Strong("🤝 Ủy quyền nhận thay"), *map(_line, views), choices=choices.rows(buttons, 1))


def _line(view: LeaveView) -> str:
    runs = "" if view.runs else " (chưa bắt đầu)"
    return f"• {view.substitute} nhận thay {_whom(view)} {days(view.first, view.last, view.now)}{runs}"


def made(view: LeaveView) -> Outgoing:
    when = days(view.first, view.last, view.now)
    return say(f"🤝 Văn phòng đã ghi: {view.substitute} nhận thay {YOU} {when}.", "Xem hoặc hủy: /uyquyen.")


def called_off(view: LeaveView) -> Outgoing:
    when = days(view.first, view.last, view.now)
    return say(f"👌 Văn phòng đã hủy việc {view.substitute} nhận thay {YOU} {when}.")


def begins(view: LeaveView, tasks: ListView | None, lines: Sequence[str]) -> Outgoing:
    """To whoever stands in: what he takes over."""
    until = f"đến hết {on_day(view.last, view.now)}"
    total = tasks.total if tasks else 0
    left = total - len(lines)
    return say(
        Strong(f"🤝 {YOU_FIRST} nhận thay {YOU} {shorten(view.person, _NAME)} {until}: {total} việc đang mở"),
        *lines,
        f"… và {left} việc khác. Gõ /viec để xem hết." if left > 0 else None,
        f"Tin về các việc này gửi {YOU}; {YOU} tiếp nhận, báo cáo, xin gia hạn thay được.",
        choices=choices.cards(tasks.tasks) if tasks else (),
    )


def over(view: LeaveView) -> Outgoing:
    return say(
        Strong(f"🤝 Đã hết thời gian {YOU} nhận thay {YOU} {shorten(view.person, _NAME)}."),
        "Từ nay tin về các việc đó gửi lại như trước. Em cảm ơn.",
    )


def back(view: LeaveView, happened: Sequence[Happened], total: int) -> Outgoing:
    """To whoever was away: what happened meanwhile, the newest first."""
    when = days(view.first, view.last, view.now)
    left = total - len(happened)
    return say(
        Strong(f"🤝 Hết thời gian {view.substitute} nhận thay {YOU}."),
        f"{when[:1].upper()}{when[1:]} có {total} bước trong các việc của {YOU}:" if total else None,
        *(_happened(each, view.now) for each in happened),
        f"… và {left} bước khác." if left > 0 else None,
        None if total else f"{when[:1].upper()}{when[1:]} không có bước nào trong các việc của {YOU}.",
        choices=choices.only("📋 Xem việc của tôi", Offer.MY_TASKS, 1),
    )


def _happened(each: Happened, now: datetime) -> str:
    what = STEPS.get(each.step, "có bước mới")
    title = shorten(each.title, _TITLE)
    return f"• {at_time(each.at, now)} · Việc {each.number}: {title} · {each.by or 'Văn phòng'} {what}"


def left(names: Sequence[str]) -> str:
    return f"👋 Đã nghỉ công tác: {some([shorten(name, _NAME) for name in names], 5)}."


def left_behind(view: ListView, part: int, *notes: str) -> Outgoing:
    """Each line opens the card, with "Giao người khác" for whoever may; `part` 1 is what they only followed."""
    if not view.total:
        return say(*notes, "✅ Không còn việc nào của người đã nghỉ công tác.")
    what = "do người đã nghỉ theo dõi, giao hoặc phối hợp" if part else "của người đã nghỉ, cần giao người khác"
    title = Strong(f"🔀 {view.total} việc {what}{_page(view)}")
    cards = choices.cards(view.tasks)
    return say(*notes, title, *map(_task_line, view.tasks), choices=cards + choices.pages(view, Offer.LEFT, part))


def _task_line(task: TaskView) -> str:
    return f"{task.light} Việc {task.number} · {shorten(task.task.title, _TITLE)} · {task.lead} · {task.state_words}"


def _page(view: ListView) -> str:
    return f" (trang {view.number}/{view.pages})" if view.pages > 1 else ""
