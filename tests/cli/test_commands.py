"""The command line as whoever runs the service uses it: real files, a real database, what is printed, the exit code."""

import fcntl
import re
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from app import cli

SAMPLE = Path(__file__).parents[2] / "service" / "sample"
TASKS = SAMPLE / "tasks.csv"


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a database of its own, and no token."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NHACVIEC_DATABASE_URL", f"sqlite:///{tmp_path}/office.db")
    monkeypatch.setattr("app.console", Console(width=200))
    return tmp_path


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def _found_office() -> None:
    for kind in ("units", "people"):
        assert _run("import", kind, SAMPLE / f"{kind}.csv").exit_code == 0


def test_the_directive_is_55_rows_and_55_tasks_and_twice_adds_nothing() -> None:
    _found_office()
    assert "55 dòng = 55 việc: 55 việc mới" in _run("import", "tasks", TASKS).output
    assert "55 dòng = 55 việc: 0 việc mới, 55 việc đã có" in _run("import", "tasks", TASKS).output


def test_one_bad_row_imports_nothing_and_is_named(office: Path) -> None:
    _found_office()
    bad = office / "viec.csv"
    bad.write_text("Nội dung,Đơn vị chủ trì,Hạn\nMột,Sở Nội vụ,31/02/2026\nHai,Sở Nội vụ,01/12/2026\n", "utf-8")
    refused = _run("import", "tasks", bad)
    assert refused.exit_code == 1
    assert "Dòng 2" in refused.output
    assert "31/02/2026" in refused.output
    assert "Không có việc nào quá hạn" in _run("overdue").output


def test_overdue_prints_what_is_late() -> None:
    _found_office()
    _run("import", "tasks", TASKS)
    printed = _run("overdue").output
    assert "Quá hạn: 38 việc" in printed
    assert "Sở Công Thương" in printed


def test_a_report_is_written_as_four_papers(office: Path) -> None:
    _found_office()
    _run("import", "tasks", TASKS)
    printed = _run("report", "nam", "--to", office / "bao cao")
    assert printed.exit_code == 0, printed.output
    written = sorted(office.glob("bao cao/*"))
    assert [path.suffix for path in written] == [".docx", ".png", ".txt", ".xlsx"]
    text = next(path for path in written if path.suffix == ".txt").read_text("utf-8")
    assert "Tổng số: 55 việc" in text
    assert "🔴 Chưa hoàn thành quá hạn: 38" in text


@pytest.mark.parametrize(("period", "why"), [("thang 13", "Không có kỳ “thang 13”"), ("nam 2099", "chưa bắt đầu")])
def test_a_report_on_no_period_is_one_line(period: str, why: str, office: Path) -> None:
    _found_office()
    refused = _run("report", *period.split(), "--to", office / "x")
    assert (refused.exit_code, (office / "x").exists()) == (1, False)
    assert why in refused.output


def test_what_stands_in_the_database_is_no_markup_for_the_terminal(office: Path) -> None:
    units, people, tasks = office / "units.csv", office / "people.csv", office / "tasks.csv"
    units.write_text("code,name,kind\nx,Sở [/red] X,sở\n", "utf-8")
    people.write_text("code,name,post,unit,role\nx.gd,Giám đốc,Giám đốc,x,head\n", "utf-8")
    tasks.write_text("title,lead,deadline\n[link=http://x]Một[/link],x,2020-01-01\n", "utf-8")
    for kind, file in (("units", units), ("people", people), ("tasks", tasks)):
        assert _run("import", kind, file).exit_code == 0
    printed = _run("overdue").output
    assert "Sở [/red] X" in printed
    assert "[link=http://x]Một" in printed


def test_an_invite_is_printed_once_and_never_kept(office: Path) -> None:
    _found_office()
    printed = _run("invite", "snv.cv1").output
    code = re.search(r": ([A-Z2-9]{8}) ", printed)
    assert code is not None
    assert code[1].encode() not in (office / "office.db").read_bytes()


@pytest.mark.parametrize("command", [("invite", "khong.co"), ("unbind", "khong.co"), ("import", "tasks", "khong.csv")])
def test_what_is_not_there_is_one_line_and_exit_code_1(command: tuple[str, ...]) -> None:
    refused = _run(*command)
    assert refused.exit_code == 1
    assert "Traceback" not in refused.output
    assert len(refused.output.strip().splitlines()) == 1


def test_a_wrong_setting_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACVIEC_TICK_SECONDS", "soon")
    refused = _run("overdue")
    assert refused.exit_code == 1
    assert refused.output.strip().startswith("NHACVIEC_TICK_SECONDS: “soon” không dùng được")


def test_run_without_a_token_says_which_setting_is_missing() -> None:
    refused = _run("run")
    assert refused.exit_code == 1
    assert "NHACVIEC_TELEGRAM_TOKEN" in refused.output


def test_upgrade_tells_the_revision_and_may_run_twice() -> None:
    first, second = _run("db", "upgrade"), _run("db", "upgrade")
    assert first.exit_code == second.exit_code == 0
    assert first.output == second.output


def test_doctor_examines_everything_and_its_exit_code_says() -> None:
    _run("db", "upgrade")
    examined = _run("doctor")
    assert examined.exit_code == 1  # there is no token, and nobody to reach
    assert len(examined.output.strip().splitlines()) == 8


@pytest.mark.parametrize("url", ["postgresql://u:secret@127.0.0.1:1/x", "sqlite:////proc/no/such/place.db"])
@pytest.mark.parametrize("command", [("db", "upgrade"), ("import", "units", SAMPLE / "units.csv")])
def test_a_database_that_cannot_be_opened_is_one_line(
    url: str, command: tuple[str | Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NHACVIEC_DATABASE_URL", url)
    refused = _run(*command)
    assert refused.exit_code == 1
    assert refused.output.startswith("Không mở được cơ sở dữ liệu")
    assert "secret" not in refused.output


def test_asking_in_the_wrong_folder_founds_no_empty_office(office: Path) -> None:
    refused = _run("overdue")
    assert refused.exit_code == 1
    assert "nhacviec db upgrade" in refused.output
    assert not (office / "office.db").exists()


def test_a_calendar_that_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    _run("db", "upgrade")
    monkeypatch.setenv("NHACVIEC_CALENDAR_OVERRIDES", "/no/such.toml")
    refused = _run("overdue")
    assert refused.exit_code == 1
    assert len(refused.output.strip().splitlines()) == 1


def test_what_a_second_sheet_wants_otherwise_is_never_passed_over(office: Path) -> None:
    _found_office()
    tasks = office / "viec.csv"
    tasks.write_text("Mã,Nội dung,Đơn vị chủ trì,Hạn\nA,Một,Sở Nội vụ,04/12/2026\n", "utf-8")
    _run("import", "tasks", tasks)
    tasks.write_text("Mã,Nội dung,Đơn vị chủ trì,Hạn\nA,Một,Sở Nội vụ,18/12/2026\n", "utf-8")
    assert "đã có với hạn 04/12/2026; hạn mới trong bảng chưa được ghi nhận" in _run("import", "tasks", tasks).output


def test_two_demos_do_not_share_a_folder(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        refused = _run("demo", "--port", "0", "--folder", tmp_path)
    assert refused.exit_code == 1
    assert "Một bản chạy thử khác đang dùng thư mục" in refused.output


DAYS = """
[[day]]
date = 2026-01-02
off = true
why = "Nghỉ Tết Dương lịch (hoán đổi)"

[[day]]
date = 2026-01-10
off = false
why = "Làm bù cho 02/01/2026"
"""


def _days(office: Path, content: str) -> Path:
    file = office / "days.toml"
    file.write_text(content, "utf-8")
    return file


def test_a_year_is_printed_with_its_holidays_and_what_the_office_decided(office: Path) -> None:
    _run("db", "upgrade")
    assert "249 ngày làm việc" in _run("calendar", "2026").output
    _run("calendar", "import", _days(office, DAYS))
    printed = _run("calendar", "2026").output
    assert "★ T6 02/01 nghỉ: Nghỉ Tết Dương lịch (hoán đổi)" in printed
    assert "★ T7 10/01 LÀM VIỆC: Làm bù cho 02/01/2026" in printed
    assert "T3 01/09 – T4 02/09 nghỉ: Quốc khánh" in printed
    assert "T7 22/08 LÀM VIỆC" in printed


@pytest.mark.parametrize("year", ["1999", "2100", "26", "nam", "２０２６"])
def test_a_year_of_which_nothing_is_known_is_one_line(year: str) -> None:
    _run("db", "upgrade")
    refused = _run("calendar", year)
    assert refused.exit_code == 1
    assert "từ 2000 đến 2099" in refused.output


def test_the_same_days_twice_change_nothing(office: Path) -> None:
    _run("db", "upgrade")
    file = _days(office, DAYS)
    first, second = _run("calendar", "import", file), _run("calendar", "import", file)
    assert "2 ngày trong tệp: 2 ngày thay đổi, 0 ngày đã có." in first.output
    assert "🛌 Nghỉ Thứ Sáu 02/01" in first.output
    assert second.output == "2 ngày trong tệp: 0 ngày thay đổi, 2 ngày đã có.\n"


def test_one_bad_day_takes_none_of_the_file(office: Path) -> None:
    _run("db", "upgrade")
    refused = _run("calendar", "import", _days(office, DAYS.replace("off = false", 'off = "no"')))
    assert refused.exit_code == 1
    assert "ngày thứ 2 trong tệp: off phải là true hoặc false" in refused.output
    assert "★" not in _run("calendar", "2026").output.replace("(★ Văn phòng ghi)", "")


def test_days_of_a_file_move_the_nudges_of_the_office(office: Path) -> None:
    _found_office()
    _run("import", "tasks", TASKS)
    printed = _run("calendar", "import", _days(office, DAYS)).output
    assert re.search(r"\d+ lượt nhắc đã dời|Không lượt nhắc nào phải dời", printed)
