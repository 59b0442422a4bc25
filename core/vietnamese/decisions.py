"""A decision in plain words: "đồng ý gia hạn việc 28", "không duyệt vì …", "trả lại việc 12, thiếu phụ lục".

The whole text must say it. A question, a quotation, somebody else's yes and a yes with a condition are no decision.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from core.calendar import Calendar
from core.vietnamese.answers import says_all
from core.vietnamese.dates import DateReading, Duration, Grain, Unreal
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.lines import Line
from core.vietnamese.reading import understood


class Verdict(StrEnum):
    AGREES = "agrees"
    REFUSES = "refuses"
    SPEAKS = "speaks"  # a yes with more behind it: too much to be one, too near to be anything else


class Matter(StrEnum):
    """What is decided."""

    REPORT = "report"
    EXTENSION = "extension"
    RETURN = "return"
    OFFER = "offer"


Matters = frozenset[Matter]
_EVERY = frozenset(Matter)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`about` are the matters that the words fit; `on` or `length` is how much more time is granted.

    `every` says that all that wait are meant. `firm` words are a decision and nothing else, whoever says them; `torn`
    ones are several decisions, or name several days.
    """

    verdict: Verdict
    about: Matters = _EVERY
    numbers: tuple[int, ...] = ()
    every: bool = False
    day: DateReading | None = None
    reason: str | None = None
    firm: bool = False
    torn: bool = False

    @property
    def unreal(self) -> Unreal | None:
        return self.day.unreal if self.day else None

    @property
    def on(self) -> date | None:
        return self.day.date if self.day and self.day.kind is DateKind.POINT and not self.day.unreal else None

    @property
    def at(self) -> time | None:
        return self.day.time if self.day and self.on and self.day.grain in (Grain.HOUR, Grain.MINUTE) else None

    @property
    def length(self) -> Duration | None:
        return self.day.duration if self.day and self.day.kind is DateKind.DURATION else None


def decision_of(text: str, now: datetime, calendar: Calendar) -> Decision | None:
    """None for words that decide nothing."""
    text = unicodedata.normalize("NFC", text).strip()
    tokens, facts = understood(text, now, calendar)
    said = Line(text, tokens, facts)
    if not tokens or len(tokens) > _LONGEST or _ASKS.search(said.line) or _BEGS.search(said.line):
        return None
    for pattern, about, firm in _REFUSALS:
        if begun := pattern.match(said.line):
            return _refusal(said, begun.end(), about, firm=firm)
    for pattern, about, firm in _APPROVALS:
        if begun := pattern.match(said.line):
            return None if _QUOTES & set(text) else _approval(said, begun.end(), about, firm=firm)
    return None


def _refusal(said: Line, past: int, about: Matters, *, firm: bool) -> Decision:
    everything = said.numbers()
    if (another := _ANOTHER.search(said.line, past)) and (len(everything) > 1 or another["others"] or another["rest"]):
        return Decision(verdict=Verdict.SPEAKS, numbers=everything, torn=True)
    of_time = Matter.EXTENSION in about
    if of_time and said.days and _GIVES_LESS.fullmatch(said.line, past):
        about = frozenset({Matter.EXTENSION})
        return Decision(verdict=Verdict.AGREES, about=about, numbers=everything, day=said.days[-1], firm=firm)
    past = said.past(_SUBJECT_AND_DAY if of_time else _SUBJECT, past)
    numbers = said.numbers(past)
    reason = said.rest(said.past(_WHY, past))
    given = None if _MANNERS.fullmatch(said.line, past) or not any(map(str.isalnum, reason)) else reason
    return Decision(verdict=Verdict.REFUSES, about=about, numbers=numbers, reason=given, firm=firm)


def _approval(said: Line, past: int, about: Matters, *, firm: bool) -> Decision:
    tail, every = said.line[past:], says_all(said.text)
    of_time = "gia han" in tail or bool(said.days)
    numbers = () if every else said.numbers()
    if len({(each.date, each.time, each.duration, each.unreal) for each in said.days}) > 1:
        return Decision(verdict=Verdict.SPEAKS, about=about, numbers=numbers, torn=True)
    if not _TAIL.fullmatch(tail) or _MORE_OF_WHAT.search(said.line) or (of_time and Matter.EXTENSION not in about):
        torn = len(numbers) > 1 and _ANOTHER.search(said.line, past) is not None
        return Decision(verdict=Verdict.SPEAKS, about=about, numbers=numbers, torn=torn)
    if said.days:
        about = frozenset({Matter.EXTENSION})
    elif of_time:
        about = _TIME
    elif "hoan thanh" in tail:
        about &= _REPORT
    day = said.days[-1] if said.days else None
    return Decision(verdict=Verdict.AGREES, about=about, numbers=numbers, every=every, day=day, firm=firm)


_LONGEST = 80  # words
_REPORT, _TIME = frozenset({Matter.REPORT}), frozenset({Matter.EXTENSION, Matter.OFFER})
_NO = r"(?:khong|chua)(?: the)?"
_OPENERS = r"(?:(?:da|vang|thua|uh|u|ok|oke|toi|tui|minh|anh|chi|em|e|so|⟨unit⟩|don vi|xin|thi|cung|[,.!])(?: phep)? )*"
_AGREES = r"(?:dong y|nhat tri|chap nhan|chap thuan|thong nhat|phe duyet|duyet|chuan y)"
_ACKNOWLEDGES = r"(?:xac nhan|nghiem thu)"
_MORE_TIME = r"(?:gia han|lui han|them)"


def _beginning(*forms: tuple[str, Matters, bool]) -> tuple[tuple[re.Pattern[str], Matters, bool], ...]:
    return tuple((re.compile(rf"{_OPENERS}(?:{words}) "), about, firm) for words, about, firm in forms)


# Words, what they can be about, and whether they are nothing but a decision; the longer words stand first.
_REFUSALS = _beginning(
    (rf"{_NO} (?:{_AGREES} )?cho (?:phep )?{_MORE_TIME}|{_NO} {_AGREES} {_MORE_TIME}", _TIME, True),
    (rf"{_NO} gia han", _TIME, False),
    (rf"{_NO} (?:{_AGREES} )?(?:cho )?(?:nhan lai|chuyen tra)", frozenset({Matter.RETURN}), False),
    (rf"{_NO} (?:{_ACKNOWLEDGES}|cong nhan)|chua dat", _REPORT, False),
    (rf"{_NO} {_AGREES}", _EVERY, True),
    (r"tra lai|tra ve", _REPORT, False),
    (r"tu choi", _EVERY, False),
)
_APPROVALS = _beginning(
    (rf"{_AGREES} (?:cho )?(?:phep )?{_MORE_TIME}", _TIME, True),
    (rf"(?:chi )?cho (?:phep )?{_MORE_TIME}|chi {_MORE_TIME}", _TIME, False),
    (rf"{_AGREES} (?:cho )?(?:nhan lai|chuyen tra)|cho chuyen tra", frozenset({Matter.RETURN}), True),
    (_ACKNOWLEDGES, _REPORT, False),
    (_AGREES, _EVERY, False),
)
_WORDS = (
    "a ah nhe nha nghe nghen nhen hen roi luon day do em e anh chi cac oi voi cho ok thoi la duoc viec nay nhiem vu so "
    "bao cao hoan thanh ket qua da xong gia han den toi het ngay them de nghi xuat yeu cau va cua tat ca toan bo hai "
    "ba deu lai noi dung trong truoc vao cam on dong chi chung ban bot can bo xin khong co y kien gi nua"
)
_FACT = r"⟨(?:task|date|day|length|person|unit)⟩"
_TAIL = re.compile(rf"(?!.*\bkhong (?!co y kien))(?:(?:{'|'.join(_WORDS.split())}|{_FACT}|\d{{1,6}}|[,.;:!…+&-]) )*")
_MANNERS = re.compile(r"(?:(?:a|ah|nhe|nha|nghe|nghen|roi|nua|luon|dau|duoc|em|anh|chi|oi|voi|day|do|nay|[,.;:!…]) )*")
_SUBJECT_WORDS = (
    r"(?:(?:a|nhe|nha|roi|luon|em|anh|chi|cho|voi|viec|nhiem vu|bao cao|ket qua|hoan thanh|gia han|de nghi|yeu cau|nay"
    r"|do|dau|duoc|them nua|⟨task⟩|\d{1,6}|[,.;:-]) )"
)
_SUBJECT = re.compile(rf"{_SUBJECT_WORDS}*")
# A day that a refusal names is the one that was asked for, unless something is said of it.
_DAY = r"(?:(?:(?:den|toi|them|het|ngay) )*⟨(?:date|day|length)⟩|them \d{1,6}) "
_DAY_ASKED = rf"{_DAY}(?=$|(?:[,.;:!-]|vi|ly do|do|tai|boi|a|nhe|nha|roi|em|anh|chi|nua|dau|duoc|nhu) )"
_SUBJECT_AND_DAY = re.compile(rf"(?:{_SUBJECT_WORDS}|{_DAY_ASKED})*")
_WHY = re.compile(r"(?:ly do|vi|do|tai|boi)(?: la| vi)? (?:[:,] )?")
_ONLY = r"(?:(?:(?<!cho )(?<!anh )(?<!cac )(?<!voi )(?<!cua )chi|nen|ma|nhung) )"
_GIVES = rf"(?:(?:{_AGREES} )?cho (?:phep )?(?:gia han )?|(?:{_AGREES} )?gia han |{_AGREES} )"
_GIVES_LESS = re.compile(
    rf"(?:{_SUBJECT_WORDS}|{_DAY_ASKED})*(?:{_ONLY}+{_GIVES}?|(?:[,.;:-]|thi) {_GIVES})"
    rf"(?:den|toi|them|het) (?:het |ngay )*⟨(?:date|day|length)⟩ (?:(?:thoi|nhe|nha|a|em|roi|[.!]) )*"
)
_OTHERS = r"(?P<{}>(?:cac |nhung )?(?:viec )?(?:kia|khac|con lai) )"
_VERDICT = rf"(?:{_NO} )?(?:(?<!duoc )(?<!trinh )(?:{_AGREES}|{_ACKNOWLEDGES}|tra lai|tra ve|tu choi)) "
_SHORTLY = (
    r"(?:ok|oke|duoc (?=$|(?:roi|a|nhe|em|[.,!]) )|(?:chi )?cho (?:phep )?(?:gia han|den|toi|them) "
    r"|chi (?:den|toi|them) )"
)
_NUMBER = r"(?:⟨task⟩|\d{1,6}) "
# A verdict on another task than the one that the text begins with.
_ANOTHER = re.compile(
    rf"(?:{_NUMBER}|{_OTHERS.format('others')})(?:(?:thi|la|cung) )*(?:{_VERDICT}|{_SHORTLY})"
    rf"|{_VERDICT}(?:(?:cho|phep|gia han|viec|nhiem vu|bao cao|hoan thanh) )*(?:{_NUMBER}|{_OTHERS.format('rest')})"
)
_MORE_OF_WHAT = re.compile(r"\bthem (?:\d{1,6}|hai|ba) ")
_ASKS = re.compile(
    r"\?|\b(?:chua|khong|ha|hay khong|chu|nhi|sao|the nao|khi nao|bao gio|dau|nao)"
    r"(?: (?:a|anh|chi|em|oi|sep|vay|the|dong chi|ban|roi|[.!…,]))* $"
)
_BEGS = re.compile(
    r"\bxin (?!dong y|nhat tri|phep dong y|duyet|chap)|\b(?:cho|giup) (?:em|e|toi|tui|minh|chung) "
    r"|\b(?:mong|kinh|nho|neu)\b"
)
_QUOTES = frozenset("\"“”«»‘’'>")
