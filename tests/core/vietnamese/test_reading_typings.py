"""Ten thousand replies put together from everyday parts: however they are typed, they mean the same, or it is asked."""

import random
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

import pytest

from core.vietnamese.normalise import fold
from core.vietnamese.reading import Reading, read
from tests.core.vietnamese.date_cases import CALENDAR, NOW

OPENINGS = ["", "", "dạ ", "dạ em ", "em ", "anh ơi ", "báo cáo anh ", "chào chị, "]
TASKS = ["", "", "việc 12 ", "việc số 7 ", "báo cáo quý IV ", "đề án vị trí việc làm ", "kế hoạch chuyển đổi số "]
CLOSINGS = ["", "", " ạ", " nhé", " nha anh", " nghen", " rồi báo anh sau"]
REASONS = [" vì chờ Sở Tài chính thẩm định", " do mưa bão kéo dài", " vì chưa có số liệu của xã", " do máy chủ bị lỗi"]
DAYS = ["thứ sáu tuần sau", "ngày 15/12", "20/12/2026", "mai", "cuối tháng này", "thứ hai", "ngày mùng 5 tháng 12"]
LENGTHS = ["3 ngày", "một tuần", "2 ngày làm việc", "năm ngày"]
SHARES = ["70%", "8/10 nội dung", "một nửa", "sáu mươi phần trăm", "2/3 số xã"]
MIDDLES = [
    "đã nhận được việc",
    "nhận được rồi, sẽ làm ngay",
    "đang làm, được {share}",
    "đang triển khai, khoảng {share}",
    "đang chờ lãnh đạo ký",
    "đã hoàn thành và gửi văn phòng",
    "xong rồi",
    "nộp xong hôm qua",
    "đã ban hành công văn số 123/SNV-CCHC",
    "chưa làm được",
    "chưa xong",
    "xin gia hạn đến {day}{reason}",
    "xin thêm {length}{reason}",
    "cho em lùi đến {day}{reason}",
    "đang bị vướng{reason}",
    "chưa triển khai được{reason}",
    "không thuộc thẩm quyền của đơn vị, đề nghị chuyển Sở Công Thương",
    "hẹn {day} xong",
    "{day} em nộp",
    "còn {share} chưa làm",
]


def a_reply(pick: random.Random) -> str:
    middle = pick.choice(MIDDLES).format(
        share=pick.choice(SHARES), day=pick.choice(DAYS), length=pick.choice(LENGTHS), reason=pick.choice(REASONS)
    )
    return f"{pick.choice(OPENINGS)}{pick.choice(TASKS)}{middle}{pick.choice(CLOSINGS)}"


def replies(count: int) -> list[str]:
    pick = random.Random(20261126)
    return sorted({a_reply(pick) for _ in range(count * 2)}, key=lambda text: pick.random())[:count]


class Gist(NamedTuple):
    """What a reply does; the words of its reason may be cut a little otherwise."""

    intent: str
    task_no: int | None
    percent: float | None
    date: str
    length: str


def gist(reading: Reading) -> Gist:
    return Gist(
        reading.intent, reading.task_no, reading.percent, f"{reading.date} {reading.time}", str(reading.duration)
    )


REPLIES = replies(10_000)
TYPINGS: dict[str, Callable[[str], str]] = {
    "unaccented": fold,
    "capitals": str.upper,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "spaces": lambda text: f"  {text.replace(' ', '   ')} ",
}


@pytest.mark.parametrize("typing", TYPINGS)
def test_typed_otherwise_it_means_the_same_or_is_asked(typing: str) -> None:
    wrong = []
    for text in REPLIES:
        accented, otherwise = read(text, NOW, CALENDAR), read(TYPINGS[typing](text), NOW, CALENDAR)
        if gist(accented) != gist(otherwise) and not (otherwise.confirm or accented.confirm):
            wrong.append((text, gist(accented), gist(otherwise)))
    assert wrong == []
