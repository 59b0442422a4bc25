"""What people are told of a broadcast: its text with the button, reminders, corrections, and who has confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.message import Choices, Outgoing, Span, Strong
from core.press import Offer
from core.wording import choices
from core.wording.days import at_time, length
from core.wording.voice import YOU, YOU_FIRST, quoted, say, shorten, some

_NAME, _TITLE, _UNIT = 60, 60, 60
_MOST_SILENT, _MOST_NAMES = 4, 12
UNITS_ON_A_PAGE = 8

ALREADY = "👌 Đã ghi nhận từ trước, không cần bấm lại."
NOT_MEANT = f"Thông báo này không yêu cầu {YOU} xác nhận."
WITHDRAWN = "🗑 Thông báo này đã được thu hồi."
NOT_BOUND = "Tài khoản này chưa gắn với cán bộ nào. Mời nhắn riêng cho trợ lý để gắn bằng mã mời."
NOT_YOURS = f"{YOU_FIRST} không có quyền xem danh sách quán triệt của thông báo này."
NOT_FOUND = f"Không có thông báo số này gửi tới {YOU}. Gõ /thongbao để xem."
EDITED = "✏️ Sửa tin không đổi thông báo đã gửi. Gõ /thongbao kèm số rồi bấm Đính chính."
NOT_POSTED = "ℹ️ Thông báo này chưa gửi đi hoặc đã thu hồi."
CORRECTED = "✏️ Đã đính chính: các tin đã gửi đang được sửa, người nhận được báo."
CORRECTED_SILENTLY = (
    "✏️ Đã đính chính: các tin đã gửi đang được sửa. Vừa báo đính chính chưa quá 10 phút nên lần này không báo lại."
)
TAKEN_BACK = "🗑 Đã thu hồi thông báo: các tin đã gửi đang được sửa. Tệp đã gửi và việc đã giao kèm vẫn còn."
FOR_NOBODY = (
    "⚠️ Thông báo {number} đến giờ gửi nhưng không còn ai nhận, nên em không gửi. Mời soạn lại bằng /thongbao "
    "và chọn người nhận khác."
)
_DROPPED_PART = "(Đoạn này không còn trong bản đính chính.)"


@dataclass(frozen=True, kw_only=True)
class CastView:
    """One broadcast. `parts` are its text as it is cut now, `files` what the files are called."""

    number: int
    author: str
    parts: tuple[str, ...]
    files: tuple[str, ...]
    urgent: bool
    corrected_at: datetime | None
    withdrawn_at: datetime | None
    now: datetime

    @property
    def title(self) -> str:
        first = self.parts[0].partition("\n")[0] if self.parts else ", ".join(self.files)
        return shorten(quoted(first), _TITLE)


def confirmed(number: int, at: datetime, now: datetime) -> str:
    return f"✅ Đã quán triệt thông báo {number} lúc {at_time(at, now)}."


def post(
    view: CastView,
    part: int = 0,
    *,
    confirmed_at: datetime | None = None,
    count: tuple[int, int] | None = None,
    asks: bool = True,
    reminds: bool = False,
) -> Outgoing:
    """One part. The first has the button; in a group it counts (`count`), in private it tells when he has confirmed."""
    if view.withdrawn_at is not None:
        what = f" (phần {part + 1})" if part else ""
        return say(Strong(f"🗑 Thông báo {view.number}{what} đã được thu hồi {at_time(view.withdrawn_at, view.now)}."))
    if part:
        words = view.parts[part] if part < len(view.parts) else _DROPPED_PART
        return say(Strong(f"📢 Thông báo {view.number} (tiếp, {part + 1}/{len(view.parts)})"), words)
    return say(
        Strong(_heading(view, reminds=reminds)),
        view.parts[0] if view.parts else None,
        _beside(view),
        _corrected(view),
        _standing(confirmed_at, count, view.now),
        choices=_button(view.number) if asks and confirmed_at is None and not _complete(count) else (),
    )


def _heading(view: CastView, *, reminds: bool) -> str:
    name = shorten(view.author, _NAME)
    if reminds:
        return f"🔔 Chưa quán triệt: thông báo {view.number} · {name}"
    return f"🔥 HỎA TỐC · Thông báo {view.number} · {name}" if view.urgent else f"📢 Thông báo {view.number} · {name}"


def _beside(view: CastView) -> str | None:
    more = [f"còn {len(view.parts) - 1} đoạn ở tin sau"] if len(view.parts) > 1 else []
    more += [f"kèm {len(view.files)} tệp"] if view.files else []
    return f"📎 {', '.join(more)}" if more else None


def _corrected(view: CastView) -> str | None:
    return f"✏️ Đã đính chính lúc {at_time(view.corrected_at, view.now)}." if view.corrected_at else None


def _standing(confirmed_at: datetime | None, count: tuple[int, int] | None, now: datetime) -> Span | None:
    if count is not None:
        mark = "✅" if _complete(count) else "👁"
        return f"{mark} Đã quán triệt {count[0]}/{count[1]}"
    return f"✅ {YOU_FIRST} đã quán triệt lúc {at_time(confirmed_at, now)}." if confirmed_at else None


def _complete(count: tuple[int, int] | None) -> bool:
    return count is not None and count[0] == count[1] > 0


def _button(number: int) -> Choices:
    return choices.only("✅ Đã quán triệt", Offer.READ, number)


def notice(view: CastView) -> Outgoing:
    return say(Strong(f"✏️ Thông báo {view.number} vừa được đính chính: {view.title}"), "Mời đọc lại tin đã gửi.")


def file(view: CastView, name: str) -> Outgoing:
    return say(f"📎 Thông báo {view.number}: {shorten(quoted(name), _TITLE)}")


def silent(view: CastView, unit: str, names: Sequence[str]) -> Outgoing:
    """To the head of a unit, once."""
    return say(
        Strong(f"⚠️ {len(names)} người chưa quán triệt thông báo {view.number}: {view.title}"),
        f"{shorten(unit, _UNIT)}: {_names(names)}.",
        f"Kính đề nghị {YOU} nhắc các đồng chí trên.",
    )


@dataclass(frozen=True, kw_only=True)
class UnitTally:
    unit: str
    confirmed: int
    total: int
    silent: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReceiptsView:
    """Who has confirmed, unit by unit; `unreached` are those whom nothing reaches, `left` groups that put us out.

    `tasks` are how many units were given theirs, and how many should have been.
    """

    cast: CastView
    state: str
    send_at: datetime
    confirmed: int
    total: int
    units: tuple[UnitTally, ...]
    pages: int
    page: int
    unreached: tuple[str, ...]
    groups: tuple[str, ...]
    left: tuple[str, ...]
    tasks: tuple[int, int] | None
    without_task: tuple[str, ...]
    to_urge: int


def receipts(view: ReceiptsView, *notes: str) -> Outgoing:
    cast = view.cast
    page = f" (trang {view.page}/{view.pages})" if view.pages > 1 else ""
    return say(
        *notes,
        Strong(f"📢 Thông báo {cast.number}: {cast.title}"),
        _state(view),
        _corrected(cast),
        Strong(f"Đã quán triệt {view.confirmed}/{view.total}{page}") if view.total else None,
        *(_tally(each) for each in view.units),
        f"📵 Không nhận được tin: {_names(view.unreached)}" if view.unreached else None,
        f"Nhóm: {_names(view.groups, 5)}" if view.groups else None,
        f"⚠️ Trợ lý không còn trong nhóm: {_names(view.left, 5)}" if view.left else None,
        f"📌 Giao kèm: {view.tasks[0]}/{view.tasks[1]} đơn vị" if view.tasks else None,
        f"⚠️ Chưa giao được (chưa có thủ trưởng, hoặc đã quá hạn): {_names(view.without_task, 5)}"
        if view.without_task
        else None,
        choices=_desk(view),
    )


def _without_task(view: ReceiptsView) -> str | None:
    names = _names(view.without_task, 5)
    return f"⚠️ Chưa giao được (chưa có thủ trưởng, hoặc đã quá hạn): {names}" if names else None


def _names(names: Sequence[str], most: int = _MOST_NAMES) -> str:
    return some([shorten(name, _NAME) for name in names], most)


def _state(view: ReceiptsView) -> str:
    at = at_time(view.send_at, view.cast.now)
    if view.cast.withdrawn_at is not None:
        return f"🗑 Đã thu hồi lúc {at_time(view.cast.withdrawn_at, view.cast.now)}"
    return f"🕐 Hẹn gửi {at}" if view.state == "scheduled" else f"Gửi lúc {at} · {shorten(view.cast.author, _NAME)}"


def _tally(each: UnitTally) -> str:
    mark = "✅" if each.confirmed == each.total else "⏳"
    names = _names(each.silent, _MOST_SILENT)
    chased = f" · chưa: {names}" if each.silent else ""
    return f"{mark} {shorten(each.unit, _UNIT)}: {each.confirmed}/{each.total}{chased}"


def _desk(view: ReceiptsView) -> Choices:
    if view.cast.withdrawn_at is not None:
        return ()
    number = view.cast.number
    offered = []
    if view.to_urge:
        offered.append(choices.choice(f"📣 Đôn đốc {view.to_urge} người", Offer.URGE_SILENT, number, view.page))
    offered.append(choices.choice("✏️ Đính chính", Offer.CORRECT, number))
    offered.append(choices.choice("🗑 Thu hồi", Offer.WITHDRAW, number))
    turning = []
    if view.page > 1:
        turning.append(choices.choice(f"‹ Trang {view.page - 1}", Offer.NOTICE, number, view.page - 1))
    if view.page < view.pages:
        turning.append(choices.choice(f"Trang {view.page + 1} ›", Offer.NOTICE, number, view.page + 1))
    return choices.rows(offered) + choices.rows(turning)


@dataclass(frozen=True, kw_only=True)
class CastLine:
    number: int
    title: str
    at: datetime
    state: str
    confirmed: int
    total: int


def recent(lines: Sequence[CastLine], now: datetime) -> Outgoing:
    """The newest broadcasts, each with the way to who has confirmed it."""
    if not lines:
        return say("Chưa có thông báo nào. Gõ “/thongbao nội dung…” để soạn.")
    told = (f"📢 {each.number} · {each.title} · {_where(each, now)}" for each in lines)
    opened = choices.rows(choices.choice(f"🔎 Thông báo {each.number}", Offer.NOTICE, each.number, 1) for each in lines)
    return say(Strong("📢 Thông báo gần đây"), *told, "Soạn mới: gõ “/thongbao nội dung…”.", choices=opened)


def _where(line: CastLine, now: datetime) -> str:
    if line.state == "withdrawn":
        return "đã thu hồi"
    if line.state == "scheduled":
        return f"hẹn gửi {at_time(line.at, now)}"
    return f"{at_time(line.at, now)} · đã quán triệt {line.confirmed}/{line.total}"


def urged(count: int) -> str:
    return f"📣 Đã đôn đốc {count} người chưa quán triệt." if count else "✅ Không còn ai cần đôn đốc."


def too_soon(wait: timedelta) -> str:
    return f"⏳ Vừa đôn đốc xong, xin chờ {length(wait)} nữa."
