"""Whether a clause asks: by its sign, by its last word, or by a question word that nothing takes away."""

from core.vietnamese.clauses import Clause
from core.vietnamese.cue import Cue, listed
from core.vietnamese.polarity import ACTIONS, DENYING, NEGATION, denies_twice, is_rhetorical, last_word

_ASKING_ENDS = listed("hả hử nhỉ chăng hè ha à")


_TALK = Cue.DATE | Cue.CALL | Cue.SOFT | Cue.THANKS | Cue.PERSON


def asks(clause: Clause) -> bool:
    """By its sign, by its last word (không, chưa, hả), or by a question word that nothing before it takes away."""
    if is_rhetorical(clause) or denies_twice(clause):
        return False
    by_word = has_question_word(clause) and not clause.says(Cue.PERCENT)
    return clause.stop == "?" or _asks_at_its_end(clause) or by_word


def _asks_at_its_end(clause: Clause) -> bool:
    last = last_word(clause)
    if last < 1:
        return False
    word = clause.tokens[last]
    if word.form == "không" or word.plain == "khong":
        return True
    if word.form == "chưa" or (word.bare and word.plain == "chua"):
        return _says_something(clause, last)
    return word.form in _ASKING_ENDS and any(not mark.cues & _TALK for mark in clause.marks)


def _says_something(clause: Clause, last: int) -> bool:
    """Before a closing "chưa": a statement makes it a question, a bare subject makes it an answer ("việc 23 chưa")."""
    before = [mark for mark in clause.marks if mark.past <= last]
    if any(mark.cues & Cue.PAST for mark in before):  # đã … chưa
        return True
    denied = any(mark.cues & NEGATION for mark in before)
    return not denied and any(mark.cues & (ACTIONS | Cue.RECEIVE | Cue.CAN | Cue.ASK) for mark in before)


def has_question_word(clause: Clause) -> bool:
    words = clause.where(Cue.WHAT | Cue.ASK | Cue.HELP | Cue.OR | Cue.WHERE)
    return any(_is_free(clause, n) and not _is_condition(clause, n) for n in words)


def _is_free(clause: Clause, n: int) -> bool:
    """Nothing before the word takes the question away: "không có quy định nào", "chờ Bộ hướng dẫn"."""
    mark, earlier = clause.marks[n], clause.marks[:n]
    takers = DENYING | Cue.IDLE
    if mark.cues & Cue.WHERE and mark.past == mark.first + 1:
        takers |= ACTIONS if n + 1 < len(clause.marks) or clause.says(Cue.FINISH | Cue.PAST) else 0
    if mark.cues & Cue.HELP and clause.says(NEGATION | Cue.LACK | Cue.ALREADY):
        return False
    if mark.cues & Cue.HELP:
        takers |= Cue.WAIT | Cue.PAST | Cue.BECAUSE | Cue.ONGOING
    if mark.cues & Cue.OR and (n == 0 or mark.past == len(clause.tokens)):
        return False
    return not any(each.cues & takers for each in earlier)


def _is_condition(clause: Clause, n: int) -> bool:
    """ "Khi nào xong em báo" sets a time; it asks nothing."""
    mark = clause.marks[n]
    speaks_on = clause.runs_on or any(m > n for m in clause.where(Cue.SELF))
    return bool(mark.cues & Cue.WHEN) and mark.first == 0 and speaks_on and not clause.stop


def begs(clause: Clause) -> bool:
    """ "Cho em xin số điện thoại với ạ": a thing, not time."""
    begged = any("xin" in clause.text(clause.marks[n]).split() for n in clause.where(Cue.GRANT))
    return begged and not clause.says(Cue.DATE | Cue.LENGTH | Cue.MORE | ACTIONS | Cue.RECEIVE | Cue.SOME)
