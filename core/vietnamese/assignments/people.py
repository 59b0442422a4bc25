"""Whom an assignment names: who leads, who helps, who only hears of it. Each in the words that name him."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.vietnamese.assignments.names import is_head
from core.vietnamese.assignments.page import Page, Phrases
from core.vietnamese.words import Kind, word_set

OPENERS = Phrases(
    "giao", "giao cho", "giao việc", "giao việc cho", "giao nhiệm vụ", "giao nhiệm vụ cho", "giao nv cho",
    "phân công", "phân công cho", "đề nghị", "đ/n", "đn", "yêu cầu", "y/c", "chỉ đạo",
)  # fmt: skip
_LEADS = Phrases("chủ trì", "đơn vị chủ trì", "cơ quan chủ trì", "người chủ trì", "chủ trì là", "chủ trì giao")
_LEADS_TOO = Phrases("chủ trì", "làm chủ trì", "là đơn vị chủ trì", "là cơ quan chủ trì", "làm đầu mối")
_TO = Phrases("cho")
_HELP = Phrases(
    "phối hợp", "phối hợp với", "phối hợp cùng", "phối hợp cùng với", "đơn vị phối hợp", "cơ quan phối hợp", "p/h",
    "ph với", "cùng phối hợp", "phối hợp thêm", "thêm phối hợp",
)  # fmt: skip
_HELPS_TOO = Phrases("phối hợp", "cùng phối hợp", "là đơn vị phối hợp")
_REST = Phrases(
    "các đơn vị", "các cơ quan", "các sở", "các ngành", "các địa phương", "các xã", "các phòng", "các bên",
    "đơn vị liên quan", "cơ quan liên quan", "địa phương liên quan",
)  # fmt: skip
_TELL = Phrases("để biết", "nhận để biết", "nhận tin", "đồng gửi", "đồng kính gửi", "cc")
_TELL_SO_THAT = Phrases("gửi", "báo", "thông báo", "báo cho", "thông báo cho", "gửi cho", "để", "cho")
_KNOWS = Phrases("để biết", "được biết", "biết", "nắm", "để nắm", "nhận để biết", "để nắm thông tin")
_TITLES = Phrases("đồng chí", "đ/c", "đc", "anh", "chị", "ông", "bà", "cô", "chú", "thầy", "bác")
_POSTS = Phrases(
    "giám đốc", "phó giám đốc", "thủ trưởng", "lãnh đạo", "trưởng phòng", "phó trưởng phòng", "chánh văn phòng",
    "chủ tịch", "phó chủ tịch", "trưởng ban", "phó trưởng ban", "chánh thanh tra", "chuyên viên", "cán bộ", "gđ",
    "pgđ", "bí thư", "hiệu trưởng", "người đứng đầu",
)  # fmt: skip
_AND = word_set("va cung voi & +")
_LINKS = word_set("va cua")
_LONGEST_UNKNOWN = 9
_LONGEST_LIST = 60

Span = tuple[int, int]


@dataclass
class Named:
    """`several` says that more than one was addressed as the lead: those after the first help."""

    lead: str | None = None
    helpers: list[str] = field(default_factory=list)
    informed: list[str] = field(default_factory=list)
    several: bool = False


def find_people(page: Page) -> Named:
    """Whoever stands beside a word for his part, and whoever is addressed."""
    named = Named()
    named.informed = [page.slice(*each) for each in _informed(page)]
    named.helpers = [page.slice(*each) for each in _helpers(page)]
    _put_leads(page, named, _found_first(page, _by_word, _by_word_behind, _addressed))
    page.take_if_free(0, opens(page))
    return named


def find_lead_at_last(page: Page, named: Named) -> None:
    """Once everything else is understood: a name at the end of what is given, or at the beginning of a clause."""
    if named.lead is None:
        _put_leads(page, named, _found_first(page, _to_whom, _at_a_beginning))


def _put_leads(page: Page, named: Named, leads: list[Span]) -> None:
    if leads:
        named.lead, named.several = page.slice(*leads[0]), len(leads) > 1
        named.helpers += [page.slice(*each) for each in leads[1:]]


def opens(page: Page) -> int:
    """Where the word that begins an assignment ends; 0 when it begins otherwise."""
    return OPENERS.past(page.words, 0)


def names_somebody(page: Page, at: int) -> bool:
    return _name_at(page, at, known=True) > at


def _informed(page: Page) -> Iterator[Span]:
    for first, past in page.starts(_TELL):
        names, end = _list_at(page, _past_colon(page, past))
        if names:
            page.take(first, _KNOWS.past(page.words, end))
            yield from names
    for first, past in page.starts(_TELL_SO_THAT):
        names, end = _list_at(page, _past_colon(page, past))
        knows = _KNOWS.past(page.words, end)
        if names and knows > end:
            page.take(first, knows)
            yield from names
    yield from _before(page, _KNOWS)


def _helpers(page: Page) -> Iterator[Span]:
    """ "Phối hợp với Sở A và các đơn vị liên quan": whoever is not named stays in the words of the task."""
    for first, past in page.starts(_HELP):
        names, end = _list_at(page, _past_colon(page, past))
        if names:
            rest = _past_and(page, end)
            others = _REST.past(page.words, rest) > rest
            page.take(past if others else first, rest if others else end)
            yield from names
    yield from _before(page, _HELPS_TOO)


def _before(page: Page, phrases: Phrases) -> Iterator[Span]:
    """Names that stand before the word for their part: "Sở Tài chính, Sở Y tế phối hợp"."""
    for first, past in page.starts(phrases):
        end = first - 1 if first and page.words[first - 1].raw == "(" else first
        names = _list_that_ends(page, end) if page.breaks_at(past) else []
        if names:
            page.take(names[0][0], past)
            yield from names


def _list_that_ends(page: Page, end: int) -> list[Span]:
    for first in range(max(0, end - _LONGEST_LIST), end):
        if not page.is_free(first, end) or not page.breaks_before(first):
            continue
        names, past = _list_at(page, first)
        if past == end and names:
            return names
    last = next((at for at in range(max(0, end - _LONGEST_UNKNOWN), end) if _name_at(page, at) == end), None)
    return [(last, end)] if last is not None and page.is_free(last, end) else []


def _found_first(page: Page, *ways: Callable[[Page], list[Span]]) -> list[Span]:
    return next((found for way in ways if (found := way(page))), [])


def _by_word(page: Page) -> list[Span]:
    """ "Chủ trì: Sở Công Thương"."""
    for first, past in page.starts(_LEADS):
        start = _past_colon(page, past)
        end = _name_at(page, start)
        if end > start and page.is_free(start, end):
            page.take(first, end)
            return [(start, end)]
    return []


def _by_word_behind(page: Page) -> list[Span]:
    """ "Sở Công Thương chủ trì"; "giao Sở Công Thương là cơ quan chủ trì"."""
    for first, past in page.starts(_LEADS_TOO):
        for start in range(max(0, first - _LONGEST_UNKNOWN), first):
            if page.is_free(start, first) and _name_at(page, start) == first:
                page.take(start, past)
                return [(start, first)]
    return []


def _addressed(page: Page) -> list[Span]:
    """ "Giao Sở Công Thương, Sở Tài chính …"; also "UBND tỉnh giao Sở Công Thương …"."""
    for first, past in page.starts(OPENERS):
        names, end = _list_at(page, _past_colon(page, past))
        if names:
            page.take(first, end)
            return names
    return []


def _to_whom(page: Page) -> list[Span]:
    """ "Giao việc rà soát quy hoạch cho Sở Xây dựng"."""
    for first, past in page.starts(_TO):
        end = _name_at(page, past, known=True)
        if opens(page) and end > past and page.is_free(past, end) and page.breaks_at(end):
            page.take(first, end)
            return [(past, end)]
    return []


def _at_a_beginning(page: Page) -> list[Span]:
    for first in range(len(page.words)):
        if first in page.taken or not page.breaks_before(first):
            continue
        names, end = _list_at(page, first, known=True)
        if names:
            page.take(first, end)
            return names
    return []


def _list_at(page: Page, first: int, *, known: bool = False) -> tuple[list[Span], int]:
    """The names that stand in a row from word `first` on, and where the last of them ends."""
    names: list[Span] = []
    end, at = first, first
    while at < len(page.words):
        past = _name_at(page, at, known=known)
        if past == at or not page.is_free(at, past) or (names and not _goes_on(page, end, at, past)):
            break
        names.append((at, past))
        end, at = past, _past_and(page, past)
        if at == end:
            break
    return names, end


def _goes_on(page: Page, end: int, at: int, past: int) -> bool:
    """After a comma a name must be written as one, or nothing may follow: "…, thanh tra các cơ sở" names nobody."""
    if _LEADS_TOO.past(page.words, past) > past:
        return False
    signs = {word.raw for word in page.words[end:at]}
    alone = page.breaks_at(past) or _past_and(page, past) > past
    if ";" in signs or page.has_line_break(at):
        return alone
    written = is_head(page.words[at]) or page.words[at].raw[:1].isupper()
    return alone or written or "," not in signs


def _name_at(page: Page, at: int, *, known: bool = False) -> int:
    """Where the name that begins at word `at` ends; `at` itself when none does."""
    if at >= len(page.words):
        return at
    text, names = page.words, page.names
    past = names.past(text, at)
    title = _TITLES.past(text, at)
    if title > at and past == at:
        past = _past_post(page, title) or names.past_person(text, title)
        past = _past_unit(page, past) if past > title else at
    if past == at:
        past = _past_post(page, at) or at
    return past if past > at or known else _past_unknown(page, at)


def _past_unit(page: Page, at: int) -> int:
    """After the unit that follows a person: "anh Nam Sở Y tế", "anh Nam (Sở Y tế)"."""
    text = page.words
    if at < len(text) and text[at].raw == "(":
        past = page.names.past(text, at + 1)
        return past + 1 if at + 1 < past < len(text) and text[past].raw == ")" else at
    return page.names.past(text, at)


def _past_post(page: Page, at: int) -> int:
    """ "Giám đốc Sở Công Thương"; 0 when no unit follows the post."""
    post = _POSTS.past(page.words, at)
    past = page.names.past(page.words, post)
    return past if past > post > at else 0


def _past_unknown(page: Page, at: int) -> int:
    """What is written like the name of a unit of another office: a head and capitals."""
    text = page.words
    if not is_head(text[at]) or page.text.isupper():
        return at
    past, best = at + 1, at
    while past < min(len(text), at + _LONGEST_UNKNOWN) and past not in page.taken:
        if text[past].kind is Kind.WORD and text[past].raw[:1].isupper():
            best = past + 1
        elif text[past].folded not in _LINKS:
            break
        past += 1
    return best


def _past_colon(page: Page, at: int) -> int:
    while at < len(page.words) and page.words[at].raw in (":", "-", "–"):
        at += 1
    return at


def _past_and(page: Page, at: int) -> int:
    """After what joins two names: a comma, "và", "cùng với"."""
    text, start = page.words, at
    while (
        at < len(text) and at < start + 3 and at not in page.taken and (text[at].folded in _AND or text[at].raw in ",;")
    ):
        at += 1
    return at
