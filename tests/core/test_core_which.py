"""Which task a reply is about, in the order of how sure the clue is; what is not clear is offered, not chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.which import Candidate, Clues, How, likeness, which

TITLES = {
    1: "Báo cáo cải cách hành chính quý IV",
    2: "Báo cáo công tác thanh niên năm 2026",
    3: "Đề án vị trí việc làm",
    4: "Rà soát thủ tục hành chính cấp xã",
}
OWN = tuple(Candidate(task_id=number, title=title) for number, title in TITLES.items())


@pytest.mark.parametrize(
    ("clues", "how", "meant"),
    [
        (Clues(numbers=[3], talked_of=1, spoken_of=2, own=OWN), How.NUMBER, (3,)),
        (Clues(numbers=[3, 4], own=OWN), How.NUMBER, (3, 4)),
        (Clues(answered=[2], talked_of=1, spoken_of=3, own=OWN), How.REPLY, (2,)),
        (Clues(talked_of=1, spoken_of=3, own=OWN), How.DIALOG, (1,)),
        (Clues(spoken_of=3, own=OWN), How.LAST, (3,)),
        (Clues(own=OWN[:1]), How.ONLY, (1,)),
        (Clues(numbers=[2], answered=[2], own=OWN), How.NUMBER, (2,)),
    ],
)
def test_the_surest_clue_decides(clues: Clues, how: How, meant: tuple[int, ...]) -> None:
    found = which("dạ em làm rồi", clues)
    assert (found.how, found.task_ids, found.offered) == (how, meant, ())


def test_a_number_that_contradicts_what_is_answered_is_asked_about() -> None:
    found = which("việc 1 xong", Clues(numbers=[1], answered=[2], own=OWN))
    assert (found.task_ids, found.offered) == ((), (2, 1))


def test_of_a_message_on_several_tasks_one_of_them_is_meant() -> None:
    found = which("dạ em làm rồi", Clues(answered=[2, 3], spoken_of=1, own=OWN))
    assert (found.task_ids, found.offered) == ((), (2, 3))


def test_a_last_nudge_on_somebody_elses_task_is_no_clue() -> None:
    assert which("dạ em làm rồi", Clues(spoken_of=99, own=OWN)).offered == (1, 2, 3, 4)


def test_with_nothing_open_nothing_is_offered() -> None:
    found = which("xong rồi", Clues())
    assert (found.task_ids, found.offered) == ((), ())


@pytest.mark.parametrize(
    ("words", "task_id"),
    [
        ("đề án vị trí việc làm xong rồi", 3),
        ("de an vi tri viec lam xong roi", 3),
        ("báo cáo thanh niên em gửi rồi", 2),
        ("bao cao cong tac thanh nein da nop", 2),
        ("cải cách quý IV đang làm", 1),
        ("rà soát thủ tục cấp xã mai xong", 4),
    ],
)
def test_words_of_the_title_name_the_task(words: str, task_id: int) -> None:
    found = which(words, Clues(spoken_of=1, own=OWN))
    assert (found.how, found.task_ids) == (How.TITLE, (task_id,))


def test_words_that_two_titles_share_are_asked_about() -> None:
    found = which("cái vụ hành chính xong rồi", Clues(own=OWN))
    assert (found.task_ids, found.offered) == ((), (1, 4))


def test_a_clear_title_beside_what_is_talked_of_is_asked_about() -> None:
    found = which("đề án vị trí việc làm xong rồi", Clues(talked_of=1, own=OWN))
    assert (found.task_ids, found.offered) == ((), (3, 1))


@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=6))
def test_likeness_is_never_negative_and_never_fails(text: str, titles: list[str]) -> None:
    scores = likeness(text, titles)
    assert len(scores) == len(titles)
    assert all(score >= 0 for score in scores)


@given(st.text(max_size=100), st.lists(st.integers(1, 9), max_size=3), st.lists(st.integers(1, 9), max_size=3))
def test_nothing_is_both_chosen_and_offered(text: str, numbers: list[int], answered: list[int]) -> None:
    found = which(text, Clues(numbers=numbers, answered=answered, spoken_of=2, own=OWN))
    assert not (found.task_ids and found.offered)
    assert bool(found.task_ids) is (found.how is not How.NOTHING)
