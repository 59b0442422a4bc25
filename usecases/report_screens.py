"""What a report becomes when it is sent: its one screen, or one of its papers, made outside of every transaction."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from core.counting import NotBegun
from core.message import Outgoing, Paper
from core.periods import named
from core.report import Report, Tasks
from core.roles import NotAllowed
from core.sent_file import FileKind
from core.wording import report_words, reports
from core.wording.voice import say
from db.outbox import Priority
from db.tables import OutboxMessage
from usecases.letters import Desk
from usecases.papers.chart import chart
from usecases.papers.report_docx import report_docx
from usecases.papers.report_xlsx import report_xlsx
from usecases.reporting import report_of, tasks_of


async def report_screen(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """What came by itself and has nothing to tell is dropped; who asked is told so."""
    asked = row.priority == Priority.ANSWER
    try:
        return await _screen(desk, row, asked=asked)
    except NotAllowed:
        return reports.not_yours() if asked else None
    except NotBegun:
        return reports.not_begun(named(row.payload["period"]))


async def _screen(desk: Desk, row: OutboxMessage, *, asked: bool) -> Outgoing | None:
    if desk.viewer is None:
        return None
    period, form = named(row.payload["period"]), row.payload.get("form", reports.TEXT)
    report = await report_of(desk, period)
    if form == reports.TEXT:
        also = [named(name) for name in row.payload.get("also", ())]
        notes = [row.payload["note"]] if row.payload.get("note") else []
        return reports.report(report, *notes, also=also) if asked or report.total.total else None
    made = (await papers_of(desk, report, (form,)))[form]
    return replace(say(reports.paper(report, reports.PAPERS[form])), file=made)


async def papers_of(desk: Desk, report: Report, forms: tuple[int, ...]) -> Mapping[int, Paper]:
    """Everything is read here; what is returned needs no database any more."""
    tasks = await tasks_of(desk, report.seen.period) if reports.XLSX in forms else Tasks(told=(), total=0)
    make: Mapping[int, Callable[[], bytes]] = {
        reports.CHART: partial(chart, report),
        reports.DOCX: partial(report_docx, report, desk.policy.letterhead),
        reports.XLSX: partial(report_xlsx, report, tasks),
    }
    return {form: _paper(report, form, make[form]) for form in forms}


def _paper(report: Report, form: int, make: Callable[[], bytes]) -> Paper:
    """A picture is shown, the others are opened."""
    kind = FileKind.PHOTO if form == reports.CHART else FileKind.DOCUMENT
    return Paper(name=report_words.file_name(report, _ENDINGS[form]), make=make, kind=kind)


_ENDINGS = {reports.CHART: "png", reports.DOCX: "docx", reports.XLSX: "xlsx"}
