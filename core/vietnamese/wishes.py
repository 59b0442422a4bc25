"""What somebody asks to see of the tasks, in his words: "/overdue sở công thương nhóm 2 trễ trên 5 ngày".

Who is named is left in the words that name him: whoever knows the office finds him. No other word is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from core.calendar import Calendar
from core.task import Urgency
from core.vietnamese.assignments.names import Names, is_head
from core.vietnamese.assignments.page import Page, Phrases, is_sign
from core.vietnamese.normalise import fold
from core.vietnamese.words import Vocabulary, word_set
from core.wish import GROUPS, MOST_DAYS, Sort, Wish

Piece = tuple[str, bool]


@dataclass(frozen=True, kw_only=True)
class Wished:
    """The wish without anybody in it, and what may name somebody.

    Each of `named` is a run of words, in pieces; a piece tells whether it is a name that this office knows. `own` says
    that whoever asks means himself; `no_groups` are numbers of groups that there are not.
    """

    wish: Wish
    named: tuple[tuple[Piece, ...], ...] = ()
    own: bool = False
    no_groups: tuple[int, ...] = ()


def read_wish(text: str, names: Names, now: datetime, calendar: Calendar, wish: Wish | None = None) -> Wished:
    """Never fails, whatever the text; `wish` is what is wanted where the words say nothing."""
    page = Page.of(text, names, now, calendar)
    read = wish or Wish()
    for take in (_document, _kind_of_document, _days, _page_number, _unacknowledged, _order, _urgency, _lateness):
        read = take(page, read)
    groups = tuple(_groups(page))
    read = replace(read, groups=tuple(each for each in groups if each in GROUPS) or read.groups)
    own = _take_phrase(page, _OWN)
    no_groups = tuple(each for each in groups if each not in GROUPS)
    return Wished(wish=read, named=tuple(_runs(page)), own=own, no_groups=no_groups)


_OWN = Phrases("của tôi", "của em", "của mình", "của anh", "của chị", "tôi chủ trì", "em chủ trì")


_DOCUMENT = re.compile(r"(?:(?:\b(?:theo|van ban|vb|cong van|cv|so|qd|kh|tb|ct) ?)* ?)(\d{1,6}[/-][^\W_][\w/&–-]*)")


def _document(page: Page, wish: Wish) -> Wish:
    """A number with letters behind its stroke: 15/12 is a day."""
    for found in _DOCUMENT.finditer(fold(page.text)):
        number = page.text[slice(*found.span(1))].rstrip("/-–&")
        if any(letter.isalpha() for letter in number) and _take(page, found.span()):
            return replace(wish, document=number)
    return wish


_KINDS = word_set("ct qd kh cv tb bc ttr ctr nq gm hd pa da tt nd cd ubnd hdnd vp vpub")
_LETTERS = re.compile(
    r"(?:\b(?:van ban|vb|ky hieu) )?(?<![\w/&–-])(?:(?:…|\.{2,})/)?(([^\W\d_]{2,5})(?:[/–-][^\W\d_]{2,8})+)(?![\w/&–-])"
)


def _kind_of_document(page: Page, wish: Wish) -> Wish:
    """ "CT-UBND" is every document 15/CT-UBND; no unit is meant, unless one is called just that."""
    for found in _LETTERS.finditer(fold(page.text)) if wish.document is None else ():
        first, past = page.at_characters(*found.span(1))
        is_name = page.names.past(page.words, first) >= past or (first and is_head(page.words[first - 1]))
        if found[2] in _KINDS and not is_name and _take(page, found.span()):
            return replace(wish, document=page.text[slice(*found.span(1))])
    return wish


_NO_LENGTH = r"(?![\d/-]| ?(?:ngay|tuan|thang|nam)\b)"
_GROUP = re.compile(
    rf"\b(?:thuoc )?nhom (?:nhiem vu |viec |so )*\d{{1,3}}{_NO_LENGTH}"
    rf"(?: ?(?:,|va|voi|hoac|&|\+) ?(?:nhom )?\d{{1,3}}{_NO_LENGTH})*"
)


def _groups(page: Page) -> Iterator[int]:
    """ "Nhóm 2 và 3, nhóm 5": every number that stands there, whether there is such a group or not."""
    for found in _GROUP.finditer(fold(page.text)):
        if _take(page, found.span()):
            yield from map(int, dict.fromkeys(re.findall(r"\d+", found[0])))


_LATE_BY = r"(?:\b(?:qua han|tre han|bi tre|tre|cham|muon) )?"
_LENGTH = r"(?P<unit>ngay|tuan|thang|nam)\b"
_BETWEEN = re.compile(
    rf"{_LATE_BY}(?:\b(?:trong khoang|khoang|tu) )*\b(?P<n>\d{{1,4}}) ?(?:(?P<first>ngay|tuan|thang|nam) )?"
    rf"(?:den|toi|-|–) ?(?P<m>\d{{1,4}}) ?{_LENGTH}"
)
_LEAST = re.compile(
    rf"{_LATE_BY}(?:(?P<more>\b(?:tren|hon|qua|lon hon) |> ?(?!=))|(?:\b(?:tu|it nhat|toi thieu) |(?:>=|≥) ?))?"
    rf"\b(?P<n>\d{{1,4}}) ?{_LENGTH}(?: (?:tro len|tro di|len)\b)?"
)
_MOST = re.compile(
    rf"{_LATE_BY}(?:(?P<less>\b(?:duoi|it hon|nho hon|chua den|chua toi|chua day) |< ?(?!=))"
    rf"|\b(?:chua qua|khong qua|toi da|nhieu nhat) |(?:<=|≤) ?|(?=\d{{1,4}} ?(?:ngay|tuan|thang|nam) tro xuong))"
    rf"(?P<n>\d{{1,4}}) ?{_LENGTH}(?: tro xuong\b)?"
)
_LENGTHS = {"ngay": 1, "tuan": 7, "thang": 30, "nam": 365}


def _days(page: Page, wish: Wish) -> Wish:
    """How late: "từ 3 đến 10 ngày", "dưới 5 ngày", which is at most 4, "trên 5 ngày", which is at least 6."""
    for found in _taken(page, _BETWEEN):
        ends = (_in_days(found["n"], found["first"] or found["unit"]), _in_days(found["m"], found["unit"]))
        return replace(wish, days=min(ends), most_days=max(ends), late=True)
    for found in _taken(page, _MOST):
        wish = replace(wish, most_days=_in_days(found["n"], found["unit"]) - bool(found["less"]), late=True)
    for found in _taken(page, _LEAST):
        return replace(wish, days=_in_days(found["n"], found["unit"]) + bool(found["more"]), late=True)
    return wish


def _in_days(number: str, unit: str) -> int:
    return min(int(number) * _LENGTHS[unit], MOST_DAYS)


_PAGE = re.compile(r"\btrang (\d{1,5})\b")


def _page_number(page: Page, wish: Wish) -> Wish:
    found = _PAGE.search(fold(page.text))
    return replace(wish, page=max(1, int(found[1]))) if found and _take(page, found.span()) else wish


_UNACKNOWLEDGED = Phrases(
    "chưa tiếp nhận", "chưa nhận", "chưa ai nhận", "chưa ai tiếp nhận", "chưa ký nhận", "không ai nhận",
    "chưa nhận việc", "mà chưa nhận",
)  # fmt: skip


def _unacknowledged(page: Page, wish: Wish) -> Wish:
    return replace(wish, unacknowledged=True) if _take_phrase(page, _UNACKNOWLEDGED) else wish


_ORDERS = {
    Sort.OLDEST: Phrases("trễ nhất", "trễ lâu nhất", "lâu nhất", "cũ nhất", "quá hạn lâu nhất", "nhiều ngày nhất"),
    Sort.NEWEST: Phrases("mới nhất", "mới quá hạn", "vừa quá hạn", "quá hạn mới nhất"),
    Sort.URGENT: Phrases("khẩn nhất", "theo độ khẩn", "khẩn trước", "theo mức độ khẩn"),
    Sort.UNIT: Phrases("theo đơn vị", "theo từng đơn vị"),
}


def _order(page: Page, wish: Wish) -> Wish:
    order = next((order for order, phrases in _ORDERS.items() if _take_phrase(page, phrases)), None)
    return wish if order is None else replace(wish, sort=order)


_DEGREES = {
    Urgency.TOP_URGENT: Phrases("hỏa tốc", "hoả tốc"),
    Urgency.VERY_URGENT: Phrases("thượng khẩn"),
    Urgency.URGENT: Phrases("khẩn", "gấp"),
}


def _urgency(page: Page, wish: Wish) -> Wish:
    degree = next((degree for degree, phrases in _DEGREES.items() if _take_phrase(page, phrases)), None)
    return wish if degree is None else replace(wish, urgency=degree)


_LATE = Phrases("quá hạn", "trễ hạn", "muộn hạn", "chậm hạn", "bị trễ", "trễ", "chậm", "muộn", "quá")
_OPEN = Phrases("đang mở", "đang làm", "chưa xong", "chưa hoàn thành", "đang thực hiện")


def _lateness(page: Page, wish: Wish) -> Wish:
    is_late, is_open = _take_phrase(page, _LATE), _take_phrase(page, _OPEN)
    return replace(wish, late=True) if is_late else replace(wish, late=False) if is_open else wish


_FILLERS = Vocabulary(
    "việc nhiệm vụ của ở tại cho xem những các danh sách liệt kê còn đang bị có thuộc theo do là và chủ trì chỉ toàn "
    "bộ tất cả mọi nào giúp với ạ nhé đi trong mức độ sắp xếp lọc hiện gồm ds thì này mà hay",
    never_bare="đang toàn bộ lọc hiện hay mà là chỉ",  # without their marks these may be somebody's name
)


def _runs(page: Page) -> Iterator[tuple[Piece, ...]]:
    """What is left, where it stands together; known names are pieces of their own."""
    run: list[tuple[int, int, bool]] = []
    at = 0
    while at < len(page.words):
        past = page.names.past(page.words, at)
        known = past > at and page.is_free(at, past)
        if known:
            run.append((at, past, True))
        elif at in page.taken or is_sign(page.words[at]) or (not run and _is_filler(page, at)):
            yield from _closed(page, run)
            run = []
        elif run and not run[-1][2]:
            run[-1] = (run[-1][0], at + 1, False)
        else:
            run.append((at, at + 1, False))
        at = past if known else at + 1
    yield from _closed(page, run)


def _is_filler(page: Page, at: int) -> bool:
    """A word with a capital in the middle of what is said is a name."""
    return page.words[at] in _FILLERS and not (at and page.words[at].raw[0].isupper())


def _closed(page: Page, run: list[tuple[int, int, bool]]) -> Iterator[tuple[Piece, ...]]:
    """Without the small words at the ends of its pieces."""
    pieces = [piece for first, past, known in run if (piece := _piece(page, first, past, known=known)) is not None]
    if pieces:
        yield tuple(pieces)


def _piece(page: Page, first: int, past: int, *, known: bool) -> Piece | None:
    if not known:
        while first < past and _is_filler(page, first):
            first += 1
        while past > first and _is_filler(page, past - 1):
            past -= 1
    return (page.slice(first, past), known) if first < past else None


def _taken(page: Page, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where it stands among what has not been understood yet."""
    return (found for found in pattern.finditer(fold(page.text)) if _take(page, found.span()))


def _take(page: Page, span: tuple[int, int]) -> bool:
    first, past = page.at_characters(*span)
    if first == past or not page.is_free(first, past):
        return False
    page.take(first, past)
    return True


def _take_phrase(page: Page, phrases: Phrases) -> bool:
    found = next(page.starts(phrases), None)
    if found is None:
        return False
    page.take(*found)
    return True


_ASKS_FOR_LATE = re.compile(
    r"(?:(?:cho|em|toi|anh|chi|minh|xem|xin|liet ke|danh sach|ds|nhung|cac|co) )*(?:viec|nhiem vu)"
    r"(?: (?:nao|dang|con|bi|da))* (?:qua han|tre han|cham han)\b"
)


def asks_for_late(text: str) -> bool:
    """ "Việc quá hạn của Sở Nội vụ", "danh sách việc trễ hạn nhóm 2": whether it begins as such a list is asked for."""
    return _ASKS_FOR_LATE.match(" ".join(re.findall(r"\w+", fold(text)))) is not None
