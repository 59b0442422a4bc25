"""What somebody wished to see, read back; and the panel on which he changes it by taps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.message import Choice, Choices, Outgoing, Strong
from core.press import Offer
from core.task import Urgency
from core.wish import GROUPS, Change, Sort, Wish
from core.wording import choices, labels
from core.wording.voice import cited, say, shorten, some

_NAME = 40
LIST, FILTER, UNITS = range(3)  # what a list shows, as a press names it


@dataclass(frozen=True, kw_only=True)
class WishView:
    """A wish, and the names of whom it is about."""

    wish: Wish
    unit: str | None = None
    lead: str | None = None


def told(view: WishView) -> str:
    """`Quá hạn · Sở Công Thương · nhóm 2`"""
    return " · ".join(("Quá hạn" if view.wish.is_late else "Đang mở", *_parts(view)))


def _parts(view: WishView) -> Iterator[str]:
    wish = view.wish
    if wish.unit_id is not None:
        yield shorten(view.unit or "đơn vị không có", _NAME)
    if wish.lead_id is not None:
        yield shorten(view.lead or "người không có", _NAME)
    if wish.group is not None:
        yield f"nhóm {wish.group}"
    if wish.days:
        yield f"trễ từ {wish.days} ngày"
    if wish.urgency is not None:
        yield _urgency(wish.urgency)
    if wish.document is not None:
        yield f"VB {shorten(wish.document, _NAME)}"
    if wish.unacknowledged:
        yield "chưa tiếp nhận"


def _urgency(urgency: Urgency) -> str:
    name = labels.URGENCIES[urgency]
    return name if urgency is Urgency.TOP_URGENT else f"{name} trở lên"


_SORTS = {
    Sort.UNIT: "theo đơn vị",
    Sort.OLDEST: "trễ lâu trước",
    Sort.NEWEST: "mới trễ trước",
    Sort.URGENT: "khẩn trước",
}
_DAYS = (3, 7, 30)
_URGENCIES = (Urgency.URGENT, Urgency.VERY_URGENT, Urgency.TOP_URGENT)


def panel(view: WishView, total: int) -> Outgoing:
    """Each choice takes a part in or, once it is in, out again."""
    return say(
        Strong(f"🔎 Lọc · {told(view)}: {total} việc"),
        f"Xếp {_SORTS[view.wish.sort]}.",
        "Bấm để lọc, bấm lại để bỏ. Hoặc gõ: /overdue Sở Y tế nhóm 2 trễ trên 5 ngày",
        choices=_panel_choices(view.wish),
    )


def _panel_choices(wish: Wish) -> Choices:
    groups = [_switch(f"Nhóm {each}", Change.GROUP, each, on=wish.group == each) for each in GROUPS]
    days = [_switch(f"Trễ ≥ {each} ngày", Change.DAYS, each, on=wish.days == each) for each in _DAYS]
    urgencies = [
        _switch(labels.URGENCIES[each].capitalize(), Change.URGENCY, _place(each), on=wish.urgency is each)
        for each in _URGENCIES
    ]
    silent = _switch("Chưa tiếp nhận", Change.UNACKNOWLEDGED, 1, on=wish.unacknowledged)
    units = choices.choice("🏢 Đơn vị", Offer.PANEL, UNITS)
    following = list(Sort)[(list(Sort).index(wish.sort) + 1) % len(Sort)]
    order = change(f"↕️ Xếp {_SORTS[following]}", Change.SORT, list(Sort).index(following))
    clear = [change("✖️ Bỏ lọc", Change.CLEAR, 0)] if wish.is_narrow else []
    back = choices.choice("‹ Xem danh sách", Offer.PANEL, LIST)
    return (
        *choices.rows(groups, 3),
        *choices.rows([silent, *days, *urgencies, units]),
        *choices.rows([order, *clear, back]),
    )


def _place(urgency: Urgency) -> int:
    return list(Urgency).index(urgency)


def _switch(label: str, part: Change, value: int, *, on: bool) -> Choice:
    return change(f"✓ {label}" if on else label, part, 0 if on else value)


def change(label: str, part: Change, value: int) -> Choice:
    return choices.choice(label, Offer.WISH, value, part)


def units(view: WishView, found: Sequence[tuple[int, str, int]]) -> Outgoing:
    """The units with the most tasks in the rest of the wish, each to be chosen."""
    lines = [f"{shorten(name, _NAME)}: {count} việc" for _, name, count in found]
    buttons = [
        _switch(shorten(name, 18), Change.UNIT, unit_id, on=view.wish.unit_id == unit_id) for unit_id, name, _ in found
    ]
    back = choices.only("‹ Lọc", Offer.PANEL, FILTER)
    return say(
        Strong(f"🏢 Lọc theo đơn vị · {told(view)}"),
        *(lines or ["Không có đơn vị nào có việc như vậy."]),
        "Đơn vị khác: gõ /overdue kèm tên đơn vị.",
        choices=choices.rows(buttons) + back,
    )


def unread(words: Sequence[str], alike: Sequence[str]) -> str:
    """In front of a list: it must not be taken for what was asked for."""
    said = ", ".join(cited(shorten(each, _NAME)) for each in words)
    if alike:
        return f"🤔 {said}: có {some(list(alike), 4)}. Mời gõ đủ họ tên; danh sách dưới CHƯA lọc theo người."
    return f"🤔 Em chưa hiểu {said}: không thấy đơn vị, người nào tên như vậy. Danh sách dưới CHƯA lọc theo chữ này."


FILE_COMES = "📄 Đang làm tệp, em gửi ngay."
