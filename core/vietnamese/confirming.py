"""Words that confirm a broadcast: "đã quán triệt ạ", "em rõ rồi", "ok"; by its number "đã quán triệt thông báo 2"."""

import re

from core.vietnamese.answers import Answer, answer_of
from core.vietnamese.normalise import fold
from core.vietnamese.words import word_set

_HAS_TAKEN_IN = re.compile(
    r"\b(?:quan triet|tiep thu|tiep nhan|nam|ro|nhan|hieu|nhat tri|chap hanh|tuan lenh|da (?:doc|xem|biet)"
    r"|(?:doc|xem|biet) (?:ky |ki )?(?:roi|xong))\b"
)
_BESIDE_IT = word_set(
    "quan triet tiep thu nhan nam ro hieu nhat tri chap hanh tuan lenh doc xem biet da duoc dc roi r xong ky ki het"
    " a ah vang u uh um ok oke okie okay oki yes em e toi tui minh anh chi chung ben don vi so phong ban nganh cq"
    " thong bao tb noi dung tin nay tren xin cam on thua bao cao lanh dao sep dong y chi dao ca day du nghiem tuc nhe"
    " nha luon cac dong chi toan the can bo co quan se trien khai thuc hien ngay theo"
)
_NUMBERED = re.compile(r"\b(?:thong bao|tb)(?: so)? ?#?(\d{1,9})(?![\w/.-]*\w)")
_PROMISES = re.compile(r"\bse\b")


def confirms(text: str) -> bool:
    """Whether an answer to a broadcast says that it was taken in, and nothing that calls for an answer."""
    if answer_of(text) is Answer.YES:
        return True
    said = " ".join(re.findall(r"\w+|\?", _NUMBERED.sub("thong bao", fold(text))))
    taken_in = _PROMISES.split(said, maxsplit=1)[0]
    return _HAS_TAKEN_IN.search(taken_in) is not None and set(said.split()) <= _BESIDE_IT


def confirmed_number(text: str) -> int | None:
    """The broadcast that such words name, where they answer none; None where they confirm none by its number."""
    named = _NUMBERED.search(fold(text))
    return int(named[1]) if named and "quan triet" in fold(text) and confirms(text) else None
