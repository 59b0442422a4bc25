"""Tables of what a reply says besides its intent, and of the traps that must not be read as done."""

from datetime import date, datetime, time
from typing import Any

import pytest

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese.intents import Intent
from core.vietnamese.reading import Reading, read, to_json

NOW = datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE)


def reading(text: str) -> Reading:
    return read(text, NOW, Calendar())


@pytest.mark.parametrize(
    "text",
    [
        "xong đời em rồi",
        "họp xong em làm",
        "xong dự thảo rồi",
        "gần xong rồi ạ",
        "xong chưa anh?",
        "xong đâu mà xong",
        "chắc là xong rồi",
        "anh Nam báo xong rồi",
        "nếu chiều nay họ trả lời thì em xong",
        "mai em xong",
        "tưởng xong rồi mà chưa",
        "em trình ký xong rồi",
        "hoàn thành 90%",
        "đã hoàn thành 3/5 chỉ tiêu",
        "gửi rồi nhưng bị trả lại",
        "đã gửi công văn đề nghị các xã báo cáo",
        "khi nào xong em báo",
        "r",
        "giá mà xong rồi",
        "phần em xong rồi, phần chị Mai chưa",
        "xong việc 3 chưa anh",
        "sẽ xong trước thứ 6",
        "ai bảo xong",
        "làm sao xong được anh",
    ],
)
def test_is_not_done(text: str) -> None:
    assert reading(text).intent is not Intent.DONE


@pytest.mark.parametrize(
    "text",
    [
        "xong rồi ạ",
        "không còn vướng mắc gì, đã hoàn thành",
        "chẳng phải em nộp rồi sao anh",
        "chưa đến hạn nhưng em xong rồi ạ",
        "em làm xong em gửi lên hệ thống rồi nhé",
        "ddax xong rooif",
        "đãxong",
        "xogn r nha",
        "DA XONG ROI",
    ],
)
def test_is_done(text: str) -> None:
    assert reading(text).intent is Intent.DONE


@pytest.mark.parametrize(
    "text",
    [
        "xóa việc 55 giùm",
        "giùm em việc 58",
        "gium em viec 58",
        "làm giùm em việc 58",
        "hủy việc 55 giúp em",
        "sửa tên việc 58 giùm",
        "bỏ việc 58 giúp em",
        "việc 55 em xin",
    ],
)
def test_a_favour_says_nothing_of_the_task(text: str) -> None:
    assert reading(text).intent is Intent.CLARIFY


@pytest.mark.parametrize(
    "text",
    [
        "lùi giùm em việc 58",
        "gia hạn giùm em việc 58 tới 30/12",
        "việc 58 không kịp rồi, giúp em với",
        "nới giùm việc 58",
    ],
)
def test_a_favour_of_time_is_one(text: str) -> None:
    assert reading(text).intent is Intent.EXTEND


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("e chịu, k làm nổi đâu sếp ơi", None),
        ("việc 55 kẹt rồi", None),
        ("thua luôn sếp, không làm được đâu", None),
        ("việc 55 khó quá, không làm được, thiếu người", "thiếu người"),
    ],
)
def test_a_sigh_is_no_reason(text: str, reason: str | None) -> None:
    found = reading(text)
    assert (found.intent, found.reason) == (Intent.BLOCKED, reason)


@pytest.mark.parametrize(
    "part", ["sáng nay xong nửa", "hôm nay được nửa rồi", "hồi sáng xong nửa", "9h sáng nay xong 50%"]
)
def test_the_moment_of_what_is_done_is_no_promise(part: str) -> None:
    found = reading(f"việc 55 {part}")
    assert (found.intent, found.task_no, found.percent, found.date) == (Intent.PROGRESS, 55, 50, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("việc 55 được 50%, chiều nay xong", date(2026, 11, 26)),
        ("việc 55 sáng nay xong nửa, chiều nay nộp", date(2026, 11, 26)),
        ("việc 55 hôm nay đạt 50%, mai xong nốt", date(2026, 11, 27)),
        ("việc 55 được 50% tuần sau em nộp", date(2026, 12, 4)),
        ("việc 55 tuần sau em nộp", date(2026, 12, 4)),
        ("việc 55 ngày 30/11 em nộp", date(2026, 11, 30)),
    ],
)
def test_a_promise_beside_what_is_done(text: str, day: date) -> None:
    found = reading(text)
    assert (found.task_no, found.date, found.date_role) == (55, day, "promise")


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("còn 30% nữa thôi anh", 70),
        ("được 12/20 xã rồi", 60),
        ("62,5%", 62.5),
        ("đang làm được sáu chục phần trăm", 60),
        ("được hơn nửa rồi", None),
        ("tỷ lệ giải ngân đạt 48% nhưng tiến độ mới đạt 35%", 35),
        ("đã tạm ứng 30% giá trị hợp đồng, đang thi công", None),
    ],
)
def test_percent(text: str, percent: float | None) -> None:
    assert reading(text).percent == percent


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("việc 12 xong", [12]),
        ("v12 ht r", [12]),
        ("vc 57 e đg lm r nha, dc tầm 60%", [57]),
        ("vịec 57 xong rồi", [57]),
        ("tuyển 5 vc 10 cc xong rồi", []),
        ("#12 xong", [12]),
        ("nv 14 đang làm", [14]),
        ("nhiệm vụ số 14 đang làm", [14]),
        ("2 việc 12 và 15 em xong rồi", [12, 15]),
        ("mấy việc 1 tới 4 xong hết rồi", [1, 2, 3, 4]),
        ("12 xong rồi, 13 được nửa, 14 chưa làm", [12, 13, 14]),
        ("việc số ba em xong rồi", [3]),
        ("vướng, 12 hộ dân chưa đồng ý", []),
        ("được 8/10 nội dung rồi", []),
        ("xin thêm 3 ngày", []),
    ],
)
def test_tasks(text: str, tasks: list[int]) -> None:
    found = reading(text)
    named = [item.task_no for item in found.items] or ([found.task_no] if found.task_no else [])
    assert named == tasks


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("em xin gia hạn đến 8/12 vì chờ Sở Tài chính cho ý kiến ạ", "chờ Sở Tài chính cho ý kiến"),
        ("chưa có kinh phí nên chưa triển khai", "chưa có kinh phí"),
        ("việc 10 bị vướng mặt bằng", "vướng mặt bằng"),
        ("kẹt rồi anh, bên STC hông chịu ký", "bên STC hông chịu ký"),
        ("dời tới 12/12 giùm em nghen, bữa rày mắc họp hoài", "bữa rày mắc họp hoài"),
        ("em quên mất, chưa làm", "quên mất"),
        ("không thuộc thẩm quyền của xã, đề nghị chuyển Sở Nội vụ", "không thuộc thẩm quyền của xã"),
        ("đang chờ anh Hải ký", None),
        ("xong rồi ạ", None),
    ],
)
def test_reason(text: str, why: str | None) -> None:
    assert reading(text).reason == why


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("đề nghị chuyển Sở Văn hóa, Thể thao và Du lịch chủ trì", "Sở Văn hóa, Thể thao và Du lịch"),
        ("việc này của bên anh Ba", "anh Ba"),
        ("chuyen nham roi, cai nay cua so cong thuong", "so cong thuong"),
        ("cái này chị Hạnh phòng Tổng hợp làm ạ", "chị Hạnh phòng Tổng hợp"),
        ("nv này k thuộc tq của đv, đn chuyển SNV", "SNV"),
        ("việc này không phải của em", None),
    ],
)
def test_forward_to(text: str, to: str | None) -> None:
    found = reading(text)
    assert (found.intent, found.forward_to) == (Intent.REJECT_NOT_MINE, to)


@pytest.mark.parametrize(
    ("text", "day", "role"),
    [
        ("xin lùi đến thứ 6 tuần sau", date(2026, 12, 4), "extend_to"),
        ("mai em nộp", date(2026, 11, 27), "promise"),
        ("mai em làm", None, None),
        ("gửi từ hôm thứ hai rồi", date(2026, 11, 23), "done_on"),
        ("hạn 30/11 gấp quá, cho em đến 7/12", date(2026, 12, 7), "extend_to"),
        ("hạn 30/11 hay 5/12 vậy anh?", None, None),
        ("đã gửi báo cáo số 12/BC-SYT ngày 24/11", date(2026, 11, 24), "done_on"),
    ],
)
def test_day(text: str, day: date | None, role: str | None) -> None:
    found = reading(text)
    assert (found.date, found.date_role) == (day, role)


def test_hour_and_length() -> None:
    assert reading("cho em đến 10h sáng mai nhé").time == time(10)
    length = reading("xin thêm 5 ngày làm việc").duration
    assert length is not None
    assert (length.n, length.unit, length.working) == (5, "day", True)


@pytest.mark.parametrize("text", ["chắc xong rồi", "xin lùi đến 31/11", "12", "nếu họ trả lời thì mai em gửi"])
def test_doubt_asks(text: str) -> None:
    assert reading(text).confirm


def test_evidence_names_the_deciding_words() -> None:
    assert "xong" in reading("dạ em xong rồi").evidence


def test_each_task_has_its_own_reading() -> None:
    found: dict[str, Any] = to_json(reading("nv 4 ht r, nv 6 xin gh đến 7/12, nv 8 vướng kp"))
    assert found["intent"] == "multi"
    assert found["items"] == [
        {"task_no": 4, "intent": "done"},
        {"task_no": 6, "intent": "extend", "date": "2026-12-07", "date_role": "extend_to"},
        {"task_no": 8, "intent": "blocked", "reason": "vướng kp"},
    ]


def test_every_task_at_once_is_several() -> None:
    found = to_json(reading("tất cả các việc em xong hết rồi"))
    assert (found["intent"], found["items"]) == ("multi", [{"task_no": "all", "intent": "done"}])
