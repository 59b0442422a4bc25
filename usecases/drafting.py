"""Draft: what somebody who gives a task has written, held against the office: who is meant, and what is still open."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import Calendar
from core.draft import Draft, Gap, Part, Receiver
from core.roles import Actor, may_assign
from core.sent_file import SentFile
from core.task import Urgency
from core.vietnamese.assignments import Assignment, Names, begins_like_assignment, read_assignment
from core.vietnamese.normalise import fold
from core.vietnamese.words import word_set
from db.tables import Person
from usecases.directory import Directory
from usecases.receivers import MOST, meant_by


@dataclass(frozen=True, kw_only=True)
class Drafting:
    """One person who gives, at one moment, in one office."""

    directory: Directory
    names: Names
    actor: Actor
    now: datetime
    calendar: Calendar

    @classmethod
    async def open(cls, session: AsyncSession, actor: Actor, calendar: Calendar, now: datetime) -> Self:
        directory = await Directory.load(session)
        people = (person.name for person in directory.people.values() if person.active)
        names = Names(directory.unit_ids, people)
        return cls(directory=directory, names=names, actor=actor, now=now, calendar=calendar)

    def begin(self, words: str, *, heard: str | None, files: Sequence[SentFile] = (), beside: str = "") -> Draft:
        """`beside` is the text of the message that was answered: a title and a number of a document may stand there."""
        read, around = self._read(words), self._read(beside)
        draft = Draft(
            words=words, heard=heard, title=_as_title(read.title or around.title or beside), files=tuple(files)
        )
        if read.document is None and around.document is not None:
            draft = replace(draft, document=around.document, document_on=around.document_on)
        return self._merged(draft, read)

    def begins(self, words: str) -> bool:
        """Whether the words begin as an assignment does, and this person may give to whomever they name."""
        if not begins_like_assignment(words, self.names, self.now, self.calendar) or _OLD_TASK.search(fold(words)):
            return False
        lead = self._read(words).lead
        return lead is not None and bool(self.meant(lead))

    def begins_another(self, words: str) -> bool:
        """Whether an answer is none, but a whole assignment of its own."""
        return self.begins(words) and bool(self._read(words).title)

    def meant(self, words: str) -> list[Receiver]:
        """Those whom the words may name, and to whom this person may give."""
        found = meant_by(self.directory, words, self.now)
        return [self._receiver(person) for person in found if may_assign(self.actor, person.unit_id)][:MOST]

    def corrected(self, before: Draft, words: str) -> tuple[Draft, str] | None:
        """The draft as these words would have it, and what of them was not understood; None when nothing was."""
        words = words.strip()
        if two := _TWO_CHANGES.match(fold(words)):
            return self._corrected_twice(before, words[: two.end(1)], words[two.end() :])
        for correct in (self._without, self._retitled):
            if changed := correct(before, words):
                return replace(changed, words=f"{before.words}\n{words}"), ""
        read = self._read(self._spelled_out(words))
        after = self._merged(before, read)
        if after == before:
            return None
        left = " ".join(word for word in read.title.split() if _plain(word) not in _FILLERS)
        return replace(after, words=f"{before.words}\n{words}"), left

    def _corrected_twice(self, before: Draft, first: str, rest: str) -> tuple[Draft, str] | None:
        """ "Bỏ Sở Y tế, hạn 20/12": what is taken away stands alone; what is not understood of either is said."""
        changed = self.corrected(before, first)
        if changed is None:
            return None
        again = self.corrected(changed[0], rest)
        return again or (changed[0], rest)

    def answered(self, before: Draft, words: str) -> Draft | None:
        """The answer to what is asked, perhaps with more in the same breath; None when it is none."""
        answers = {Gap.LEAD: self._named, Gap.OTHER: self._named, Gap.DEADLINE: self._dated, Gap.TITLE: self._titled}
        after = answers[before.asked](before, words)
        return replace(after, words=f"{before.words}\n{words}") if after else None

    def _dated(self, before: Draft, words: str) -> Draft | None:
        """ "20/12", "hạn 20/12", "5 ngày": a bare time is the deadline here."""
        readings = (self._merged(before, self._read(said)) for said in (words, f"hạn {words}"))
        return next((after for after in readings if after.until != before.until), None)

    def _titled(self, before: Draft, words: str) -> Draft:
        read = self._read(words)
        return replace(self._merged(before, read), title=_as_title(read.title or words))

    def chosen(self, before: Draft, person_id: int) -> Draft | None:
        """Somebody who was offered; None for anybody else."""
        who = next((each for each in before.offered if each[0] == person_id), None)
        return self._settled(before, who) if who else None

    def passed_over(self, before: Draft) -> Draft:
        """Without the one who was asked about."""
        return replace(before, unfound=before.unfound[1:], offered=())

    def with_choices(self, draft: Draft, gap: Gap) -> Draft:
        """What is asked now, with the people to choose from."""
        words = draft.lead_words if gap is Gap.LEAD else draft.unfound[0][1] if gap is Gap.OTHER else ""
        named = self.meant(words) if words else []
        offered = self._own() if not named and gap is Gap.LEAD and self.actor.is_head else named
        return replace(draft, asked=gap, offered=tuple(offered), beyond=bool(words) and not named)

    def _own(self) -> list[Receiver]:
        own = (each for each in self.directory.people.values() if each.active and each.unit_id in self.actor.unit_ids)
        return [self._receiver(person) for person in own if person.id != self.actor.person_id][:MOST]

    def _read(self, words: str) -> Assignment:
        return read_assignment(words, self.names, self.now, self.calendar)

    def _receiver(self, person: Person) -> Receiver:
        unit = self.directory.units[person.unit_id].name
        return person.id, person.name if fold(unit) in fold(person.name) else f"{person.name}, {unit}"

    def _merged(self, draft: Draft, read: Assignment) -> Draft:
        """What was understood in place of what was before; people are added."""
        if read.lead is not None:
            draft = self._led_by(draft, read.lead)
        for part, named in ((Part.HELPS, read.coordinators), (Part.INFORMED, read.informed)):
            for words in named:
                draft = self._joined_by(draft, part, words)
        return replace(
            draft,
            until=read.until or draft.until,
            urgency=read.urgency or draft.urgency,
            product=read.product or draft.product,
            document=read.document or draft.document,
            document_on=read.document_on if read.document else draft.document_on,
            group=read.group or draft.group,
            several=read.several if read.lead else draft.several,
        )

    def _led_by(self, draft: Draft, words: str) -> Draft:
        found = self.meant(words)
        lead = found[0] if len(found) == 1 else None
        held = draft.without(frozenset({lead[0]})) if lead else draft
        return replace(held, lead=lead, lead_words=words)

    def _joined_by(self, draft: Draft, part: Part, words: str) -> Draft:
        found = self.meant(words)
        if len(found) == 1:
            return draft.with_person(part, found[0])
        return replace(draft, unfound=(*draft.unfound, (part, words)))

    def _named(self, before: Draft, words: str) -> Draft | None:
        """The person alone, or at the beginning of more."""
        read = self._read(words)
        title = before.title or _as_title(read.title if read.lead else "")
        name = read.lead or (read.title if before.asked is Gap.OTHER or not read.until else None) or words
        found = self.meant(name)
        if not found:
            return None
        rest = replace(self._merged(before, replace(read, lead=None)), title=title)
        if len(found) == 1:
            return self._settled(rest, found[0], words=name)
        if before.asked is Gap.LEAD:
            return replace(rest, lead_words=name)
        (part, _), *others = rest.unfound
        return replace(rest, unfound=((part, name), *others))

    def _settled(self, draft: Draft, who: Receiver, words: str | None = None) -> Draft:
        if draft.asked is Gap.LEAD:
            held = draft.without(frozenset({who[0]}))
            return replace(held, lead=who, lead_words=words or draft.lead_words, offered=())
        part = draft.unfound[0][0]
        return self.passed_over(draft).with_person(part, who)

    def _without(self, before: Draft, words: str) -> Draft | None:
        """ "Bỏ Sở Y tế", "bỏ hạn", "bỏ sản phẩm"."""
        told = _REMOVES.match(fold(words))
        if told is None:
            return None
        rest = words[told.end() :]
        plain = fold(rest).strip(" .")
        if plain in _REMOVABLE:
            return replace(before, **_REMOVABLE[plain])
        gone = frozenset(who for name in self._named_in(rest) for who, _ in self.meant(name))
        after = before.without(gone)
        return after if after != before else None

    def _named_in(self, words: str) -> Iterable[str]:
        read = self._read(words)
        return (*([read.lead] if read.lead else []), *read.coordinators, *read.informed)

    def _retitled(self, before: Draft, words: str) -> Draft | None:
        told = _RETITLES.match(fold(words))
        title = words[told.end() :].strip(' :“”".') if told else ""
        return replace(before, title=_as_title(title)) if title else None

    def _spelled_out(self, words: str) -> str:
        """ "Thêm Sở Y tế" adds somebody who helps."""
        return _ADDS.sub(r"\1phối hợp ", words)


_OLD_TASK = re.compile(r"\b(?:viec|nhiem vu|nv)\s*(?:so\s*)?#?\d")
_ADDS = re.compile(r"(^|[,;.]\s*(?:và\s+)?|\svà\s+)(?:thêm|them)\s+(?!phối|phoi|\d)", re.IGNORECASE)
_REMOVES = re.compile(r"(?:bo|xoa|khong can|khong co|khong)\s+(?:ra\s+)?(?=\S)")
_TWO_CHANGES = re.compile(
    r"((?:bo|xoa)\s[^,;]+)(?:[,;]|\sva\b)\s*"
    r"(?=(?:bo|xoa|them|doi|sua|han|khan|thuong khan|hoa toc|phoi hop|chu tri|giao)\b)"
)
_RETITLES = re.compile(
    r"(?:(?:sua|doi)\s+)?(?:lai\s+)?(?:ten viec|noi dung|ten|tieu de|viec|nhiem vu)\s*(?:cong viec\s*)?"
    r"(?:thanh|la|:)\s*:?\s*"
)
_REMOVABLE: dict[str, dict[str, Any]] = {
    "han": {"until": None},
    "san pham": {"product": None},
    "van ban": {"document": None, "document_on": None},
    "khan": {"urgency": Urgency.NORMAL},
    "nhom": {"group": None},
    "tep": {"files": ()},
    "phoi hop": {"helpers": (), "unfound": ()},
    "de biet": {"informed": ()},
}
_FILLERS = word_set(
    "sua lai thanh doi sang la nham khong phai ma co han moi them cho toi em nhe a chu chinh va voi den ngay dung nha"
    " nghen giup"
)


def _as_title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _plain(word: str) -> str:
    return fold(word).strip('.,;:!?-–()"“”')
