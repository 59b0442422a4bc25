"""Who is silent and whose word answers an urging, told as a log that anyone can read."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.task import Step
from core.urging import Deed, answered, silent, speaks, words_since
from tests.core.office import COORDINATOR, LEAD, LEADER, MONITOR, a_task, at

TASK = a_task(coordinator_ids=frozenset({COORDINATOR}))
WHO = {"lead": LEAD, "helper": COORDINATOR, "monitor": MONITOR, "leader": LEADER}
BOTH = frozenset({LEAD, COORDINATOR})
NOW = at("01/12/2026 09:00")


def log_of(*lines: str) -> list[Deed]:
    """`helper note`; `monitor urge lead helper` names whom it is addressed to, `lead undo 2` what is taken back."""
    deeds = []
    for number, line in enumerate(lines, 1):
        by, step, *rest = line.split()
        is_undo = step == "undo"
        to = frozenset() if is_undo else frozenset(WHO[name] for name in rest)
        undoes = int(rest[0]) if is_undo else None
        deeds.append(Deed(entry=number, step=Step(step), by=WHO[by], at=NOW, to=to, undoes=undoes))
    return deeds


def answers(*lines: str) -> int | None:
    """The urging that the last line answers."""
    urged = answered(log_of(*lines))
    return urged.entry if urged else None


def test_at_first_whoever_has_never_said_a_word_is_silent() -> None:
    assert silent(TASK, log_of("monitor assign"), NOW) == BOTH
    assert silent(TASK, log_of("monitor assign", "helper note"), NOW) == {LEAD}
    assert silent(TASK, log_of("monitor assign", "lead progress", "helper attach"), NOW) == frozenset()


def test_to_sign_for_a_task_is_a_word_only_to_an_urging() -> None:
    assert LEAD in silent(TASK, log_of("monitor assign", "lead acknowledge"), NOW)
    assert LEAD not in silent(TASK, log_of("monitor assign", "monitor urge lead", "lead acknowledge"), NOW)


def test_after_an_urging_only_newer_words_count() -> None:
    told = ("monitor assign", "lead progress", "helper note", "monitor urge lead")
    assert silent(TASK, log_of(*told), NOW) == BOTH
    assert silent(TASK, log_of(*told, "helper note"), NOW) == {LEAD}


def test_what_was_said_in_time_does_not_explain_why_it_is_late() -> None:
    late = TASK.deadline.ends_at
    assert late is not None
    told = log_of("monitor assign", "lead progress")
    assert LEAD not in silent(TASK, told, late - timedelta(minutes=1))
    assert LEAD in silent(TASK, told, late)
    assert LEAD not in silent(TASK, [*told[:1], replace(told[1], at=late)], late)


def test_what_was_taken_back_was_not_said() -> None:
    assert LEAD in silent(TASK, log_of("monitor assign", "lead progress", "lead undo 2"), NOW)


def test_a_new_lead_has_said_nothing_yet() -> None:
    assert LEAD in silent(TASK, log_of("monitor assign", "lead progress", "monitor reassign"), NOW)
    assert LEAD not in silent(TASK, log_of("monitor assign", "monitor reassign", "lead progress"), NOW)
    assert COORDINATOR not in silent(TASK, log_of("monitor assign", "helper note", "monitor reassign"), NOW)


def test_a_coordinator_whose_part_is_done_owes_no_word_but_answers_with_it() -> None:
    done = a_task(coordinator_ids=frozenset({COORDINATOR}), finished_ids=frozenset({COORDINATOR}))
    told = ("monitor assign", "monitor urge lead helper", "helper finish_part", "monitor urge lead")
    assert silent(done, log_of(*told), NOW) == {LEAD}
    assert answers(*told[:3]) == 2


def test_a_lead_whose_report_was_sent_back_is_asked_anew() -> None:
    told = ("monitor urge lead", "lead report", "monitor send_back")
    assert LEAD in silent(TASK, log_of(*told), NOW)
    assert LEAD not in silent(TASK, log_of(*told, "lead progress"), NOW)


def test_what_the_giving_side_decides_is_no_word_about_the_work() -> None:
    assert {step for step in Step if not speaks(step)} >= {Step.ACCEPT, Step.SEND_BACK, Step.SNOOZE, Step.UNDO}
    assert all(speaks(step) for step in (Step.ACKNOWLEDGE, Step.PROGRESS, Step.NOTE, Step.BLOCK, Step.REPORT, Step.ASK))


def test_the_first_word_of_whoever_was_urged_answers_and_the_second_does_not() -> None:
    assert answers("monitor urge lead", "lead acknowledge") == 1
    assert answers("monitor urge lead", "lead acknowledge", "lead progress") is None
    assert answers("monitor urge lead", "helper note") is None
    assert answers("monitor urge lead helper", "lead progress", "helper note") == 1


def test_the_last_who_urged_gets_the_answer() -> None:
    assert answers("monitor urge lead", "leader urge lead", "lead progress") == 2
    assert answers("monitor urge lead", "lead progress", "leader urge lead", "lead progress") == 3


def test_an_answer_that_was_taken_back_may_be_given_again() -> None:
    assert answers("monitor urge lead", "lead report", "lead undo 2") is None
    assert answers("monitor urge lead", "lead report", "lead undo 2", "lead progress") == 1


def test_nothing_is_answered_where_nobody_urged() -> None:
    assert answers("monitor assign", "lead progress") is None


lives = st.lists(
    st.sampled_from(
        [
            "lead progress",
            "lead acknowledge",
            "helper note",
            "monitor urge lead",
            "leader urge lead helper",
            "lead undo 1",
        ]
    ),
    min_size=1,
    max_size=12,
)


@given(lives)
def test_whoever_is_not_silent_has_a_word_that_can_be_shown(lines: list[str]) -> None:
    deeds = log_of(*lines)
    said = words_since(TASK, deeds, NOW)
    assert silent(TASK, deeds, NOW) | {deed.by for deed in said} == BOTH
    assert all(deed in deeds for deed in said)


@given(lives)
def test_of_one_urging_each_person_gives_one_answer(lines: list[str]) -> None:
    deeds = [deed for deed in log_of(*lines) if deed.step is not Step.UNDO]
    given_answers = [
        (urging.entry, deeds[end - 1].by) for end in range(1, len(deeds) + 1) if (urging := answered(deeds[:end]))
    ]
    assert len(given_answers) == len(set(given_answers))
