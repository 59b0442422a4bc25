"""The watch list in words: how many of each kind, and each kind line by line."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from core.message import Choice, Choices, Outgoing, Strong
from core.press import Offer
from core.task import State
from core.watch import ANSWERED_WITHIN, Silence, Unreached, UnreachedPage, Watch
from core.wording import choices
from core.wording.days import at_time
from core.wording.lists import page_words
from core.wording.views import ListView, TaskView
from core.wording.voice import YOU_FIRST, cited, cited_together, quoted, say, shorten

_LABELS: Mapping[Watch, str] = {
    Watch.UNACKNOWLEDGED: "🔔 Chưa tiếp nhận",
    Watch.BLOCKED: "⚠️ Vướng mắc",
    Watch.UNDELIVERABLE: "📵 Tin không đến",
    Watch.UNDECIDED: "⏳ Chờ quyết định",
    Watch.UNDATED: "⚪ Chưa có hạn",
    Watch.LEFTOVER: "🗂 Tồn đọng kỳ trước",
    Watch.CONTESTED: "⚖️ Khiếu nại chờ lâu",
}
_MEANS: Mapping[Watch, str] = {
    Watch.UNACKNOWLEDGED: "việc quá giờ quy định mà chưa ai nhận",
    Watch.BLOCKED: "việc đang vướng",
    Watch.UNDELIVERABLE: "người không nhận được tin",
    Watch.UNDECIDED: "việc chờ xác nhận, gia hạn hoặc chuyển trả",
    Watch.UNDATED: "việc chưa có ngày hạn",
    Watch.CONTESTED: f"việc có khiếu nại quá {ANSWERED_WITHIN} ngày làm việc chưa được trả lời",
    Watch.LEFTOVER: "việc giao từ năm trước, hoặc theo văn bản năm trước",
}
_TITLE, _WORDS = 60, 60


def not_yours() -> Outgoing:
    return say(
        "Danh mục theo dõi dành cho Văn phòng, lãnh đạo và thủ trưởng đơn vị. "
        f"{YOU_FIRST} gõ /viec để xem việc của mình."
    )


def summary(counts: Mapping[Watch, int]) -> Outgoing:
    """The kinds that hold something, each with its button; the empty ones in one line."""
    held = [kind for kind in Watch if counts[kind]]
    empty = [_name(kind) for kind in Watch if not counts[kind]]
    if not held:
        return say(f"✅ Không có gì cần theo dõi thêm ({', '.join(empty)}).")
    told = (f"{_LABELS[kind]}: {counts[kind]} {_MEANS[kind]}" for kind in held)
    nothing = f"Không có: {', '.join(empty)}." if empty else None
    return say(Strong("👁 Cần theo dõi"), *told, nothing, choices=choices.rows(map(_open, held)))


def _open(kind: Watch) -> Choice:
    return choices.choice(_LABELS[kind], Offer.WATCH, 1, _place(kind))


def _place(kind: Watch) -> int:
    """0 is the summary."""
    return 1 + list(Watch).index(kind)


def _name(kind: Watch) -> str:
    """Without its picture, inside a sentence."""
    name = _LABELS[kind].partition(" ")[2]
    return name[0].lower() + name[1:]


def tasks(kind: Watch, view: ListView) -> Outgoing:
    """Each line tells what the kind is about, and opens the card."""
    if not view.total:
        return say(f"✅ Không có: {_name(kind)}.", choices=_back())
    title = Strong(f"{_LABELS[kind]}: {view.total} việc{page_words(view)}")
    cards = choices.cards(view.tasks)
    pages = choices.pages(view, Offer.WATCH, _place(kind))
    return say(title, *(_line(kind, task) for task in view.tasks), choices=cards + pages + _back())


def _back() -> Choices:
    return choices.only("👁 Danh mục theo dõi", Offer.WATCH, 1)


def _line(kind: Watch, task: TaskView) -> str:
    title = shorten(task.task.title, _TITLE)
    return f"{task.light} Việc {task.number} · {title} · {task.lead} ({task.lead_unit}) · {_ABOUT[kind](task)}"


def _assigned(task: TaskView) -> str:
    return f"giao {at_time(task.task.assigned_at, task.now)}"


def _blocked(task: TaskView) -> str:
    return cited(shorten(task.blocked_why or "", _WORDS))


def _undecided(task: TaskView) -> str:
    who = f"chờ {task.accepter or 'Văn phòng'}"
    if task.task.state is State.REPORTED and task.task.reported_at:
        return f"{who} xác nhận, báo cáo {at_time(task.task.reported_at, task.now)}"
    about = "chuyển trả" if task.task.state is State.RETURNING else "gia hạn"
    asked = f", xin {at_time(task.task.asked_at, task.now)}" if task.task.asked_at else ""
    return f"{who} quyết định {about}{asked}"


def _contested(task: TaskView) -> str:
    said = task.objection
    if said is None:
        return ""
    return f"{said.by} khiếu nại {at_time(said.since, task.now)}: {cited_together(said.words, _WORDS)}"


_ABOUT: Mapping[Watch, Callable[[TaskView], str]] = {
    Watch.UNACKNOWLEDGED: _assigned,
    Watch.BLOCKED: _blocked,
    Watch.UNDECIDED: _undecided,
    Watch.UNDATED: _assigned,
    Watch.LEFTOVER: _assigned,
    Watch.CONTESTED: _contested,
}


def people(page: UnreachedPage, now: datetime) -> Outgoing:
    """Who is not reached, why, and since when; what to do about it stands below."""
    if not page.total:
        return say("✅ Tin nhắn đến được mọi người.", choices=_back())
    title = Strong(f"{_LABELS[Watch.UNDELIVERABLE]}: {page.total} người{page_words(page)}")
    pages = choices.pages(page, Offer.WATCH, _place(Watch.UNDELIVERABLE))
    return say(title, *_people(page, now), _ADVICE, choices=pages + _back())


_ADVICE = "Xin báo việc cho người đó bằng cách khác, và đề nghị quản trị cấp mã mời (nhacviec invite)."


def _people(page: UnreachedPage, now: datetime) -> Iterator[str]:
    for each in page.people:
        since = f" · từ {at_time(each.since, now)}" if each.since else ""
        yield f"{each.name} ({each.unit}) · {_why(each)}{since}"


def _why(person: Unreached) -> str:
    if person.why is Silence.UNBOUND:
        return "chưa gắn tài khoản" + ("" if person.since else ", chưa lỡ tin nào")
    if person.why is Silence.SET_ASIDE:
        return f"{person.count} tin không gửi được, để riêng"
    return f"tài khoản không nhận tin: {shorten(quoted(person.said), _WORDS)}"
