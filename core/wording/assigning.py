"""A task that is about to be given, read back whole; and what is asked while something of it is missing."""

from datetime import date, datetime, timedelta

from core.calendar import Calendar
from core.draft import LONGEST_TITLE, Draft, Gap, Part
from core.message import Outgoing, Strong
from core.press import Offer
from core.task import Urgency
from core.vietnamese.normalise import fold
from core.wording import answers, choices, days, labels
from core.wording.voice import YOU_FIRST, cited, quoted, say, shorten, some

_TITLE, _LABEL, _NAME = 60, 20, 80
_FAR = timedelta(days=183)
_MOST_NAMES = 12

NOT_YOURS = (
    f"{YOU_FIRST} không giao được việc: chỉ Văn phòng, lãnh đạo, và thủ trưởng trong đơn vị mình giao việc. "
    "Gõ /viec để xem việc của mình."
)
CLASSIFIED = (
    "⛔ Nội dung này mang dấu mật. Việc mật không được giao, không được gửi qua đây: em không ghi và không lưu lại. "
    f"{YOU_FIRST} xóa tin vừa gửi giúp em."
)
EDITED = "✏️ Sửa tin không giao thêm và không đổi việc đã giao. Muốn giao việc khác, mời gõ tin mới."
NOT_HIM = "🤔 Em không tìm thấy đơn vị hay cán bộ này trong phạm vi được giao. Mời gõ tên khác."
NO_DAY = "📅 Em chưa rõ là ngày nào. Mời gõ một ngày cụ thể, ví dụ: “15/12”, “thứ 6 tuần sau”, “16h chiều mai”."
GONE = "ℹ️ Có người trong phần giao việc đã nghỉ hoặc không còn trong phạm vi được giao, nên em chưa giao."
LONG_TITLE = f"Nội dung việc dài quá {LONGEST_TITLE} ký tự. Mời gõ lại gọn hơn."
FILE_TO_GIVE = (
    "📎 Em chưa giữ tệp này. Muốn giao việc kèm tệp, mời trả lời thẳng vào tệp bằng “/giao …”; "
    "là minh chứng của việc nào, mời gửi lại kèm số việc."
)
FILE_KEPT = "📎 Em đã kèm tệp vừa gửi."


def prompt(draft: Draft, turn: int, calendar: Calendar, now: datetime) -> Outgoing:
    """What is asked now; everything that is understood already stands above it, whole at the end."""
    if draft.asked is Gap.CONFIRM:
        return _read_back(draft, turn, calendar, now)
    if draft.asked in (Gap.LEAD, Gap.OTHER):
        return _ask_who(draft, turn)
    if draft.asked is Gap.DEADLINE:
        return _ask_day(draft, turn, now)
    return _ask_title(draft, turn) if draft.asked is Gap.TITLE else _ask_fix(turn)


def _read_back(draft: Draft, turn: int, calendar: Calendar, now: datetime) -> Outgoing:
    due = draft.deadline
    assert due is not None
    when = f"hạn {days.deadline(due, calendar, now)}" if due.on else "không thời hạn"
    start = f"từ {days.on_day(due.starts_on, now)} " if due.starts_on else ""
    name = draft.lead[1] if draft.lead else ""
    return say(
        Strong(f"📝 Giao {shorten(name, _NAME)}: {shorten(quoted(draft.title), _TITLE)} · {start}{when}"),
        f"Nội dung: {quoted(draft.title)}" if len(draft.title) > _TITLE else None,
        f"Chủ trì: {name}{_named_otherwise(draft)}",
        *_details(draft),
        *_warnings(draft, calendar, now),
        "Em chưa giao. Đúng thì bấm Giao; sai chỗ nào, mời gõ lại chỗ đó.",
        choices=choices.rows(
            (
                choices.choice("✅ Giao", Offer.GIVE, 0, turn),
                choices.choice("✏️ Sửa", Offer.GIVE_FIX, 0, turn),
                choices.choice("Thôi", Offer.NO, 0, turn),
            ),
            width=3,
        ),
    )


def _named_otherwise(draft: Draft) -> str:
    """A unit stands for its head, and an ended one for its successor: then it is said what was written."""
    name = draft.lead[1] if draft.lead else ""
    return "" if not draft.lead_words or fold(draft.lead_words) in fold(name) else f" (theo {cited(draft.lead_words)})"


def _details(draft: Draft) -> list[str]:
    urgency = labels.URGENCIES[draft.urgency] if draft.urgency is not Urgency.NORMAL else ""
    names = {name: [who for _, who in people] for name, people in (("h", draft.helpers), ("i", draft.informed))}
    issued = f" ngày {draft.document_on:%d/%m/%Y}" if draft.document_on else ""
    files = ", ".join(quoted(each.name) or "tệp" for each in draft.files)
    told = (
        ("Phối hợp", some(names["h"], _MOST_NAMES)),
        ("Để biết", some(names["i"], _MOST_NAMES)),
        ("Độ khẩn", urgency),
        ("Theo văn bản", f"{quoted(draft.document)}{issued}" if draft.document else ""),
        ("Sản phẩm", quoted(draft.product)),
        ("Nhóm nhiệm vụ trọng tâm", str(draft.group or "")),
        ("📎 Tệp kèm", shorten(files, _NAME)),
    )
    return [f"{name}: {words}" for name, words in told if words]


def _warnings(draft: Draft, calendar: Calendar, now: datetime) -> list[str]:
    until = draft.until
    warned = ["⚠️ Một việc chỉ có một chủ trì: em ghi tên đầu chủ trì, các tên sau phối hợp."] if draft.several else []
    if until is None or until.on is None:
        return warned
    if until.named is not None:
        warned.append(f"ℹ️ {cited(until.words)} là đến hết {days.on_day(until.on, now)}.")
    if not calendar.is_working_day(until.on):
        warned.append(f"⚠️ {days.on_day(until.on, now)} là ngày nghỉ.")
    if until.on - calendar.day_of(now) > _FAR:
        warned.append(f"⚠️ {days.on_day(until.on, now)} là hơn nửa năm nữa.")
    if until.others:
        warned.append(f"⚠️ {cited(until.words)} cũng có thể là {_some_days(until.others, now)}.")
    return warned


def _some_days(found: tuple[date, ...], now: datetime) -> str:
    return " hoặc ".join(days.on_day(each, now) for each in found[:2])


def _about(draft: Draft) -> str:
    return f": {shorten(quoted(draft.title), _TITLE)}" if draft.title else ""


def _ask_who(draft: Draft, turn: int) -> Outgoing:
    """The people who may be meant are a tap away; everybody else by name."""
    several = len(draft.offered) > 1
    people = [(f"{n}) {name}" if several else name, who) for n, (who, name) in enumerate(draft.offered, 1)]
    buttons = [choices.choice(shorten(name, _LABEL), Offer.GIVE_TO, who, turn) for name, who in people]
    if draft.asked is Gap.OTHER:
        buttons.append(choices.choice("Bỏ qua tên này", Offer.GIVE_WITHOUT, 0, turn))
    first, words = _whom(draft)
    return say(
        Strong(first),
        f"{cited(words)}: {_NOBODY if draft.beyond else _SEVERAL}" if words else None,
        *(shorten(name, _NAME) for name, _ in people if several),
        f"{YOU_FIRST} {'bấm nút hoặc ' if buttons else ''}gõ tên đơn vị hoặc cán bộ.",
        choices=choices.rows([*buttons, choices.choice("Thôi", Offer.NO, 0, turn)], width=1),
    )


_SEVERAL = "có nhiều người hợp tên này."
_NOBODY = "em không tìm thấy, hoặc không thuộc phạm vi được giao."
_PARTS = {Part.HELPS: "phối hợp", Part.INFORMED: "nhận để biết"}


def _whom(draft: Draft) -> tuple[str, str]:
    """The question, and the words that named somebody."""
    if draft.asked is Gap.LEAD:
        return f"📝 Giao ai chủ trì{_about(draft)}?", draft.lead_words
    part, words = draft.unfound[0]
    return f"📝 Ai {_PARTS[part]}{_about(draft)}?", words


def _ask_day(draft: Draft, turn: int, now: datetime) -> Outgoing:
    until = draft.until
    why = None
    if until is not None and until.unreal is not None:
        why = f"⚠️ {days.none_such(until.unreal)}"
    elif until is not None and until.several:
        why = f"⚠️ Em thấy nhiều hạn ({quoted(until.words)}). Mỗi lần em chỉ giao một việc với một hạn: {_ONE_BY_ONE}"
    elif until is not None and until.unclear:
        why = f"⚠️ Em chưa rõ {cited(until.words)} là ngày nào."
    elif until is not None and until.on is not None:
        clock = f"{until.at:%H:%M} " if until.at else ""
        why = f"⚠️ {clock}{days.on_day(until.on, now)} đã qua."
    return say(
        Strong(f"📅 Việc này chưa có hạn{_about(draft)}"),
        why,
        f"Hạn đến ngày nào? {YOU_FIRST} gõ ngày, ví dụ: “15/12”, “thứ 6 tuần sau”, “16h chiều mai”.",
        choices=choices.rows(
            (
                choices.choice("Không thời hạn", Offer.GIVE_UNDATED, 0, turn),
                choices.choice("Thôi", Offer.NO, 0, turn),
            )
        ),
    )


_ONE_BY_ONE = "nhiều việc thì mời bấm Thôi rồi giao từng việc một."


def _ask_title(draft: Draft, turn: int) -> Outgoing:
    to_whom = f" {shorten(draft.lead[1], _NAME)}" if draft.lead else ""
    return say(
        Strong(f"📝 Giao{to_whom} làm việc gì?"),
        LONG_TITLE if len(draft.title) > LONGEST_TITLE else None,
        f"{YOU_FIRST} gõ nội dung việc trong một tin.",
        choices=choices.only("Thôi", Offer.NO, 0, turn),
    )


def _ask_fix(turn: int) -> Outgoing:
    return say(
        "✏️ Sửa chỗ nào ạ? Ví dụ: “hạn 20/12”, “chủ trì Sở Xây dựng”, “phối hợp thêm Sở Y tế”, “bỏ Sở Y tế”, “khẩn”, "
        "“nội dung: …”.",
        choices=choices.only("Thôi", Offer.NO, 0, turn),
    )


def given(number: int, draft: Draft, *, quiet: bool) -> str:
    """In quiet hours the task counts at once; whoever gets it hears later, but for what is of the top urgency."""
    later = f"\n{answers.LATER.strip()}" if quiet and draft.urgency is not Urgency.TOP_URGENT else ""
    name = shorten(draft.lead[1], _NAME) if draft.lead else ""
    return f"✅ Đã giao việc {number} cho {name}.\nGiao nhầm thì bấm Thu hồi, hoặc gõ “hoàn tác” trong 5 phút.{later}"


def not_understood(words: str) -> str:
    return f"🤔 Em chưa hiểu phần {cited(words)} nên chưa đổi gì theo phần đó."
