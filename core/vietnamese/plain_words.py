"""What a few fixed words say beyond doubt, where what was learnt from whole replies guesses: hết vướng, nhận rồi."""

import re
from enum import StrEnum

from core.vietnamese.normalise import fold


class Plain(StrEnum):
    UNBLOCKED = "unblocked"
    ACKNOWLEDGED = "acknowledged"
    ASKS = "asks"


_NUMBER = re.compile(r"\b(?:viec|vc|cv|v|so|dau viec)?\s*#?\s*\d{1,6}\b")
_UNBLOCKED = re.compile(r"\b(?:het|(?:khong|ko|k)(?: con)?|da go|go xong|go duoc) (?:bi )?vuong\b")
_STILL = re.compile(r"\b(?:chua (?:het|go)|van (?:con )?vuong|lai vuong)\b")
_TAKEN = re.compile(
    r"(?:(?:da|dc|duoc|em|e|minh|vang|ok|oke|okie) )*nhan(?: (?:duoc|dc|viec|roi|r|rui|ruj|a|ah|nhe|nha|luon))*"
)
_ASKS = re.compile(r"\b(?:the nao|toi dau|den dau|ra sao|sao roi)(?: roi)?(?: a| ha| vay| the)?$")
_DONE = re.compile(
    r"\b(?:xong|xogn|xg|hoan (?:thanh|tat)|ket thuc|da (?:gui|nop|trinh|ban hanh|ky|bao cao)"
    r"|(?:nop|gui|trinh) roi|done)\b"
)


def plainly(text: str) -> Plain | None:
    """None for everything that says more, or something else."""
    said = _said(text)
    if _UNBLOCKED.search(said) and not _STILL.search(said):
        return Plain.UNBLOCKED
    bare = " ".join(_NUMBER.sub(" ", said).split())
    if _TAKEN.fullmatch(bare):
        return Plain.ACKNOWLEDGED
    return Plain.ASKS if _ASKS.search(bare) and not _DONE.search(said) else None


_HANDS_ON = re.compile(
    r"(?:(?:nho|de nghi|em|anh|chi|toi|cho) )*(?:giao|chuyen)(?: lai)? "
    r"(?:viec|nhiem vu|vc|v|cv)? ?#?(\d{1,6}) (?:cho|sang|qua) "
)


def hands_on(text: str) -> tuple[int, str] | None:
    """ "Giao việc 26 cho chuyên viên Phòng Năng lượng": the number of the task, and whom the text names."""
    said = _HANDS_ON.match(_said(text))
    if said is None:
        return None
    whom = re.split(r"\b(?:cho|sang|qua)\b", text, maxsplit=1, flags=re.IGNORECASE)
    return (int(said[1]), whom[1].strip(" .,:;!")) if len(whom) == 2 and whom[1].strip(" .,:;!") else None


def says_done(text: str) -> bool:
    """Whether any word of it says that something is finished."""
    return _DONE.search(_said(text)) is not None


def _said(text: str) -> str:
    return " ".join(re.findall(r"[\w#]+", fold(text)))
