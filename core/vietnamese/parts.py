"""Whether somebody who helps with a task says that his own part of it is done; to be read back before it counts."""

import re

from core.vietnamese.normalise import fold

_OWN_PART = re.compile(
    r"\bphan (?:(?:viec|cong viec|noi dung|phoi hop|cua) ){0,3}"
    r"(?:em|e|minh|toi|tui|ben|don vi|so|phong|chung|anh|chi)\b"
)
_DONE = re.compile(r"\b(?:xong|hoan thanh|hoan tat|da (?:gui|nop|lam|chuyen))\b")
_NOT_YET = re.compile(
    r"\b(?:chua|sap|gan|con|neu|se|dang|moi|cho|doi|mai|khi nao|bao gio|bao lau|tru|suyt|khong|ko|hong)\b|[?%]"
)


def says_part_is_done(text: str) -> bool:
    """ "Phần em xong rồi, việc 12", "bên em hoàn thành phần mình rồi"; not "phần em sắp xong"."""
    said = " ".join(fold(text).split())
    return bool(_OWN_PART.search(said) and _DONE.search(said)) and not _NOT_YET.search(said)


def without_part(text: str) -> str:
    """The rest of the words: "phần bên em" tells of no "Phần mềm một cửa"."""
    found = _OWN_PART.search(fold(text))
    return text[: found.start()] + text[found.end() :] if found and len(fold(text)) == len(text) else text
