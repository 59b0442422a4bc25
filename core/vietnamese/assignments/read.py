"""One assignment in the words of whoever gives it, read into what each of them is for.

What is not understood stays in the title: no word is lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.calendar import Calendar
from core.task import Urgency
from core.vietnamese.assignments.facts import find_group, find_paper, find_product, find_urgency
from core.vietnamese.assignments.names import Names
from core.vietnamese.assignments.page import Page, Phrases, is_sign
from core.vietnamese.assignments.people import OPENERS, find_lead_at_last, find_people, names_somebody, opens
from core.vietnamese.assignments.until import Until, find_until
from core.vietnamese.words import Word, word_set, words

_LEADING = word_set("và va thì là la phải phai")
_TRAILING = word_set("nhé nhe nha nhá nghen ạ và va giúp giup dùm giùm gium")
_OPENING, _CLOSING = word_set("( [ {"), word_set(") ] }")


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """People are the words that name them; whoever knows the office finds them. `several` leads were addressed."""

    title: str
    lead: str | None = None
    coordinators: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    until: Until | None = None
    urgency: Urgency | None = None
    product: str | None = None
    document: str | None = None
    document_on: date | None = None
    document_words: str = ""
    group: int | None = None
    several: bool = False


def read_assignment(text: str, names: Names, now: datetime, calendar: Calendar) -> Assignment:
    """Never fails, whatever the text; `now` is the instant at which it was written."""
    page = Page.of(text, names, now, calendar)
    paper = find_paper(page)
    people = find_people(page)
    urgency, group = find_urgency(page), find_group(page)
    until = find_until(page)
    find_lead_at_last(page, people)
    _take_headings(page)
    product = find_product(page)
    return Assignment(
        title=_title(page),
        lead=people.lead,
        coordinators=tuple(people.helpers),
        informed=tuple(people.informed),
        until=until,
        urgency=urgency,
        product=product,
        document=paper.number if paper else None,
        document_on=paper.on if paper else None,
        document_words=paper.written if paper else "",
        group=group,
        several=people.several,
    )


def opens_like_assignment(text: str) -> bool:
    """Whether the first word gives; quick, and before anybody's name is known."""
    return OPENERS.past(words(text), 0) > 0


def begins_like_assignment(text: str, names: Names, now: datetime, calendar: Calendar) -> bool:
    """ "Giao Sở Công Thương …", "đề nghị Sở Tài chính …": a word that gives, and somebody of this office behind it."""
    page = Page.of(text, names, now, calendar)
    return opens(page) > 0 and names_somebody(page, opens(page))


_HEADINGS = Phrases(
    "nội dung", "việc", "nhiệm vụ", "tên việc", "công việc", "nội dung công việc", "nội dung nhiệm vụ", "v/v"
)


def _take_headings(page: Page) -> None:
    """ "Nội dung: báo cáo …"."""
    for first, past in page.starts(_HEADINGS):
        if past < len(page.words) and page.words[past].raw == ":" and page.breaks_before(first):
            page.take(first, past + 1)


def _title(page: Page) -> str:
    """What is left, in its order; where something was taken out between clauses, a comma holds them apart."""
    title = ""
    for first, past, after_break in _runs(page):
        piece = page.slice(first, past)
        title += f"{', ' if after_break else ' '}{piece}" if title else piece
    return title


def _runs(page: Page) -> Iterator[tuple[int, int, bool]]:
    """Free words that stand together, without the signs and small words at their ends."""
    at, end = 0, 0
    while at < len(page.words):
        if at in page.taken:
            at += 1
            continue
        past = at
        while past < len(page.words) and past not in page.taken:
            past += 1
        first, last = _trimmed(page, at, past)
        if first < last:
            yield first, last, _is_apart(page, end, first)
            end = last
        at = past


def _is_apart(page: Page, end: int, first: int) -> bool:
    return (
        any(is_sign(word) for word in page.words[end:first])
        or "\n" in page.text[page.words[end - 1].end : page.words[first].start]
    )


def _trimmed(page: Page, first: int, past: int) -> tuple[int, int]:
    while first < past and _is_loose(page, first, page.words[first:past], _CLOSING, _LEADING):
        first += 1
    while past > first and _is_loose(page, past - 1, page.words[first:past], _OPENING, _TRAILING):
        past -= 1
    return first, past


def _is_loose(page: Page, at: int, run: Sequence[Word], partner: frozenset[str], small: frozenset[str]) -> bool:
    """A sign or a small word at an end; a bracket stays when its partner does."""
    word = page.words[at]
    if word.raw in _OPENING | _CLOSING and word.raw not in partner:
        return not any(other.raw in partner for other in run)
    return is_sign(word) or word.accented in small
