"""Short answers to what the bot has asked: yes, no, that is wrong, take it back; and what a correction names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from core.calendar import Calendar
from core.vietnamese.dates import DateReading, Duration, Unreal
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.lexicon import Token
from core.vietnamese.normalise import fold
from core.vietnamese.percents import Percent
from core.vietnamese.reading import understood
from core.vietnamese.tasks import TaskNumbers
from core.vietnamese.words import Kind, word_set, words


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    WRONG = "wrong"
    UNDO = "undo"
    NONE = "none"  # there is no such thing: no document, no product


_YES = word_set("dung phai ok oke okie okay okela uh u um vang da duoc dc chuan co yes y yep dong oki chinh xac")
_NO = word_set("thoi khoi huy bo dung khong ko k kg hong hok chua no cancel ngung")
_WRONG = word_set("sai nham lon trat")
_NOT = word_set("khong ko k kg hong hok chua dau")
_UNDO = ("hoan tac", "rut lai", "undo", "thu hoi tin", "lui lai")
_UNDO_WORDS = word_set(" ".join(_UNDO)) | word_set("bam nham lo tay ghi sai buoc vua truoc bao cao chu chua xong nut")
_MANNERS = word_set(
    "a ay vang da roi r nhe nha nghen luon anh chi em e c ban bot oi sep y xac nhan la the vay do nua ma het cho giup "
    "voi lam viec day can gui minh toi tui xin cu hihi nao gi ah nhen nh hen di"
)
_ALIKE = {"đừng": "khong", "đồng": "dong", "đúng": "dung", "dung": "dung", "bỏ": "bo"}
_YES_SIGNS, _NO_SIGNS = frozenset("👍✅👌🆗🫡"), frozenset("👎❌🙅")
_LONGEST = 8  # words


def answer_of(text: str) -> Answer | None:
    """None for everything that says more than that."""
    signs = {letter for letter in text if not letter.isspace() and letter not in "\ufe0f"}
    if signs and signs <= _YES_SIGNS:
        return Answer.YES
    if signs and signs <= _NO_SIGNS:
        return Answer.NO
    said = [_ALIKE.get(word.accented, word.folded) for word in words(text) if word.kind is not Kind.PUNCTUATION]
    if not said or len(said) > _LONGEST:
        return None
    return _short_answer(said)


def _short_answer(said: Sequence[str]) -> Answer | None:
    line = " ".join(said)
    if any(phrase in line for phrase in _UNDO) and _only(said, _MANNERS | _UNDO_WORDS):
        return Answer.UNDO
    if line.startswith(("khong co", "ko co", "k co", "chua co")) and _only(said, _NOT | _MANNERS | _PAPERS):
        return Answer.NONE
    if line.removesuffix(" dau") in _REFUSED:
        return Answer.NO
    denied = [word for word in said if word in _NOT]
    if denied and _only(said, _NOT | _MANNERS | _YES_DENIED) and set(said) & _YES_DENIED:
        return Answer.WRONG
    if set(said) & _WRONG and not denied and _only(said, _WRONG | _MANNERS):
        return Answer.WRONG
    if set(said) & (_NO - {"dung"}) and _only(said, _NO | _MANNERS):
        return Answer.NO
    return Answer.YES if set(said) & _YES and _only(said, _YES | _MANNERS | {"y"}) else None


_REFUSED = frozenset({"khong duoc", "ko duoc", "k duoc", "chua duoc", "khong can", "ko can"})
_YES_DENIED = word_set("dung phai chuan chinh xac")
_PAPERS = word_set("co van ban so san pham cong gi ca het tep cv vb")


def _only(said: Sequence[str], allowed: frozenset[str]) -> bool:
    return all(word in allowed for word in said)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What "không phải, việc 13 cơ" or "nhầm, thứ 7" puts in the place of what was understood."""

    task_no: int | None = None
    on: date | None = None
    at: time | None = None
    length: Duration | None = None
    percent: int | None = None
    reason: str | None = None
    unreal: Unreal | None = None


_FILLERS = _MANNERS | word_set(
    "khong ko k hong phai them nua nham sai lon trat roi co ma y la viec ngay den toi sua thanh lai chu cai so xin gia "
    "han sang doi qua hen duoc dat moi chi con khoang tam bao het truoc vao luc nhiem vu an dung cung muc"
)
_SAYS_WRONG = re.compile(r"(?:nham|khong phai|ko phai|sai|sua|doi|y em la|y toi la)(?: (?:lai|roi|thanh|sang))*[\s,:]+")
_REASON = re.compile(r"(?:l[ýy] do|v[ìi]|do|t[ạa]i|b[ởo]i)(?: l[àa])?\s*[: ]\s*(\S.*)", re.I | re.S)


def correction(text: str, now: datetime, calendar: Calendar) -> Correction | None:
    """None when the text says more than which task, which day, how much, or why."""
    told = _REASON.fullmatch(text.strip())
    if told:
        return Correction(reason=told[1])
    bare = _SAYS_WRONG.match(fold(text))
    return _named(text, now, calendar) or (_named(text[bare.end() :], now, calendar) if bare else None)


def _named(text: str, now: datetime, calendar: Calendar) -> Correction | None:
    tokens, facts = understood(text, now, calendar)
    numbers = [token for token in tokens if token.kind is Kind.NUMBER]
    if not all(_is_filler(token) or token.fact is not None or token in numbers for token in tokens):
        return None
    tasks = [number for fact in facts if isinstance(fact, TaskNumbers) for number in fact.numbers]
    tasks += [int(token.form) for token in numbers if len(token.form) < 6 and token.form.isdecimal()]
    days = [fact for fact in facts if isinstance(fact, DateReading)]
    shares = [fact for fact in facts if isinstance(fact, Percent)]
    if len(tasks) > 1 or len(shares) > 1 or not (tasks or days or shares):
        return None
    return _corrected(tasks, days, shares)


def _corrected(tasks: Sequence[int], days: Sequence[DateReading], shares: Sequence[Percent]) -> Correction:
    last = days[-1] if days else None
    is_length = last is not None and last.kind is DateKind.DURATION
    return Correction(
        task_no=tasks[0] if tasks else None,
        on=last.date if last and not is_length and not last.unreal else None,
        unreal=last.unreal if last else None,
        at=last.time if last and last.grain in ("hour", "minute") else None,
        length=last.duration if last and is_length else None,
        percent=min(100, max(0, round(shares[0].value))) if shares else None,
    )


def _is_filler(token: Token) -> bool:
    return token.kind is Kind.PUNCTUATION or fold(token.form) in _FILLERS


class Offered(StrEnum):
    """What is said to another day that was offered."""

    TAKES = "takes"
    DECLINES = "declines"
    SPEAKS = "speaks"  # a yes that may be to something else, or one with a condition


_BEFORE = r"(?:(?:da|a|vang|thua|em|e|toi|tui|minh|anh|chi|so|don vi|xin|thi|cung|viec nay) )*"
_TAKES = re.compile(rf"{_BEFORE}(?:dong y|nhat tri|chap nhan|thong nhat)\b")
_DECLINES = re.compile(rf"{_BEFORE}(?:khong|ko|k|hong|hok) (?:duoc|dc|dk|dong y|nhat tri|chap nhan|nhan)\b")


def to_an_offer(text: str, *, surely: bool) -> Offered | None:
    """ "Đồng ý", "không được ạ, …"; None for what says nothing of an offer. `surely`: it is clear that one is meant."""
    said = " ".join(word.folded for word in words(text) if word.kind is not Kind.PUNCTUATION)
    if _DECLINES.match(said):
        return Offered.DECLINES
    answered = answer_of(text)
    if agreed := _TAKES.match(said):
        return Offered.TAKES if _only(said[agreed.end() :].split(), _YES | _MANNERS) else Offered.SPEAKS
    if answered is Answer.YES:
        return Offered.TAKES if surely else Offered.SPEAKS
    return Offered.DECLINES if answered is Answer.NO and surely else None


def says_no_more(text: str) -> bool:
    """Whether a refusal gives no reason."""
    said = [word.folded for word in words(text) if word.kind is not Kind.PUNCTUATION]
    return _only(said, _NOT | _NO | _MANNERS | word_set("duoc dc dk dong y nhat tri chap nhan nhan em toi so don"))


_CALLS_OFF = ("thoi", "huy", "bo qua", "khoi", "thoi bo", "huy bo", "thoi khoi")


def calls_off(text: str) -> bool:
    """ "Thôi", "hủy": whoever is asked would rather not answer."""
    return answer_of(text) is Answer.NO and fold(text).strip(" .!,").startswith(_CALLS_OFF)


_HESITATES = re.compile(
    r"(?:(?:a|u|ua|da|o|e|ui|ma|uh|um|hay) )*(?:khoan|cho (?:chut|xiu|ti|da)\b|doi (?:chut|xiu|ti|da)\b|tu tu"
    r"|thoi\b(?! (?:viec|giu chuc|gian))|khoi (?:di|can|nua|tra)\b|(?:het|khong con) (?:vuong|ket)|doi y\b|nghi lai\b"
    r"|de (?:em|e|anh|chi|toi|tui|minh) (?:hoi|xem|coi|nghi|tinh|lam|tu lam)\b|dung (?:voi|gui|lai))"
)


def hesitates(text: str) -> bool:
    """ "Khoan, để anh hỏi lại sếp đã", "à mà thôi để em làm": no reason and no opinion, but second thoughts."""
    return _HESITATES.match(fold(text).strip(" .!,")) is not None


_SEVERAL = re.compile(
    r"\bca (?:hai|ba|[2-9])\b|\bca (?:bon|nam) (?:viec|nhiem vu|nv|vu)\b"
    r"|\b(?:hai|ba|bon|nam|[2-9]) (?:viec|nhiem vu|nv|vu) (?:nay|do|kia|tren)\b"
)
_ALL = re.compile(r"\b(?:tat ca|toan bo|het)\b")


def says_several(text: str) -> bool:
    """ "Hai việc này", "cả 3 việc": several tasks that are not named one by one."""
    return _SEVERAL.search(fold(text)) is not None


def says_all(text: str) -> bool:
    """All of those that were just listed."""
    return says_several(text) or _ALL.search(fold(text)) is not None


_PAPER = re.compile(
    r"(?:(?:da|em|e|gui|a|la|co) )*(?:bao cao|bc|cong van|cv|to trinh|ttr|quyet dinh|qd|ke hoach|kh|bien ban|van ban|vb"
    r"|danh sach|ds|ho so|de an|phuong an|phu luc|thong bao|nghi quyet|giay moi|bang|file|tep|link)\b"
)


def names_a_paper(text: str) -> bool:
    """Whether the text begins with what may be the product of a task."""
    return _PAPER.match(fold(text)) is not None


_MISTAKES = ("nham", "khong phai", "ko phai", "hong phai", "k phai", "sai", "lon", "y em la", "y toi la", "y anh la")


def corrects(text: str) -> bool:
    """Whether the text begins by saying that something was understood, or written, wrongly."""
    said = fold(text).removeprefix("a ").removeprefix("da ").removeprefix("em ").removeprefix("ui ")
    return said.startswith(_MISTAKES)


_LATE = re.compile(r"\b(?:qua han|tre han|cham han|bi tre|quá hạn|trễ hạn|chậm hạn)\b")


def speaks_of_late(text: str) -> bool:
    """Whether a list that is asked for is the one of what is late."""
    return _LATE.search(fold(text)) is not None


_QUESTION_WORDS = re.compile(r"\b(?:khi nao|bao (?:gio|lau|nhieu)|nao|sao|gi|dau|may|chua|khong|ko|ha|hay)\b")


def is_plainly_asked(text: str) -> bool:
    """A question mark, or a question word near the end; "đề nghị bổ sung số liệu" asks nothing."""
    return "?" in text or _QUESTION_WORDS.search(" ".join(fold(text).split()[-_NEAR_THE_END:])) is not None


_NEAR_THE_END = 4  # words
