"""Short answers that need no task: to strangers, to wrong codes, to what cannot be done."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from core.broadcast_draft import CastDraft
from core.calendar import local
from core.message import Outgoing, Strong
from core.press import Offer
from core.wording import broadcasting, choices
from core.wording.commands import COMMANDS
from core.wording.days import at_time, length, on_day
from core.wording.voice import YOU, YOU_FIRST, cited, say, shorten, some, told_names

STALE = "ℹ️ Việc này đã thay đổi sau khi nút được gửi nên chưa ghi gì."
DOUBLE = "👌 Đã ghi nhận từ trước, không cần bấm lại."
FORGED = f"Nút này không hợp lệ. {YOU_FIRST} gõ /viec để xem việc của mình."
NOT_YOURS = f"{YOU_FIRST} không có quyền thực hiện bước này với việc đã chọn. Gõ /viec để xem việc của mình."
OBJECTION_SETTLED = "ℹ️ Khiếu nại này đã được trả lời, hoặc đã rút lại."
NO_SUCH_STEP = "ℹ️ Ở trạng thái hiện tại, việc này không có bước vừa chọn."
CANCELLED = "👌 Đã bỏ qua thao tác. Em chưa ghi gì."
TOO_LATE = "ℹ️ Việc này đã thay đổi trước khi có câu trả lời, nên nội dung vừa gõ chưa được ghi."
CANNOT_READ = (
    f"🤔 Em chưa chắc hiểu đúng ý nên chưa ghi gì. {YOU_FIRST} gõ rõ hơn giúp em, ví dụ “việc 12 xong rồi”, "
    "hoặc bấm nút dưới tin của việc đó."
)
ASK_AGAIN = "🤔 Em chưa rõ câu trả lời nên hỏi lại."
NEEDS_WORDS = "✏️ Như vậy người nhận chưa biết vì sao. Mời gõ lý do bằng vài chữ; không muốn nêu thì bấm Thôi."
EXPIRED_QUESTION = "⌛ Câu hỏi trước đã hết hạn trả lời nên em không ghi gì theo câu hỏi đó."
EDITED_THE_SAME = "✏️ Em đã đọc lại tin vừa sửa: nội dung ghi nhận không đổi."
ONLY_TEXT = f"Em chưa đọc được tin này: {YOU} gõ nội dung bằng chữ, hoặc gửi ảnh, tệp giúp em."
TOO_LARGE = "📎 Tệp lớn hơn 20 MB nên em không giữ được. Mời gửi bản nhỏ hơn, hoặc gõ số văn bản thay cho tệp."
NOBODY_TO_ASK = "ℹ️ Không có ai khác theo dõi để chuyển câu hỏi này."
MOST_FILES = "📎 Em chỉ giữ được 10 tệp một lần. Mời trả lời câu trên trước, rồi gửi tiếp."
FILES_NOT_KEPT = "📎 Tệp gửi kèm không được giữ: chỉ người chủ trì hoặc phối hợp gửi được minh chứng của việc."
VOICE = "🎤 Em không nghe được tin thoại, chỉ giữ lại làm minh chứng. Mời gõ nội dung bằng chữ giúp em."
ANSWERED = "ℹ️ Câu hỏi này đã được trả lời hoặc đã hết hạn, nên chưa ghi gì."
PASSED_ALREADY = (
    "ℹ️ Ngày xin gia hạn đến đã qua nên không cho được nữa. Mời không cho gia hạn kèm lý do, để người làm xin lại."
)
OFFER_PASSED = "ℹ️ Ngày đề xuất đã qua nên không nhận được nữa. Mời bấm Không nhận kèm lý do, để được xem xét lại."
SEVERAL_OFFERS = "📅 Có nhiều ngày đề xuất đang chờ trả lời: mời mở từng việc dưới đây để trả lời."
NOTHING_TO_DECIDE = f"ℹ️ Hiện không có đề nghị hay báo cáo nào như vậy chờ {YOU} quyết định, nên em chưa ghi gì."
DECIDE_BY_BUTTON = (
    "🤔 Em chưa rõ đây đã là quyết định hay còn điều kiện, nên chưa ghi gì. Mời quyết định bằng nút của từng việc, "
    "hoặc gõ gọn: “đồng ý”, “không đồng ý vì …”, “cho gia hạn đến 10/12 thôi”."
)
ONE_DECISION = (
    f"🤔 Em thấy hai quyết định hoặc hai ngày trong một tin, nên chưa ghi gì. {YOU_FIRST} nói từng quyết định "
    "một, mỗi tin một việc (“đồng ý việc 12”, rồi “trả lại việc 13, thiếu phụ lục”), hoặc bấm nút của từng việc."
)
ANSWER_THE_OFFER = "📅 Việc này có một ngày đề xuất đang chờ trả lời: mời bấm Đồng ý, hoặc Không nhận."
TOO_LATE_TO_UNDO = "⌛ Đã quá 5 phút nên không hoàn tác được nữa."
ANSWERED_QUESTION = "☑️ Câu hỏi này đã được trả lời, kết quả ở tin dưới."
DROPPED_QUESTION = "☑️ Câu hỏi này chưa được trả lời và đã khép lại: em chưa ghi gì theo câu này. Cần thì mời gõ lại."
CLOSED_QUESTION = "☑️ Câu hỏi này đã khép lại."
NOTHING_WRITTEN = "👌 Em chưa ghi gì."
NOTHING_ASKED = "Hiện em không hỏi câu nào đang chờ trả lời, nên chưa ghi gì."
YES_ELSEWHERE = (
    "ℹ️ Câu em đang hỏi vẫn chờ: lời đồng ý trong nhóm, chuyển tiếp hay gửi vào tin khác không trả lời câu đó, nên em "
    "chưa ghi gì. Mời bấm nút dưới câu hỏi, hoặc nhắn riêng em “đúng”."
)
POLITE = f"Dạ. Cần báo việc gì {YOU} cứ nhắn em; gõ /viec để xem việc của mình."
NO_OPEN_TASK = (
    f"{YOU_FIRST} không chủ trì hay phối hợp việc nào đang mở mà câu vừa rồi nói tới, nên em chưa ghi gì. "
    "Cần xác nhận hay quyết định, mời gõ /duyet để xem những gì đang chờ."
)
TOO_MANY_AT_ONCE = "Nhiều việc quá, em chưa ghi gì để khỏi nhầm. Mời gõ rõ số việc, ví dụ “việc 12, 13 xong rồi”."
NOTHING_TO_UNDO = "Không có bước nào trong ít phút vừa qua để rút lại."
TAP_TO_UNDO = "Bấm Hoàn tác để rút lại bước vừa rồi, hoặc gõ lại cho đúng."
NO_EVIDENCE = "👌 Báo cáo này không kèm số văn bản hay tên sản phẩm."
NOT_HERE = "Nút chỉ dùng được trong tin nhắn riêng, từ tài khoản đã gắn với cán bộ."
BLOCKED = "người nhận đã chặn trợ lý nhắc việc"
OUR_FAULT = "⚠️ Có lỗi phía hệ thống nên tin vừa rồi chưa được xử lý. Quản trị đã được báo; mời thử lại sau ít phút."
WHICH_HISTORY = f"🕘 {YOU_FIRST} gõ /lichsu kèm số việc, ví dụ: /lichsu 12"
NOT_FOUND = "Không có việc số này trong phạm vi được xem. Gõ /viec để xem việc của mình."


_MOVED_ON = f"{YOU} đã chuyển sang việc khác, em chưa ghi gì"


def not_given(title: str) -> str:
    """Of an assignment that another question has overtaken."""
    return f"☑️ Chưa giao việc {cited(shorten(title, 60))}: {_MOVED_ON}." if title else f"☑️ Chưa giao việc: {_MOVED_ON}."


def left_open(numbers: Sequence[int]) -> str:
    """Of any other question that has been overtaken."""
    about = some([f"việc {each}" for each in numbers], 4)
    return f"☑️ Câu hỏi{f' về {about}' if about else ''} chưa được trả lời: {_MOVED_ON} theo câu này."


def asked_already(number: int) -> str:
    return f"⏳ Việc {number} đang có một đề nghị gia hạn chờ quyết định."


def no_deadline(number: int) -> str:
    return f"Việc {number} không có hạn nên không cần xin gia hạn."


def reported_already(number: int) -> str:
    return f"🔵 Việc {number} đã báo cáo hoàn thành, đang chờ xác nhận, nên em chưa ghi gì thêm."


def closed_already(number: int) -> str:
    return f"Việc {number} đã kết thúc, nên em không ghi gì thêm."


def returning(number: int) -> str:
    return f"↪️ Việc {number} đang chờ quyết định chuyển trả, nên em chưa ghi gì thêm."


def paused(number: int) -> str:
    return f"⏸ Việc {number} đang tạm dừng, nên em chưa ghi gì thêm."


def deadline_after_rest(until: str, *, passed: bool) -> str:
    """To whoever takes a task up again: its deadline has not moved meanwhile."""
    return f"⚠️ Hạn {until} {'đã qua' if passed else 'đã gần'} và không tự đổi. Cần thì mời bấm Đổi hạn."


def not_the_lead(number: int) -> str:
    return f"{YOU_FIRST} không chủ trì việc {number} nên em chưa ghi gì."


def cannot_take_back(number: int) -> str:
    return f"⚠️ Bước đã ghi trước đó của việc {number} không rút lại được nữa."


def stands_as_before(numbers: Sequence[int]) -> str:
    return f"ℹ️ Việc {', '.join(map(str, numbers))} vẫn như vừa ghi; muốn rút lại thì gõ “hoàn tác”."


def round_begun(number: int) -> str:
    return f"ℹ️ Kỳ sau (việc {number}) đã có người làm, nên không rút lại xác nhận này được nữa."


def file_kept(number: int) -> str:
    return f"📎 Đã giữ tệp làm minh chứng của việc {number}."


_DONE = {
    Offer.ACKNOWLEDGE: "👀 Đã tiếp nhận việc {number}",
    Offer.PROGRESS: "▶️ Đã ghi đang thực hiện việc {number}",
    Offer.REPORT: "✅ Đã báo cáo hoàn thành việc {number}",
    Offer.PART: "✅ Đã ghi xong phần phối hợp việc {number}",
    Offer.ACCEPT: "✅ Đã xác nhận hoàn thành việc {number}",
    Offer.RECALL_SURELY: "🗑 Đã thu hồi việc {number}",
    Offer.RESUME: "▶️ Đã cho việc {number} tiếp tục",
    Offer.UNBLOCK: "🟢 Đã ghi việc {number} hết vướng",
    Offer.URGE: "📣 Đã đôn đốc việc {number}",
    Offer.URGE_SURELY: "📣 Đã đôn đốc việc {number}",
    Offer.GRANT: "✅ Đã cho gia hạn việc {number}",
    Offer.TAKE_OFFER: "✅ Đã đồng ý ngày đề xuất của việc {number}",
    Offer.UNDO: "↩️ Đã hoàn tác bước vừa rồi của việc {number}",
}


_TOLD = {
    Offer.REPORT,
    Offer.PART,
    Offer.ACCEPT,
    Offer.RECALL_SURELY,
    Offer.RESUME,
    Offer.UNBLOCK,
    Offer.URGE,
    Offer.URGE_SURELY,
    Offer.GRANT,
    Offer.TAKE_OFFER,
}
LATER = " Ngoài giờ làm việc nên người liên quan sẽ nhận tin khi vào giờ."


def done(offer: Offer, number: int, now: datetime, *, quiet: bool, to: Sequence[str] = ()) -> str:
    """In quiet hours the step counts at once; whoever hears of it hears later. `to` are those who were urged."""
    later = LATER if quiet and offer in _TOLD else ""
    whom = f": {told_names(to)}" if to else ""
    at = f"{at_time(now, now)} {on_day(local(now).date(), now)}"
    return f"{_DONE[offer].format(number=number)} lúc {at}{whom}.{later}"


def file_stays(number: int) -> str:
    return f"📎 Tệp vừa gửi vẫn giữ ở việc {number}. Nếu nhầm việc, mời gửi lại tệp kèm số việc đúng."


def known_already(number: int) -> str:
    return f"👌 Việc {number} đã ghi như vậy từ trước rồi ạ."


def led_by(number: int, lead: str) -> str:
    return f"ℹ️ Việc {number} do {shorten(lead, 40)} chủ trì. Mời bấm nút bên dưới để quyết định hoặc đôn đốc."


def nothing_in_the_way(number: int) -> str:
    return f"🟢 Việc {number} hiện không ghi vướng mắc nào, nên em chưa ghi gì thêm."


def nothing_waits(number: int) -> str:
    return f"ℹ️ Việc {number} không có đề nghị hay báo cáo nào như vậy chờ {YOU} quyết định, nên em chưa ghi gì."


def too_late_to_snooze(number: int) -> str:
    return (
        f"⏰ Việc {number} sắp được báo lên cấp trên nên em không dời lời nhắc được nữa. "
        "Mời báo tiến độ hoặc xin gia hạn."
    )


TOO_DEEP = "ℹ️ Việc con không chia tiếp được nữa. Mời chia từ việc chính."
TITLE_TOO_LONG = "✏️ Tên việc con dài quá 300 chữ cái. Mời gõ ngắn hơn giúp em."


def open_children(number: int, children: Sequence[tuple[int, str]]) -> str:
    named = some([f"việc {each} ({shorten(title, 40)})" for each, title in children], 4)
    return f"⏳ Việc {number} còn việc con chưa xong: {named}. Các việc con xong thì việc này mới xong được."


def later_than_whole(number: int, until: str) -> str:
    more = f"Cần thêm thời gian thì người chủ trì việc {number} xin gia hạn việc đó trước."
    return f"⚠️ Hạn việc con không được muộn hơn hạn việc {number} ({until}). {more}"


def left_behind(parts: Sequence[tuple[int, str]]) -> str:
    named = some([f"việc {number} (hạn {until})" for number, until in parts], 4)
    return f"⚠️ Việc con có hạn muộn hơn hạn này: {named}. Hạn việc con giữ nguyên, cần thì đổi riêng."


def helps_already(number: int) -> str:
    return f"ℹ️ Người này đang phối hợp việc {number} rồi."


def leads_already(number: int) -> str:
    return f"ℹ️ Người này đang chủ trì việc {number} rồi."


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
        f"{YOU_FIRST} trả lời bằng lời như nhắn cho đồng nghiệp, hoặc bấm nút dưới mỗi tin.",
        "Gõ /viec để xem việc, /trogiup để xem cách dùng.",
    )


def _help(**_: Any) -> Outgoing:
    return say(
        Strong("Cách dùng"),
        *(f"/{name} – {what}" for name, what in COMMANDS.items()),
        Strong("Trả lời bằng lời"),
        "“đang làm, khoảng 70%” · “việc 12 xong rồi, văn bản 45/BC” · “xin gia hạn đến thứ 6 tuần sau vì chờ số liệu”"
        " · “đang vướng, Bộ chưa có hướng dẫn” · “nộp bản giấy hay bản mềm ạ?”",
        "“mai nhắc lại”, “nhắc lại 15:00”: em nhắc vào lúc đó.",
        "Nghỉ phép: “từ 1/12 đến 5/12 giao anh Bình nhận thay”.",
        "Gửi ảnh, tệp để làm minh chứng. Ghi nhầm thì gõ “nhầm, việc 13 cơ” hoặc “hoàn tác” trong 5 phút.",
        Strong("Hoặc bấm nút dưới mỗi tin"),
        "👀 Đã nhận: tiếp nhận việc được giao.",
        "▶️ Đang làm: bắt đầu thực hiện.",
        "✅ Xong: báo cáo hoàn thành; sau đó gõ số văn bản hoặc tên sản phẩm.",
        "Người theo dõi bấm Xác nhận, hoặc Trả lại kèm ý kiến.",
        "Bằng lời cũng được: “đồng ý gia hạn việc 28”, “trả lại việc 12, thiếu phụ lục”, “đôn đốc việc 28”.",
        "Gõ /viec kèm số để mở một việc, ví dụ: /viec 12.",
        Strong("Giao việc (Văn phòng, lãnh đạo, thủ trưởng)"),
        "“/giao Sở Công Thương báo cáo tiến độ điện gió trước 15/12, phối hợp Sở Tài chính, khẩn”. Em đọc lại, "
        "bấm Giao thì mới giao. Trả lời một tệp bằng /giao … để giao kèm tệp.",
        choices=choices.only("📋 Xem việc của tôi", Offer.MY_TASKS, 1),
    )


def _only_private(**_: Any) -> Outgoing:
    return say("Lệnh này chỉ dùng trong tin nhắn riêng với em, để danh sách việc không bị nêu trong nhóm.")


def _group_hello(**_: Any) -> Outgoing:
    return say(
        f"Xin chào các {YOU}. Em là trợ lý nhắc việc của cơ quan; xin nhắn riêng cho em, gõ /trogiup để xem cách dùng."
    )


def _answered_privately(**_: Any) -> Outgoing:
    return say("Em đã đọc và trả lời trong tin nhắn riêng.")


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


def _draft_put_aside(*, draft: dict[str, Any], **_: Any) -> Outgoing:
    return broadcasting.put_aside(CastDraft.from_json(draft))


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
    "answered_privately": _answered_privately,
    "text": _text,
    "set_aside": _set_aside,
    "gone": _gone,
    "unbound": _unbound,
    "parked": _parked,
    "silence": _silence,
    "draft_put_aside": _draft_put_aside,
}
