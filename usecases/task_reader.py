"""One row of a sheet of tasks, held against the office: a draft that can be assigned, or every reason why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from core.deadline import NO_DEADLINE
from core.vietnamese.normalise import fold
from core.vietnamese.secrecy import is_classified, is_open_degree
from core.wording import imports as words
from core.wording import sheets
from db.tables import Person, Unit
from usecases.assign import NewTask
from usecases.directory import AmbiguousUnit, Directory, EndedUnit, NoHead, SeveralHeads, UnknownUnit, code_key
from usecases.papers.row_reader import LONGEST_TITLE, RowReader
from usecases.papers.sheet import Row
from usecases.papers.task_values import read_deadline, read_group, read_target, read_urgency

DocumentKey = tuple[str, date | None]


@dataclass(frozen=True)
class DocumentFacts:
    """A document is its number and its day; the rest only describes it."""

    number: str
    issued_on: date | None
    about: Mapping[str, str | None]

    @property
    def key(self) -> DocumentKey:
        return document_key(self.number, self.issued_on)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """`new` lacks only the id of its document, which may not exist yet."""

    row: int
    new: NewTask
    document: DocumentFacts | None


class TaskReader(RowReader):
    def __init__(self, row: Row, directory: Directory, today: date) -> None:
        super().__init__(row)
        self.directory = directory
        self.today = today
        self.key: str | None = None

    def draft(self) -> Draft | None:
        """None when something is wrong; of a classified row nothing is read, so that nothing can be repeated."""
        if not is_open_degree(self.row["secrecy"]) or any(map(is_classified, self.row.cells.values())):
            self.fail(sheets.classified())
            return None
        document = self._document()
        unit, lead = self._lead()
        self.key = import_key(document, self.row["code"], self.row["title"])
        new = NewTask(
            title=self.needed("title", LONGEST_TITLE) or "",
            deadline=read_deadline(self) or NO_DEADLINE,
            lead_unit_id=unit.id if unit else 0,
            lead_id=lead.id if lead else 0,
            assigner_id=self._person_id("assigner"),
            monitor_id=self._person_id("monitor"),
            leader_id=self._person_id("leader"),
            coordinator_ids=self._people("coordinators"),
            informed_ids=self._people("informed"),
            deliverable=self.text("deliverable"),
            target=read_target(self),
            group=read_group(self),
            urgency=read_urgency(self),
            code=self.number("code"),
            import_key=self.key,
            note=self.text("note"),
        )
        return None if self.errors else Draft(row=self.row.number, new=new, document=document)

    def _document(self) -> DocumentFacts | None:
        issued_on = self.day("document_date")
        about = {part: self.text(f"document_{part}") for part in ("kind", "subject", "issuer", "signer")}
        number = self.number("document")
        if number is not None:
            return DocumentFacts(number, issued_on, about)
        if not self.row["document"] and (issued_on or any(about.values())):
            self.fail(words.date_without_document())
        return None

    def _lead(self) -> tuple[Unit | None, Person | None]:
        """Exactly one unit and exactly one person in it."""
        names = self.names("lead")
        if len(names) != 1:
            self.fail(words.several_leads(names) if names else sheets.blank(sheets.column("lead")))
            return None, None
        unit = self._unit("lead", names[0])
        if not self.row["lead_person"]:
            return unit, self._head("lead", unit)
        person = self._person("lead_person", self.row["lead_person"])
        if unit and person and not self.directory.stands_in(person, unit):
            self.fail(words.stranger_to_unit(person.name, unit.name))
        return unit, person

    def _unit(self, field: str, name: str) -> Unit | None:
        """The unit that does today what the named one did."""
        column = sheets.column(field)
        try:
            named = self.directory.unit(name)
            unit = self.directory.today(named, self.today)
        except UnknownUnit:
            self.fail(words.unknown_unit(column, name))
        except AmbiguousUnit as why:
            self.fail(words.ambiguous_unit(column, name, why.codes))
        except EndedUnit as why:
            self.fail(words.ended_unit(column, name, why.on))
        else:
            if unit is not named:
                self.remark(words.succeeded(name, unit.name))
            return unit
        return None

    def _head(self, field: str, unit: Unit | None) -> Person | None:
        if unit is None:
            return None
        try:
            return self.directory.head(unit)
        except NoHead:
            self.fail(words.headless(sheets.column(field), unit.name))
        except SeveralHeads as why:
            self.fail(words.several_heads(sheets.column(field), unit.name, why.codes))
        return None

    def _person(self, field: str, code: str) -> Person | None:
        person = self.directory.person(code)
        if person is None:
            self.fail(words.unknown_person(sheets.column(field), code))
        elif not person.active:
            self.fail(words.left_person(sheets.column(field), person.name))
            return None
        return person

    def _person_id(self, field: str) -> int | None:
        code = self.row[field]
        person = self._person(field, code) if code else None
        return person.id if person else None

    def _people(self, field: str) -> frozenset[int]:
        """People by code, and the heads of units."""
        found = (self._anyone(field, name) for name in self.names(field))
        return frozenset(person.id for person in found if person)

    def _anyone(self, field: str, name: str) -> Person | None:
        if self.directory.person(name):
            return self._person(field, name)
        if not self.directory.knows_unit(name):
            self.fail(words.unknown_name(sheets.column(field), name))
            return None
        return self._head(field, self._unit(field, name))


def document_key(number: str, issued_on: date | None) -> DocumentKey:
    return code_key(number).replace(" ", ""), issued_on


def import_key(document: DocumentFacts | None, code: str, title: str) -> str:
    """One clause of one document, by its code or else by its words.

    Without a document a code says little (every file has a task 1), so the words count as well.
    """
    number, issued_on = document.key if document else ("", None)
    clause = code_key(code) if code and document else f"{code_key(code)}~{sha256(fold(title).encode()).hexdigest()}"
    return f"{number}@{issued_on or ''}#{clause}"
