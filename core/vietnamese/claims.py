"""What one clause claims: its predicate seen through aspect, polarity, scope and the act of speech that it performs."""

from enum import StrEnum
from typing import NamedTuple

from core.vietnamese.aspect import (
    AHEAD,
    by_others,
    completes,
    finishes_a_step,
    is_over,
    is_understood,
    only_says_already,
    sends_for_more,
    took_a_step,
)
from core.vietnamese.clauses import Clause
from core.vietnamese.cue import Cue
from core.vietnamese.owners import owner_at
from core.vietnamese.percents import Percent
from core.vietnamese.polarity import ACTIONS, COMPLETED, DENYING, NEGATION, denies, hinders
from core.vietnamese.questions import asks, begs, has_question_word


class Intent(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    PROGRESS = "progress"
    DONE = "done"
    NOT_DONE = "not_done"
    EXTEND = "extend"
    BLOCKED = "blocked"
    QUESTION = "question"
    REJECT_NOT_MINE = "reject_not_mine"
    LIST_MY_TASKS = "list_my_tasks"
    SMALLTALK = "smalltalk"
    MULTI = "multi"
    CLARIFY = "clarify"


class Claim(NamedTuple):
    """`why` is the short code of the rule that decided; `evidence` are the words that it stood on."""

    intent: Intent
    why: str
    evidence: str = ""


_NAMED = Cue.OTHERS | Cue.PERSON | Cue.UNIT


def claim(clause: Clause) -> Claim | None:
    """What the clause claims by itself, or None when it is only a part of what others say."""
    found = next((found for rule in _RULES if (found := rule(clause)) is not None), None)
    return found and found._replace(evidence=" ".join(clause.text(mark) for mark in clause.marks))


def _mocks(clause: Clause) -> Claim | None:
    return Claim(Intent.CLARIFY, "mocking") if clause.says(Cue.MOCK) and not clause.says(Cue.EXTEND) else None


def _evades(clause: Clause) -> Claim | None:
    return Claim(Intent.CLARIFY, "evasive") if clause.says(Cue.EVADE) and not clause.says(Cue.ONGOING) else None


def _lists(clause: Clause) -> Claim | None:
    if not clause.says(Cue.LIST) or clause.says(Cue.NUMBERED | Cue.NOT_MINE) or completes(clause):
        return None
    return Claim(Intent.LIST_MY_TASKS, "list")


def _wants_time(clause: Clause) -> Claim | None:
    if _asks_extension(clause) or _asks_until(clause) or _asks_leave(clause):
        return Claim(Intent.EXTEND, "more time")
    return None


def _asks_extension(clause: Clause) -> bool:
    n = clause.first(Cue.EXTEND)
    if n == len(clause.marks) or any(mark.cues & DENYING for mark in clause.marks[max(0, n - 2) : n]):
        return False
    about_rules = has_question_word(clause) and not clause.says(Cue.DATE | Cue.LENGTH | Cue.CAN | Cue.GRANT)
    granted = clause.says(Cue.PAST) and not clause.says(Cue.GRANT | Cue.MORE)
    by_others = clause.first(_NAMED) < n and clause.says(NEGATION)
    if clause.marks[n].cues & Cue.WAIT and clause.says(Cue.ONGOING):  # "doi" is đợi, not dời
        return False
    return not (about_rules or granted or by_others) and not (clause.says(Cue.IF) and asks(clause))


def _asks_until(clause: Clause) -> bool:
    """ "Cho em đến thứ hai", "xin đến mai", "thêm 2 ngày", "+3 ngày", "cho thêm ít bữa"."""
    when = clause.first(Cue.DATE | Cue.LENGTH)
    asked = clause.first(Cue.GRANT | Cue.MORE)
    if when == len(clause.marks):
        return asked < len(clause.marks) and clause.says(Cue.SOME)
    if asked < when:
        between = clause.marks[asked + 1 : when]
        return not any(mark.cues & (Cue.PAST | Cue.LIST | Cue.RECEIVE | Cue.HELP) for mark in between)
    place = clause.marks[when].first
    return bool(clause.marks[when].cues & Cue.LENGTH) and place > 0 and clause.tokens[place - 1].form == "+"


def _asks_leave(clause: Clause) -> bool:
    """ "Mai em nộp được không anh": a later day, asked for."""
    allowed = clause.says(Cue.CAN) or any("được không" in clause.text(mark) for mark in clause.marks)
    return allowed and asks(clause) and clause.says(Cue.DATE | Cue.LENGTH) and clause.says(COMPLETED)


def _disowns(clause: Clause) -> Claim | None:
    if clause.says(Cue.NOT_MINE):
        return Claim(Intent.REJECT_NOT_MINE, "not mine")
    if _belongs_elsewhere(clause) or _hands_over(clause):
        return Claim(Intent.REJECT_NOT_MINE, "somebody else's")
    return None


def _belongs_elsewhere(clause: Clause) -> bool:
    """ "Cái này của Sở Công Thương", "nội dung này thuộc trách nhiệm của …", "cái này chị Hạnh làm"."""
    if clause.says(COMPLETED & ~Cue.REPORT & ~Cue.DUTY) or clause.says(DENYING | Cue.BLOCK):
        return False
    places = [n for n in clause.where(Cue.BELONGS) if owner_at(clause.tokens, clause.marks[n].past)]
    named = clause.says(Cue.TASK | Cue.NUMBERED) or any(clause.marks[n].first == 0 for n in places)
    surely = any(clause.marks[n].cues & Cue.DUTY for n in places)
    subject = clause.says(Cue.TASK) and clause.says(Cue.PERSON | Cue.UNIT) and clause.says(Cue.LEADS)
    return surely or (bool(places) and named) or (subject and not clause.says(Cue.SELF))


def _hands_over(clause: Clause) -> bool:
    """A task is asked to be moved, or was moved, to somebody; a file that is sent on is work."""
    places = [n for n in clause.where(Cue.HAND_OVER) if owner_at(clause.tokens, clause.marks[n].past)]
    if not places or clause.says(NEGATION | Cue.LACK | Cue.BLOCK | Cue.WAIT):
        return False
    return not clause.says(Cue.PAST | Cue.ALREADY) or clause.says(Cue.TASK)


def _questions(clause: Clause) -> Claim | None:
    if clause.says(Cue.THANKS) and not clause.says(Cue.ASK | Cue.NUMBERED | ACTIONS):
        return None
    return Claim(Intent.QUESTION, "question") if asks(clause) or begs(clause) else None


def _is_stuck(clause: Clause) -> Claim | None:
    n = clause.first(Cue.BLOCK)
    if n < len(clause.marks) and not any(mark.cues & NEGATION for mark in clause.marks[:n]):
        return Claim(Intent.BLOCKED, "stuck")
    if _waits_for_a_unit(clause):
        return Claim(Intent.BLOCKED, "waiting")
    return Claim(Intent.BLOCKED, "hindered") if hinders(clause) else None


def _waits_for_a_unit(clause: Clause) -> bool:
    """ "Đang chờ STC", and for nothing that it usually does (ý kiến, chữ ký)."""
    n = clause.last(Cue.WAIT)
    return n >= 0 and clause.last(Cue.UNIT) == n + 1 == len(clause.marks) - 1


def _denials(clause: Clause) -> Claim | None:
    """`denied` is the task, `pending` only a part or a step of it."""
    if clause.says(Cue.THANKS) and not clause.says(ACTIONS):
        return None
    if not denies(clause):
        return Claim(Intent.NOT_DONE, "forgotten") if clause.says(Cue.FORGOT) else None
    remains = clause.first(Cue.REMAINS) < clause.first(NEGATION)
    if remains and not clause.says(Cue.NUMBERED | Cue.SELF):
        return Claim(Intent.PROGRESS, "remains")
    whole = (clause.says(Cue.FINISH | Cue.WORK) or not clause.says(ACTIONS)) and not clause.says(Cue.PART)
    return Claim(Intent.NOT_DONE, "denied" if whole else "pending")


def _counts(clause: Clause) -> Claim | None:
    if not clause.says(Cue.PERCENT):
        return None
    whole = any(isinstance(fact, Percent) and fact.value >= 100 for fact in clause.facts)
    if whole and not clause.says(Cue.PART | Cue.HEDGE | AHEAD | _NAMED | Cue.WHOLE):
        return Claim(Intent.DONE, "whole")
    return Claim(Intent.PROGRESS, "percent")


def _completions(clause: Clause) -> Claim | None:
    if clause.says(Cue.HEDGE) and (completes(clause) or is_over(clause)):
        return Claim(Intent.CLARIFY, "hedged")
    if not completes(clause):
        return Claim(Intent.DONE, "task, rồi") if only_says_already(clause) else None
    if clause.says(Cue.SAYS) and by_others(clause):
        return Claim(Intent.CLARIFY, "hearsay")
    if clause.says(Cue.PART | Cue.REMAINS) or finishes_a_step(clause) or sends_for_more(clause):
        return Claim(Intent.PROGRESS, "part")
    if by_others(clause):
        return Claim(Intent.CLARIFY, "others")
    return Claim(Intent.DONE, "completed") if is_understood(clause) else Claim(Intent.CLARIFY, "unknown words")


def _goes_on(clause: Clause) -> Claim | None:
    if clause.says(Cue.WAIT | Cue.NEAR | Cue.REMAINS) or (clause.says(Cue.SOON) and clause.says(Cue.FINISH)):
        return Claim(Intent.PROGRESS, "going on")
    if clause.says(Cue.ONGOING):
        return Claim(Intent.PROGRESS, "going on" if clause.says(ACTIONS) else "busy")
    if took_a_step(clause):
        return Claim(Intent.PROGRESS, "step")
    if clause.says(Cue.EXPECT) and clause.says(COMPLETED | Cue.SUBMIT):
        return Claim(Intent.PROGRESS, "expected")
    if clause.says(Cue.DATE) and clause.says(COMPLETED | Cue.SUBMIT) and not clause.says(Cue.WILL):
        return Claim(Intent.PROGRESS, "promise")
    return None


def _chats(clause: Clause) -> Claim | None:
    return Claim(Intent.SMALLTALK, "chat") if clause.says(Cue.THANKS) else None


def _guesses(clause: Clause) -> Claim | None:
    return Claim(Intent.CLARIFY, "guess") if clause.says(Cue.HEDGE) else None


def _receives(clause: Clause) -> Claim | None:
    if clause.says(Cue.RECEIVE):
        return Claim(Intent.ACKNOWLEDGE, "received")
    if clause.says(Cue.SOFT | Cue.LET_ME | Cue.WILL | Cue.SOON) or (clause.says(Cue.SELF) and clause.says(ACTIONS)):
        return Claim(Intent.ACKNOWLEDGE, "undertaken")
    return None


_RULES = (
    _mocks, _lists, _wants_time, _disowns, _questions, _evades, _is_stuck, _denials, _counts, _completions, _goes_on,
    _guesses, _chats, _receives,
)  # fmt: skip
