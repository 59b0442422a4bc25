"""A broadcast while it is being written: to whom, how many that is, and everything read back before it goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.broadcast import LONGEST_TEXT, parts
from core.broadcast_draft import Ask, CastDraft
from core.calendar import Calendar
from core.draft import Draft
from core.message import Choice, Choices, Outgoing, Strong
from core.press import Offer
from core.wording import choices, days
from core.wording.broadcasts import what_stays
from core.wording.voice import YOU, YOU_FIRST, quoted, say, shorten, some

UNITS_ON_A_PAGE = 8  # and as many groups
NIGHTLY = "🌙 Đã đủ 3 thông báo hỏa tốc ngoài giờ trong 24 giờ: thông báo này chờ đến sáng."
_LABEL, _TITLE, _BRIEF, _MOST_NAMES, _SHOWN = 17, 60, 40, 8, 1200

NOT_YOURS = (
    f"{YOU_FIRST} không gửi được thông báo: chỉ Văn phòng, lãnh đạo, quản trị, và thủ trưởng trong đơn vị mình. "
    "Gõ /thongbao kèm số để đọc thông báo đã nhận."
)
OUTSIDE = f"⛔ Ngoài phạm vi của {YOU}: thủ trưởng chỉ gửi thông báo trong đơn vị mình và đơn vị trực thuộc."
TOO_LONG = f"Nội dung dài quá {LONGEST_TEXT} ký tự. Mời gửi bằng tệp kèm vài dòng tóm tắt."
NOBODY = "🤔 Chưa có ai nhận: mời chọn lại người nhận."
NO_TIME = "🕐 Em chưa rõ giờ gửi. Ví dụ: “14h chiều nay”, “7h30 sáng mai”, “8h 15/12”."
PASSED = "🕐 Giờ này đã qua. Mời chọn giờ khác."
AFTER_DEADLINE = "🕐 Giờ gửi sau hạn của việc giao kèm. Mời chọn giờ sớm hơn, hoặc sửa việc kèm."
NO_TASK = "📌 Em chưa rõ việc hoặc hạn. Ví dụ: “báo cáo kết quả triển khai trước 15/12”."
NO_UNIT = "📌 Không có đơn vị nào để giao việc kèm: mời chọn thêm đơn vị, hoặc gửi không kèm việc."
TIME_OR_TASK = (
    "🤔 Em chưa đổi gì. Giao kèm việc thì gõ “kèm việc: báo cáo kết quả triển khai trước 15/12”; "
    "đặt giờ gửi thì gõ “gửi lúc 14h chiều nay”."
)
NOTHING_TO_DROP = "ℹ️ Không có thông báo nào đang soạn. Gõ “/thongbao nội dung…” để soạn."
FILE_KEPT = "📎 Em đã kèm tệp vừa gửi."
WHO_ELSE = "🤔 Em chưa rõ. Mời gõ tên nhóm, đơn vị, người, hoặc bấm chọn bên dưới."


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What may be chosen from, by id; and whom the present choice reaches. `below` says that a chosen unit has others
    under it, `everywhere` that the author may tell the whole office. `left_out` are people; `tasks` is how many units a
    task may go to. Of one that is to be corrected or withdrawn `confirmed` is how many have confirmed its text, `given`
    how many tasks were given along, and `is_out` whether it has gone out.
    """

    groups: Mapping[int, str]
    units: Mapping[int, str]
    people: tuple[str, ...]
    left_out: tuple[str, ...]
    reached: int
    unbound: int
    tasks: int
    below: bool
    everywhere: bool
    confirmed: int = 0
    given: int = 0
    is_out: bool = False


def prompt(draft: CastDraft, chosen: Chosen, turn: int, calendar: Calendar, now: datetime) -> Outgoing:
    """What is asked now, with its choices."""
    match draft.asked:
        case Ask.TO:
            return _ask_to(draft, chosen, turn)
        case Ask.CONFIRM:
            return _read_back(draft, chosen, turn, calendar, now)
        case Ask.CORRECTED:
            return _corrected(draft, chosen.confirmed, turn)
        case ask:
            words, label = _QUESTIONS[ask]
            back = [choices.choice(label, _MEANS[ask], _place(_AFTER[ask]), turn)] if label else []
            if ask is Ask.TEXT:
                back.append(choices.choice("📋 Đã gửi", Offer.NOTICE))
            return say(Strong(words.format(**_about(draft, chosen))), choices=choices.rows([*back, _stop(turn)]))


def _about(draft: CastDraft, chosen: Chosen) -> dict[str, str]:
    files = ", ".join(quoted(each.name) or "tệp" for each in draft.files)
    about = shorten(files or quoted(draft.text), _TITLE)
    return {"number": str(draft.number), "file": about, "stays": _after_it(chosen)}


def _after_it(chosen: Chosen) -> str:
    """What becomes of one that is withdrawn."""
    if not chosen.is_out:
        return "Thông báo chưa gửi đi, nên sẽ không gửi nữa."
    kept = what_stays(files=False, tasks=chosen.given)
    return f"Tin đã gửi sẽ ghi là đã thu hồi và không còn hiệu lực.{kept}"


_QUESTIONS: Mapping[Ask, tuple[str, str]] = {
    Ask.OFFER: ("📢 {file}: gửi thành thông báo?", "📢 Soạn thông báo"),
    Ask.TEXT: (f"📢 Nội dung thông báo là gì ạ? {YOU_FIRST} gõ nội dung, hoặc gửi tệp kèm chú thích.", ""),
    Ask.WHEN: ("🕐 Gửi vào lúc nào? Ví dụ: “14h chiều nay”, “7h30 sáng mai”.", "‹ Quay lại"),
    Ask.TASK: (
        "📌 Giao kèm việc gì cho từng đơn vị? Ví dụ: “báo cáo kết quả triển khai trước 15/12”. "
        "Thủ trưởng mỗi đơn vị chủ trì một việc.",
        "‹ Không kèm việc",
    ),
    Ask.CORRECT: ("✏️ Mời gõ toàn văn nội dung mới của thông báo {number}.", ""),
    Ask.WITHDRAW: ("🗑 Thu hồi thông báo {number}? {stays}", "🗑 Đúng, thu hồi"),
}
_MEANS = {Ask.OFFER: Offer.CAST_ASK, Ask.WHEN: Offer.CAST_ASK, Ask.TASK: Offer.CAST_ASK, Ask.WITHDRAW: Offer.CAST_SEND}
_AFTER = {Ask.OFFER: Ask.TO, Ask.WHEN: Ask.CONFIRM, Ask.TASK: Ask.CONFIRM, Ask.WITHDRAW: Ask.WITHDRAW}


def _place(ask: Ask) -> int:
    return list(Ask).index(ask)


def _stop(turn: int) -> Choice:
    return choices.choice("Thôi", Offer.NO, 0, turn)


def _ask_to(draft: CastDraft, chosen: Chosen, turn: int) -> Outgoing:
    return say(
        Strong(f"📢 Gửi cho ai? {_count(draft, chosen)}"),
        _whom(draft, chosen),
        "Bấm để chọn, bỏ chọn; hoặc gõ: “thủ trưởng các sở”, “Sở Nội vụ kèm đơn vị trực thuộc”.",
        choices=_to_choose(draft, chosen, turn),
    )


def _count(draft: CastDraft, chosen: Chosen) -> str:
    if draft.to.is_empty:
        return "Chưa chọn ai"
    groups = f"{len(draft.to.groups)} nhóm, " if draft.to.groups else ""
    unbound = f" ({chosen.unbound} chưa kết nối)" if chosen.unbound else ""
    return f"{groups}{chosen.reached} người{unbound}"


def _whom(draft: CastDraft, chosen: Chosen) -> str | None:
    to = draft.to
    everybody = "tất cả cán bộ" if chosen.everywhere else "tất cả cán bộ đơn vị mình"
    told = [
        *([everybody] if to.everybody else []),
        *(f"nhóm {shorten(chosen.groups.get(each, '?'), _TITLE)}" for each in to.groups),
        *(f"thủ trưởng các {kind or 'đơn vị'}" for kind in to.heads),
        *(shorten(chosen.units.get(each, "?"), _TITLE) for each in to.units),
        *(["kèm đơn vị trực thuộc"] if to.deep and to.units else []),
        *(shorten(name, _TITLE) for name in chosen.people),
        *(f"trừ {shorten(chosen.units.get(each, '?'), _TITLE)}" for each in to.but_units),
        *(f"trừ {shorten(name, _TITLE)}" for name in chosen.left_out),
    ]
    names = some(told, _MOST_NAMES, "mục khác")
    return f"Đã chọn: {names}." if told else None


def _to_choose(draft: CastDraft, chosen: Chosen, turn: int) -> Choices:
    to = draft.to
    pages = max(1, -(-max(len(chosen.groups), len(chosen.units)) // UNITS_ON_A_PAGE))
    page = min(max(draft.page, 1), pages)
    here = slice((page - 1) * UNITS_ON_A_PAGE, page * UNITS_ON_A_PAGE)
    groups, units = list(chosen.groups.items())[here], list(chosen.units.items())[here]
    first = [
        _toggle("Tất cả", Offer.CAST_ALL, 0, turn, on=to.everybody),
        _toggle("Các thủ trưởng", Offer.CAST_HEADS, 0, turn, on="" in to.heads),
        *(_toggle(title, Offer.CAST_GROUP, each, turn, on=each in to.groups) for each, title in groups),
    ]
    second = [_toggle(name, Offer.CAST_UNIT, each, turn, on=each in to.units) for each, name in units]
    if to.units and (chosen.below or to.deep):
        second.append(_toggle("Kèm trực thuộc", Offer.CAST_DEEP, 0, turn, on=to.deep))
    turning = [choices.choice(f"‹ Trang {page - 1}", Offer.CAST_PAGE, page - 1, turn)] if page > 1 else []
    turning += [choices.choice(f"Trang {page + 1} ›", Offer.CAST_PAGE, page + 1, turn)] if page < pages else []
    done = [] if to.is_empty else [choices.choice("✅ Xong, xem lại", Offer.CAST_ASK, _place(Ask.CONFIRM), turn)]
    return (
        *choices.rows(first),
        *choices.rows(second),
        *choices.rows(turning),
        *choices.rows([*done, _stop(turn)]),
    )


def _toggle(label: str, offer: Offer, number: int, turn: int, *, on: bool) -> Choice:
    """A group may be called like a unit, so it has a picture."""
    words = f"👥 {shorten(label, _LABEL - 2)}" if offer is Offer.CAST_GROUP else shorten(label, _LABEL)
    return choices.choice(f"{'✅' if on else '⬜'} {words}", offer, number, turn)


def _read_back(draft: CastDraft, chosen: Chosen, turn: int, calendar: Calendar, now: datetime) -> Outgoing:
    urgent = "🔥 HỎA TỐC · " if draft.urgent else ""
    return say(
        Strong(f"📢 {urgent}Xem lại trước khi gửi: {_count(draft, chosen)}"),
        _whom(draft, chosen),
        *_details(draft, chosen, calendar, now),
        "———",
        shorten(draft.text, _SHOWN) if draft.text else "(chỉ gửi tệp)",
        "———",
        "Em chưa gửi. Người nhận sẽ có nút “Đã quán triệt”.",
        choices=_to_send(draft, chosen, turn),
    )


def _details(draft: CastDraft, chosen: Chosen, calendar: Calendar, now: datetime) -> Iterator[str]:
    files = ", ".join(quoted(each.name) or "tệp" for each in draft.files)
    if draft.files:
        yield f"📎 Tệp kèm: {shorten(files, _TITLE)}"
    if (cut := len(parts(draft.text))) > 1:
        yield f"✂️ Dài {len(draft.text)} ký tự, gửi thành {cut} tin."
    if draft.task is not None:
        yield f"📌 Giao kèm {chosen.tasks} đơn vị: {_task(draft.task, calendar, now)}"
    if draft.send_at is not None:
        yield f"🕐 Gửi lúc {days.at_time(draft.send_at, now)}"
    elif not draft.urgent and not calendar.is_open(now):
        yield "🌙 Ngoài giờ làm việc: thông báo sẽ đến khi vào giờ."


def _task(task: Draft, calendar: Calendar, now: datetime) -> str:
    due = task.deadline
    when = f"hạn {days.deadline(due, calendar, now)}" if due is not None and due.on else "không thời hạn"
    return f"{shorten(quoted(task.title), _TITLE)} · {when}"


def _to_send(draft: CastDraft, chosen: Chosen, turn: int) -> Choices:
    """A task goes along where there is a unit to which this person may give one."""
    later = "🕐 Đổi giờ" if draft.send_at else "🕐 Hẹn giờ"
    task = "📌 Sửa việc kèm" if draft.task else "📌 Kèm việc"
    return choices.rows(
        (
            choices.choice("📤 Hẹn gửi" if draft.send_at else "📤 Gửi ngay", Offer.CAST_SEND, 0, turn),
            choices.choice(later, Offer.CAST_ASK, _place(Ask.WHEN), turn),
            choices.choice("👥 Người nhận", Offer.CAST_ASK, _place(Ask.TO), turn),
            *([choices.choice(task, Offer.CAST_ASK, _place(Ask.TASK), turn)] if chosen.tasks else []),
            choices.choice("✏️ Sửa nội dung", Offer.CAST_ASK, _place(Ask.TEXT), turn),
            choices.choice("Bỏ hỏa tốc" if draft.urgent else "🔥 Hỏa tốc", Offer.CAST_URGENT, 0, turn),
            _stop(turn),
        )
    )


def _corrected(draft: CastDraft, confirmed: int, turn: int) -> Outgoing:
    """Whoever has confirmed is asked again, unless nothing but the spelling is new."""
    again = (
        f"{confirmed} người đã quán triệt bản cũ sẽ được đề nghị xác nhận lại. Nếu chỉ sửa lỗi chính tả, bấm "
        "“Giữ các xác nhận cũ”: không ai phải xác nhận lại."
    )
    keep = choices.only("Giữ các xác nhận cũ", Offer.CAST_SEND, 1, turn) if confirmed else ()
    return say(
        Strong(f"✏️ Đính chính thông báo {draft.number} thành:"),
        "———",
        shorten(draft.text, _SHOWN),
        "———",
        again if confirmed else None,
        "Em chưa sửa. Đúng thì bấm Đính chính.",
        choices=(*choices.rows((choices.choice("✅ Đính chính", Offer.CAST_SEND, 0, turn), _stop(turn))), *keep),
    )


def _named(draft: CastDraft) -> str:
    """What is being written, in a few words."""
    if draft.number is not None:
        return f"Đang đính chính thông báo {draft.number}"
    about = shorten(quoted(draft.text) or ", ".join(quoted(each.name) for each in draft.files), _BRIEF)
    return f"Đang soạn thông báo “{about}”" if about else "Đang soạn thông báo"


def waits(draft: CastDraft) -> str:
    """One line under an answer to something else."""
    return f"📢 {_named(draft)}: gõ /thongbao để tiếp tục, “/thongbao thôi” để bỏ."


def put_aside(draft: CastDraft) -> Outgoing:
    """In place of its question, when something else was asked."""
    return say(f"📢 {_named(draft)}: để lại đây.", choices=choices.only("📢 Tiếp tục", Offer.CAST_RESUME))


def sent(number: int, draft: CastDraft, chosen: Chosen, calendar: Calendar, now: datetime) -> str:
    when = f"sẽ gửi lúc {days.at_time(draft.send_at, now)}" if draft.send_at else "đang gửi"
    if draft.send_at is None and not draft.urgent and not calendar.is_open(now):
        when = "sẽ gửi khi vào giờ làm việc"
    return f"📤 Thông báo {number} {when}: {_count(draft, chosen)}. Gõ /thongbao {number} để xem ai đã quán triệt."


def unknown(names: tuple[str, ...]) -> str:
    return f"🤔 Em không tìm thấy: {some([f'“{shorten(quoted(name), _TITLE)}”' for name in names], 3)}."


GROUP_CODE_HOW = (
    "Gõ /ketnoi kèm tên đơn vị mà nhóm đại diện, ví dụ: “/ketnoi Sở Công Thương, Sở Nội vụ”. "
    "Em cấp mã một lần để gõ trong nhóm."
)
GROUP_NOT_YOURS = f"{YOU_FIRST} không kết nối được nhóm: đề nghị quản trị hoặc Văn phòng."
GROUP_WRONG_CODE = "Mã kết nối nhóm không đúng, đã dùng hoặc đã hết hạn. Xin đề nghị quản trị cấp mã khác."
GROUP_TOO_MANY = "Đã thử mã quá nhiều lần trong nhóm này. Xin chờ 15 phút rồi thử lại."
GROUP_NEEDS_CODE = (
    "Để kết nối nhóm này, quản trị hoặc Văn phòng gõ /ketnoi kèm tên đơn vị trong tin nhắn riêng với em, "
    "rồi gõ ở đây /ketnoi kèm mã em cấp."
)
GROUP_ONLY_THERE = "Mã này để gõ trong nhóm: thêm em vào nhóm, rồi gõ /ketnoi kèm mã ở đó."


def group_code(code: str, units: list[str], until: str) -> str:
    return (
        f"🔗 Mã kết nối nhóm cho {_units(units)}: {code}\n"
        f"Thêm em vào nhóm, rồi gõ trong nhóm (đúng chủ đề muốn nhận tin): /ketnoi {code}\n"
        f"Mã dùng một lần, hết hạn {until}."
    )


def group_bound(units: list[str], before: list[str]) -> str:
    if before:
        return (
            f"🔗 Trước đây nhóm này đại diện cho: {_units(before)}; nay: {_units(units)}. Thông báo cho các đơn vị này "
            "sẽ đăng ở đây. Muốn thêm đơn vị mà giữ đơn vị cũ thì xin mã mới kèm tên tất cả các đơn vị."
        )
    return f"🔗 Đã kết nối nhóm này với: {_units(units)}. Thông báo sẽ đăng ở đây."


def group_changed(title: str, units: list[str], before: list[str]) -> str:
    """To the admins, and to whoever connected it before."""
    return (
        f"🔗 Nhóm {shorten(title, _TITLE)} vừa được kết nối lại. Trước đây đại diện cho: {_units(before)}; "
        f"nay: {_units(units)}. Nếu không đúng, gõ /ketnoi kèm tên đơn vị để cấp mã khác."
    )


def _units(names: list[str]) -> str:
    return some(names, 14, "đơn vị khác")


def nameless_group(chat_id: str) -> str:
    """What a group is called whose own name may not be kept."""
    return f"Nhóm …{chat_id[-4:]}"


def classified_group(name: str) -> str:
    return (
        f"Có nhóm mang tên đóng dấu mật: em không lưu tên nhóm, chỉ gọi là “{name}”. Đề nghị đổi tên nhóm; "
        "văn bản mật không được trao đổi ở đó."
    )


def group_left(title: str) -> str:
    return f"Trợ lý bị đưa ra khỏi nhóm {shorten(title, _TITLE)}: thông báo không đăng ở đó được nữa."
