"""The front door: the command line `nhacviec`. It reads settings, opens the database and starts what was asked for."""

import asyncio
import errno
import logging
import os
import signal
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.logging import RichHandler
from typer.core import TyperGroup

from bot.telegram.client import TokenRefused
from core.wording import cli as words
from db import migrate
from db.migrate import NoDatabase
from service import calendar_desk, desk, doctor, plan_desk, read, report_desk, tour
from service.demo import InUse, begin
from service.demo import demo as run_demo
from service.settings import BadSetting, Settings, gather, load
from service.wiring import Service, opened
from service.year import show as year
from service.year.run import Size

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Nhắc Việc: không chậm, không sai, không sót việc.",
)


class _YearOrVerb(TyperGroup):
    """`calendar 2026` is short for `calendar year 2026`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        named = args if args[0] in self.commands else ["year", *args]
        return super().resolve_command(ctx, named)


imports = typer.Typer(no_args_is_help=True, help="Nhập đơn vị, cán bộ, việc từ tệp CSV hoặc XLSX.")
database = typer.Typer(no_args_is_help=True, help="Cơ sở dữ liệu.")
calendar = typer.Typer(
    cls=_YearOrVerb, no_args_is_help=True, help="Lịch làm việc: in một năm (nhacviec calendar 2026), nhập tệp."
)
cli.add_typer(imports, name="import")
cli.add_typer(calendar, name="calendar")
cli.add_typer(database, name="db")
cli.add_typer(read.cli, name="read")
cli.add_typer(plan_desk.cli, name="plan")

# At DEBUG they print what people wrote; a tick that finds the one before it still at work is no news.
_QUIET = dict.fromkeys(("aiosqlite", "sqlalchemy", "telegram", "asyncio"), logging.WARNING) | {
    "apscheduler": logging.ERROR
}

console = Console()
complain = Console(stderr=True, style="red", soft_wrap=True)

File = Annotated[Path, typer.Argument(metavar="TỆP", help="CSV (UTF-8) hoặc XLSX")]


def now() -> datetime:
    return datetime.now(UTC)


@cli.command()
def demo(
    tour_: Annotated[bool, typer.Option("--tour", help="diễn một câu chuyện trong cửa sổ lệnh rồi kết thúc")] = False,
    port: Annotated[int, typer.Option(help="cổng của trang điện thoại", min=0, max=65535)] = 8080,
    folder: Annotated[Path, typer.Option(help="nơi giữ dữ liệu chạy thử")] = Path("var/demo"),
) -> None:
    """Chạy thử với cơ quan mẫu: không cần mã bot, không cần mạng."""
    _log_to_terminal("WARNING")
    if tour_:
        asyncio.run(tour.play(console))
        return
    try:
        _until_stopped(_demo(folder, port))
    except InUse:
        _give_up(words.folder_in_use(str(folder)))
    except OSError as problem:
        in_use = problem.errno == errno.EADDRINUSE
        _give_up(words.port_taken(port) if in_use else words.cannot_keep(str(folder), problem.strerror or ""))


@cli.command()
def run() -> None:
    """Chạy dịch vụ với các thiết lập trong config.env."""
    settings = _settings()
    _log_to_terminal(settings.log_level)
    for warning in settings.warnings:
        logging.getLogger(__name__).warning(warning)
    try:
        _ = settings.token
        _until_stopped(_run(settings))
    except BadSetting as problem:
        _give_up(str(problem))
    except TokenRefused:
        _give_up(words.token_refused())
    except NoDatabase as why:
        _give_up(words.no_database(str(why)))


@imports.command("units")
def import_units(file: File) -> None:
    """Nhập cây đơn vị."""
    _import(desk.UNITS, file)


@imports.command("people")
def import_people(file: File) -> None:
    """Nhập danh sách cán bộ."""
    _import(desk.PEOPLE, file)


@imports.command("tasks")
def import_tasks(file: File) -> None:
    """Nhập danh sách việc: đúng hết thì nhập hết, còn lỗi thì chưa nhập dòng nào."""
    _import(desk.TASKS, file)


@cli.command()
def invite(person: Annotated[str, typer.Argument(metavar="MÃ_CÁN_BỘ")]) -> None:
    """Cấp mã mời dùng một lần cho một cán bộ."""
    _do(desk.invite_person(_settings(), person, now(), console))


@cli.command()
def unbind(person: Annotated[str, typer.Argument(metavar="MÃ_CÁN_BỘ")]) -> None:
    """Gỡ tài khoản nhắn tin của một cán bộ (đổi máy, nghỉ việc)."""
    _do(desk.unbind_person(_settings(), person, now(), console))


@cli.command()
def overdue() -> None:
    """In danh sách việc quá hạn của cả cơ quan."""
    _do(desk.print_overdue(_settings(), now(), console))


@cli.command()
def report(
    period: Annotated[list[str], typer.Argument(metavar="KỲ", help="tuan, thang 10, quy 3/2026, 6thang, nam 2025")],
    to: Annotated[Path, typer.Option(metavar="THƯ_MỤC", help="nơi ghi các tệp")] = Path(),
) -> None:
    """Ghi báo cáo một kỳ của cả cơ quan: chữ, biểu đồ PNG, Word, Excel."""
    _do(report_desk.print_report(_settings(), " ".join(period), to, now(), console))


@calendar.command("year")
def print_year(year: Annotated[str, typer.Argument(metavar="NĂM")]) -> None:
    """In lịch một năm: ngày làm việc từng tháng, ngày lễ, ngày Văn phòng ghi."""
    _do(calendar_desk.print_year(_settings(), year, console))


@calendar.command("import")
def import_days(file: File) -> None:
    """Nhập ngày nghỉ, ngày làm bù từ tệp TOML (mẫu: docs/calendar.example.toml): đúng hết mới nhập."""
    if not file.is_file():
        _give_up(words.no_such_file(str(file)))
    _do(calendar_desk.import_days(_settings(), file, now(), console))


@cli.command()
def simulate(
    people: Annotated[int, typer.Option(help="số cán bộ", min=12)] = 300,
    tasks: Annotated[int, typer.Option(help="số việc giao trong năm", min=1)] = 3000,
    months: Annotated[int, typer.Option(help="số tháng", min=1, max=12)] = 12,
    seed: Annotated[int, typer.Option(help="hạt giống: cùng một số thì cùng một năm")] = 1,
    papers: Annotated[Path | None, typer.Option(metavar="THƯ_MỤC", help="ghi báo cáo năm, quý, lịch vào đây")] = None,
) -> None:
    """Sống thử một năm với cán bộ giả lập rồi xét từng lời hứa; có lời hứa hỏng thì mã thoát là 1."""
    try:
        kept = year.simulate(Size(people=people, tasks=tasks, months=months), seed, console, papers)
    except desk.Refused as why:
        _give_up(str(why))
    if not kept:
        raise typer.Exit(1)


@cli.command("doctor")
def examine() -> None:
    """Kiểm tra thiết lập, cơ sở dữ liệu, kênh nhắn tin, đồng hồ, lịch."""
    try:
        settings = load(gather(os.environ, Path.cwd()))
    except BadSetting as problem:
        findings = doctor.unreadable(problem)
    else:
        findings = asyncio.run(doctor.examine(settings, now()))
    for finding in findings:
        console.print(str(finding), style=None if finding.ok else "red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(doctor.exit_code(findings))


@database.command()
def upgrade() -> None:
    """Đưa cơ sở dữ liệu lên phiên bản mới nhất."""
    url = _settings().database_url
    try:
        migrate.upgrade(url)
    except NoDatabase as why:
        _give_up(words.no_database(str(why)))
    console.print(words.upgraded(migrate.revisions(url)[0]))


async def _demo(folder: Path, port: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 -- before anything runs
    async with run_demo(folder, port) as running:
        console.print(words.page_is_up(running.url), style="bold", soft_wrap=True)
        console.print(words.web_is_up(running.web), soft_wrap=True)
        console.print(words.office_moves_in(str(folder)), soft_wrap=True)
        await begin(running)
        await asyncio.Event().wait()


async def _run(settings: Settings) -> None:
    async with opened(settings) as opened_database:
        await Service(settings, opened_database, now).run()


def _import(kind: desk.Kind, file: Path) -> None:
    if not file.is_file():
        _give_up(words.no_such_file(str(file)))
    _do(desk.import_file(_settings(), kind, file, now(), console))


def _do(work: Coroutine[Any, Any, None]) -> None:
    """A command that ends. Whatever is wrong with its input is one line or a list, and exit code 1."""
    try:
        asyncio.run(work)
    except (desk.Refused, BadSetting) as why:
        _give_up(str(why))
    except NoDatabase as why:
        _give_up(words.no_database(str(why)))


def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Ctrl+C and the supervisor's SIGTERM end it in good order."""

    async def main() -> None:
        task = asyncio.ensure_future(work)
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            return

    asyncio.run(main())


def _settings() -> Settings:
    try:
        return load(gather(os.environ, Path.cwd()))
    except BadSetting as problem:
        _give_up(str(problem))


def _give_up(why: str) -> NoReturn:
    complain.print(why, markup=False, highlight=False)
    sys.exit(1)


def _log_to_terminal(level: str) -> None:
    handler = RichHandler(console=Console(stderr=True), show_path=False, rich_tracebacks=False)
    logging.basicConfig(level=level, format="%(name)s: %(message)s", handlers=[handler])
    for name, quietest in _QUIET.items():
        logging.getLogger(name).setLevel(quietest)


def main() -> None:
    os.umask(0o077)  # what people wrote is for nobody else on this machine
    cli()


if __name__ == "__main__":
    main()
