"""`nhacviec plan`: the nudge plans of the office, shown and checked."""

import os
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.plan import Plans
from core.wording import cli as cli_words
from core.wording import plans as words
from service.plan_file import office_plans, read_plans
from service.settings import BadSetting, gather, load

cli = typer.Typer(no_args_is_help=True, help="Kế hoạch nhắc việc theo độ khẩn.")
console = Console()
complain = Console(stderr=True, style="red", soft_wrap=True)


@cli.command()
def show() -> None:
    """In kế hoạch nhắc đang áp dụng cho việc mới giao."""
    try:
        settings = load(gather(os.environ, Path.cwd()))
        plans = office_plans(settings)
    except BadSetting as problem:
        _refuse(problem)
    if settings.plans is None:
        console.print(words.NO_FILE, soft_wrap=True)
    _print(plans)


@cli.command()
def check(file: Annotated[Path, typer.Argument(metavar="TỆP", help="TOML")]) -> None:
    """Kiểm tra một tệp kế hoạch trước khi dùng."""
    if not file.is_file():
        complain.print(cli_words.no_such_file(str(file)), markup=False, highlight=False)
        raise typer.Exit(1)
    try:
        plans = read_plans(file, load(gather(os.environ, Path.cwd())).office_hours)
    except BadSetting as problem:
        _refuse(problem)
    _print(plans)
    console.print(words.is_good(str(file)), markup=False, highlight=False, soft_wrap=True)


def _refuse(problem: BadSetting) -> NoReturn:
    complain.print(str(problem), markup=False, highlight=False)
    raise typer.Exit(1)


def _print(plans: Plans) -> None:
    table = Table(*words.COLUMNS, title=words.TITLE, show_lines=True)
    for row in words.table(plans):
        table.add_row(*map(Text, row))
    console.print(table)
