"""The screens of broadcasts at the moment of sending: whoever has confirmed meanwhile is asked for nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcast import Screen, State, parts, waits_until
from core.message import Outgoing
from core.plan import copied
from core.roles import may_manage, may_tell
from core.sent_file import SentFile
from core.standing import Standing as Stands
from core.standing import standing
from core.task import State as TaskState
from core.wording import broadcasts as words
from core.wording import labels
from core.wording.broadcasts import UNITS_ON_A_PAGE, CastLine, CastView, Read, ReceiptsView, TasksTally, UnitTally
from core.wording.voice import say
from db import broadcasts, people, tasks
from db.broadcast_tables import Broadcast, BroadcastPost, Receipt
from db.broadcasts import Span, Standing
from db.outbox import Kind
from db.tables import Group, OutboxMessage, Unit
from usecases.letters import Desk

_MOST_RECENT = 8


async def broadcast(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    cast = await desk.session.get(Broadcast, row.broadcast_id or 0)
    if cast is None or (row.person_id is not None and desk.viewer is None):
        return None
    view = await view_of(desk, cast)
    match Screen(row.payload["screen"]):
        case Screen.POST:
            return await _post(desk, row, cast, view)
        case Screen.FILE:
            return _file(cast, row, view)
        case Screen.REMINDER:
            return await _asked_again(desk, row, cast, view)
        case Screen.SILENT:
            return await _silent(desk, row, view)
        case Screen.NOTICE if row.person_id is None:
            return words.group_notice(view) if cast.state != State.WITHDRAWN else None
        case Screen.NOTICE:
            return await _asked_again(desk, row, cast, view)


async def view_of(desk: Desk, cast: Broadcast) -> CastView:
    names = await people.names(desk.session, [cast.author_id, cast.withdrawn_by])
    return CastView(
        number=cast.id,
        author=names[cast.author_id],
        parts=parts(cast.text),
        files=tuple(file.name or file.kind for file in map(SentFile.from_json, cast.files)),
        urgent=cast.urgency != "normal",
        version=cast.corrections,
        again=cast.to_confirm > 0,
        corrected_at=cast.corrected_at,
        withdrawn_at=cast.withdrawn_at,
        withdrawn_by=names.get(cast.withdrawn_by or 0),
        now=desk.now,
    )


async def _post(desk: Desk, row: OutboxMessage, cast: Broadcast, view: CastView) -> Outgoing | None:
    """What was withdrawn before it left is told to nobody; where it cannot be edited that is said anew."""
    part, post_id = row.payload.get("part", 0), row.payload.get("post")
    receipt = await broadcasts.receipt(desk.session, cast.id, row.person_id or 0)
    if view.withdrawn_at is not None and row.payload.get("reads"):
        return words.taken_back(view, _read(receipt, cast)) if not part else None
    if view.withdrawn_at is not None and row.edits is None and not row.payload.get("as_new"):
        return None
    if post_id is not None:
        post = await desk.session.get_one(BroadcastPost, post_id)
        group = await desk.session.get_one(Group, post.group_id)
        count = await broadcasts.count(desk.session, view.number, post.unit_ids)
        return replace(words.group_post(view, part, count), thread=group.thread_id)
    return words.post(view, part, read=_read(receipt, cast))


def _read(receipt: Receipt | None, cast: Broadcast) -> Read:
    if receipt is None:
        return Read(asked=False)
    if broadcasts.has_confirmed(receipt, cast):
        return Read(at=receipt.confirmed_at)
    return Read(earlier_at=receipt.confirmed_at)


def _file(cast: Broadcast, row: OutboxMessage, view: CastView) -> Outgoing | None:
    place = row.payload.get("part", 0)
    if view.withdrawn_at is not None or place >= len(cast.files):
        return None
    file = SentFile.from_json(cast.files[place])
    return replace(words.file(view, view.files[place]), file=file)


async def _asked_again(desk: Desk, row: OutboxMessage, cast: Broadcast, view: CastView) -> Outgoing | None:
    """Nobody is asked again for what he has confirmed, or for what has not even come to him."""
    receipt = await broadcasts.receipt(desk.session, view.number, row.person_id or 0)
    if receipt is None or (view.withdrawn_at is not None and row.edits is None):
        return None
    read = _read(receipt, cast)
    if row.edits is None:
        still_to_come, _ = await broadcasts.first_waits(desk.session, view.number, receipt.person_id)
        if read.at is not None or still_to_come:
            return None
    return words.post(view, read=read, screen=Screen(row.payload["screen"]))


async def _silent(desk: Desk, row: OutboxMessage, view: CastView) -> Outgoing | None:
    """By name to their own head alone, who may have gone to another house since."""
    heads = await people.heads_of(desk.session, row.payload["units"])
    wanted = {unit for unit in row.payload["units"] if heads.get(unit) == row.person_id}
    if view.withdrawn_at is not None or not wanted:
        return None
    every = await broadcasts.silent(desk.session, view.number, Span.of(row))
    left = [who for who, unit in every if unit in wanted and who != row.person_id]
    names = await people.names(desk.session, left)
    units = [await desk.session.get_one(Unit, unit_id) for unit_id in sorted(wanted)]
    if not left:
        return None
    before = await broadcasts.confirmed_any(desk.session, view.number, left)
    never, earlier = ([names[who] for who in left if (who in before) is is_earlier] for is_earlier in (False, True))
    return words.silent(view, ", ".join(unit.name for unit in units), never, earlier)


async def receipts(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """Read and unread unit by unit, for whoever may look after the broadcast."""
    cast = await desk.session.get(Broadcast, row.payload["broadcast"])
    if desk.viewer is None:
        return None
    if cast is None or not may_manage(desk.viewer, cast.author_id, await broadcasts.units_of(desk.session, cast.id)):
        return say(words.NOT_YOURS)
    notes = [row.payload["note"]] if row.payload.get("note") else []
    return words.receipts(await _receipts(desk, cast, row.payload.get("page", 1)), *notes)


def _waits_until(desk: Desk, cast: Broadcast) -> datetime | None:
    """While nobody has it yet, though it was posted: nobody is silent then."""
    is_posted = cast.state in (State.POSTING, State.POSTED)
    return waits_until(cast.posted_at, copied(cast.plan), desk.policy.calendar, desk.now) if is_posted else None


async def _receipts(desk: Desk, cast: Broadcast, page: int) -> ReceiptsView:
    waits = _waits_until(desk, cast)
    every = await broadcasts.standings(desk.session, cast.id)
    counted = [each for each in every if each.counted]
    tallies = [
        _tally(list(found), waits=waits is not None) for _, found in groupby(counted, key=lambda each: each.unit_id)
    ]
    tallies.sort(key=lambda each: each.confirmed - each.total)
    pages = max(1, -(-len(tallies) // UNITS_ON_A_PAGE))
    page = min(max(page, 1), pages)
    groups = [group for _, group in await broadcasts.posts(desk.session, cast.id)]
    confirmed = [each.name for each in every if each.confirmed]
    given = await broadcasts.tasks_of(desk.session, cast.id)
    is_withdrawn = cast.state == State.WITHDRAWN
    return ReceiptsView(
        cast=await view_of(desk, cast),
        state=cast.state,
        send_at=cast.posted_at or cast.send_at,
        waits_until=waits,
        confirmed=len(confirmed),
        total=len(counted),
        units=tuple(tallies[(page - 1) * UNITS_ON_A_PAGE : page * UNITS_ON_A_PAGE]) if not is_withdrawn else (),
        pages=pages if not is_withdrawn else 1,
        page=page if not is_withdrawn else 1,
        earlier=tuple(each.name for each in every if each.earlier),
        unreached=tuple(each.name for each in every if not each.counted),
        all_who_confirmed=tuple(confirmed) if is_withdrawn else (),
        groups=tuple(each.title for each in groups if each.left_at is None),
        left=tuple(each.title for each in groups if each.left_at is not None),
        tasks=await _tasks(desk, given),
        without_task=await _without_task(desk.session, given, cast.state),
        to_urge=len(counted) - len(confirmed) if cast.state == State.POSTED and waits is None else 0,
        mending=cast.mended_to is not None,
    )


def _tally(found: Sequence[Standing], *, waits: bool) -> UnitTally:
    return UnitTally(
        unit=found[0].unit,
        confirmed=sum(each.confirmed for each in found),
        total=len(found),
        silent=() if waits else tuple(each.name for each in found if not each.confirmed),
    )


async def _tasks(desk: Desk, given: Mapping[int, int | None]) -> TasksTally | None:
    """How the tasks stand that went along."""
    if not given:
        return None
    found = await tasks.load_many(desk.session, [task for task in given.values() if task is not None])
    every = [each.task for _, each in sorted(found.items())]
    states = Counter(each.state for each in every)
    stands = [standing(each, desk.policy.calendar, desk.now, desk.policy.soon_days) for each in every]
    return TasksTally(
        numbers=tuple(each.id for each in every),
        units=len(given),
        states=tuple((labels.STATES[state], states[state]) for state in TaskState if states[state]),
        late=stands.count(Stands.OPEN_LATE),
    )


async def _without_task(session: AsyncSession, given: Mapping[int, int | None], state: str) -> tuple[str, ...]:
    if state != State.POSTED:
        return ()
    units = [await session.get_one(Unit, unit_id) for unit_id, task in given.items() if task is None]
    return tuple(unit.name for unit in units)


async def recent(desk: Desk, _row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    author = desk.viewer.person_id if may_tell(desk.viewer) is not None else None
    lines = []
    for cast in await broadcasts.seen_by(desk.session, author, _MOST_RECENT):
        confirmed, total = await broadcasts.count(desk.session, cast.id)
        title = (await view_of(desk, cast)).title
        at = cast.posted_at or cast.send_at
        lines.append(
            CastLine(
                number=cast.id,
                title=title,
                at=at,
                state=cast.state,
                waits_until=_waits_until(desk, cast),
                confirmed=confirmed,
                total=total,
            )
        )
    return words.recent(lines, desk.now)


SHOWN = {Kind.BROADCAST: broadcast, Kind.RECEIPTS: receipts, Kind.BROADCASTS: recent}
