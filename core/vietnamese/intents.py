"""What a whole reply means: its claims weighed against each other, the last word first; doubt asks."""

from collections.abc import Sequence

from core.vietnamese.claims import Claim, Intent, claim
from core.vietnamese.clauses import Clause
from core.vietnamese.cue import Cue
from core.vietnamese.polarity import COMPLETED, NEGATION, hinders

_ASKED = (Intent.EXTEND, Intent.LIST_MY_TASKS, Intent.REJECT_NOT_MINE, Intent.QUESTION)
_WEAK = frozenset({Intent.ACKNOWLEDGE, Intent.SMALLTALK})
UNCLEAR = Claim(Intent.CLARIFY, "nothing said")


def decide(clauses: Sequence[Clause]) -> Claim:
    """One intent for clauses that speak of one task."""
    told = [(clause, found) for clause in _asserted(clauses) if (found := claim(clause)) is not None]
    claims = [found for _, found in told]
    if mocking := next((found for found in claims if found.why == "mocking"), None):
        return mocking
    asked = next((found for intent in _ASKED if (found := _last(claims, intent))), None)
    if asked and not (asked.intent is Intent.QUESTION and claims[-1].why == "percent"):
        return asked
    if _only_begins(told):
        return Claim(Intent.ACKNOWLEDGE, "received")
    found = _state(_standing(told))
    if found and found.intent is Intent.NOT_DONE and any(map(_is_outside_reason, clauses)):
        return Claim(Intent.BLOCKED, "for a reason", found.evidence)
    return _doubted(found, clauses) if found else UNCLEAR


def _is_outside_reason(clause: Clause) -> bool:
    """ "Vì trùng dự án khác", but not "vì em ốm"."""
    return bool(clause.opener & Cue.BECAUSE) and len(clause.tokens) > 2 and not clause.says(Cue.EXCUSE | Cue.FORGOT)


def _doubted(found: Claim, clauses: Sequence[Clause]) -> Claim:
    """Nothing is done under a condition, nor before a "nhưng" that was not understood."""
    if found.intent is not Intent.DONE:
        return found
    if any(clause.says(Cue.IF) for clause in clauses):
        return Claim(Intent.CLARIFY, "only if", found.evidence)
    last = clauses[-1]
    turned = last.opener & Cue.BUT and (last.tokens[0].plain != "ma" or last.says(NEGATION))
    unclear = bool(turned) and claim(last) is None
    return Claim(Intent.CLARIFY, "but", found.evidence) if unclear else found


def _only_begins(told: Sequence[tuple[Clause, Claim]]) -> bool:
    """ "Đã nhận, đang phân tích để tham mưu": what goes on is only the reading of it."""
    received = any(clause.says(Cue.RECEIVE) and found.intent is Intent.ACKNOWLEDGE for clause, found in told)
    rest = [(clause, found) for clause, found in told if found.intent not in _WEAK]
    return received and bool(rest) and all(_is_a_beginning(clause, found) for clause, found in rest)


def _is_a_beginning(clause: Clause, found: Claim) -> bool:
    return found.why == "expected" or (found.why == "going on" and clause.says(Cue.EARLY))


def _asserted(clauses: Sequence[Clause]) -> list[Clause]:
    """Without the clauses that only say when or what for, or draw a bitter conclusion."""
    around = zip((None, *clauses), clauses, (*clauses[1:], None), strict=False)
    return [each for before, each, after in around if not _is_aside(before, each, after)]


def _is_aside(before: Clause | None, clause: Clause, after: Clause | None) -> bool:
    bitter = before is not None and clause.tokens[0].plain == "thi" and hinders(before)
    return bitter or bool(clause.opener & Cue.IN_ORDER) or _only_says_when(clause, after)


def _only_says_when(clause: Clause, after: Clause | None) -> bool:
    """ "Coi xong | em làm"."""
    if after is None or clause.stop or clause.says(Cue.LET_ME):
        return False
    open_ended = clause.says(Cue.FINISH) and not clause.says(Cue.ALREADY | Cue.PAST | NEGATION)
    return open_ended and bool(after.opener & (Cue.SELF | Cue.DATE)) and after.says(Cue.SELF)


def _last(claims: Sequence[Claim], intent: Intent) -> Claim | None:
    return next((found for found in reversed(claims) if found.intent is intent), None)


def _standing(told: Sequence[tuple[Clause, Claim]]) -> list[Claim]:
    """Without what a later "nhưng", "hóa ra" or "nên" takes back: only a clear word on the task takes back."""
    turn = max((n for n, (clause, found) in enumerate(told) if _takes_back(clause, found)), default=0)
    return [found for n, (_, found) in enumerate(told) if n >= turn or found.intent in _WEAK]


def _takes_back(clause: Clause, found: Claim) -> bool:
    turned = bool(clause.opener & (Cue.BUT | Cue.HENCE))
    return turned and (found.intent is Intent.DONE or (found.intent is Intent.NOT_DONE and clause.says(COMPLETED)))


def _state(claims: Sequence[Claim]) -> Claim | None:
    strong = [found for found in claims if found.intent not in _WEAK]
    if not strong:
        return _last(claims, Intent.ACKNOWLEDGE) or _last(claims, Intent.SMALLTALK)
    return _settled(strong)


def _settled(strong: Sequence[Claim]) -> Claim:
    doubt = _last(strong, Intent.CLARIFY)
    blocked = _last(strong, Intent.BLOCKED)
    going_on = _last(strong, Intent.PROGRESS)
    last = strong[-1]
    if last.intent is Intent.DONE:
        return next((found for found in (doubt, blocked, going_on, _last(strong, Intent.NOT_DONE)) if found), last)
    if blocked:
        return blocked
    if last.intent is Intent.NOT_DONE:
        begun = going_on or _last(strong, Intent.DONE)
        return Claim(Intent.PROGRESS, "not all") if begun and last.why == "pending" else last
    if going_on and going_on.why == "busy":
        return _last(strong, Intent.NOT_DONE) or going_on
    return going_on or doubt or _last(strong, Intent.NOT_DONE) or last
