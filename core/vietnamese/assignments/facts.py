"""What else an assignment says: how urgent it is, by which document, what must come of it, in which group."""

from dataclasses import dataclass
from datetime import date

from core.task import Urgency
from core.vietnamese.assignments.page import Page, Phrases
from core.vietnamese.facts import Document, find_documents
from core.vietnamese.words import Kind, word_set

_DEGREES = {
    Urgency.TOP_URGENT: Phrases("hỏa tốc", "hoả tốc"),
    Urgency.VERY_URGENT: Phrases("thượng khẩn"),
    Urgency.URGENT: Phrases("khẩn", "gấp"),
    Urgency.NORMAL: Phrases("độ khẩn thường", "độ khẩn bình thường", "không khẩn"),
}
_DEGREE = Phrases("độ khẩn", "mức độ", "mức độ khẩn", "mức", "tính chất", "độ khẩn là", "loại", "cần", "rất", "việc")
_MANNERS = Phrases(
    "nhé", "nhe", "nha", "nhá", "nghen", "ạ", "nhé em", "nha em", "em nhé", "em nha", "giúp", "đấy", "đó"
)
_NAMES_A_PAPER = word_set("điện văn bản công đơn lệnh thư dien don lenh thu")
_PRODUCT = Phrases("sản phẩm", "sản phẩm là", "sản phẩm gồm", "sản phẩm phải có", "sản phẩm cần có", "kết quả là", "sp")
_RESULT = Phrases("kết quả", "đầu ra")  # only with a colon: "báo cáo kết quả" is what is to be done
_BY = Phrases("theo", "căn cứ", "căn cứ theo", "theo tinh thần", "tại", "theo chỉ đạo tại", "theo nội dung")
_PAPER = word_set(
    "cv vb qd kh tb ct nq ttr gm ctr cd cong van ban quyet dinh ke hoach thong bao chi thi nghi to trinh dien giay moi "
    "chuong so hanh dong ket luan kl"
)
_GROUP = Phrases("nhóm", "thuộc nhóm", "nhóm nhiệm vụ", "nhóm việc", "nhóm nhiệm vụ trọng tâm", "nhóm số")
_GROUPS = range(1, 6)
_ISSUED = 10  # words of "ngày 20 tháng 11 năm 2026"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document by its number; `written` are the words understood as it, "" when they stay where they were."""

    number: str
    on: date | None
    written: str


def find_paper(page: Page) -> Paper | None:
    """ "Theo CV 123/UBND-TH" says why; "trả lời công văn 123/UBND-TH" is what is to be done, and stays."""
    found = next(iter(find_documents(page.text, page.now)), None)
    if found is None:
        return None
    at, past = page.at_characters(found.start, found.end)
    first = _before_number(page, at)
    by = next((start for start, end in page.starts(_BY) if end == first), None)
    past = _past_issue(page, past, found)
    if by is None and not (page.breaks_before(first) and page.breaks_at(past)):
        page.numbers.update(range(at, past))
        return Paper(number=found.number, on=found.on, written="")
    start = first if by is None else by
    page.take(start, past)
    return Paper(number=found.number, on=found.on, written=page.slice(start, past))


def _before_number(page: Page, at: int) -> int:
    first = at
    while first > 0 and page.words[first - 1].folded in _PAPER and not page.has_line_break(first):
        first -= 1
    return first


def _past_issue(page: Page, past: int, found: Document) -> int:
    """After "ngày 20/11/2026"."""
    if found.on is None:
        return past
    at = past
    while at < min(len(page.words), past + _ISSUED) and page.words[at].kind is not Kind.NUMBER:
        at += 1
    while at < len(page.words) and (page.words[at].kind is Kind.NUMBER or page.words[at].raw in "/.-"):
        at += 1
    return at if page.words[at - 1].kind is Kind.NUMBER else at - 1


def find_urgency(page: Page) -> Urgency | None:
    for urgency, phrases in _DEGREES.items():
        for first, past in page.starts(phrases):
            degree = _degree_before(page, first)
            if _is_unmistakable(page, urgency, first) or _stands_alone(page, degree, first, past):
                page.take(degree, past)
                return urgency
    return None


def _is_unmistakable(page: Page, urgency: Urgency, first: int) -> bool:
    """ "Trực bão hỏa tốc trước 10h": two words that say nothing else, but for the kind of a paper."""
    before = page.words[first - 1].accented if first else ""
    return urgency in (Urgency.TOP_URGENT, Urgency.VERY_URGENT) and before not in _NAMES_A_PAPER


def _stands_alone(page: Page, degree: int, first: int, past: int) -> bool:
    """ "Khẩn trương rà soát" and "công điện khẩn" are no degrees; a bare "khan" must be the whole clause."""
    if not page.breaks_at(_MANNERS.past(page.words, past)):
        return False
    before = page.words[first - 1] if first else None
    if degree < first or page.breaks_before(first):
        return True
    return before is not None and page.words[first].has_marks and before.accented not in _NAMES_A_PAPER


def _degree_before(page: Page, first: int) -> int:
    end = first - 1 if first and page.words[first - 1].raw == ":" else first
    found = [start for start, past in page.starts(_DEGREE) if past == end]
    return found[0] if found else first


def find_group(page: Page) -> int | None:
    for first, past in page.starts(_GROUP):
        number = page.words[past] if past < len(page.words) else None
        if number is None or number.kind is not Kind.NUMBER or int(number.raw[:3]) not in _GROUPS:
            continue
        if page.breaks_at(past + 1) and page.breaks_before(first):
            page.take(first, past + 1)
            return int(number.raw)
    return None


def find_product(page: Page) -> str | None:
    """From its word to the end of the clause, or up to what else was understood: asked for last."""
    for phrases, needs_colon in ((_PRODUCT, False), (_RESULT, True)):
        for first, past in page.starts(phrases):
            colon = past < len(page.words) and page.words[past].raw in ":="
            if not page.breaks_before(first) or (needs_colon and not colon):
                continue
            start = past + 1 if colon else past
            end = _end_of_clause(page, start)
            if end > start:
                page.take(first, end)
                return page.slice(start, end)
    return None


def _end_of_clause(page: Page, start: int) -> int:
    end = start
    while end < len(page.words) and end not in page.taken and page.words[end].raw not in ";•":
        if end > start and page.has_line_break(end):
            break
        end += 1
    while end > start and page.words[end - 1].raw in ",.:-–(":
        end -= 1
    return end
