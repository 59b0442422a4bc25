"""The office's own plans from a file: what follows from what, and where a bad file is bad."""

from datetime import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import cli
from core.calendar import OfficeHours
from core.plan import Wait, plans
from core.slot import Audience
from core.task import Urgency
from service.plan_file import read_plans
from service.settings import BadSetting, Settings
from service.wiring import policy_of

EXAMPLE = Path(__file__).parents[2] / "docs" / "plan.example.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.toml"


def test_the_example_says_what_holds_anyway() -> None:
    assert read_plans(EXAMPLE, OfficeHours()) == plans()


def test_the_urgent_ones_follow_from_the_normal_one_but_for_what_they_say(file: Path) -> None:
    file.write_text('[normal]\nbefore = ["10d", "2d"]\nmorning = "08:00"\n[urgent]\naccept_within = "3h"\n', "utf-8")
    read = read_plans(file, OfficeHours())
    assert read[Urgency.URGENT].before == (Wait(days=5), Wait(days=1))
    assert read[Urgency.URGENT].accept_within == Wait(hours=3)
    assert {plan.morning for plan in read.values()} == {time(8)}


def test_new_tasks_begin_with_it(file: Path) -> None:
    file.write_text('[normal]\nlate_levels = [[2, "leader"]]\n', "utf-8")
    policy = policy_of(Settings(plans=file))
    assert policy.plan.late_levels == ((2, Audience.LEADER),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[normal", "không đúng dạng TOML"),
        ("[slow]", "[slow] không phải độ khẩn; các độ khẩn là normal, urgent, very_urgent, top_urgent"),
        ("normal = 1", "[normal] phải là một bảng"),
        ("[normal]\nbefor = []", "[normal] không có mục befor"),
        ('[normal]\nmorning = "06:30"', "từ lúc mở cửa đến trước lúc đóng cửa"),
        ('[normal]\nmorning = "17:00"', "từ lúc mở cửa đến trước lúc đóng cửa"),
        ("[normal]\nmorning = 7", "từ lúc mở cửa đến trước lúc đóng cửa"),
        ('[normal]\nbefore = "7d"', "danh sách khoảng thời gian"),
        ('[normal]\nbefore = ["7d", "7d"]', "danh sách khoảng thời gian"),
        ('[normal]\nbefore = ["seven"]', "danh sách khoảng thời gian"),
        ('[normal]\nlate_levels = [[-1, "leader"]]', "danh sách cặp"),
        ('[normal]\nlate_levels = [[1, "boss"]]', "danh sách cặp"),
        ("[normal]\nlate_levels = [1]", "danh sách cặp"),
        ('[normal]\naccept_within = "0h"', 'khoảng thời gian, ví dụ "4h"'),
        ("[normal]\naccept_within = []", 'khoảng thời gian, ví dụ "4h"'),
        ("[normal]\nperiod_before = 11", "số ngày làm việc"),
        ('[normal]\nperiod_late = "3"', "số ngày làm việc"),
        ("[normal]\nperiod_late = true", "số ngày làm việc"),
        ('[top_urgent]\nat_once = "yes"', "true hoặc false"),
    ],
)
def test_a_bad_file_is_refused_with_the_place(file: Path, content: str, said: str) -> None:
    file.write_text(content, "utf-8")
    with pytest.raises(BadSetting) as caught:
        read_plans(file, OfficeHours())
    assert str(caught.value).startswith(str(file))
    assert said in str(caught.value)


def test_everything_that_is_wrong_is_told_at_once(file: Path) -> None:
    file.write_text('[normal]\nmorning = "03:00"\n[urgent]\nbefore = 3\n', "utf-8")
    with pytest.raises(BadSetting) as caught:
        read_plans(file, OfficeHours())
    assert len(caught.value.problems) == 2


def test_the_command_shows_what_holds_and_checks_a_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    shown = CliRunner().invoke(cli, ["plan", "show"])
    assert (shown.exit_code, "NHACVIEC_PLANS" in shown.output, "Hỏa tốc" in shown.output) == (0, True, True)
    assert CliRunner().invoke(cli, ["plan", "check", str(file)]).exit_code == 1
    file.write_text("[normal]\nmorning = 1\n", "utf-8")
    assert CliRunner().invoke(cli, ["plan", "check", str(file)]).exit_code == 1
    file.write_text("", "utf-8")
    assert "hợp lệ" in CliRunner().invoke(cli, ["plan", "check", str(file)]).output
