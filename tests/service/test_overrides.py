"""The file of the office's own days: what it gives the calendar, and where a bad one is bad."""

from datetime import date
from pathlib import Path

import pytest

from core.calendar import Calendar, OfficeHours, Override
from service.overrides import office_calendar, read_overrides
from service.settings import BadSetting, Settings, load

EXAMPLE = Path(__file__).parents[2] / "docs" / "calendar.example.toml"

GOOD = """
[[day]]
date = 2026-01-02
off = true
why = " Nghỉ bù "
decided_on = 2025-12-01
decision = "01/TB"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "days.toml"


def complaint(file: Path, content: str) -> str:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadSetting) as caught:
        read_overrides(file)
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith(str(file))
    return said.removeprefix(str(file)).lstrip(",: ")


def test_a_day_is_read(file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")
    assert read_overrides(file) == {date(2026, 1, 2): Override(off=True, why="Nghỉ bù")}


def test_an_empty_file_overrides_nothing(file: Path) -> None:
    file.write_text("# none yet\n", encoding="utf-8")
    assert read_overrides(file) == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GOOD.replace("date = 2026-01-02", ""), "ngày thứ 1 trong tệp: thiếu date"),
        (GOOD.replace("off = true", ""), "ngày thứ 1 trong tệp: thiếu off"),
        (GOOD.replace('why = " Nghỉ bù "', ""), "ngày thứ 1 trong tệp: thiếu why"),
        (GOOD.replace("2026-01-02", '"02/01/2026"'), "ngày thứ 1 trong tệp: date phải là ngày, ví dụ 2026-01-02"),
        (
            GOOD.replace("2026-01-02", "2026-01-02T07:00:00"),
            "ngày thứ 1 trong tệp: date phải là ngày, ví dụ 2026-01-02",
        ),
        (GOOD.replace("true", '"yes"'), "ngày thứ 1 trong tệp: off phải là true hoặc false"),
        (GOOD.replace("true", "1"), "ngày thứ 1 trong tệp: off phải là true hoặc false"),
        (GOOD.replace(" Nghỉ bù ", "  "), "ngày thứ 1 trong tệp: why phải là lời trong dấu nháy"),
        (GOOD.replace("decided_on", "decided"), "ngày thứ 1 trong tệp: không có mục decided"),
        (GOOD + GOOD, "ngày thứ 2 trong tệp: ngày này ghi hai lần"),
        ("work = 2026-01-10", "có nội dung khác ngoài các bảng [[day]]"),
        ("day = 2026-01-10", "có nội dung khác ngoài các bảng [[day]]"),
    ],
)
def test_a_bad_day_is_told_with_its_place(file: Path, content: str, said: str) -> None:
    assert complaint(file, content).startswith(said)


@pytest.mark.parametrize("line", ["off = yes", "off true", "date = 2026-02-30"])
def test_a_line_that_is_no_toml_is_told_with_its_number(file: Path, line: str) -> None:
    assert "dòng 4" in complaint(file, f"# mine\n\n[[day]]\n{line}\n")


def test_a_missing_file_is_told(file: Path) -> None:
    with pytest.raises(BadSetting, match="không đọc được"):
        read_overrides(file)


def test_the_example_mends_what_the_package_misses() -> None:
    settings = load({"NHACVIEC_CALENDAR_OVERRIDES": str(EXAMPLE)})
    known, mended = Calendar(), office_calendar(settings)
    swap = (date(2026, 1, 2), date(2026, 1, 10))
    assert [known.is_working_day(day) for day in swap] == [True, False]
    assert [mended.is_working_day(day) for day in swap] == [False, True]
    assert "10/01/2026" in (mended.why_off(swap[0]) or "")


def test_without_a_file_the_calendar_has_the_hours_of_the_settings() -> None:
    hours = OfficeHours()
    assert office_calendar(Settings(office_hours=hours)) == Calendar(hours=hours)
