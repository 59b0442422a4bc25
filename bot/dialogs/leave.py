"""Who stands in during a leave: asked for in plain words, read back, agreed with one tap, and ended early."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.context import Bound
from bot.dialogs.open import ask_about_leave, asked_now, close
from bot.incoming import Said
from bot.screens import Origin, show, tell
from core.draft import Receiver
from core.press import Press
from core.talk import Waiting
from core.vietnamese.answers import Answer, answer_of, calls_off
from core.vietnamese.leave import Wish, ends_it, wish
from core.wording import answers, leave
from db import delegations
from db.outbox import Kind
from db.tables import Dialog
from usecases import leave_views
from usecases.delegate import (
    CannotDelegate,
    anybody,
    check_delegation,
    delegate,
    end_delegation,
    may_delegate_for,
    possible,
)
from usecases.receivers import MOST


@dataclass(frozen=True, kw_only=True)
class _Draft:
    """What is asked about; `substitute` is None as long as one of `people` is to be chosen."""

    person: int
    first: date
    last: date
    people: tuple[Receiver, ...]
    substitute: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "person": self.person,
            "substitute": self.substitute,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "people": [list(each) for each in self.people],
        }

    @classmethod
    def of(cls, dialog: Dialog) -> "_Draft":
        stored = dialog.payload
        return cls(
            person=stored["person"],
            substitute=stored["substitute"],
            first=date.fromisoformat(stored["first"]),
            last=date.fromisoformat(stored["last"]),
            people=tuple((person_id, name) for person_id, name in stored["people"]),
        )

    def facts(self) -> dict[str, Any]:
        return {
            "person_id": self.person,
            "substitute_id": self.substitute,
            "first": self.first,
            "last": self.last,
        }

    def choosing(self, person_id: int) -> "_Draft":
        return _Draft(person=self.person, first=self.first, last=self.last, people=self.people, substitute=person_id)


async def hear(bound: Bound, words: str) -> bool:
    """Whether the words are about leave; then they have been answered."""
    context = bound.context
    if ends_it(words):
        await end(bound)
        return True
    wished = wish(words, context.now, context.policy.calendar)
    if wished is not None:
        await begin(bound, wished)
    return wished is not None


async def begin(bound: Bound, wished: Wish) -> None:
    """Nothing is asked about what cannot be agreed."""
    context = bound.context
    if wished.substitute is None:
        await tell(bound, leave.HOW)
    elif wished.unreal is not None:
        await tell(bound, leave.no_such_day(wished.unreal))
    elif wished.first is None or wished.last is None:
        await tell(bound, leave.NO_DAYS)
    elif (person_id := await _for_whom(bound, wished)) is not None:
        people = await possible(context.session, person_id, wished.substitute, context.now)
        if not people:
            await tell(bound, leave.nobody(wished.substitute))
        elif len(people) > MOST:
            await tell(bound, leave.several(wished.substitute))
        else:
            chosen = people[0][0] if len(people) == 1 else None
            draft = _Draft(
                person=person_id, first=wished.first, last=wished.last, people=tuple(people), substitute=chosen
            )
            await _ask(bound, draft)


async def _for_whom(bound: Bound, wished: Wish) -> int | None:
    """None, and it is said, when that is nobody, or several."""
    if wished.whom is None:
        return bound.actor.person_id
    if not may_delegate_for(bound.actor, 0):
        await tell(bound, leave.cannot("not_yours", None, bound.context.policy.longest_leave_days))
        return None
    found = await anybody(bound.context.session, wished.whom, bound.context.now)
    if len(found) != 1:
        await tell(bound, leave.several(wished.whom) if found else leave.nobody(wished.whom))
        return None
    return found[0][0]


async def _ask(bound: Bound, draft: _Draft, origin: Origin | None = None) -> None:
    context = bound.context
    if draft.substitute is not None:
        try:
            await check_delegation(
                context.session, bound.actor, policy=context.policy, now=context.now, **draft.facts()
            )
        except CannotDelegate as why:
            await _refuse(bound, why, origin)
            return
    await ask_about_leave(bound, draft.to_json(), instead_of=origin)


async def answer(bound: Bound, dialog: Dialog, said: Said, words: str) -> bool:
    """Whether the words answer the question; new days or another name are a new wish."""
    answered = answer_of(words)
    draft = _Draft.of(dialog)
    if calls_off(words) or answered in (Answer.NO, Answer.WRONG):
        await close(bound, dialog)
        await tell(bound, answers.NOTHING_WRITTEN)
        return True
    if answered is Answer.YES and draft.substitute is not None:
        await _agree(bound, dialog, draft)
        return True
    named = await possible(bound.context.session, draft.person, words, bound.context.now)
    one = [each for each in named if each in draft.people]
    if len(one) == 1 and draft.substitute is None and said.file is None:
        await _ask(bound, draft.choosing(one[0][0]))
        return True
    return False


async def pressed(bound: Bound, what: Press, origin: Origin) -> str | None:
    """A person was chosen, or the one who was read back is agreed to."""
    dialog = await asked_now(bound, Waiting.LEAVE, what.revision)
    if dialog is None:
        await tell(bound, leave.CHANGED)
        return leave.CHANGED
    draft = _Draft.of(dialog)
    if draft.substitute is not None and draft.substitute == what.number:
        await _agree(bound, dialog, draft, origin)
    elif draft.substitute is None and what.number in dict(draft.people):
        await _ask(bound, draft.choosing(what.number), origin)
    else:
        await tell(bound, answers.FORGED)
        return answers.FORGED
    return None


async def _agree(bound: Bound, dialog: Dialog, draft: _Draft, origin: Origin | None = None) -> None:
    context = bound.context
    await close(bound, dialog, pressed=origin)
    try:
        agreed = await delegate(context.session, bound.actor, policy=context.policy, now=context.now, **draft.facts())
    except CannotDelegate as why:
        await _refuse(bound, why, origin)
        return
    (view,) = await leave_views.views(context.session, [agreed], bound.actor, context.now)
    await tell(bound, leave.agreed(view), origin)


async def end(bound: Bound) -> None:
    """The one that there is, at once; of several one is to be chosen."""
    context = bound.context
    coming = await delegations.coming(context.session, bound.actor.person_id, context.now)
    own = [each for each in coming if each.person_id == bound.actor.person_id]
    if len(own) == 1:
        await tell(bound, await _end(bound, own[0].id))
    else:
        await show(bound, Kind.DELEGATIONS, note=None if own else leave.NOTHING_TO_END)


async def end_pressed(bound: Bound, what: Press, origin: Origin) -> str:
    note = await _end(bound, what.number)
    await show(bound, Kind.DELEGATIONS, instead_of=origin, note=note)
    return note


async def _end(bound: Bound, delegation_id: int) -> str:
    context = bound.context
    try:
        ended = await end_delegation(context.session, bound.actor, delegation_id, now=context.now)
    except CannotDelegate as why:
        return leave.cannot(why.obstacle, None, context.policy.longest_leave_days)
    (view,) = await leave_views.views(context.session, [ended], bound.actor, context.now)
    return leave.ended(view)


async def _refuse(bound: Bound, why: CannotDelegate, origin: Origin | None) -> None:
    context = bound.context
    beside = [why.beside] if why.beside is not None else []
    views = await leave_views.views(context.session, beside, bound.actor, context.now)
    text = leave.cannot(why.obstacle, views[0] if views else None, context.policy.longest_leave_days)
    await tell(bound, text, origin)
