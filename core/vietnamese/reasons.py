"""Why: the exact words of the reply that give the reason, without the word that opens them and without politeness."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from core.vietnamese.claims import Intent, claim
from core.vietnamese.clauses import Clause
from core.vietnamese.cue import Cue, listed
from core.vietnamese.lexicon import Token
from core.vietnamese.normalise import fold
from core.vietnamese.polarity import ACTIONS, NEGATION, hinders
from core.vietnamese.tagging import Mark

_MANNERS = listed("ạ a nhé anh chị sếp chú bác cô ơi dạ vậy nè đấy oi nhe chi sep da ⟨person⟩")
_LEADS = _MANNERS | listed("thì mà là nhưng vì do tại hiện đến nay thưa nhung thi")
_NUMBER_NAMES = listed("hai ba tư năm sáu bảy tám chín út")
_OWN = _LEADS | listed("⟨task⟩ còn con em tôi tui mình e toi minh")
_SIGNS = frozenset(":;-,.()!…?")
# What stands before "vướng" and says no more than it does.
_UP_TO_THE_TROUBLE = listed("bị đang gặp ở chỗ là do vì cái vụ về khâu bi dang gap o cho la cai vu ve")


class Place(NamedTuple):
    """Characters `start` to `end` of the text."""

    start: int
    end: int


_Finder = Callable[[Sequence[Clause]], Place | None]


def reason(text: str, clauses: Sequence[Clause], intent: Intent) -> str | None:
    """The exact span, or None."""
    for find in _FINDERS.get(intent, ()):
        if place := find(clauses):
            return text[place.start : place.end]
    return None


def _named(clauses: Sequence[Clause]) -> Place | None:
    """After vì, do, tại, lý do; as far as the sentence goes, or up to the "nên" that answers it."""
    n = next((n for n, each in enumerate(clauses) if _gives_reason(each)), None)
    if n is None:
        return None
    opener = clauses[n].marks[0]
    if opener.past >= len(clauses[n].tokens) and n + 1 < len(clauses):  # "lý do: …"
        return _span(clauses[n + 1], 0, clauses[_last_of_reason(clauses, n + 1)])
    return _span(clauses[n], opener.past, clauses[_last_of_reason(clauses, n)])


def _gives_reason(clause: Clause) -> bool:
    return bool(clause.opener & Cue.BECAUSE)


def _last_of_reason(clauses: Sequence[Clause], n: int) -> int:
    """A reason that "nên" answers runs up to it; else it takes in what a run-on sentence or a list adds."""
    hence = next((m for m in range(n + 1, len(clauses)) if clauses[m].opener & Cue.HENCE), None)
    if hence is not None and all(each.stop in ("", ",") for each in clauses[n:hence]):
        return hence - 1
    while n + 1 < len(clauses) and _continues(clauses[n], clauses[n + 1]):
        n += 1
    return n


def _continues(clause: Clause, after: Clause) -> bool:
    if clause.stop not in ("", ",") or after.opener & (Cue.HENCE | Cue.SELF | Cue.GRANT | Cue.MORE):
        return False
    found = claim(after)
    if clause.stop == ",":
        return found is None and _is_short(after)
    return found is None or found.intent is Intent.BLOCKED


def _is_short(clause: Clause) -> bool:
    """The rest of a list: "cơ chế, chính sách", "chức năng, nhiệm vụ của Sở"."""
    return len(clause.tokens) < 3 or (len(clause.tokens) < 6 and any(token.plain == "cua" for token in clause.tokens))


def _before_hence(clauses: Sequence[Clause]) -> Place | None:
    n = next((n for n, each in enumerate(clauses) if each.opener & Cue.HENCE), 0)
    if n == 0 or not (_is_cause(clauses[n - 1]) or clauses[n - 1].says(Cue.NOT)):
        return None
    first = n - 1
    while first and clauses[first].tokens[0].plain == "ma" and not clauses[first - 1].stop:
        first -= 1
    if clauses[first].says(Cue.BLOCK | Cue.EXCUSE) or clauses[first].opener & Cue.BUT:
        return _told(clauses[first], clauses[n - 1])
    return _span(clauses[first], 0, clauses[n - 1])


def _in_order(clauses: Sequence[Clause]) -> Place | None:
    return next((_span(each, 1, each) for each in clauses if each.opener & Cue.IN_ORDER and len(each.tokens) > 1), None)


def _implied(clauses: Sequence[Clause]) -> Place | None:
    """Beside a request for time, what stands in the way."""
    causes = [each for each in clauses if _is_cause(each) and not _is_request(each)]
    return _told(causes[0], causes[0]) if causes else None


def _is_request(clause: Clause) -> bool:
    found = claim(clause)
    return found is not None and found.intent is Intent.EXTEND


def _is_cause(clause: Clause) -> bool:
    """Something outside the will of the writer, not just the work undone."""
    if hinders(clause) or clause.says(Cue.BLOCK | Cue.EXCUSE):
        return True
    return clause.says(Cue.ONGOING | Cue.WAIT) and not clause.says(NEGATION)


def _hindrance(clauses: Sequence[Clause]) -> Place | None:
    """What others did or did not do comes first, then what is lacking or broken, then the word "vướng" itself."""
    causes = [n for n, each in enumerate(clauses) if _is_cause(each)]
    told = [n for n in causes if not clauses[n].says(Cue.BLOCK)] or _with_more_than_trouble(clauses, causes)
    by_others = [n for n in told if clauses[n].says(Cue.OTHERS) and not clauses[n].says(Cue.SELF)]
    n = next(iter(by_others or told or causes), None)
    if n is None:
        return None
    if clauses[n].opener & Cue.BUT and n and not clauses[n - 1].stop and clauses[n - 1].says(Cue.WAIT | ACTIONS):
        return _span(clauses[n - 1], 0, clauses[n])  # "chờ xã gửi | mà chưa thấy" is one reason
    last = n + 1 if clauses[n].stop == "," and n + 1 < len(clauses) and _continues(clauses[n], clauses[n + 1]) else n
    return _told(clauses[n], clauses[last])


def _with_more_than_trouble(clauses: Sequence[Clause], causes: Sequence[int]) -> list[int]:
    return [n for n in causes if hinders(clauses[n])]


def _excuse(clauses: Sequence[Clause]) -> Place | None:
    excused = next((each for each in clauses if each.says(Cue.EXCUSE)), None)
    if excused is None:
        return None
    first = excused.first(Cue.EXCUSE)
    denial = next((mark.first for mark in excused.marks[first + 1 :] if mark.cues & NEGATION), None)
    return _span(excused, excused.marks[first].first, excused, denial)


_BY_NATURE = listed("thuoc dung tham quyen phoi phu quan chuc nghi cong theo con chu ve khac")


def _disowning(clauses: Sequence[Clause]) -> Place | None:
    """ "Không thuộc thẩm quyền của Sở" gives the reason; "không phải việc của em" only says it again."""
    for n, clause in enumerate(clauses):
        mark = next((clause.marks[m] for m in clause.where(Cue.NOT_MINE)), None)
        if mark and not _BY_NATURE.isdisjoint(fold(clause.text(mark)).split()):
            last = n + 1 if n + 1 < len(clauses) and _continues(clause, clauses[n + 1]) else n
            return _span(clause, 0 if _needs_subject(clause, mark.first) else mark.first, clauses[last])
    return None


def _needs_subject(clause: Clause, first: int) -> bool:
    """ "Tui nghỉ chỗ đó rồi", "xã đâu có quyền": who says it is a part of the reason."""
    return fold(clause.tokens[first].form) in ("nghi", "chuyen", "dau")


def _told(first: Clause, last: Clause) -> Place | None:
    """A cause in the words of the clause itself, from where it says something of its own."""
    return _span(first, _beginning(first), last)


def _beginning(clause: Clause) -> int:
    trouble = clause.first(Cue.BLOCK)
    if trouble < len(clause.marks):
        after = [mark.first for mark in clause.marks[trouble + 1 :] if mark.cues & (Cue.LACK | Cue.FAULT | NEGATION)]
        mark = clause.marks[trouble]
        return _past_leads(clause, mark.past if after else mark.first, _OWN | _UP_TO_THE_TROUBLE)
    if clause.last(Cue.UNIT) == clause.last(Cue.WAIT) + 1 == len(clause.marks) - 1 > 0:
        return _past_leads(clause, 0, _OWN | _UP_TO_THE_TROUBLE - listed("cho"))
    return _past_leads(clause, _past_teller(clause), _OWN)


def _past_teller(clause: Clause) -> int:
    """ "Xã nói …": the reason is what was said."""
    n = clause.first(Cue.SAYS)
    told = n < len(clause.marks) and n <= 2 and clause.says(Cue.FAULT | Cue.LACK | NEGATION)
    return clause.marks[n].past if told else 0


def _past_leads(clause: Clause, at: int, leads: frozenset[str]) -> int:
    """Past what names the task, the writer or the trouble in general."""
    while at < len(clause.tokens) - 1:
        mark = next((mark for mark in clause.marks if mark.first == at), None)
        if mark and _names_the_writer(clause, mark):
            at = mark.past
        elif clause.tokens[at].form in leads or clause.tokens[at].form in _SIGNS:
            at += 1
        else:
            break
    return at


def _names_the_writer(clause: Clause, mark: Mark) -> bool:
    ours = mark.cues & Cue.VILLAGE and clause.text(mark) in ("đơn vị", "don vi")
    return bool(ours) or bool(mark.cues & (Cue.TASK | Cue.SELF) and not mark.cues & Cue.PERSON)


def _span(clause: Clause, first: int, last: Clause, past: int | None = None) -> Place | None:
    """From token `first` of the clause to the end of `last`, without what is only manners."""
    while first < len(clause.tokens) and _is_lead(clause.tokens, first):
        first += 1
    end = len(last.tokens) if past is None else past
    while end > 1 and _is_manners(last.tokens, end - 1):
        end -= 1
    if first >= len(clause.tokens) or last.tokens[end - 1].end <= clause.tokens[first].start:
        return None
    return Place(clause.tokens[first].start, last.tokens[end - 1].end)


def _is_lead(tokens: Sequence[Token], n: int) -> bool:
    form = tokens[n].form
    return (form in _LEADS and form != "⟨person⟩") or form in _SIGNS


def _is_manners(tokens: Sequence[Token], n: int) -> bool:
    form = tokens[n].form
    return form in _MANNERS or form in _SIGNS or (form in _NUMBER_NAMES and tokens[n - 1].form in _MANNERS)


_FINDERS: dict[Intent, tuple[_Finder, ...]] = {
    Intent.EXTEND: (_named, _before_hence, _in_order, _implied),
    Intent.BLOCKED: (_named, _before_hence, _hindrance),
    Intent.NOT_DONE: (_named, _before_hence, _excuse),
    Intent.REJECT_NOT_MINE: (_named, _disowning),
}
