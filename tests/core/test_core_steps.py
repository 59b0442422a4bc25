"""The table of legal steps, written out by hand and compared with the rules over every state and step."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.task import CLOSED, IllegalStep, State, Step, is_legal, path

LEGAL = """
    acknowledge       assigned      acknowledged
    progress          assigned      acknowledge acknowledged, working
    progress          acknowledged  working
    progress          working       working
    report            assigned      acknowledge acknowledged, reported
    report            acknowledged  reported
    report            working       reported
    add_evidence      reported      reported
    accept            reported      done
    send_back         reported      working
    recall            assigned      recalled
    recall            acknowledged  recalled
    recall            working       recalled
    recall            reported      recalled
    recall            returning     recalled
    recall            paused        recalled
    pause             assigned      paused
    pause             acknowledged  paused
    pause             working       paused
    resume            paused        working
    reopen            done          working
    reopen            recalled      working
    urge              assigned      assigned
    urge              acknowledged  acknowledged
    urge              working       working
    note              assigned      assigned
    note              acknowledged  acknowledged
    note              working       working
    note              reported      reported
    note              returning     returning
    note              paused        paused
    finish_part       assigned      assigned
    finish_part       acknowledged  acknowledged
    finish_part       working       working
    finish_part       reported      reported
    finish_part       returning     returning
    finish_part       paused        paused
    involve           assigned      assigned
    involve           acknowledged  acknowledged
    involve           working       working
    involve           returning     returning
    involve           paused        paused
    release           assigned      assigned
    release           acknowledged  acknowledged
    release           working       working
    release           returning     returning
    release           paused        paused
    split             assigned      assigned
    split             acknowledged  acknowledged
    split             working       working
    block             assigned      acknowledge acknowledged, acknowledged
    block             acknowledged  acknowledged
    block             working       working
    unblock           assigned      assigned
    unblock           acknowledged  acknowledged
    unblock           working       working
    ask_extension     assigned      acknowledge acknowledged, acknowledged
    ask_extension     acknowledged  acknowledged
    ask_extension     working       working
    grant_extension   assigned      assigned
    grant_extension   acknowledged  acknowledged
    grant_extension   working       working
    refuse_extension  assigned      assigned
    refuse_extension  acknowledged  acknowledged
    refuse_extension  working       working
    offer_extension   assigned      assigned
    offer_extension   acknowledged  acknowledged
    offer_extension   working       working
    take_offer        assigned      assigned
    take_offer        acknowledged  acknowledged
    take_offer        working       working
    decline_offer     assigned      assigned
    decline_offer     acknowledged  acknowledged
    decline_offer     working       working
    set_deadline      assigned      assigned
    set_deadline      acknowledged  acknowledged
    set_deadline      working       working
    set_deadline      paused        paused
    ask_return        assigned      returning
    ask_return        acknowledged  returning
    ask_return        working       returning
    refuse_return     returning     acknowledged
    reassign          assigned      assigned
    reassign          acknowledged  assigned
    reassign          working       assigned
    reassign          returning     assigned
    ask               assigned      assigned
    ask               acknowledged  acknowledged
    ask               working       working
    ask               reported      reported
    ask               returning     returning
    ask               paused        paused
    answer            assigned      assigned
    answer            acknowledged  acknowledged
    answer            working       working
    answer            reported      reported
    answer            returning     returning
    answer            paused        paused
    answer            done          done
    answer            recalled      recalled
    object            assigned      assigned
    object            acknowledged  acknowledged
    object            working       working
    object            reported      reported
    object            returning     returning
    object            paused        paused
    object            done          done
    object            recalled      recalled
    uphold            assigned      assigned
    uphold            acknowledged  acknowledged
    uphold            working       working
    uphold            reported      reported
    uphold            returning     returning
    uphold            paused        paused
    uphold            done          done
    uphold            recalled      recalled
    dismiss           assigned      assigned
    dismiss           acknowledged  acknowledged
    dismiss           working       working
    dismiss           reported      reported
    dismiss           returning     returning
    dismiss           paused        paused
    dismiss           done          done
    dismiss           recalled      recalled
    attach            assigned      assigned
    attach            acknowledged  acknowledged
    attach            working       working
    attach            reported      reported
    attach            returning     returning
    attach            paused        paused
    snooze            assigned      assigned
    snooze            acknowledged  acknowledged
    snooze            working       working
    undo              assigned      assigned
    undo              acknowledged  acknowledged
    undo              working       working
    undo              reported      reported
    undo              returning     returning
    undo              paused        paused
    undo              done          done
    undo              recalled      recalled
"""
Path = tuple[tuple[Step, State, State], ...]


def read(line: str) -> tuple[tuple[Step, State], Path]:
    step, state, *rest = line.split()
    *implied, end = " ".join(rest).split(", ")
    taken: Path = ()
    here = State(state)
    for name, to in (*(words.split() for words in implied), (step, end)):
        taken = (*taken, (Step(name), here, State(to)))
        here = State(to)
    return (Step(step), State(state)), taken


TABLE = dict(map(read, LEGAL.strip().splitlines()))


@pytest.mark.parametrize(("step", "state"), list(product(Step, State)))
def test_every_step_from_every_state(step: Step, state: State) -> None:
    assert is_legal(step, state) is ((step, state) in TABLE)
    if (step, state) in TABLE:
        assert path(step, state) == TABLE[step, state]
    else:
        with pytest.raises(IllegalStep, match=f"{step} is not legal from {state}"):
            path(step, state)


def test_who_forgot_to_acknowledge_has_it_logged_for_him() -> None:
    first, last = path(Step.REPORT, State.ASSIGNED)
    assert first == (Step.ACKNOWLEDGE, State.ASSIGNED, State.ACKNOWLEDGED)
    assert last == (Step.REPORT, State.ACKNOWLEDGED, State.REPORTED)


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_what_is_closed_stays_closed(state: State) -> None:
    """But it may be reopened, what closed it be taken back for some minutes, a question still be answered, and how it
    is counted be contested and put right.
    """
    legal = {step for step in Step if is_legal(step, state)}
    assert legal == {Step.UNDO, Step.ANSWER, Step.REOPEN, Step.OBJECT, Step.UPHOLD, Step.DISMISS}


@pytest.mark.parametrize("state", [State.ASSIGNED, State.ACKNOWLEDGED, State.WORKING])
def test_a_paused_task_goes_on_from_where_it_stood(state: State) -> None:
    ((_, _, rests),) = path(Step.PAUSE, state)
    assert path(Step.RESUME, rests, paused_from=state) == ((Step.RESUME, State.PAUSED, state),)


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_the_log_of_any_life_has_no_gap(steps: list[Step]) -> None:
    here, log = State.ASSIGNED, [State.ASSIGNED]
    for step in steps:
        if is_legal(step, here):
            for _, start, to in path(step, here):
                assert start is log[-1]
                log.append(to)
            here = log[-1]
    assert State.DONE not in log or State.REPORTED in log
