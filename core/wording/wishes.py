"""What somebody wished to see, read back; and the panel on which he changes it by taps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.message import Choice, Choices, Outgoing, Strong
from core.press import Offer
from core.task import Urgency
from core.wish import GROUPS, Change, Panel, Sort, Wish
from core.wording import choices, labels
from core.wording.voice import cited, say, shorten

_NAME, _NAMES = 40, 3


@dataclass(frozen=True, kw_only=True)
class WishView:
    """A wish, and the names of whom it is about; of the units `outside` the viewer sees but what is his."""

    wish: Wish
    units: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def told(view: WishView) -> str:
    """`Quá hạn · Sở Công Thương · nhóm 2 (quy hoạch)`"""
    return " · ".join(("Quá hạn" if view.wish.is_late else "Đang mở", *_parts(view)))


def _parts(view: WishView) -> Iterator[str]:
    wish = view.wish
    if wish.unit_ids:
        yield _any_of(view.units, "đơn vị")
    if wish.lead_ids:
        yield _any_of(view.leads, "người")
    if wish.groups:
        yield f"nhóm {_and([_group(each) for each in wish.groups])}"
    if wish.days or wish.most_days is not None:
        yield f"trễ {_days(wish)} ngày"
    if wish.urgency is not None:
        yield _urgency(wish.urgency)
    if wish.document is not None:
        yield f"VB {shorten(wish.document, _NAME)}"
    if wish.unacknowledged:
        yield "chưa tiếp nhận"


def _any_of(names: Sequence[str], what: str) -> str:
    """`Sở Y tế và Sở Tư pháp`, and of many how many others."""
    shown = [shorten(each, _NAME) for each in names[:_NAMES]]
    others = [f"{len(names) - _NAMES} {what} khác"] if len(names) > _NAMES else []
    return _and(shown + others) if shown else f"{what} không có"


def _and(parts: Sequence[str]) -> str:
    return " và ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _group(number: int) -> str:
    return f"{number} ({labels.GROUPS[number]})"


def _days(wish: Wish) -> str:
    if wish.most_days is None:
        return f"từ {wish.days}"
    return f"từ {wish.days} đến {wish.most_days}" if wish.days else f"không quá {wish.most_days}"


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


EXAMPLE = "/overdue Sở Y tế nhóm 2 trễ trên 5 ngày"


def panel(view: WishView, total: int) -> Outgoing:
    """Each choice takes a part in or, once it is in, out again."""
    return say(
        Strong(f"🔎 Lọc · {told(view)}: {total} việc"),
        f"Xếp {_SORTS[view.wish.sort]}.",
        *(f"Nhóm {_group(each)}" for each in GROUPS),
        f"Bấm để lọc, bấm lại để bỏ. Hoặc gõ: {EXAMPLE}",
        choices=_panel_choices(view.wish),
    )


def _panel_choices(wish: Wish) -> Choices:
    groups = [_turn(f"Nhóm {each}", Change.GROUP, each, on=each in wish.groups) for each in GROUPS]
    days = [_switch(f"Trễ ≥ {each} ngày", Change.DAYS, each, on=wish.days == each) for each in _DAYS]
    urgencies = [
        _switch(labels.URGENCIES[each].capitalize(), Change.URGENCY, _place(each), on=wish.urgency is each)
        for each in _URGENCIES
    ]
    silent = _switch("Chưa tiếp nhận", Change.UNACKNOWLEDGED, 1, on=wish.unacknowledged)
    units = choices.choice("🏢 Đơn vị", Offer.PANEL, Panel.UNITS)
    following = list(Sort)[(list(Sort).index(wish.sort) + 1) % len(Sort)]
    order = change(f"↕️ Xếp {_SORTS[following]}", Change.SORT, list(Sort).index(following))
    clear = [change("✖️ Bỏ lọc", Change.CLEAR, 0)] if wish.is_narrow else []
    back = choices.choice("‹ Xem danh sách", Offer.PANEL, Panel.LIST)
    return (
        *choices.rows(groups, 3),
        *choices.rows([silent, *days, *urgencies, units]),
        *choices.rows([order, *clear, back]),
    )


def _place(urgency: Urgency) -> int:
    return list(Urgency).index(urgency)


def _switch(label: str, part: Change, value: int, *, on: bool) -> Choice:
    return change(f"✓ {label}" if on else label, part, 0 if on else value)


def _turn(label: str, part: Change, value: int, *, on: bool) -> Choice:
    """Of a part that may be several: the same press takes it in and out."""
    return change(f"✓ {label}" if on else label, part, value)


def change(label: str, part: Change, value: int) -> Choice:
    return choices.choice(label, Offer.WISH, value, part)


def units(view: WishView, found: Sequence[tuple[int, str, int]]) -> Outgoing:
    """The units with the most tasks in the rest of the wish, each to be chosen."""
    lines = [f"{shorten(name, _NAME)}: {count} việc" for _, name, count in found]
    chosen = view.wish.unit_ids
    buttons = [_turn(shorten(name, 18), Change.UNIT, unit_id, on=unit_id in chosen) for unit_id, name, _ in found]
    back = choices.only("‹ Lọc", Offer.PANEL, Panel.FILTER)
    return say(
        Strong(f"🏢 Lọc theo đơn vị · {told(view)}"),
        *(lines or ["Không có đơn vị nào có việc như vậy."]),
        "Đơn vị khác: gõ /overdue kèm tên đơn vị.",
        choices=choices.rows(buttons) + back,
    )


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Words that nobody knows, groups that there are not, and units and people that may have been meant.

    A unit is its id and name, a person the id, the name and the unit.
    """

    words: tuple[str, ...]
    no_groups: tuple[int, ...]
    units: Sequence[tuple[int, str]]
    people: Sequence[tuple[int, str, str]]


def doubted(view: WishView, doubt: Doubt) -> Outgoing:
    """In place of a list, which would be taken for what was asked: nothing is shown, and nothing can be urged."""
    near = [shorten(name, _NAME) for _, name in doubt.units]
    near += [f"{shorten(name, _NAME)} ({shorten(unit, _NAME)})" for _, name, unit in doubt.people]
    return say(
        Strong(f"🤔 {_unknown(doubt)} Em chưa lập danh sách."),
        "Có phải:" if near else None,
        *(f"({number}) {each}" for number, each in enumerate(near, 1)),
        *(f"Nhóm {_group(each)}" for each in GROUPS if doubt.no_groups),
        f"Em hiểu đơn vị, người chủ trì, nhóm, số ngày trễ, độ khẩn, văn bản. Ví dụ: {_example(view.wish)}",
        choices=choices.rows(_meant(doubt)) + choices.only(_ANYWAY[view.wish.is_narrow], Offer.PANEL, Panel.LIST),
    )


def _unknown(doubt: Doubt) -> str:
    said = ", ".join(cited(shorten(each, _NAME)) for each in doubt.words[:_NAMES])
    words = [f"Em chưa hiểu {said}."] if said else []
    numbers = ", ".join(map(str, doubt.no_groups[:_NAMES]))
    return " ".join(words + ([f"Không có nhóm {numbers}, chỉ có nhóm 1 đến 5."] if numbers else []))


def _example(wish: Wish) -> str:
    return EXAMPLE if wish.is_late else "/viec Sở Y tế khẩn"


def _meant(doubt: Doubt) -> Iterator[Choice]:
    """With the number of its line: of posts the beginnings are alike."""
    units = [(Change.UNIT, unit_id, name) for unit_id, name in doubt.units]
    people = [(Change.LEAD, person_id, name) for person_id, name, _ in doubt.people]
    for number, (part, whose, name) in enumerate(units + people, 1):
        yield change(f"({number}) {shorten(name, 15)}", part, whose)


_ANYWAY = {True: "📋 Lọc phần đã hiểu", False: "📋 Xem không lọc"}


FILE_COMES = "📄 Đang làm tệp, em gửi ngay."
