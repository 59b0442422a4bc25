"""What a person we know writes in plain words: the answer to what was asked, or something new, or both corrected."""

from collections.abc import Sequence
from dataclasses import replace

from bot.clues import MOST_AT_ONCE, Around, around, spread, with_places
from bot.context import Bound
from bot.dialogs import answering, broadcasting, comments, confirming, giving, handing, leave, meanwhile, period
from bot.dialogs import words as asked_words
from bot.dialogs.decisions import decides
from bot.dialogs.listing import list_asked_plainly
from bot.dialogs.objecting import objects
from bot.dialogs.offers import answers_an_offer
from bot.dialogs.open import close
from bot.dialogs.proposals import go_on
from bot.dialogs.undoing import take_back_last, taken_for
from bot.dialogs.urges import urges
from bot.files import is_too_large
from bot.incoming import Said
from bot.screens import show, tell
from core.proposal import Proposal, Verb, propose
from core.roles import Duty, NotAllowed, has_duty, may, may_assign, may_tell
from core.sent_file import SentFile
from core.talk import PROPOSING, Taken, Talk, Waiting
from core.task import State, Step
from core.vietnamese.answers import Answer, answer_of, correction, corrects, speaks_of_late
from core.vietnamese.intents import Intent
from core.vietnamese.normalise import fold
from core.vietnamese.plain_words import Plain, hands_on, plainly, says_done
from core.vietnamese.reading import Reading, read
from core.vietnamese.sending import sends_now
from core.vietnamese.snoozing import snooze_of
from core.vietnamese.wishes import asks_for_late
from core.wording import answers, assigning
from db import dialogs, phones, replies, tasks
from db.outbox import Kind
from db.tables import Dialog, Reply
from usecases.undo import last_on


async def hear(bound: Bound, said: Said, words: str) -> None:
    """In this order: what was edited before it was given or sent, a file that is too large, an answer to a forwarded
    question or to a broadcast, an edited message, the answer to what was asked, and then whatever the words say by
    themselves.
    """
    if said.edited and (
        await giving.heard_again(bound, said, words) or await broadcasting.heard_again(bound, said, words)
    ):
        return
    if is_too_large(bound, said):
        await tell(bound, answers.TOO_LARGE)
        said = replace(said, file=None)
        if not words:
            return
    if not words and said.file is None:
        await tell(bound, answers.ONLY_TEXT)
        return
    if await _answers_a_question(bound, said, words) or await confirming.hear(bound, said, words):
        return
    if said.edited:
        await _hear_again(bound, said, words)
    else:
        await _hear_in_turn(bound, said, words)


async def _answers_a_question(bound: Bound, said: Said, words: str) -> bool:
    """Replying to a question that was forwarded answers it, whatever else is being talked of."""
    context = bound.context
    shown = await phones.of_message(context.session, context.chat, said.reply_to) if said.reply_to and words else None
    if shown is None or shown.kind != Kind.QUESTION:
        return False
    try:
        note = await asked_words.answer_question(bound, shown.payload["question"], words)
    except NotAllowed:
        note = answers.NOT_YOURS
    await tell(bound, f"{note}\n{answers.FILES_NOT_KEPT}" if said.file else note)
    return True


async def _hear_in_turn(bound: Bound, said: Said, words: str) -> None:
    context = bound.context
    dialog = await dialogs.current(context.session, context.chat)
    if dialog is None or dialog.person_id != bound.actor.person_id:
        if not await _corrects_the_last(bound, said, words):
            await hear_fresh(bound, said, words)
    elif await _is_said_elsewhere(bound, dialog, said, words):
        await hear_fresh(bound, said, words)
    elif dialog.expires_at <= context.now:
        await close(bound, dialog)
        if dialog.step == Waiting.EVIDENCE:
            await hear_fresh(bound, said, words)
        else:
            await _hear_too_late(bound, said, words)
    elif not await answering.answer(bound, dialog, said, words):
        if await meanwhile.writes(bound):
            await hear_fresh(bound, said, words)
            await meanwhile.mention(bound)
            return
        talked_of = _talked_of(dialog)
        await close(bound, dialog)
        if not await _corrects_the_last(bound, said, words):
            await hear_fresh(bound, said, words, talked_of=talked_of)


async def _is_said_elsewhere(bound: Bound, dialog: Dialog, said: Said, words: str) -> bool:
    """A bare yes to another card, passed on from somebody, or said in a group: no answer to what is asked here.

    Nor is anything that a group hears, where words are asked for.
    """
    if not said.private and dialog.step not in PROPOSING:
        return True
    if said.file is not None or not _agrees(words):
        return False
    if said.forwarded or not said.private:
        return True
    prompt = await phones.prompt_of(bound.context.session, bound.context.chat, dialog.turn)
    return said.reply_to is not None and (prompt is None or said.reply_to != prompt.message_id)


def _agrees(words: str) -> bool:
    says_go = fold(words).strip(" .!") in broadcasting.SENDS | giving.GIVES or sends_now(words)
    return says_go or answer_of(words) is Answer.YES


async def _hear_too_late(bound: Bound, said: Said, words: str) -> None:
    """A bare answer to a question that has expired is no answer any more; whatever says more is read by itself."""
    context = bound.context
    reading = read(words, context.now, context.policy.calendar)
    bare = reading.intent is Intent.CLARIFY and reading.task_no is None
    corrects_it = bare and correction(words, context.now, context.policy.calendar) is not None
    if answer_of(words) is not None or corrects_it:
        await show(bound, Kind.MY_TASKS, note=answers.EXPIRED_QUESTION)
        return
    await tell(bound, answers.EXPIRED_QUESTION)
    await hear_fresh(bound, said, words)


def _talked_of(dialog: Dialog) -> int | None:
    if dialog.step not in PROPOSING:
        number: int | None = dialog.payload.get("task_id")
        return number
    named = {each.task_id for each in Talk.from_json(dialog.payload).proposals}
    return next(iter(named)) if len(named) == 1 else None


async def hear_fresh(
    bound: Bound,
    said: Said,
    words: str,
    *,
    talked_of: int | None = None,
    instead_of: Sequence[Taken] = (),
    files: Sequence[SentFile] = (),
) -> None:
    """Words that answer nothing. `files` came one by one after the first wording of the same message."""
    context = bound.context
    if await _may_be_told_on(bound, said):
        await broadcasting.begin(bound, said, words, offers=True)
        return
    if not instead_of and (await _objects(bound, said, words, talked_of) or await _gives(bound, said, words)):
        return
    reading = read(words, context.now, context.policy.calendar)
    plain = _plain_proposal(bound, words, reading) if said.file is None else None
    anew = not instead_of
    if anew and plain is None and await _manages(bound, said, words, talked_of):
        return
    if said.file is None and await _is_heard_otherwise(bound, said, words, reading, plain, anew=anew):
        return
    beside = await around(bound, said, talked_of)
    talk = with_places([plain], beside) if plain else _talk_of(reading, words, said, beside)
    if plain is None and await comments.is_comment(bound, said, words, beside, talk):
        talk = Talk(proposals=(Proposal(verb=Verb.COMMENT, words=words, task_id=beside.answered[0]),))
    if talk is None:
        await _ask_what_is_meant(bound, beside, reading)
        return
    if anew and plain is None and await _is_a_nod(bound, said, reading, talk):
        await tell(bound, answers.POLITE if await _nothing_is_asked(bound) else answers.YES_ELSEWHERE)
        return
    if files:
        talk = talk.with_slots(files=(*talk.asked.files, *files))
    if said.edited:
        talk = replace(talk, proposals=tuple(replace(each, doubt=(*each.doubt, "edited")) for each in talk.proposals))
    await _take_up(bound, said, words, replace(talk, heard=said.message_id, instead_of=tuple(instead_of)))


async def _take_up(bound: Bound, said: Said, words: str, talk: Talk) -> None:
    """Too much at once, and what is about no task of this person, is answered with his list."""
    pending = [each for each in talk.proposals if each.task_id is None]
    about_none = not talk.proposals or (pending and not talk.offered and pending[0].verb is not Verb.ASK)
    if len(talk.proposals) > MOST_AT_ONCE:
        await show(bound, Kind.MY_TASKS, note=answers.TOO_MANY_AT_ONCE)
    elif not about_none:
        await go_on(bound, talk)
    elif said.forwarded and has_duty(bound.actor, Duty.BROADCAST):
        await broadcasting.begin(bound, said, words, offers=True)
    else:
        to_give = said.file is not None and may_assign(bound.actor)
        await show(bound, Kind.MY_TASKS, note=assigning.FILE_TO_GIVE if to_give else answers.NO_OPEN_TASK)


async def _is_a_nod(bound: Bound, said: Said, reading: Reading, talk: Talk) -> bool:
    """ "👍", "ok ạ", where nothing is asked and no one task waits to be signed for."""
    bare = reading.why == "sign" or answer_of(said.text) is Answer.YES
    if not bare or reading.intent is not Intent.ACKNOWLEDGE or said.reply_to or said.edited or said.file:
        return False
    found = [await tasks.load(bound.context.session, each.task_id or 0) for each in talk.proposals]
    return all(each is None or each.task.state is not State.ASSIGNED for each in found)


async def _nothing_is_asked(bound: Bound) -> bool:
    return await dialogs.current(bound.context.session, bound.context.chat) is None


async def _manages(bound: Bound, said: Said, words: str, talked_of: int | None) -> bool:
    """A decision that waits for this person, an urging, or the report of a period."""
    if said.file is None and await decides(bound, said, words, talked_of):
        return True
    if said.file is None and await urges(bound, said, words, talked_of):
        return True
    return await period.begins(bound, said, words, talked_of)


async def _may_be_told_on(bound: Bound, said: Said) -> bool:
    """What somebody who may tell the whole office forwards, unless it may be evidence of a task of his own."""
    if not said.forwarded or said.edited or may_tell(bound.actor) is not None:
        return False
    return said.file is None or not await tasks.owed(bound.context.session, bound.actor, most=1)


async def _objects(bound: Bound, said: Said, words: str, talked_of: int | None) -> bool:
    """Before everything else: the reason of an objection may sound like any other meaning."""
    return said.file is None and await objects(bound, said, words, talked_of)


async def _gives(bound: Bound, said: Said, words: str) -> bool:
    """A task that is handed on, or a new one."""
    return (said.file is None and await _hands_on(bound, words)) or await giving.begins(bound, said, words)


async def _is_heard_otherwise(
    bound: Bound, said: Said, words: str, reading: Reading, plain: Proposal | None, *, anew: bool
) -> bool:
    """Words that are about somebody's leave; or that propose nothing for a task, unless they plainly do."""
    if await leave.hear(bound, words):
        return True
    if asks_for_late(words) and await list_asked_plainly(bound, words):
        return True
    if plain is not None:
        return False
    return (anew and await answers_an_offer(bound, said, reading, words)) or await _needs_no_task(bound, reading, words)


async def _hands_on(bound: Bound, words: str) -> bool:
    """ "Giao việc 26 cho …", from somebody who may hand that task on: it is read back like every other."""
    handed = hands_on(words)
    found = await tasks.load(bound.context.session, handed[0]) if handed else None
    if handed is None or found is None or not may(bound.actor, Step.REASSIGN, found.task):
        return False
    proposal = Proposal(verb=Verb.REASSIGN, words=words, task_id=handed[0], shown=found.task.revision)
    return await handing.named(bound, Talk(proposals=(proposal,)), handed[1])


def _plain_proposal(bound: Bound, words: str, reading: Reading) -> Proposal | None:
    """Fixed words, and that a nudge comes again: unless the words say something of more weight."""
    if reading.intent is Intent.MULTI:
        return None
    if (sense := plainly(words)) is not None:
        return Proposal(verb=_PLAIN[sense], words=words, task_id=reading.task_no)
    snooze = snooze_of(words, bound.context.now, bound.context.policy.calendar)
    if snooze is None or reading.intent not in _SAYS_LITTLE or says_done(words):
        return None
    return Proposal(
        verb=Verb.SNOOZE,
        words=words,
        task_id=reading.task_no,
        on=snooze.on,
        at=snooze.at,
        length=snooze.length,
        unreal=snooze.unreal,
    )


_PLAIN = {Plain.UNBLOCKED: Verb.UNBLOCK, Plain.ACKNOWLEDGED: Verb.ACKNOWLEDGE, Plain.ASKS: Verb.ASK}
_SAYS_LITTLE = frozenset(
    {Intent.ACKNOWLEDGE, Intent.NOT_DONE, Intent.PROGRESS, Intent.CLARIFY, Intent.SMALLTALK, Intent.DONE, Intent.EXTEND}
)


async def _needs_no_task(bound: Bound, reading: Reading, words: str) -> bool:
    """Lists, politeness, and taking back what was said last."""
    if reading.intent is Intent.LIST_MY_TASKS:
        if speaks_of_late(words):
            await show(bound, Kind.OVERDUE)
        else:
            until = reading.date.isoformat() if reading.date else None
            await show(bound, Kind.MY_TASKS, until=until)
        return True
    answered = answer_of(words)
    if answered in (Answer.UNDO, Answer.WRONG):
        await take_back_last(bound, asked=answered is Answer.UNDO)
        return True
    if answered is Answer.YES and reading.intent is Intent.CLARIFY:
        asked = not await _nothing_is_asked(bound)
        await show(bound, Kind.MY_TASKS, note=answers.YES_ELSEWHERE if asked else answers.NOTHING_ASKED)
        return True
    if reading.intent is Intent.SMALLTALK or answered is Answer.NO:
        await tell(bound, answers.POLITE)
        return True
    return False


def _talk_of(reading: Reading, words: str, said: Said, beside: Around) -> Talk | None:
    """What the reading proposes, task by task; a file goes with the first, or is all there is."""
    told = [propose(item, words) for item in reading.items] if reading.items else [propose(reading, words)]
    proposals = [each for each in told if each is not None]
    if not proposals and said.file is None:
        return None
    if not proposals:
        proposals = [Proposal(verb=Verb.ATTACH, words=words, task_id=reading.task_no)]
    if said.file is not None:
        proposals[0] = replace(proposals[0], files=(said.file,))
    every = [n for n, item in enumerate(reading.items) if item.every_task and propose(item, words) is not None]
    if not every:
        return with_places(proposals, beside)
    named = frozenset(each.task_id for each in proposals if each.task_id is not None)
    named |= frozenset(number for item in reading.items for number in item.but)
    spread_out = [
        one for n, each in enumerate(proposals) for one in (spread(each, beside, named) if n in every else [each])
    ]
    return Talk(proposals=tuple(spread_out))


async def _ask_what_is_meant(bound: Bound, beside: Around, reading: Reading) -> None:
    """Nothing is written down; the card of the task that is talked of has every choice that there is."""
    found = beside.meant("", [reading.task_no] if reading.task_no is not None else [])
    if len(found.task_ids) == 1:
        await show(bound, Kind.TASK, task_id=found.task_ids[0], note=answers.CANNOT_READ)
    else:
        await show(bound, Kind.MY_TASKS, note=answers.CANNOT_READ)


async def _hear_again(bound: Bound, said: Said, words: str) -> None:
    """An edited message is read again: what it asked is asked anew, what it did is proposed otherwise."""
    context = bound.context
    dialog = await dialogs.current(context.session, context.chat)
    if dialog is not None and dialog.step in PROPOSING and dialog.payload["heard"] == said.message_id:
        before = Talk.from_json(dialog.payload)
        await close(bound, dialog)
        if await period.edited(bound, before.asked, said, words, before.instead_of):
            return
        files = tuple(file for each in before.proposals for file in each.files if file != said.file)
        await hear_fresh(bound, said, words, instead_of=before.instead_of, files=files)
        return
    earlier = await replies.of_message(context.session, context.chat, said.message_id)
    if not earlier:
        await hear_fresh(bound, said, words)
    elif _means_the_same(bound, earlier, words):
        await tell(bound, answers.EDITED_THE_SAME)
    elif not await period.edited(bound, Proposal.from_json(earlier[0].proposal), said, words, taken_for(earlier)):
        await hear_fresh(bound, said, words, talked_of=earlier[0].task_id, instead_of=taken_for(earlier))


def _means_the_same(bound: Bound, earlier: Sequence[Reply], words: str) -> bool:
    context = bound.context
    reading = read(words, context.now, context.policy.calendar)
    told = [propose(item, words) for item in reading.items] if reading.items else [propose(reading, words)]
    before = [Proposal.from_json(each.proposal) for each in earlier]
    if len(told) != len(before):
        return False
    return all(now is not None and _is_same(now, then) for now, then in zip(told, before, strict=True))


def _is_same(now: Proposal, then: Proposal) -> bool:
    """But for what was only found out about the task; of what is passed on to others every word counts."""
    if now.task_id not in (None, then.task_id) or (then.verb in _PASSED_ON and now.words != then.words):
        return False
    return _gist(now) == _gist(then)


_PASSED_ON = frozenset({Verb.ASK, Verb.NOTE, Verb.BLOCK})


def _gist(proposal: Proposal) -> Proposal:
    if proposal.length is not None:
        proposal = replace(proposal, on=None, at=None)
    verb = Verb.REPORT if proposal.verb is Verb.FINISH_PART else proposal.verb
    return replace(proposal, verb=verb, words="", task_id=None, shown=None, doubt=(), files=())


async def _corrects_the_last(bound: Bound, said: Said, words: str) -> bool:
    """ "Không phải, việc 13 cơ", minutes after a reply was acted upon at once."""
    context = bound.context
    if not words or not corrects(words) or said.reply_to:
        return False
    earlier = await replies.newest(context.session, context.chat, context.now - context.policy.undo_window)
    if len(earlier) != 1 or not await _stands(bound, earlier[0]):
        return False
    wanted = correction(words, context.now, context.policy.calendar)
    if wanted is None:
        return await _says_it_anew(bound, said, words, earlier)
    before = Proposal.from_json(earlier[0].proposal)
    talk = Talk(proposals=(before,), heard=said.message_id, instead_of=taken_for(earlier))
    corrected = answering.corrected(talk, wanted, words)
    if corrected is None:
        return False
    await go_on(bound, corrected)
    return True


async def _stands(bound: Bound, reply: Reply) -> bool:
    """Whether what the message did is still the last that was done."""
    last = await last_on(bound.context.session, reply.task_id, bound.actor)
    return last is not None and last.id == reply.entry


async def _says_it_anew(bound: Bound, said: Said, words: str, earlier: Sequence[Reply]) -> bool:
    """ "Nhầm, chưa xong": another meaning for the same task, in place of the first."""
    context = bound.context
    reading = read(words, context.now, context.policy.calendar)
    told = propose(reading, words)
    if told is None or told.verb is Verb.RETURN or reading.task_no not in (None, earlier[0].task_id):
        return False
    await hear_fresh(bound, said, words, talked_of=earlier[0].task_id, instead_of=taken_for(earlier))
    return True
