"""Any life of an office keeps the promises; and when a rule is left out, the promise that it kept is missed."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from db.outbox import BUNDLED, Priority
from tests.usecases.any_life import Ground
from tests.usecases.any_life_machine import AnyLife


@pytest.fixture(scope="module")
def ground(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(sqlite_template, tmp_path_factory.mktemp("life"))


CAREFUL = settings(
    max_examples=200,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)


def live(ground: Ground, careful: settings = CAREFUL) -> None:
    run_state_machine_as_test(lambda: AnyLife(ground), settings=careful)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_whatever_happens_the_promises_are_kept(ground: Ground) -> None:
    live(ground)


HASTY = settings(CAREFUL, max_examples=100, phases=[Phase.generate], report_multiple_bugs=False)


async def forgets(*_: Any, **__: Any) -> int:
    return 0


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("where", "instead", "broken"),
    [
        ("usecases.bundle._is_true", lambda _row, _found: True, "after the fact|does not owe"),
        ("usecases.deliver._priorities", lambda _policy, _now: tuple(Priority), "in quiet hours"),
        ("usecases.deliver._may_wait", lambda row: row.kind in BUNDLED and row.edits is None, "passes at any hour"),
        ("usecases.compose.REPEAT_MARK", "", "without a mark"),
        ("usecases.steps.log.note", lambda *_, **__: None, "without a step"),
        ("db.queue.reap", forgets, "is stuck"),
        ("core.roles.NOT_ON_OWN_WORK", frozenset(), "on his own work"),
        ("core.task.Task.waiting_ids", property(lambda task: task.helper_ids), "that he does not owe"),
        ("db.parts.put", forgets, "was let go|was involved|still owes it"),
        ("usecases.report.check_children", forgets, "was reported before its parts"),
        ("usecases.split.unfit", lambda *_: None, "ends after the whole"),
    ],
)
def test_what_is_left_out_is_missed(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, where: str, instead: Any, broken: str
) -> None:
    monkeypatch.setattr(where, instead)
    with pytest.raises(AssertionError, match=broken):
        live(ground, HASTY)
