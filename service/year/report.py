"""The report of a year in the terminal: promises first, then people, rates and counts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import mean

from rich.console import Console
from rich.table import Table

from core.counting import Official
from core.wording import year_report as words
from core.wording.report_words import OFFICIAL, RATE_ALL, RATE_DUE, RECALLED
from db.outbox import State
from service.year.office import Member
from service.year.post import HEARD, IN_DOUBT
from service.year.promises import Broken
from service.year.record import Record
from service.year.world import Sleep
from usecases.compose import REPEAT_MARK

_MOST_SHOWN = 10
_ABOVE = ("unit_head", "monitor", "leader")

Judged = Mapping[int, Sequence[Broken] | None]


def show(record: Record, judged: Judged, console: Console) -> None:
    console.print(_people(record))
    console.print(_facts(record))
    console.print(_promises(judged))
    for broken in judged.values():
        for line in _places(record, broken or ()):
            console.print(line, style="red", markup=False, highlight=False, soft_wrap=True)


def is_kept(judged: Judged) -> bool:
    return not any(judged.values())


def _promises(judged: Judged) -> Table:
    table = Table(*words.PROMISE_COLUMNS, title=words.PROMISE_TITLE, title_justify="left")
    for number, broken in judged.items():
        if broken is None:
            verdict = f"{words.NOT_JUDGED}: {words.WHY_NOT_JUDGED[number]}"
        else:
            verdict = f"{words.BROKEN}: {len(broken)}" if broken else words.KEPT
        table.add_row(str(number), words.PROMISES[number], verdict)
    return table


def _places(record: Record, broken: Sequence[Broken]) -> Iterator[str]:
    for each in broken[:_MOST_SHOWN]:
        member = record.office.by_id.get(each.person_id or 0)
        who = f"{member.actor.name} ({member.id})" if member else None
        yield f"{each.number}. {words.broken(each.what, each.task_id, who, each.at)}"
    if len(broken) > _MOST_SHOWN:
        yield words.and_more(len(broken) - _MOST_SHOWN)


def _people(record: Record) -> Table:
    """By role, then by temper: what really arrived, as the messenger saw it."""
    table = Table(*words.PEOPLE_COLUMNS, title=words.PEOPLE_TITLE, title_justify="left")
    new = Counter(call.chat for call in record.calls if call.fate in HEARD and call.edits is None)
    edits = Counter(call.chat for call in record.calls if call.fate in HEARD and call.edits is not None)
    busiest: dict[str, int] = {}
    for (chat, _), count in Counter((call.chat, call.at.date()) for call in record.calls if not call.edits).items():
        busiest[chat] = max(count, busiest.get(chat, 0))
    for name, members in _groups(record).items():
        chats = [member.chat or "" for member in members]
        table.add_row(
            name,
            str(len(members)),
            f"{mean(new[chat] for chat in chats):.0f}",
            str(max(busiest.get(chat, 0) for chat in chats)),
            f"{mean(edits[chat] for chat in chats):.0f}",
        )
    return table


def _groups(record: Record) -> Mapping[str, list[Member]]:
    groups: dict[str, list[Member]] = {}
    for names in (dict.fromkeys(words.ROLES, "role"), dict.fromkeys(words.TEMPERS, "temper")):
        for key, kind in names.items():
            members = [member for member in record.office.members if getattr(member, kind) == key]
            if members:
                groups[(words.ROLES | words.TEMPERS)[key]] = members
    return groups


def _facts(record: Record) -> Table:
    table = Table(title=words.FACTS_TITLE, title_justify="left", show_header=False)
    for name, value in _rows(record):
        table.add_row(name, value)
    return table


def _rows(record: Record) -> Iterator[tuple[str, str]]:
    counts = record.counts
    yield RATE_DUE, words.percent(counts.done_on_time, counts.due)
    yield RATE_ALL, words.percent(counts.done_on_time, counts.total)
    stands = {OFFICIAL[each]: getattr(counts, each) for each in Official} | {RECALLED: counts.recalled}
    yield words.STANDINGS, ", ".join(f"{name} {count}" for name, count in stands.items() if count)
    sent = [row for row in record.outbox if row.state == State.SENT]
    kinds = Counter(words.KIND_NAMES.get(row.kind, row.kind) for row in sent if row.bundle_id is None)
    yield words.KINDS, ", ".join(f"{name} {count}" for name, count in kinds.most_common())
    yield words.ESCALATED, str(sum(row.audience in _ABOVE for row in sent))
    doubts = sum(call.fate in IN_DOUBT for call in record.calls)
    repeats = sum(call.text.startswith(REPEAT_MARK) for call in record.calls)
    yield words.DOUBTS, f"{doubts} / {repeats}"
    states = Counter(row.state for row in record.outbox)
    yield words.UNDELIVERABLE, f"{states[State.GONE]} / {states[State.SET_ASIDE]}"
    crashes = sum(why is Sleep.CRASH for why, _ in record.asleep)
    yield words.SLEPT, f"{len(record.asleep)} / {crashes}"
    yield words.STEPS, f"{len(record.log)} / {len(record.calls)}"
    yield words.DURATION, words.seconds(record.seconds)
    yield words.HASH, record.hash[:16]
