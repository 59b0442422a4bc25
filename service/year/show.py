"""The command `nhacviec simulate`: lives a year under a progress bar, judges it, prints the report."""

import asyncio
import tempfile
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from core.wording import year_report as words
from service.year.papers import write_papers
from service.year.promises import judge
from service.year.record import Record
from service.year.report import is_kept, show
from service.year.run import Size, live


def simulate(size: Size, seed: int, console: Console, papers: Path | None = None) -> bool:
    """Whether every promise that can be judged was kept. The database is thrown away at the end.

    Its papers are kept where they are wanted. Raises Refused when they cannot be.
    """
    console.print(words.living(seed, size.people, size.tasks), style="bold")
    with tempfile.TemporaryDirectory(prefix="nhacviec-year-") as folder:
        record = _live(Path(folder), size, seed, console)
        if papers is not None:
            for path in asyncio.run(write_papers(Path(folder), record, papers)):
                console.print(str(path), markup=False, highlight=False, soft_wrap=True)
    judged = judge(record)
    show(record, judged, console)
    return is_kept(judged)


def _live(folder: Path, size: Size, seed: int, console: Console) -> Record:
    columns = (TextColumn(words.LIVING), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=1.0)
        return asyncio.run(live(folder, size, seed, lambda over: progress.update(bar, completed=over)))
