"""Short answers that need no task: to strangers, to wrong codes, to what cannot be done."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from core.calendar import local
from core.message import Outgoing, Strong
from core.press import Offer
from core.wording import choices
from core.wording.commands import COMMANDS
from core.wording.days import at_time, length, on_day
from core.wording.voice import YOU, YOU_FIRST, say, some

STALE = "ℹ️ Việc này đã thay đổi sau khi nút được gửi nên chưa ghi gì."
DOUBLE = "👌 Đã ghi nhận từ trước, không cần bấm lại."
FORGED = f"Nút này không hợp lệ. {YOU_FIRST} gõ /viec để xem việc của mình."
NOT_YOURS = f"{YOU_FIRST} không có quyền thực hiện bước này với việc đã chọn. Gõ /viec để xem việc của mình."
NO_SUCH_STEP = "ℹ️ Ở trạng thái hiện tại, việc này không có bước vừa chọn."
CANCELLED = "👌 Đã bỏ qua thao tác."
TOO_LATE = "ℹ️ Việc này đã thay đổi trước khi có câu trả lời, nên nội dung vừa gõ chưa được ghi."
CANNOT_READ = (
    f"Em chưa đọc được câu trả lời bằng lời nên chưa ghi gì. {YOU_FIRST} chọn việc rồi bấm nút giúp em; "
    "gõ /trogiup để xem cách dùng."
)
EXPIRED_QUESTION = (
    "⌛ Câu hỏi trước đã hết hạn trả lời nên nội dung vừa gõ chưa được ghi. Mời bấm lại nút ở việc cần làm."
)
EDITED = "✏️ Em chỉ đọc tin mới, chưa đọc tin được sửa. Mời gõ nội dung đã sửa thành một tin mới."
ONLY_TEXT = f"Em chưa nhận được tệp, ảnh và tiếng nói: {YOU} gõ nội dung bằng chữ giúp em."
NO_EVIDENCE = "👌 Báo cáo này không kèm số văn bản hay tên sản phẩm."
NOT_HERE = "Nút chỉ dùng được trong tin nhắn riêng, từ tài khoản đã gắn với cán bộ."
BLOCKED = "người nhận đã chặn trợ lý nhắc việc"
OUR_FAULT = "⚠️ Có lỗi phía hệ thống nên tin vừa rồi chưa được xử lý. Quản trị đã được báo; mời thử lại sau ít phút."
NOT_FOUND = "Không có việc số này trong phạm vi được xem."


_DONE = {
    Offer.ACKNOWLEDGE: "👀 Đã tiếp nhận việc {number}",
    Offer.PROGRESS: "▶️ Đã ghi đang thực hiện việc {number}",
    Offer.REPORT: "✅ Đã báo cáo hoàn thành việc {number}",
    Offer.ACCEPT: "✅ Đã xác nhận hoàn thành việc {number}",
    Offer.RECALL_SURELY: "🗑 Đã thu hồi việc {number}",
    Offer.URGE: "📣 Đã đôn đốc việc {number}",
}


_TOLD = {Offer.REPORT, Offer.ACCEPT, Offer.RECALL_SURELY, Offer.URGE}
_LATER = " Ngoài giờ làm việc nên người liên quan sẽ nhận tin khi vào giờ."


def done(offer: Offer, number: int, now: datetime, *, quiet: bool) -> str:
    """In quiet hours the step counts at once; whoever hears of it hears later."""
    later = _LATER if quiet and offer in _TOLD else ""
    return f"{_DONE[offer].format(number=number)} lúc {at_time(now, now)} {on_day(local(now).date(), now)}.{later}"


def too_soon(wait: timedelta) -> str:
    return f"📣 Việc này vừa được đôn đốc. Có thể đôn đốc lại sau {length(wait)}."


def _unknown(**_: Any) -> Outgoing:
    return say(
        "Xin chào. Đây là trợ lý nhắc việc của cơ quan. Tài khoản này chưa được gắn với cán bộ nào: "
        "xin gõ mã mời 8 ký tự do Văn phòng cấp."
    )


def _wrong_code(left: int, **_: Any) -> Outgoing:
    return say(f"Mã mời không đúng. Xin kiểm tra lại từng chữ (còn {left} lần thử).")


def _used_code(**_: Any) -> Outgoing:
    return say("Mã mời này đã được dùng. Mỗi mã chỉ dùng một lần: xin đề nghị Văn phòng cấp mã khác.")


def _expired_code(**_: Any) -> Outgoing:
    return say("Mã mời này đã hết hạn. Xin đề nghị Văn phòng cấp mã khác.")


def _too_many_codes(wait: float, **_: Any) -> Outgoing:
    return say(f"Đã thử mã quá nhiều lần. Xin chờ {length(timedelta(seconds=wait))} rồi thử lại.")


def _bound_elsewhere(**_: Any) -> Outgoing:
    return say("Cán bộ này đã gắn với một tài khoản khác. Nếu đã đổi máy, xin đề nghị Văn phòng gỡ tài khoản cũ.")


def _already_bound(name: str, **_: Any) -> Outgoing:
    return say(f"Tài khoản này đã gắn với: {name}. Gõ /viec để xem việc, /trogiup để xem cách dùng.")


def _welcome(name: str, **_: Any) -> Outgoing:
    return say(
        Strong(f"👋 Đã gắn tài khoản này với: {name}."),
        f"Từ nay em sẽ nhắc {YOU} trước khi việc đến hạn, trong giờ làm việc.",
        f"{YOU_FIRST} bấm nút dưới mỗi tin để trả lời; gõ /viec để xem việc, /trogiup để xem cách dùng.",
    )


def _help(**_: Any) -> Outgoing:
    return say(
        Strong("Cách dùng"),
        *(f"/{name} – {what}" for name, what in COMMANDS.items()),
        "Dưới mỗi tin nhắc có các nút để trả lời:",
        "👀 Đã nhận: tiếp nhận việc được giao.",
        "▶️ Đang làm: bắt đầu thực hiện.",
        "✅ Xong: báo cáo hoàn thành; sau đó gõ số văn bản hoặc tên sản phẩm.",
        "Người theo dõi bấm Xác nhận, hoặc Trả lại kèm ý kiến.",
        "Gõ /viec kèm số để mở một việc, ví dụ: /viec 12.",
        choices=choices.only("📋 Xem việc của tôi", Offer.MY_TASKS, 1),
    )


def _only_private(**_: Any) -> Outgoing:
    return say("Lệnh này chỉ dùng trong tin nhắn riêng với em, để danh sách việc không bị nêu trong nhóm.")


def _group_hello(**_: Any) -> Outgoing:
    return say(
        f"Xin chào các {YOU}. Em là trợ lý nhắc việc của cơ quan; xin nhắn riêng cho em, gõ /trogiup để xem cách dùng."
    )


def _text(text: str, **_: Any) -> Outgoing:
    return say(text)


def _set_aside(number: int, why: str, **_: Any) -> Outgoing:
    return say(f"⚠️ Tin số {number} không gửi được và đã để riêng: {why}")


def _gone(name: str, why: str, **_: Any) -> Outgoing:
    return say(f"⚠️ Không gửi được tin cho {name}: {why}")


def _unbound(names: list[str], **_: Any) -> Outgoing:
    return say(
        f"⚠️ Có tin không đến được {len(names)} người (chưa gắn hoặc đã chặn tài khoản):",
        some(names, 10),
        "Xin báo cho người nhận bằng cách khác và cấp mã mời.",
    )


def _parked(number: int, why: str, **_: Any) -> Outgoing:
    return say(f"⚠️ Một cập nhật từ kênh nhắn tin không xử lý được, đã để riêng (số {number}): {why}")


def _silence(what: str, **_: Any) -> Outgoing:
    return say(f"🚨 {what}")


SAYINGS: dict[str, Callable[..., Outgoing]] = {
    "unknown": _unknown,
    "wrong_code": _wrong_code,
    "used_code": _used_code,
    "expired_code": _expired_code,
    "too_many_codes": _too_many_codes,
    "bound_elsewhere": _bound_elsewhere,
    "already_bound": _already_bound,
    "welcome": _welcome,
    "help": _help,
    "only_private": _only_private,
    "group_hello": _group_hello,
    "text": _text,
    "set_aside": _set_aside,
    "gone": _gone,
    "unbound": _unbound,
    "parked": _parked,
    "silence": _silence,
}
