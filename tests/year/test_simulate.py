"""`nhacviec simulate` as somebody runs it: what is printed, the exit code, and the same year for the same seed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from app import cli
from core.wording import year_report as words
from core.wording.report_words import RATE_ALL, RATE_DUE
from service.year import show
from service.year.promises import Broken

pytestmark = pytest.mark.timeout(900)
TINY = ("simulate", "--people", "12", "--tasks", "6", "--months", "1")


def _hash(hash_seed: str, *facts: str) -> str:
    """Of a year in a process of its own."""
    command = [str(Path(sys.executable).parent / "nhacviec"), *TINY, *facts]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "COLUMNS": "160"}
    printed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    found = re.search(r"([0-9a-f]{16})", printed.partition(words.HASH)[2])
    assert found, printed
    return found[1]


def test_the_same_seed_is_the_same_year_whatever_the_process() -> None:
    assert _hash("1", "--seed", "5") == _hash("2", "--seed", "5")


def test_the_papers_say_what_the_year_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("app.console", Console(width=160))
    ended = CliRunner().invoke(cli, [*TINY, "--seed", "6", "--papers", str(tmp_path)])
    text = (tmp_path / "bao-cao-nam-2026.txt").read_text("utf-8")
    for rate in (RATE_DUE, RATE_ALL):
        (told,) = re.findall(rf"{rate}: .*\((\d+/\d+)\)", text)
        assert re.search(rf"{rate} *│ .*\({told}\)|{rate} *│ không có việc nào", ended.output)


def test_a_broken_promise_is_named_and_ends_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.console", Console(width=160))
    monkeypatch.setattr(show, "judge", lambda record: {4: [Broken(number=4, what=words.AT_NIGHT, at=record.world.end)]})
    ended = CliRunner().invoke(cli, [*TINY, "--seed", "6"])
    assert ended.exit_code == 1
    assert f"4. {'04/02/2026'}" in ended.output or words.AT_NIGHT in ended.output


def test_a_kept_year_prints_people_rates_and_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.console", Console(width=160))
    ended = CliRunner().invoke(cli, [*TINY, "--seed", "6"])
    assert ended.exit_code == 0
    for told in (words.PEOPLE_TITLE, RATE_DUE, RATE_ALL, words.HASH, words.KEPT, words.NOT_JUDGED):
        assert told in ended.output
