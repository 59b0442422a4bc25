"""An urging in plain words: "đôn đốc việc 28", "nhắc Sở Công Thương việc 28", "giục việc 28 đi"."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.calendar import Calendar
from core.vietnamese.lexicon import Token
from core.vietnamese.owners import Named
from core.vietnamese.reading import understood
from core.vietnamese.tasks import TaskNumbers


@dataclass(frozen=True, kw_only=True)
class Urging:
    """`whom` is who was named, in the words of the person. `late` says that all that is late is meant.

    `plainly`: "nhắc" alone may also ask for a reminder, and is only taken for an urging from whoever may urge.
    """

    numbers: tuple[int, ...] = ()
    whom: str | None = None
    late: bool = False
    plainly: bool = True


_OPENERS = r"(?:(?:em|e|bot|nho|hay|anh|chi|toi|tui|minh|muon|giup|cho|de nghi|oi|a|ban|[,.!]) )*"
_BEGINS = re.compile(rf"{_OPENERS}(?P<verb>don doc|thuc giuc|giuc|hoi thuc|nhac nho|nhac)(?: giup| gium| cho)? ")
_REST = re.compile(
    r"(?:(?:ve|di|nhe|nha|nghe|nghen|giup|gium|voi|ngay|luon|gap|som|a|ah|em|anh|toi|tui|chi|ban|oi|cai|mot|lan|nua|nay|do"
    r"|cac|nhung|tat ca|viec|nhiem vu|thuc hien|bao cao|chuyen vien|lanh dao|giam doc|dong chi|va|lam|nop|hoan thanh"
    r"|⟨(?:task|unit|person)⟩|[,.!:]) )*"
)
_LATE = re.compile(r"\b(?:qua|tre) han ")
_FOR_ONESELF = re.compile(r"nhac(?: giup| gium| cho)? (?:lai|em|e|toi|tui|minh|anh|chi|chau) ")
_OTHERWISE = re.compile(r"\b(?:roi|chua|khong|dang|da|xong|se|bi|duoc|nguoi|ve)\b|⟨")
_LONGEST, _LONGEST_NAME = 20, 9  # words


def urging_of(text: str, now: datetime, calendar: Calendar) -> Urging | None:
    """None for words that ask for no such thing: what was urged already, a question, a reminder for oneself."""
    text = unicodedata.normalize("NFC", text).strip()
    tokens, facts = understood(text, now, calendar)
    line = "".join(f"{token.plain} " for token in tokens)
    begun = _BEGINS.match(line)
    if begun is None or len(tokens) > _LONGEST or _FOR_ONESELF.match(line, begun.start("verb")):
        return None
    said = line[begun.end() :]
    whom = _whom(text, tokens, begun.end(), said)
    rest = said[said.index("⟨task⟩") :] if whom else _LATE.sub("", said)
    if not _REST.fullmatch(rest):
        return None
    names = [text[fact.start : fact.end] for fact in facts if isinstance(fact, Named)]
    numbers = [number for fact in facts if isinstance(fact, TaskNumbers) for number in fact.numbers]
    return Urging(
        numbers=tuple(dict.fromkeys(numbers)),
        whom=whom or (names[0] if names else None),
        late=_LATE.search(said) is not None,
        plainly=not begun["verb"].startswith("nhac"),
    )


def _whom(text: str, tokens: Sequence[Token], past: int, said: str) -> str | None:
    """The words between the verb and the number, when they are more than manners."""
    head, task, _ = said.partition("⟨task⟩")
    if not task or _REST.fullmatch(head) or len(head.split()) > _LONGEST_NAME or _OTHERWISE.search(head):
        return None
    place, first, end = 0, 0, 0
    for token in tokens:
        first = token.start if place == past else first
        end = token.start if place == past + len(head) else end
        place += len(token.plain) + 1
    return text[first:end].strip(" ,.:") or None
