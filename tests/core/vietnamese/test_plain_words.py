"""Words that say one thing beyond doubt, and their neighbours that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.plain_words import Plain, hands_on, plainly, says_done


@pytest.mark.parametrize(
    ("words", "sense"),
    [
        ("het vuong roi viec 55", Plain.UNBLOCKED),
        ("việc 53 hết vướng", Plain.UNBLOCKED),
        ("v55 đã hết vướng mắc rồi ạ", Plain.UNBLOCKED),
        ("ko vuong nua viec 55", Plain.UNBLOCKED),
        ("không còn vướng", Plain.UNBLOCKED),
        ("việc 55 vẫn còn vướng, chưa hết vướng", None),
        ("việc 55 đang vướng", None),
        ("việc 58 nhận rồi", Plain.ACKNOWLEDGED),
        ("nhận r ạ", Plain.ACKNOWLEDGED),
        ("em đã nhận việc 58", Plain.ACKNOWLEDGED),
        ("nhận được báo cáo của sở rồi", None),
        ("nhận thêm việc 12 nữa", None),
        ("doi 55 con the nao", Plain.ASKS),
        ("việc 28 tới đâu rồi", Plain.ASKS),
        ("xong tới đâu rồi", None),
        ("", None),
    ],
)
def test_what_they_say(words: str, sense: Plain | None) -> None:
    assert plainly(words) is sense


@pytest.mark.parametrize("words", ["xong rồi", "da nop bao cao", "hoàn thành 100%"])
def test_what_speaks_of_an_end(words: str) -> None:
    assert says_done(words)


@pytest.mark.parametrize("words", ["nhắc lại việc 55 lúc 15:00", "mai nhắc lại", "đang làm", ""])
def test_what_does_not(words: str) -> None:
    assert not says_done(words)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("giao việc 26 cho chuyên viên Phòng Năng lượng", (26, "chuyên viên Phòng Năng lượng")),
        ("chuyen v26 cho anh Minh nhe", (26, "anh Minh nhe")),
        ("giao lại việc 5 sang Sở Y tế.", (5, "Sở Y tế")),
        ("giao Sở Y tế báo cáo trước 15/12", None),
        ("giao việc cho anh Minh", None),
        ("giao việc 26 cho ", None),
        ("", None),
    ],
)
def test_to_whom_a_task_is_handed(words: str, meant: tuple[int, str] | None) -> None:
    assert hands_on(words) == meant


@given(st.text(max_size=80))
def test_no_words_break_it(words: str) -> None:
    plainly(words)
    says_done(words)
    hands_on(f"giao việc 1 cho {words}")
