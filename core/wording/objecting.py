"""Answers to an objection in plain words, and to the words that withdraw it or decide it."""

from collections.abc import Sequence

from core.wording.voice import YOU, YOU_FIRST, shorten

_NAME = 40
OFFICE = "Văn phòng"

WHICH = f"⚖️ {YOU_FIRST} khiếu nại việc nào ạ? Mời gõ số việc kèm lý do, ví dụ “khiếu nại việc 12 vì hạn ghi sai”."
ONE_EACH = f"⚖️ {YOU_FIRST} nói từng việc một, mỗi tin một việc kèm lý do, ví dụ “khiếu nại việc 12 vì hạn ghi sai”."
ONLY_DOERS = "ℹ️ Chỉ người chủ trì hoặc phối hợp khiếu nại được về hồ sơ của việc, nên em chưa ghi gì."
WHICH_TO_DECIDE = f"⚖️ Có nhiều khiếu nại chờ {YOU} trả lời: mời mở từng việc, hoặc gõ kèm số việc."
NONE_FOR_YOU = f"ℹ️ Không có khiếu nại nào chờ {YOU} trả lời, nên em chưa ghi gì."
NONE_OF_YOURS = f"ℹ️ {YOU_FIRST} không có khiếu nại nào đang chờ trả lời."


def none_waits(number: int) -> str:
    return f"ℹ️ Việc {number} không có khiếu nại nào đang chờ trả lời, nên em chưa ghi gì."


def none_of_yours(number: int) -> str:
    return f"ℹ️ Việc {number} không có khiếu nại nào của {YOU} đang chờ trả lời."


def answered_by(number: int, who: str) -> str:
    """To whoever may not answer it, the objector himself among them."""
    return (
        f"ℹ️ Khiếu nại về việc {number} do {shorten(who, _NAME)} trả lời, người khiếu nại không tự trả lời; "
        "em chưa ghi gì."
    )


def waits_on(number: int, who: str) -> str:
    """It cannot be withdrawn any more."""
    return f"ℹ️ Khiếu nại về việc {number} không còn rút lại được, đang chờ {shorten(who, _NAME)} trả lời."


def which_to_withdraw(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers))
    return (
        f"⚖️ {YOU_FIRST} đang khiếu nại các việc {named}. Mời gõ kèm số việc, ví dụ “rút khiếu nại việc {numbers[0]}”."
    )


def earlier_waits(earlier: int) -> str:
    """Beside the objection that has just been written down."""
    how_many = "Khiếu nại trước" if earlier == 1 else f"{earlier} khiếu nại trước"
    return f"{how_many} của {YOU} về việc này cũng đang chờ trả lời."
