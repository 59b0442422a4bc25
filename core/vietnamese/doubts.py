"""Why a task may yet be unfinished although a reply sounds finished. The worst error is a task closed by mistake.

These rules only ever take a "done" away. Each names one thing that makes a sentence of finished words mean another.
So do those for what sounds like a request for time, or like a task given back, and asks for nothing of the kind.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.vietnamese.dates import DateReading, Grain
from core.vietnamese.facts import Fact, lies_ahead
from core.vietnamese.lexicon import Token
from core.vietnamese.normalise import fold
from core.vietnamese.percents import Percent
from core.vietnamese.words import Kind, word_set

_SOON = timedelta(days=45)  # a day further off is rather the subject of the talk
_SUBJECTS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)  # rather what a report is about: "báo cáo tháng 11"
_FARTHEST = 80  # tokens
_ONES = "một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười"
_ASKING_ENDS = word_set("ha hả chưa chua không khong hông hong hok ko k ta vậy")
_MANNERS = word_set("ạ a anh chị em oi ơi sếp sep chi vay vậy the thế nhỉ nhi ban bạn c e chú bác cô đồng chí")


@dataclass(frozen=True)
class Said:
    """A part of a reply: its tokens, the facts among them, and the same as one line of words."""

    tokens: Sequence[Token]
    facts: Sequence[Fact]
    today: date
    words: str

    @classmethod
    def of(cls, tokens: Sequence[Token], facts: Sequence[Fact], today: date) -> "Said":
        told = [facts[token.fact] for token in tokens if token.fact is not None]
        return cls(tokens, told, today, f" ^ {' '.join(token.form for token in tokens[:_FARTHEST])} $ ")


def why_not_done(tokens: Sequence[Token], facts: Sequence[Fact], today: date) -> str | None:
    """The name of the first rule that doubts, None when none does."""
    said = Said.of(tokens, facts, today)
    return next((name for name, doubts in _RULES.items() if doubts(said)), None)


def _asks(said: Said) -> bool:
    """ "Xong chưa anh", "nộp rồi hả chị"."""
    if any(token.form == "?" for token in said.tokens):
        return True
    words = [token for token in said.tokens if token.kind is not Kind.PUNCTUATION]
    while len(words) > 1 and words[-1].form in _MANNERS:
        words.pop()
    return bool(words) and words[-1].form in _ASKING_ENDS


def _is_part(said: Said) -> bool:
    """ "Hoàn thành 90%", "18/25 đơn vị đã nộp"."""
    return any(isinstance(fact, Percent) and fact.value < 100 for fact in said.facts)


def _lies_ahead(said: Said) -> bool:
    """ "Mẫu gửi hôm qua, mai có kết quả"."""
    days = (fact for fact in said.facts if isinstance(fact, DateReading) and fact.grain not in _SUBJECTS)
    return any(lies_ahead(fact, said.today) and fact.date - said.today <= _SOON for fact in days if fact.date)


def _matches(phrases: str, marked: str = "") -> Callable[[Said], bool]:
    """Phrases typed with or without their marks, and `marked` ones, which without them would be other words."""
    spellings = "|".join(filter(None, (phrases, fold(phrases), marked)))
    pattern = re.compile(f" (?:{spellings}) ")
    return lambda said: pattern.search(said.words) is not None


_RULES: Mapping[str, Callable[[Said], bool]] = {
    "asks": _asks,
    "part": _is_part,
    "lies ahead": _lies_ahead,
    "only almost": _matches(r"sắp (?!xếp|nhập|xep|nhap)[^ ]+|suýt|lẽ ra|đáng lẽ|đáng ra|gần xong|chỉ còn|còn mỗi"),
    "only roughly": _matches(r"sơ bộ|cơ bản (?:rồi|đã|thì|là|xong)|xong thô", "nháp|thô|về cơ bản"),
    "all but": _matches(r"trừ (?:ra |mỗi )?(?:phụ lục|phần|mục|cái|việc|một|khoản|xã|phường|phòng|[0-9]+)|ngoại trừ"),
    "on a condition": _matches("giả sử|giá mà", "nếu"),
    "waits": _matches("", r"(?<!khỏi )(?<!khỏi phải )(?<!không còn )(?<!không phải )(?:chờ|đợi)"),
    "will be": _matches("", "sẽ"),
    "others say so": _matches(
        r"(?!em|tôi|mình|xin|đã|anh|thông|cảnh|không)[^ ]+ (?:bảo|báo|nói|kể)(?: là)? (?:đã|xong|nộp|gửi|làm xong|hoàn)"
    ),
    "asked or told only": _matches(
        r"đơn xin|xin nghỉ|mail hỏi|(?:gửi|ban hành) giấy mời|(?:gọi điện|liên hệ)(?: xong)? rồi"
        r"|báo cáo (?:[^ ]+ ){0,3}(?:vướng mắc|khó khăn)|hỏi (?:bộ|sở|anh|chị|họ|lại) rồi"
        r"|ký hợp đồng với tư vấn|\^ (?:[^ ]+ )?họp xong rồi"
    ),
    "done badly": _matches(r"(?:gửi|nộp|làm|in|ký|đăng) (?:lỗi|thiếu|nhầm|lộn|sai|trật) (?:rồi|file|bản)"),
    "only some": _matches(r"(?:cho|được) [0-9]+ [^ ]+ (?:rồi )?\$"),
    "only taken": _matches(
        r"\^ (?:⟨task⟩ |em |dạ |, )*(?:đã )?nhận (?:được |việc )*(?:rồi|ạ|,)(?: ạ| nhé| nha| anh| chị| ,)* \$"
    ),
    "came back": _matches(r"bị (?:trả|từ chối|hoàn trả|bác|gạch)(?: về| lại)?"),
    "but": _matches(
        r"(?:tuy nhiên|nhưng|nhưng mà|song) (?:[^ ]+ ){0,12}(?:chưa|thu hồi|sai sót|thiếu)"
        r"|chưa (?:ghi nhận|tính|coi|xem) (?:là )?(?:hoàn thành|xong)"
    ),
    "goes on": _matches(
        r"rồi (?:em|tôi|tui|mình|anh|chị|cô|chú) (?:mới )?làm"
        r"|(?:nay|giờ|hiện|rồi|và) (?:đã )?(?:chuyển sang|chuyển qua|bước sang|bước qua)"
    ),
    "later": _matches(r"sau(?: nhé| nha| ạ| anh| chị| \.)? \$"),
    "several tasks": _matches(rf"(?:việc|vụ|nv|số) (?:{_ONES}) .*(?:việc|vụ|nv|số) (?:{_ONES})"),
    "is it so": _matches(r"\^ (?!chẳng|không|chả|hổng)(?:[^ ]+ ){0,4}rồi sao(?: [^ ]+)? \$"),
    "who": lambda said: said.words.startswith(" ^ ai "),
}


def why_unclear(tokens: Sequence[Token], facts: Sequence[Fact], *, asks_for_time: bool) -> str | None:
    """Why a reply may say nothing of its task: "xóa việc 55 giùm" asks us for a favour, "giùm em việc 58" for none."""
    line = "".join(f"{token.plain} " for token in tokens[:_FARTHEST])
    if _FAVOUR.fullmatch(line):
        return "a favour"
    told = any(token.fact is not None and isinstance(facts[token.fact], DateReading) for token in tokens)
    return "no time" if asks_for_time and not told and not _OF_TIME.search(line) else None


_FILLERS = "em|e|minh|toi|tui|anh|chi|sep|bot|oi|da|a|nha|nhe|nghen|di|voi|cai|luon|ngay|cho|nay|do|xin|nho|lam on"
_DOES = "xoa|huy|bo|sua|mo|dong|go|an|tach|gop|lam|tao|khoa|in"
_FAVOUR = re.compile(
    rf"(?:(?:{_FILLERS}|giup|[,.!]) )*(?:(?:{_DOES}) (?:(?:ten|lai|bo|ra) )*)?(?:(?:{_FILLERS}|giup) )*"
    rf"⟨task⟩ (?:(?:{_FILLERS}|giup|[,.!]) )*"
)
_OF_TIME = re.compile(
    r"\b(?:han|lui|doi|hoan|khat|noi|keo|gian|no|nop|gui|cham|muon|tre|kip|them|den|toi|qua|sang|gio|ngay|hom|bua|tuan"
    r"|thang|thoi gian|deadline|lau|tu tu)\b|⟨(?:date|day|length|today|past)⟩"
)
