"""The papers of a report as files in a folder: what the bot would send, for whoever sits at the machine."""

import asyncio
from datetime import datetime
from pathlib import Path

from rich.console import Console

from core.calendar import local
from core.counting import NotBegun
from core.message import plain
from core.periods import Period
from core.policy import Policy
from core.report_periods import NoSuchPeriod
from core.vietnamese.report_words import read_period
from core.wording import cli as words
from core.wording import report_words, reports
from core.wording.voice import speak
from db.session import Session
from service.desk import OFFICE, Refused, demand_office
from service.settings import Settings
from service.wiring import opened, policy_of
from usecases.letters import Desk
from usecases.policy import CurrentPolicy
from usecases.report_screens import papers_of
from usecases.reporting import report_of


async def print_report(settings: Settings, said: str, folder: Path, now: datetime, console: Console) -> None:
    """The report of the whole office as text, PNG, DOCX and XLSX. Raises Refused."""
    demand_office(settings)
    period = _period(said, now)
    async with opened(settings) as database, database.read() as session:
        policy = await CurrentPolicy(policy_of(settings), database).look(session)
        written = await write_report(session, policy, period, folder, now)
    for path in written:
        console.print(str(path), markup=False, highlight=False, soft_wrap=True)


def _period(said: str, now: datetime) -> Period:
    try:
        period = read_period(said, local(now).date())
    except NoSuchPeriod:
        period = None
    if period is None:
        raise Refused(reports.no_such_period(said))
    return period


async def write_report(session: Session, policy: Policy, period: Period, folder: Path, now: datetime) -> list[Path]:
    """Raises Refused for a period that lies ahead, and what `keep` raises."""
    desk = Desk(session=session, viewer=OFFICE, policy=policy, now=now)
    try:
        report = await report_of(desk, period)
    except NotBegun:
        raise Refused(plain(reports.not_begun(period).text)) from None
    papers = await papers_of(desk, report, tuple(reports.PAPERS))
    text = plain(speak(reports.report(report), policy.address).text)
    files = {report_words.file_name(report, "txt"): f"{text}\n".encode()}
    files |= {paper.name: await asyncio.to_thread(paper.make) for paper in papers.values()}
    return await keep(folder, files)


async def keep(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Raises Refused for a folder that cannot be written to."""
    try:
        return await asyncio.to_thread(_write, folder, files)
    except OSError as problem:
        raise Refused(words.cannot_keep(str(folder), problem.strerror or "")) from None


def _write(folder: Path, files: dict[str, bytes]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]
