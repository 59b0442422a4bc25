"""Tasks that are taken out of what is said: never finished by it, while the others are."""

from datetime import datetime

import pytest

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese.intents import Intent
from core.vietnamese.normalise import fold
from core.vietnamese.reading import Reading, read

NOW = datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE)


def reading(text: str) -> Reading:
    return read(text, NOW, Calendar())


def said(text: str) -> dict[int | None, str]:
    """What is said of each task; of all that are open under None."""
    whole = reading(text)
    return {each.task_no: str(each.intent) for each in whole.items or (whole,)}


@pytest.mark.parametrize("retype", [str, fold])
@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("việc 57 và 58 xong rồi trừ 58", {57: "done"}),
        ("việc 28, 55 và 57 xong rồi trừ 57", {28: "done", 55: "done"}),
        ("trừ 58, việc 57 với 58 xong rồi", {57: "done"}),
        ("việc 57 58 59 xong trừ 58 59", {57: "done"}),
        ("việc 57 xong rồi, không tính việc 58", {57: "done"}),
        ("việc 57, 58, 59 xong, còn mỗi 58", {57: "done", 59: "done"}),
        ("việc 57 và 58 xong, còn việc 59 nữa", {57: "done", 58: "done"}),
        ("việc 57, 58 đang làm, ngoại trừ việc 58 nhé", {57: "progress"}),
        ("việc 57 58 xong, riêng việc 58 thì chưa", {57: "done", 58: "not_done"}),
        ("việc 57, 58 chưa xong, riêng 58 xong rồi", {57: "not_done", 58: "done"}),
        ("việc 57 và 58 xong rồi, trừ việc 58 đang vướng chờ kinh phí", {57: "done", 58: "blocked"}),
    ],
)
def test_named_tasks(text: str, tasks: dict[int, str], retype: type[str]) -> None:
    assert said(retype(text)) == tasks


@pytest.mark.parametrize("retype", [str, fold])
@pytest.mark.parametrize(
    "text",
    [
        "mọi việc đều xong, trừ việc 61",
        "tất cả các việc đều xong, ngoại trừ việc 61",
        "xong hết các việc, chỉ còn việc 61",
        "xong hết rồi chỉ còn 61",
        "các việc đều xong hết rồi không kể việc 61",
        "trừ việc 61, các việc khác đều xong",
        "bỏ việc 61 ra thì xong hết",
        "trừ việc 61 chưa xong thì các việc khác xong hết",
        "ngoài việc 61 ra thì các việc khác xong hết rồi",
        "tất cả xong rồi, riêng 61 thì chưa",
        "em xong hết việc rồi, trừ mỗi việc 61",
    ],
)
def test_every_task_but_one(text: str, retype: type[str]) -> None:
    whole = reading(retype(text))
    assert (whole.intent, whole.items[0].intent, whole.items[0].every_task) == (Intent.MULTI, Intent.DONE, True)
    assert whole.items[0].but == (61,)
    assert said(retype(text)).get(61) in (None, "not_done")


@pytest.mark.parametrize(
    "text", ["trừ việc 61", "việc 58 xong rồi trừ 58", "xong hết trừ 5 xã", "việc 57, 58 nhận rồi, trừ 58"]
)
def test_nothing_is_finished_when_nothing_is_left(text: str) -> None:
    assert "done" not in said(text).values()


@pytest.mark.parametrize(
    "text", ["đã giải quyết 12 hồ sơ, chỉ còn 5", "lưu trữ 58 hồ sơ xong", "em chỉ còn việc 61 chưa xong"]
)
def test_nothing_is_taken_out(text: str) -> None:
    assert reading(text).why != "an exception"
