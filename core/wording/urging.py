"""Words about urging: what those who were urged have answered, and how often a task was urged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.message import Outgoing, Strong
from core.press import Offer
from core.task import Step
from core.wish import Panel
from core.wording import choices
from core.wording.cards import card
from core.wording.days import at_time, length, on_day
from core.wording.news import in_one_line
from core.wording.views import TaskView
from core.wording.voice import YOU, cited, grouped, say, shorten, told_names
from core.wording.wishes import WishView, told

_LONGEST_ANSWER = 120
_LONGEST_NAME = 40
_SAID = {
    Step.ACKNOWLEDGE: "đã tiếp nhận",
    Step.PROGRESS: "đang làm",
    Step.REPORT: "báo cáo hoàn thành",
    Step.ADD_EVIDENCE: "bổ sung sản phẩm",
    Step.FINISH_PART: "xong phần phối hợp",
    Step.SPLIT: "chia việc con",
    Step.BLOCK: "vướng mắc",
    Step.ASK_EXTENSION: "xin gia hạn",
    Step.ASK_RETURN: "đề nghị chuyển trả",
    Step.ASK: "hỏi lại",
    Step.ATTACH: "gửi tệp",
}


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What somebody said or did after a task was given or urged."""

    name: str
    at: datetime
    step: Step
    words: str | None = None
    percent: int | None = None
    promised_on: date | None = None


def answers(view: TaskView, reply: Reply) -> tuple[Outgoing, str]:
    """To whoever urged: the answer with the card as it is now, and the same in one line of a digest."""
    told = _gist(reply, view.now)
    first = f"💬 {shorten(reply.name, _LONGEST_NAME)} trả lời đôn đốc việc {view.number}{f': {told}' if told else ':'}"
    lines = [first, cited(reply.words) if reply.words else ""]
    return card(view, *lines), in_one_line(view, lines)


def nobody_silent(number: int, replies: Sequence[Reply], now: datetime) -> str:
    said = [f"{each.name} đã trả lời lúc {at_time(each.at, now)}: {_whole(each, now)}" for each in replies]
    return "\n".join((f"ℹ️ Việc {number} không còn ai im lặng nên em chưa đôn đốc.", *said))


def surely(view: TaskView, said: str) -> Outgoing:
    buttons = choices.rows(
        (
            choices.choice("📣 Vẫn đôn đốc", Offer.URGE_SURELY, view.number, view.task.revision),
            choices.open_card(view),
        )
    )
    return say(said, Strong(f"Vẫn đôn đốc {shorten(view.lead, _LONGEST_NAME)}?"), choices=buttons)


WHICH = "📣 Đôn đốc việc nào ạ? Mời bấm nút 📣 kèm số việc, hoặc gõ “đôn đốc việc 12”."


def nothing_of(whom: str) -> str:
    return f"📣 {cited(whom)}: em không thấy việc nào đang làm mà {YOU} đôn đốc được. Mời gõ “đôn đốc việc 12”."


def all_surely(view: WishView, total: int) -> Outgoing:
    """Asked before all that a list shows is urged."""
    buttons = (
        choices.choice(f"📣 Đôn đốc {total} việc", Offer.URGE_ALL_SURELY),
        choices.choice("‹ Xem danh sách", Offer.PANEL, Panel.LIST),
    )
    return say(
        Strong(f"📣 Đôn đốc cả {grouped(total)} việc: {told(view)}?"),
        "Chỉ người còn im lặng nhận tin; việc vừa được đôn đốc, đã báo cáo, ngoài quyền thì bỏ qua.",
        choices=choices.rows(buttons),
    )


_LEFT_OUT = {
    "answered": "đã trả lời",
    "lately": "vừa được đôn đốc",
    "waits": "đang chờ xác nhận, tạm dừng hoặc chuyển trả",
    "not_yours": f"không thuộc quyền đôn đốc của {YOU}",
}


def all_urged(counts: Mapping[str, int], to: Sequence[str]) -> str:
    """`📣 Đã đôn đốc 30 việc tới Lê An, Trần Bình. Bỏ qua 7: 4 đã trả lời, 3 vừa được đôn đốc.`"""
    left = {why: counts[key] for key, why in _LEFT_OUT.items() if counts.get(key)}
    urged = counts.get("urged", 0)
    first = f"📣 Đã đôn đốc {urged} việc{_to(to)}." if urged else "ℹ️ Không có việc nào được đôn đốc thêm."
    return (
        f"{first} Bỏ qua {sum(left.values())}: {', '.join(f'{n} {why}' for why, n in left.items())}." if left else first
    )


def result(told: str) -> Outgoing:
    """In place of the list, which would hide it; the list is a tap away."""
    return say(told, choices=choices.only("‹ Xem danh sách", Offer.PANEL, Panel.LIST))


def _to(names: Sequence[str]) -> str:
    return f" tới {told_names(names)}" if names else ""


ALL_UNDER_WAY = "📣 Đang đôn đốc, kết quả sẽ hiện ngay ở đây."
ALL_STILL_UNDER_WAY = "📣 Lần đôn đốc trước chưa xong; mời chờ kết quả rồi bấm lại."

NOBODY_SILENT = "ℹ️ Không còn ai im lặng: câu trả lời ở tin dưới."


def too_soon(wait: timedelta, by: str, at: datetime, now: datetime) -> str:
    return (
        f"📣 Việc này vừa được {shorten(by, _LONGEST_NAME)} đôn đốc lúc {at_time(at, now)}, câu trả lời về người đã"
        f" đôn đốc. Có thể đôn đốc lại sau {length(wait)}."
    )


def _gist(reply: Reply, now: datetime) -> str:
    """`đang làm, 70%, hẹn Thứ Sáu 04/12`"""
    promised = f"hẹn {on_day(reply.promised_on, now)}" if reply.promised_on else None
    percent = f"{reply.percent}%" if reply.percent is not None else None
    return ", ".join(part for part in (_SAID.get(reply.step), percent, promised) if part)


def _whole(reply: Reply, now: datetime) -> str:
    said = cited(shorten(reply.words, _LONGEST_ANSWER)) if reply.words else None
    return " ".join(part for part in (_gist(reply, now), said) if part) or "đã cập nhật"
