"""A reply cut into clauses: at stops, at words that join, and where a run-on sentence begins anew."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from core.vietnamese.cue import Cue, listed
from core.vietnamese.facts import Fact
from core.vietnamese.lexicon import Token
from core.vietnamese.tagging import Mark
from core.vietnamese.words import Kind

_OPENERS = listed("con hien gio dong ngoai")
_BEFORE_A_TASK = _OPENERS | listed("rieng nhung ma va thi")
_PLACES = listed(
    """
    cong bao van to ke quyet so phong xa phuong ubnd tru hoi co dia don muc dieu khoan cuoc buoi bo ban chi chinh
    cv bc ⟨document⟩ thong phu
    """
)
_LONGEST = 40  # tokens: no clause is longer, and no text can make the reading slow
STOPS = frozenset(",.;:!?…\n")
PREDICATES = (
    Cue.FINISH | Cue.DELIVER | Cue.REPORT | Cue.WORK | Cue.STEP | Cue.RECEIVE | Cue.WAIT | Cue.EXTEND | Cue.BLOCK
    | Cue.NOT_YET | Cue.LACK | Cue.FAULT | Cue.EXCUSE | Cue.PERCENT | Cue.NOT_MINE
)  # fmt: skip
_JOINS = Cue.BUT | Cue.HENCE | Cue.BECAUSE | Cue.IN_ORDER
_SPEAKERS = listed("em tôi tui e toi mình chúng")
_HOLDS_ITS_SUBJECT = listed(
    """
    của giúp cho để bên phòng với giùm nhắc hỏi bảo cùng giao đơn chỉ báo là khi nếu phần gửi thì cua giup de ben
    phong voi nhac hoi bao cung don chi la neu phan gui thi kèm trả chờ đợi
    """
)


@dataclass(frozen=True)
class Clause:
    """Tokens with their cues. `stop` is the sign that ends it ("" in a run-on); `opener`: the cues of its first."""

    tokens: Sequence[Token]
    marks: Sequence[Mark]
    stop: str = ""
    opener: int = 0
    facts: tuple[Fact, ...] = ()
    is_last: bool = False

    @cached_property
    def has(self) -> int:
        cues = 0
        for mark in self.marks:
            cues |= mark.cues
        return cues

    @property
    def runs_on(self) -> bool:
        """Whether the next clause follows without a stop."""
        return not self.stop and not self.is_last

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    def says(self, cues: int) -> bool:
        return bool(self.has & cues)

    def where(self, cues: int) -> Iterator[int]:
        """The places in `marks` of these cues."""
        return (n for n, mark in enumerate(self.marks) if mark.cues & cues)

    def first(self, cues: int) -> int:
        return next(self.where(cues), len(self.marks))

    def last(self, cues: int) -> int:
        return max(self.where(cues), default=-1)

    def text(self, mark: Mark) -> str:
        return " ".join(token.form for token in self.tokens[mark.first : mark.past])


def split(
    tokens: Sequence[Token], marks: Sequence[Mark], facts: Sequence[Fact], newlines: Collection[int]
) -> tuple[Clause, ...]:
    """Every clause with at least one word; `newlines` are the tokens that begin a line."""
    joins = (*_at_joins(tokens, marks), *_at_tasks(tokens, marks), *_anew(tokens, marks))
    cuts = sorted({0, len(tokens), *newlines, *_at_stops(tokens), *joins})
    clauses = []
    n = m = 0
    for first, past in pairwise(_none_too_long(cuts)):
        last = _without_stops(tokens, first, past)
        until_mark, until_fact = n, m
        while until_mark < len(marks) and marks[until_mark].first < past:
            until_mark += 1
        while until_fact < len(facts) and (past == len(tokens) or facts[until_fact].start < tokens[past].start):
            until_fact += 1
        if last > first:
            inside = _moved(marks[n:until_mark], first, last)
            stop = _stop(tokens, last, past) or ("\n" if past in newlines else "")
            held = tuple(facts[m:until_fact])
            clauses.append(Clause(tokens[first:last], inside, stop, _opener(inside), held, past == len(tokens)))
        n, m = until_mark, until_fact
    return tuple(clauses)


def _none_too_long(cuts: Sequence[int]) -> list[int]:
    parts = (range(first, past, _LONGEST) for first, past in pairwise(cuts))
    return [*chain.from_iterable(parts), cuts[-1]]


def _moved(marks: Sequence[Mark], first: int, last: int) -> tuple[Mark, ...]:
    """The marks counted from the first token of their clause."""
    return tuple(Mark(mark.cues, mark.first - first, mark.past - first) for mark in marks if mark.past <= last)


def _without_stops(tokens: Sequence[Token], first: int, past: int) -> int:
    while past > first and tokens[past - 1].form in STOPS:
        past -= 1
    return past


def _stop(tokens: Sequence[Token], last: int, past: int) -> str:
    signs = [token.form for token in tokens[last:past]]
    return "?" if "?" in signs else signs[0] if signs else ""


def _opener(marks: Sequence[Mark]) -> int:
    return marks[0].cues if marks and marks[0].first == 0 else 0


def _at_stops(tokens: Sequence[Token]) -> Iterator[int]:
    """After each sign that ends a clause; a point or comma inside a number ends nothing."""
    for n, token in enumerate(tokens):
        if (token.form in STOPS and not _inside_number(tokens, n)) or (
            token.form in ("-", "–", "=>", "→") and n > 0 and tokens[n - 1].end < token.start
        ):
            yield n + 1


def _inside_number(tokens: Sequence[Token], n: int) -> bool:
    return (
        0 < n < len(tokens) - 1
        and tokens[n - 1].kind is Kind.NUMBER
        and tokens[n + 1].kind is Kind.NUMBER
        and tokens[n - 1].end == tokens[n + 1].start - 1
    )


def _at_joins(tokens: Sequence[Token], marks: Sequence[Mark]) -> Iterator[int]:
    for n, mark in enumerate(marks):
        joined = mark.cues & _JOINS and joins(tokens, marks, n)
        if joined or (mark.cues & Cue.WHILE and (_speaks_on(tokens, marks, n) or _answers_if(tokens, marks, n))):
            yield mark.first


def joins(tokens: Sequence[Token], marks: Sequence[Mark], n: int) -> bool:
    """Whether the word at mark `n` joins clauses here: "do" may be đó, "tại" a place, "mà" an end."""
    mark = marks[n]
    following = tokens[mark.past] if mark.past < len(tokens) else None
    if following is None or following.form in STOPS:
        return mark.cues & Cue.BECAUSE != 0 and following is not None and following.form == ":"
    word = tokens[mark.first]
    if word.plain == "tai" and mark.past == mark.first + 1:
        return following.plain not in _PLACES
    if word.form == "do" and following.form in ("⟨person⟩", "⟨unit⟩") and _leads_next(marks, n):
        return False
    if word.plain == "do" and word.bare and mark.past == mark.first + 1:
        return n == 0 or not marks[n - 1].cues & Cue.ALREADY
    return not (mark.cues & Cue.BUT and (mark.first == 0 or (n > 0 and marks[n - 1].cues & (Cue.NEVER | Cue.HARDLY))))


def _leads_next(marks: Sequence[Mark], n: int) -> bool:
    """ "Do chị Nga đảm nhận" names who does it."""
    return any(mark.cues & Cue.LEADS for mark in marks[n + 1 : n + 4])


def _speaks_on(tokens: Sequence[Token], marks: Sequence[Mark], n: int) -> bool:
    """ "Còn" (while) and the like open a clause when something was said before and something follows."""
    if not any(mark.cues & (PREDICATES | Cue.ALREADY) for mark in marks[max(0, n - 4) : n]):
        return False
    word = tokens[marks[n].first].plain
    return word in _OPENERS and (word != "con" or marks[n].past < len(tokens))


def _answers_if(tokens: Sequence[Token], marks: Sequence[Mark], n: int) -> bool:
    """ "Nếu … thì …": what follows "thì" is a clause of its own."""
    earlier = marks[max(0, n - 8) : n]
    if tokens[marks[n].first].plain != "thi":
        return False
    return any(mark.cues & (Cue.IF | Cue.LACK | Cue.NOT | Cue.NOT_YET) for mark in earlier)


def _at_tasks(tokens: Sequence[Token], marks: Sequence[Mark]) -> Iterator[int]:
    """In "#3 xong #4 80%" a task number opens a clause; in "xong việc 3" it closes one."""
    opened = closed = False
    for mark in marks:
        if mark.cues & Cue.NUMBERED:
            if opened and closed and tokens[mark.first - 1].plain not in _BEFORE_A_TASK:
                yield mark.first
            opened, closed = True, False
        elif mark.cues & PREDICATES:
            closed = True


def _anew(tokens: Sequence[Token], marks: Sequence[Mark]) -> Iterator[int]:
    """Where a run-on sentence names its speaker again: "em làm xong | em gửi rồi"."""
    spoken = False
    for mark in marks:
        token = tokens[mark.first]
        if mark.cues & Cue.SELF and token.form in _SPEAKERS and spoken:
            goes_on = mark.past < len(tokens) and tokens[mark.past].form not in STOPS
            if goes_on and tokens[mark.first - 1].form not in _HOLDS_ITS_SUBJECT:
                yield mark.first - (tokens[mark.first - 1].form == "⟨date⟩")
                spoken = False
        elif mark.cues & _JOINS:
            spoken = False
        elif mark.cues & PREDICATES:
            spoken = True
