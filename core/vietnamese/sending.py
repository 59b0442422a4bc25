"""What is said under a broadcast that is read back: at what time it shall go, or at once; and which task goes along."""

import re
from datetime import datetime

from core.calendar import Calendar
from core.vietnamese.dates import DateReading, Kind, read_date
from core.vietnamese.normalise import fold
from core.vietnamese.reading import understood
from core.vietnamese.words import Kind as Sign
from core.vietnamese.words import word_set

_MANNERS = r"(?: (?:di|nhe|nha|a|cho|em|anh|chi|giup|thong bao|nay))*"
_NOW = re.compile(rf"(?:gui|phat|dang)(?: di)? (?:ngay|luon|lien)(?: (?:bay gio|lap tuc|luon))?{_MANNERS}")
_AT_ONCE = re.compile(rf"(?:(?:ngay|luon) )?(?:bay gio|lap tuc)|ngay{_MANNERS}|luon{_MANNERS}")
_NO_TIME = re.compile(
    r"(?:thoi )?(?:bo|huy|xoa|khong|ko|dung) (?:(?:hen|dat|cai) )?(?:gio|lich|hen)(?: (?:gui|gio))?"
    r"(?: (?:nua|di|nhe|a))*"
)
_ALONG = re.compile(
    r"\s*(?:(?:giao|gửi|gui)\s+)?k[eè]m\s+(?:theo\s+)?(?:vi[eệ]c|nhi[eệ]m\s+v[uụ])\b\s*[:,–-]?\s*", re.IGNORECASE
)
_NONE_ALONG = re.compile(r"(?:(?:bo|huy|khong|ko) (?:giao )?(?:viec kem(?: theo)?|kem viec))(?: (?:nua|di|nhe|a))*")
_FILLERS = word_set(
    "gui hen luc vao gio doi lai sang thanh dat lich cho em anh chi nhe nha a da thong bao nay thi khoang tam phat dang"
    " de di giup ngay sau"
)
_IS_A_LIMIT = re.compile(r"\b(?:truoc|han|cham nhat|tre nhat|den het)\b")


def sends_now(text: str, *, asked_when: bool = False) -> bool:
    """ "Gửi ngay", "gửi luôn"; and "ngay bây giờ" where it was asked when."""
    said = _said(text)
    return _NOW.fullmatch(said) is not None or (asked_when and _AT_ONCE.fullmatch(said) is not None)


def drops_time(text: str) -> bool:
    """ "Bỏ hẹn giờ"."""
    return _NO_TIME.fullmatch(_said(text)) is not None


def drops_task(text: str) -> bool:
    """ "Bỏ việc kèm"."""
    return _NONE_ALONG.fullmatch(_said(text)) is not None


def task_along(text: str) -> str | None:
    """ "Kèm việc: báo cáo … trước 15/12": which task, perhaps none yet; None where no task shall go along."""
    begins = _ALONG.match(text)
    return text[begins.end() :].strip() if begins else None


def bare_time(text: str, now: datetime, calendar: Calendar) -> DateReading | None:
    """A day or a time, where the text says nothing else: what has to be done by some day is no time to send at."""
    reading = read_date(text, now, calendar)
    if reading.kind is not Kind.POINT or reading.date is None or _IS_A_LIMIT.search(fold(text)):
        return None
    tokens, _ = understood(text, now, calendar)
    said = (token for token in tokens if token.fact is None and token.kind is not Sign.PUNCTUATION)
    return reading if all(fold(token.form) in _FILLERS for token in said) else None


def _said(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
