"""An objection in plain words: "khiếu nại việc 8 vì hạn ghi sai", "rút khiếu nại việc 8", "bác khiếu nại việc 8".

The text must begin with it: complaints of citizens ("giải quyết khiếu nại, tố cáo") are what many a task is about.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.calendar import Calendar
from core.vietnamese.lines import Line
from core.vietnamese.reading import understood


class Stance(StrEnum):
    OBJECTS = "objects"
    WITHDRAWS = "withdraws"
    UPHOLDS = "upholds"
    DISMISSES = "dismisses"


@dataclass(frozen=True, kw_only=True)
class Objecting:
    """`reason` is why it is said; of whoever upholds an objection, what he puts right."""

    stance: Stance
    numbers: tuple[int, ...] = ()
    reason: str | None = None


def objecting_of(text: str, now: datetime, calendar: Calendar) -> Objecting | None:
    """None for words that say no such thing, and for a question about an objection."""
    text = unicodedata.normalize("NFC", text).strip()
    said = Line(text, *understood(text, now, calendar))
    for stance, pattern in _BEGINNINGS.items():
        if begun := pattern.match(said.line):
            return _objecting(said, stance, begun.end())
    return None


def _objecting(said: Line, stance: Stance, past: int) -> Objecting | None:
    subject = _SUBJECTS.get(stance, _SUBJECT).match(said.line, past)
    past = subject.end() if subject else said.past(_NOTHING_NAMED, past)
    numbers = said.numbers(past) if subject else ()
    if _ASKS.search(said.line, past) or (not subject and not _GOES_ON.match(said.line, past)):
        return None
    given = said.rest(said.past(_WHY, past))
    says_why = any(map(str.isalnum, given)) and not _NO_REASON.match(said.line, past)
    return Objecting(stance=stance, numbers=numbers, reason=given if says_why else None)


_OPENERS = (
    r"(?:(?:da|vang|thua|xin|phep|xin phep|toi|tui|minh|chung|em|e|anh|chi|a|bot|oi|muon|can|phai|de nghi|cho|giup"
    r"|gui|thi|thoi|vay|so|don vi|phong|[,.!]) )*"
)
_AGREES = r"(?:dong y|nhat tri|chap nhan|chap thuan|thong nhat|cong nhan|phe duyet|duyet)"
_IT = r"(?:(?:voi|cho|cac|noi dung|don|loi|mot) )*khieu nai (?!(?:[,-] )?(?:va )?to cao)"
_BEGINNINGS = {
    Stance.DISMISSES: re.compile(rf"{_OPENERS}(?:(?:khong|chua)(?: the)? {_AGREES}|bac(?: bo)?|tu choi) {_IT}"),
    Stance.UPHOLDS: re.compile(rf"{_OPENERS}{_AGREES} {_IT}"),
    Stance.WITHDRAWS: re.compile(
        rf"{_OPENERS}(?:(?:rut(?: lai)?|huy(?: bo)?|bo|thu hoi) {_IT}|khong {_IT}(?=(?:\S+ )*nua ))"
    ),
    Stance.OBJECTS: re.compile(rf"{_OPENERS}{_IT}"),
}
_NUMBER = r"(?:⟨task⟩|\d{1,6}) (?:(?:(?:,|va) )?\d{1,6} )*"
_MANNERS = r"(?:(?:a|ah|nhe|nha|nghe|nghen|roi|nua|luon|di|em|anh|chi|oi|voi|nay|[,.!…)]) )*"
_ABOUT = r"(?:(?:ve|doi voi|cua|noi dung|ho so|cach|tinh|han|thoi han|ket qua|danh gia|viec|nhiem vu|so|o|trong|[(]) )*"
_SUBJECT = re.compile(rf"{_ABOUT}{_NUMBER}{_MANNERS}")
_OF_SOMEBODY = r"(?:cua (?:(?!⟨task⟩)[^\s,:;]+ ){1,8}?)?"
_SUBJECTS = dict.fromkeys((Stance.UPHOLDS, Stance.DISMISSES), re.compile(rf"{_OF_SOMEBODY}{_ABOUT}{_NUMBER}{_MANNERS}"))
_NOTHING_NAMED = re.compile(rf"(?:(?:ve|doi voi|cua) )?(?:(?:viec|nhiem vu|ho so)(?: nay| do)? )?{_MANNERS}")
_WHY = re.compile(r"(?:[,.:;-] )*(?:(?:(?:voi )?ly do|vi|do|tai|boi)(?: la| vi)? )?(?:[:,] )?")
_GOES_ON = re.compile(r"$|(?:[,.:;-]|voi ly do|ly do|vi|do|tai|boi) ")
# An answer with a condition, and a question how it is done, are met by the question that explains it.
_NO_REASON = re.compile(rf"{_MANNERS}$|neu |(?:thi )?(?:lam|phai lam|can lam|gui|bam) .*(?:the nao|sao|gi|dau) ")
_ASKS = re.compile(
    r"\b(?:chua|den dau|toi dau|ra sao|bao gio|khi nao|co duoc khong|ai)(?: (?:roi|a|em|anh|chi|vay|the|[?.!…]))* $"
    r"|(?<=⟩ )(?:(?:da|duoc|co|ai|xong) )*(?:tra loi|giai quyet|xu ly|xem xet)\b"
)
