"""What people are told of a broadcast: its text with the button, reminders, corrections, and who has confirmed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.broadcast import Screen
from core.message import Choices, Outgoing, Strong
from core.press import Offer
from core.wording import choices
from core.wording.days import at_time, length
from core.wording.voice import YOU, YOU_FIRST, quoted, say, shorten, some

_NAME, _TITLE, _UNIT = 60, 60, 60
_MOST_SILENT, _FEW_NAMES, _MOST_NAMES, _MOST_TASKS = 4, 6, 12, 8
UNITS_ON_A_PAGE = 8

ALREADY = "👌 Đã ghi nhận từ trước, không cần bấm lại."
NOT_MEANT = f"Thông báo này không yêu cầu {YOU} xác nhận."
WITHDRAWN = "🗑 Thông báo này đã được thu hồi."
NOT_BOUND = "Tài khoản này chưa gắn với cán bộ nào. Mời nhắn riêng cho trợ lý để gắn bằng mã mời."
NOT_YOURS = f"{YOU_FIRST} không có quyền xem danh sách quán triệt của thông báo này."
NOT_FOUND = f"Không có thông báo số này gửi tới {YOU}. Gõ /thongbao để xem."
EDITED = "✏️ Sửa tin không đổi thông báo đã gửi. Gõ /thongbao kèm số rồi bấm Đính chính."
READ_FIRST = f"📖 Mời {YOU} đọc nội dung trên đây, rồi bấm “Đã quán triệt”."
NOT_POSTED = "ℹ️ Thông báo này chưa gửi đi hoặc đã thu hồi."
OUTDATED = "✏️ Thông báo vừa được đính chính: mời đọc bản mới rồi bấm lại."
NOT_SENT_YET = "✏️ Đã sửa nội dung: thông báo chưa gửi đi nên chưa ai phải đọc lại."
FOR_NOBODY = (
    "⚠️ Thông báo {number} đến giờ gửi nhưng không còn ai nhận, nên em không gửi. Mời soạn lại bằng /thongbao "
    "và chọn người nhận khác."
)
_DROPPED_PART = "(Đoạn này không còn trong bản đính chính.)"


@dataclass(frozen=True, kw_only=True)
class CastView:
    """One broadcast. `parts` are its text as it is cut now, `files` what the files are called, `version` counts its
    corrections, and `again` says that whoever confirmed an earlier text has to confirm it once more.
    """

    number: int
    author: str
    parts: tuple[str, ...]
    files: tuple[str, ...]
    urgent: bool
    version: int
    again: bool
    corrected_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    now: datetime

    @property
    def title(self) -> str:
        return title_of(self.parts[0] if self.parts else "", self.files)


def title_of(text: str, files: Sequence[str]) -> str:
    """What it is about, on one line: how its text begins, or what its files are called."""
    first = text.strip().partition("\n")[0] or ", ".join(files)
    return shorten(quoted(first), _TITLE)


@dataclass(frozen=True, kw_only=True)
class Read:
    """When its reader has confirmed it, or nothing but a text that was corrected since; whether he has to at all."""

    at: datetime | None = None
    earlier_at: datetime | None = None
    asked: bool = True


def confirmed(number: int, at: datetime, now: datetime) -> str:
    return f"✅ Đã quán triệt thông báo {number} lúc {at_time(at, now)}."


def how_to_answer(number: int, author: str) -> str:
    """To words in answer to a broadcast that do not confirm it."""
    return (
        f"📢 Tin này là thông báo {number} của {shorten(author, _NAME)}: em chưa ghi lời trên vào đâu. Đã đọc thì bấm "
        f"“Đã quán triệt”, hoặc gõ “đã quán triệt thông báo {number}”; cần hỏi thì xin liên hệ người gửi. Nói về một "
        "việc thì gõ kèm số việc."
    )


def withdrawn(*, is_out: bool, files: bool, tasks: int) -> str:
    """What is done now; and what stays: files that were sent, and the `tasks` that were given along."""
    if not is_out:
        return "🗑 Đã thu hồi: thông báo chưa gửi đi nên không ai nhận được."
    return f"🗑 Đã thu hồi: em đang sửa lần lượt các tin đã gửi.{what_stays(files=files, tasks=tasks)}"


def what_stays(*, files: bool, tasks: int) -> str:
    stays = [*(["tệp đã gửi"] if files else []), *([f"{tasks} việc đã giao kèm"] if tasks else [])]
    return f" {_first_upper(' và '.join(stays))} vẫn còn." if stays else ""


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def post(view: CastView, part: int = 0, *, read: Read, screen: Screen = Screen.POST) -> Outgoing:
    """One part, for one person. The first has the button, or tells when he has confirmed."""
    if view.withdrawn_at is not None and screen is not Screen.POST:
        return say(f"🗑 Thông báo {view.number} đã được thu hồi.")
    asks = read.asked and read.at is None
    return _shown(view, part, _heading(view, screen, read), _standing(read, view.now), asks=asks)


def group_post(view: CastView, part: int, count: tuple[int, int]) -> Outgoing:
    """The same for a group, where it counts."""
    done = count[0] == count[1] > 0
    counted = f"{'✅' if done else '👁'} {_what_counts(view)} {count[0]}/{count[1]}"
    return _shown(view, part, _heading(view, Screen.POST, Read()), counted, asks=not done)


def _shown(view: CastView, part: int, heading: str, standing: str | None, *, asks: bool) -> Outgoing:
    if view.withdrawn_at is not None:
        return _withdrawn(view, part)
    if part:
        return _further(view, part)
    return say(
        Strong(heading),
        view.parts[0] if view.parts else None,
        _beside(view),
        _corrected(view),
        standing,
        choices=_button(view) if asks else (),
    )


def _further(view: CastView, part: int) -> Outgoing:
    words = view.parts[part] if part < len(view.parts) else _DROPPED_PART
    return say(Strong(f"📢 Thông báo {view.number} (tiếp, {part + 1}/{len(view.parts)})"), words)


def _withdrawn(view: CastView, part: int) -> Outgoing:
    """Of what it was about the subject stays."""
    if part:
        return say(Strong(f"🗑 Thông báo {view.number} (phần {part + 1}) đã được thu hồi."))
    return say(Strong(f"🗑 Đã thu hồi thông báo {view.number}: {view.title}"), _taken_back(view))


def _taken_back(view: CastView) -> str | None:
    if view.withdrawn_at is None:
        return None
    by = f"{shorten(view.withdrawn_by, _NAME)} thu hồi" if view.withdrawn_by else "Thu hồi"
    return f"{by} lúc {at_time(view.withdrawn_at, view.now)}; nội dung không còn hiệu lực."


def taken_back(view: CastView, read: Read) -> Outgoing:
    """What is left of it for somebody who wants to read it again."""
    return _withdrawn(view, 0).followed_by(_standing(read, view.now))


def _heading(view: CastView, screen: Screen, read: Read) -> str:
    name = shorten(view.author, _NAME)
    if screen is Screen.REMINDER and read.at is None:
        what = "Chưa quán triệt bản đính chính" if read.earlier_at else "Chưa quán triệt"
        return f"🔔 {what}: thông báo {view.number} · {name}"
    if screen is Screen.NOTICE:
        return f"✏️ Đính chính thông báo {view.number} · {name}"
    return f"🔥 HỎA TỐC · Thông báo {view.number} · {name}" if view.urgent else f"📢 Thông báo {view.number} · {name}"


def _beside(view: CastView) -> str | None:
    more = [f"còn {len(view.parts) - 1} đoạn ở tin sau"] if len(view.parts) > 1 else []
    more += [f"kèm {len(view.files)} tệp"] if view.files else []
    return f"📎 {', '.join(more)}" if more else None


def _corrected(view: CastView) -> str | None:
    return f"✏️ Đã đính chính lúc {at_time(view.corrected_at, view.now)}." if view.corrected_at else None


def _standing(read: Read, now: datetime) -> str | None:
    if read.at is not None:
        return f"✅ {YOU_FIRST} đã quán triệt lúc {at_time(read.at, now)}."
    if read.earlier_at is not None:
        at = at_time(read.earlier_at, now)
        return f"⏳ {YOU_FIRST} mới chỉ quán triệt bản trước (lúc {at}); đề nghị xác nhận bản đính chính."
    return None


def _button(view: CastView) -> Choices:
    """It says which text was read: who presses under an older one has not read the newest."""
    return choices.only("✅ Đã quán triệt", Offer.READ, view.number, view.version)


def group_notice(view: CastView) -> Outgoing:
    return say(
        Strong(f"✏️ Thông báo {view.number} vừa được đính chính: {view.title}"),
        "Mời đọc lại tin đã gửi và bấm “Đã quán triệt” lần nữa: xác nhận bản cũ không còn tính.",
    )


def corrected(number: int, people: int, groups: int, confirmed: int, rings: str | None, *, minor: bool) -> str:
    """What happens now. `rings` is when the receivers hear of it, where that is later."""
    places = f"{people} người" + (f" và {groups} nhóm" if groups else "")
    what = f"✏️ Đã đính chính thông báo {number}: em đang sửa lần lượt tin đã gửi cho {places}."
    if minor:
        return f"{what} Các xác nhận cũ được giữ ({confirmed} người), không ai bị báo lại."
    again = f" {confirmed} người đã quán triệt bản cũ được đề nghị xác nhận lại." if confirmed else ""
    later = f" Vừa báo đính chính chưa quá 10 phút nên {rings} mới báo tiếp." if rings else ""
    return f"{what}{again}{later}"


def file(view: CastView, name: str) -> Outgoing:
    return say(f"📎 Thông báo {view.number}: {shorten(quoted(name), _TITLE)}")


def silent(view: CastView, unit: str, names: Sequence[str], earlier: Sequence[str] = ()) -> Outgoing:
    """To the head of a unit, once: who has confirmed nothing, and `earlier` who has confirmed an earlier text alone."""
    what = "bản đính chính thông báo" if view.again else "thông báo"
    every = len(names) + len(earlier)
    return say(
        Strong(f"⚠️ {every} người chưa quán triệt {what} {view.number}: {view.title}"),
        f"{shorten(unit, _UNIT)}: {_names(names)}." if names else f"{shorten(unit, _UNIT)}.",
        f"✏️ Mới chỉ quán triệt bản trước: {_names(earlier)}." if earlier else None,
        f"Kính đề nghị {YOU} nhắc các đồng chí trên.",
    )


@dataclass(frozen=True, kw_only=True)
class UnitTally:
    unit: str
    confirmed: int
    total: int
    silent: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TasksTally:
    """The tasks that were given with it: to how many of so many units, how many stand in which state, and are late."""

    numbers: tuple[int, ...]
    units: int
    states: tuple[tuple[str, int], ...]
    late: int


@dataclass(frozen=True, kw_only=True)
class ReceiptsView:
    """Who has confirmed, unit by unit; `waits_until` is when it leaves, while it waits for office hours; `earlier` are
    those who confirmed nothing but a text that was corrected since, `unreached` those whom nothing reaches, who are
    not counted; `left` groups that put us out. `all_who_confirmed` are told once it was withdrawn; `mending` says
    that what stands somewhere is still being put right.
    """

    cast: CastView
    state: str
    send_at: datetime
    waits_until: datetime | None
    confirmed: int
    total: int
    units: tuple[UnitTally, ...]
    pages: int
    page: int
    earlier: tuple[str, ...]
    unreached: tuple[str, ...]
    all_who_confirmed: tuple[str, ...]
    groups: tuple[str, ...]
    left: tuple[str, ...]
    tasks: TasksTally | None
    without_task: tuple[str, ...]
    to_urge: int
    mending: bool


def receipts(view: ReceiptsView, *notes: str) -> Outgoing:
    cast = view.cast
    page = f" (trang {view.page}/{view.pages})" if view.pages > 1 else ""
    return say(
        *notes,
        Strong(f"📢 Thông báo {cast.number}: {cast.title}"),
        _state(view),
        _corrected(cast),
        "⏳ Em đang sửa lần lượt các tin đã gửi." if view.mending and not notes else None,
        Strong(f"{_what_counts(cast)} {view.confirmed}/{view.total}{page}") if view.total else None,
        *(_tally(each) for each in view.units),
        f"Đã quán triệt: {_names(view.all_who_confirmed)}" if view.all_who_confirmed else None,
        f"✏️ Mới chỉ quán triệt bản trước: {_names(view.earlier, _FEW_NAMES)}" if view.earlier else None,
        f"📵 Chưa kết nối, chưa gửi được: {_names(view.unreached, _FEW_NAMES)}" if view.unreached else None,
        f"Nhóm: {_names(view.groups, 5)}" if view.groups else None,
        f"⚠️ Trợ lý không còn trong nhóm: {_names(view.left, 5)}" if view.left else None,
        *_tasks(view),
        choices=_desk(view),
    )


def _what_counts(view: CastView) -> str:
    if view.withdrawn_at is not None:
        return "Trước khi thu hồi, đã quán triệt"
    return "Đã quán triệt bản đính chính" if view.again else "Đã quán triệt"


def _tasks(view: ReceiptsView) -> Iterator[str]:
    if view.tasks is not None and view.tasks.numbers:
        given = view.tasks
        named = some([str(number) for number in given.numbers], _MOST_TASKS, "việc khác")
        yield f"📌 Giao kèm {len(given.numbers)}/{given.units} đơn vị: việc {named}"
        late = [f"🔴 {given.late} quá hạn"] if given.late else []
        yield f"Việc giao kèm: {' · '.join([f'{count} {words.lower()}' for words, count in given.states] + late)}"
    if view.without_task:
        yield f"⚠️ Chưa giao được (chưa có thủ trưởng, hoặc đã quá hạn): {_names(view.without_task, 5)}"


def _names(names: Sequence[str], most: int = _MOST_NAMES) -> str:
    return some([shorten(name, _NAME) for name in names], most)


def _state(view: ReceiptsView) -> str:
    at = at_time(view.send_at, view.cast.now)
    if view.cast.withdrawn_at is not None:
        return f"🗑 {_taken_back(view.cast)}"
    if view.waits_until is not None:
        return f"🌙 Thông báo {_waits(view.waits_until, view.cast.now)} · {shorten(view.cast.author, _NAME)}"
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
    waits_until: datetime | None
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
    if line.waits_until is not None:
        return _waits(line.waits_until, now)
    return f"{at_time(line.at, now)} · đã quán triệt {line.confirmed}/{line.total}"


def _waits(until: datetime, now: datetime) -> str:
    return f"chờ vào giờ làm việc ({at_time(until, now)})"


def nobody_has_it(until: datetime, now: datetime) -> str:
    return f"🌙 Thông báo này {_waits(until, now)} mới đến người nhận, nên chưa có ai để đôn đốc."


def urged(count: int, first: Sequence[tuple[str, str]]) -> str:
    if not count:
        return "✅ Không còn ai cần đôn đốc."
    named = [_with_unit(shorten(name, _NAME), shorten(unit, _UNIT)) for name, unit in first]
    return f"📣 Đã đôn đốc {count} người: {some(named, len(named), 'người nữa', of=count)}."


def _with_unit(name: str, unit: str) -> str:
    """Somebody who goes by his post is often called by his unit already."""
    return name if unit in name else f"{name} ({unit})"


def given_with(number: int, title: str, *, withdrawn: bool) -> str:
    """On the card of a task: with which broadcast it was given."""
    over = " (đã thu hồi)" if withdrawn else ""
    return f"Theo thông báo {number}{over}: {title}"


def too_soon(wait: timedelta) -> str:
    return f"⏳ Vừa đôn đốc xong, xin chờ {length(wait)} nữa."
