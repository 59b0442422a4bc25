"""Thi đua: the positive list of a month, and the praise that is posted to a group. Nobody who was late is named."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from core.message import Choices, Outgoing, Span, Strong
from core.press import Offer
from core.report import Merit, Merits
from core.report_periods import after, before, code_of
from core.wording import choices
from core.wording import report_words as words
from core.wording.labels import period_words
from core.wording.voice import YOU_FIRST, say, shorten

_MOST, _GROUPS, _NAME, _TITLE = 10, 6, 40, 14


class Named(Protocol):
    """A group, by its number and its title."""

    id: int
    title: str


def not_yours() -> Outgoing:
    return say(
        f"Danh sách thi đua dành cho Văn phòng, lãnh đạo và thủ trưởng. {YOU_FIRST} gõ /hoso để xem hồ sơ của mình."
    )


def merits(told: Merits, groups: Sequence[Named], *notes: str) -> Outgoing:
    """Units, then people, with a choice a group in which they may be praised."""
    period = told.seen.period
    title = Strong(f"🏅 Thi đua {period_words(period)}: hoàn thành đúng hạn 100%")
    running = None if told.seen.is_over else "Kỳ chưa kết thúc, danh sách có thể đổi."
    if told.is_empty:
        return say(
            *notes, title, "Chưa có đơn vị, cá nhân nào có việc đến hạn mà đúng hạn tất cả.", choices=_around(told)
        )
    return say(*notes, title, running, *_lists(told), _LEGEND, choices=_praises(told, groups) + _around(told))


_LEGEND = "⭐ “ba không”: không chậm, không sai (không bị trả lại), không sót (tiếp nhận trong giờ quy định)."


def praise(told: Merits) -> Outgoing:
    """For everybody's eyes."""
    title = Strong(f"🎉 Biểu dương {period_words(told.seen.period)}: hoàn thành đúng hạn 100% việc được giao")
    return say(title, *_lists(told), _LEGEND, "Em xin chúc mừng và cảm ơn.")


def _lists(told: Merits) -> Iterator[Span]:
    for what, found in (("Đơn vị", told.units), ("Cá nhân", told.people)):
        if found:
            yield Strong(f"{what} ({len(found)})")
            yield from map(_line, found[:_MOST])
            if len(found) > _MOST:
                yield f"… và {len(found) - _MOST} {what.lower()} khác."


def _line(merit: Merit) -> str:
    return f"{'⭐' if merit.blameless else '•'} {shorten(merit.name, _NAME)}: {merit.done} việc"


def _praises(told: Merits, groups: Sequence[Named]) -> Choices:
    code = code_of(told.seen.period)
    return choices.rows(
        choices.choice(f"🎉 {shorten(group.title, _TITLE)}", Offer.PRAISE, group.id, code) for group in groups[:_GROUPS]
    )


def _around(told: Merits) -> Choices:
    period = told.seen.period
    ways = [choices.choice(f"‹ {words.button(before(period))}", Offer.MERITS, code_of(before(period)))]
    if told.seen.is_over:
        ways.append(choices.choice(f"{words.button(after(period))} ›", Offer.MERITS, code_of(after(period))))
    return choices.rows(ways)


def praised(title: str) -> str:
    return f"🎉 Đã đăng lời biểu dương vào nhóm {shorten(title, _NAME)}."


ALREADY = "👌 Nhóm này đã có lời biểu dương của kỳ ấy rồi."
NO_GROUP = "ℹ️ Em không còn ở trong nhóm này, hoặc kỳ chưa kết thúc, nên chưa đăng."
OFFICE_ONLY = "Chỉ Văn phòng đăng lời biểu dương vào nhóm."
