"""The calendar feed: what is said about its link, and what stands in it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from core.message import Choice, Choices, Outgoing, Strong
from core.press import Offer
from core.standing import Standing
from core.task import State
from core.text import one_line
from core.wording import choices, labels
from core.wording.days import at_time
from core.wording.views import TaskView
from core.wording.voice import YOU, YOU_FIRST, cited, say, shorten, some

PRODUCT = "-//Nhắc Việc//Lịch việc//VI"
NOT_YOURS = (
    "⛔ Lịch của một đơn vị chỉ cấp cho thủ trưởng đơn vị đó (hoặc cấp trên trực tiếp), Văn phòng và lãnh đạo. "
    "Gõ /dongbolich để lấy lịch việc của riêng mình."
)
STALE = "ℹ️ Đường dẫn này đã đổi hoặc đã thu hồi rồi nên em chưa làm gì. Gõ /dongbolich để xem."
_LONGEST_SUMMARY = 120
_MOST_ADMINS = 3
_WORDS = {
    Standing.OPEN_IN_TIME: "Trong hạn",
    Standing.OPEN_SOON: labels.STANDINGS[Standing.OPEN_SOON],
    Standing.OPEN_LATE: "Quá hạn",
}


def link(url: str, unit: str | None, number: int, version: int, more: Iterable[Choice] = ()) -> Outgoing:
    """The only message that ever shows the link."""
    return say(
        Strong(f"📅 Đường dẫn lịch {_whose(unit)}"),
        url,
        "Chép đường dẫn vào ứng dụng lịch (“Thêm lịch từ URL”, “Đăng ký lịch”): việc đang mở có hạn hiện trong lịch và "
        "tự cập nhật.",
        f"🔒 Ai có đường dẫn này đều xem được lịch, {YOU} đừng chuyển cho người khác. Em chỉ hiện một lần; mất hay lộ "
        "thì đổi đường dẫn.",
        choices=_kept(number, version) + choices.rows(more),
    )


def there_is(
    unit: str | None, made_at: datetime, now: datetime, number: int, version: int, more: Iterable[Choice]
) -> Outgoing:
    return say(
        Strong(f"📅 Lịch {_whose(unit)} đã có đường dẫn"),
        f"Cấp lúc {at_time(made_at, now)}. Để giữ kín, em không hiện lại đường dẫn cũ: {YOU} đổi đường dẫn nếu cần "
        "cái mới (cái cũ hết dùng ngay).",
        choices=_kept(number, version) + choices.rows(more),
    )


def withdrawn(unit: str | None, number: int, version: int) -> Outgoing:
    return say(
        f"🚫 Đã thu hồi đường dẫn lịch {_whose(unit)}: từ giờ không ai mở được nữa.",
        choices=choices.only("📅 Tạo đường dẫn mới", Offer.FEED_NEW, number, version),
    )


def of_unit(unit_id: int) -> Choice:
    return choices.choice("🏢 Lịch của đơn vị", Offer.FEED_UNIT, unit_id)


def not_open(admins: Sequence[str] = ()) -> str:
    """Whom to ask where the service has no address that others can reach."""
    whom = f"quản trị ({some(admins, _MOST_ADMINS)})" if admins else "quản trị của hệ thống"
    return (
        f"📅 Máy chủ chưa có địa chỉ web nên em chưa cấp được đường dẫn lịch. {YOU_FIRST} nhờ {whom} đặt "
        "NHACVIEC_WEB_URL theo hướng dẫn cài đặt, rồi gõ lại /dongbolich."
    )


def no_such_unit(name: str) -> str:
    shown = cited(shorten(name, 60))
    return f"🤔 Em không rõ {shown} là đơn vị nào. Mời gõ tên đầy đủ của đơn vị, như: /dongbolich Sở Nội vụ."


def _whose(unit: str | None) -> str:
    return f"của {unit}" if unit else f"việc của {YOU}"


def _kept(number: int, version: int) -> Choices:
    return choices.rows(
        (
            choices.choice("🔄 Đổi đường dẫn", Offer.FEED_NEW, number, version),
            choices.choice("🚫 Thu hồi", Offer.FEED_OFF, number, version),
        )
    )


def name(whose: str) -> str:
    return f"Việc của {whose}"


def left_out(count: int) -> str:
    return f"Còn {count} việc có hạn xa hơn chưa hiện trong lịch này."


def summary(view: TaskView) -> str:
    """The light and its word first. Calendars are fetched now and then, so no word counts days."""
    return f"{_light(view)} · Việc {view.number}: {shorten(one_line(view.task.title), _LONGEST_SUMMARY)}"


def description(view: TaskView) -> str:
    return "\n".join(map(one_line, _told(view)))


def _light(view: TaskView) -> str:
    if view.task.state is State.PAUSED:
        return f"⏸ {view.state_words}"
    if view.task.state is State.REPORTED:
        return f"{view.light} {view.state_words}"
    return f"{view.light} {_WORDS[view.standing]}"


def _told(view: TaskView) -> Iterator[str]:
    yield f"Việc {view.number}: {view.task.title}"
    if view.document:
        yield f"Văn bản: {view.document}"
    yield f"Chủ trì: {view.lead} ({view.lead_unit})"
    yield f"Hạn: {view.deadline_words}"
    yield f"Trạng thái: {view.state_words}"
