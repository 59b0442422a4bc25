"""Import tasks: a sheet becomes tasks, all of its rows or none, and the same sheet twice adds nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import local
from core.policy import Policy
from core.roles import Actor
from core.task import State
from core.wording import imports as words
from core.wording import sheets
from db.tables import Document, TaskRow
from db.tasks import deadline_of
from usecases.assign import assign
from usecases.directory import Directory
from usecases.papers.bad_sheet import BadSheet
from usecases.papers.sheet import Sheet
from usecases.task_reader import DocumentFacts, DocumentKey, Draft, TaskReader, document_key

_CHUNK = 500  # keys in one query


@dataclass(frozen=True, kw_only=True)
class ImportResult:
    """What became of every row. `remarks` are sentences for the person who imported."""

    rows: int
    task_ids: tuple[int, ...]
    already: int
    remarks: tuple[str, ...] = ()

    @property
    def new(self) -> int:
        return len(self.task_ids)

    @property
    def reconciliation(self) -> str:
        """`n dòng = n việc`."""
        return words.reconciled(self.rows, self.new, self.already)


async def import_tasks(
    session: AsyncSession,
    sheet: Sheet,
    *,
    actor: Actor | None,
    policy: Policy,
    now: datetime,
    on_assigned: Callable[[], object] = lambda: None,
) -> ImportResult:
    """Assigns every task of the sheet that is not here yet, in the caller's transaction.

    1. Every row is read and held against the office; raises BadSheet with all that is wrong, before any write.
    2. A task is known by its `import_key`: what is here already is left as it is.
    """
    drafts, remarks = _read(sheet, await Directory.load(session), local(now).date())
    known = await _known(session, [str(draft.new.import_key) for draft in drafts])
    fresh = [draft for draft in drafts if draft.new.import_key not in known]
    documents = await _documents(session, (draft.document for draft in fresh))
    task_ids = []
    for draft in fresh:
        new = replace(draft.new, document_id=documents[draft.document.key] if draft.document else None)
        row = await assign(session, new, actor=actor, policy=policy, now=now, words=words.from_sheet(draft.row))
        task_ids.append(row.id)
        on_assigned()
    return ImportResult(
        rows=len(drafts),
        task_ids=tuple(task_ids),
        already=len(drafts) - len(fresh),
        remarks=(*remarks, *_differences(drafts, known)),
    )


def _read(sheet: Sheet, directory: Directory, today: date) -> tuple[list[Draft], list[str]]:
    errors, drafts = list(sheet.errors), []
    first: dict[str, int] = {}
    remarks = [words.ignored_columns(sheet.ignored)] if sheet.ignored else []
    for row in sheet.rows:
        reader = TaskReader(row, directory, today)
        if draft := reader.draft():
            drafts.append(draft)
        if reader.key and first.setdefault(reader.key, row.number) != row.number:
            reader.fail(words.repeated_task(first[reader.key]))
        errors += reader.errors
        remarks += reader.remarks
    if errors:
        raise BadSheet(errors)
    return drafts, remarks


async def _known(session: AsyncSession, keys: Sequence[str]) -> Mapping[str | None, TaskRow]:
    """Import key → row, of the tasks that are here."""
    known: dict[str | None, TaskRow] = {}
    for start in range(0, len(keys), _CHUNK):
        query = select(TaskRow).where(TaskRow.import_key.in_(keys[start : start + _CHUNK]))
        known.update({row.import_key: row for row in await session.scalars(query)})
    return known


def _differences(drafts: Iterable[Draft], known: Mapping[str | None, TaskRow]) -> Iterable[str]:
    """What the sheet wants and the task is not: it stays as it is, but never without a word."""
    for draft in drafts:
        here = known.get(draft.new.import_key)
        if here is None:
            continue
        if here.state == State.RECALLED:
            yield sheets.at_row(draft.row, words.already_recalled(here.id))
        if here.title != draft.new.title:
            yield sheets.at_row(draft.row, words.already_different())
        if deadline_of(here) != draft.new.deadline:
            yield sheets.at_row(draft.row, words.already_other_deadline(here.id, here.deadline_on))
        if here.lead_id != draft.new.lead_id:
            yield sheets.at_row(draft.row, words.already_other_lead(here.id))


async def _documents(session: AsyncSession, wanted: Iterable[DocumentFacts | None]) -> Mapping[DocumentKey, int]:
    """The id of every document, old or new; the first row that names a new one describes it."""
    here = await session.scalars(select(Document))
    rows = {document_key(row.number, row.issued_on): row for row in here}
    for facts in wanted:
        if facts and facts.key not in rows:
            rows[facts.key] = Document(number=facts.number, issued_on=facts.issued_on, **facts.about)
            session.add(rows[facts.key])
    await session.flush()
    return {key: row.id for key, row in rows.items()}
