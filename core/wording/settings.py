"""What each person may settle about being nudged."""

from datetime import time

from core.message import Choice, Outgoing, Strong
from core.press import Offer
from core.wording import choices
from core.wording.voice import YOU, say

_MORNINGS = (time(7, 30), time(8, 0), time(8, 30), time(9, 0))


def settings(morning: time, *notes: str, digest_only: bool, earliest: time, latest: time) -> Outgoing:
    """`morning` is the hour that counts for this person, `earliest` the office's own."""
    hours = [_hour(each, chosen=each == morning) for each in _MORNINGS if earliest <= each <= latest]
    single = "chỉ nhận tin gộp buổi sáng" if digest_only else "nhận từng tin và tin gộp"
    toggle = "🔔 Nhận từng tin" if digest_only else "📋 Chỉ nhận tin gộp"
    return say(
        *notes,
        Strong("⚙️ Cài đặt nhắc việc"),
        f"Giờ nhắc buổi sáng: {morning:%H:%M}",
        f"Cách nhắc: {single}",
        f"Muốn giờ khác (từ {earliest:%H:%M} đến {latest:%H:%M}), {YOU} gõ như: /caidat 8h15.",
        choices=choices.rows(hours) + choices.only(toggle, Offer.DIGEST_ONLY, int(not digest_only)),
    )


def _hour(at: time, *, chosen: bool) -> Choice:
    return choices.choice(f"{'✅' if chosen else '🕗'} {at:%H:%M}", Offer.MORNING, at.hour * 60 + at.minute)


def morning_settled(at: time) -> str:
    return f"👌 Từ nay em nhắc buổi sáng lúc {at:%H:%M}."


def digest_settled(*, on: bool) -> str:
    if on:
        return "👌 Từ nay em gộp tin nhắc vào một tin buổi sáng."
    return "👌 Từ nay em gửi từng tin như trước."


def outside(earliest: time, latest: time) -> str:
    return f"⛔ Giờ nhắc buổi sáng chỉ từ {earliest:%H:%M} đến {latest:%H:%M}, nên em chưa đổi gì. Ví dụ: /caidat 8h15."


def not_an_hour() -> str:
    return "🤔 Em chưa đọc được giờ này nên chưa đổi gì. Mời gõ như: /caidat 8h15."
