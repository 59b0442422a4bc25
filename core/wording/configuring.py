"""What is wrong with a setting, a calendar file or a plan file: where, and what to write instead."""

import re
from collections.abc import Iterable
from datetime import date

DATABASE = "sqlite:///TỆP hoặc postgresql://TÊN:MẬT_KHẨU@MÁY/CƠ_SỞ_DỮ_LIỆU"
TOKEN = "mã bot do @BotFather cấp: chữ số, dấu hai chấm, chữ cái và chữ số"  # noqa: S105 -- says what one looks like
HTTPS = "https://MÁY (http:// chỉ cho chính máy này)"
HOST = "một địa chỉ IP của máy này, ví dụ 127.0.0.1, 0.0.0.0 hoặc ::1"
PROXY = "http://MÁY:CỔNG hoặc https://MÁY:CỔNG, kèm TÊN:MẬT_KHẨU@ nếu cần"
OFFICE_HOURS = "hai buổi theo thứ tự, ví dụ 07:00-11:30,13:00-17:00"
FILE = "đường dẫn của một tệp"
TITLE = "tên gọi dài nhất 100 chữ cái"
ADDRESS = "cách xưng hô dài nhất 30 chữ cái"


def whole(lowest: int, highest: int) -> str:
    return f"số nguyên từ {lowest} đến {highest}"


def refused(key: str, given: str, accepts: str, *, secret: bool) -> str:
    shown = "giá trị đã ghi (không in ra vì có thể là bí mật)" if secret else f"“{given}”"
    return f"{key}: {shown} không dùng được; hãy ghi {accepts}"


def missing(key: str, accepts: str) -> str:
    return f"{key}: chưa có; hãy ghi {accepts}"


def unknown(key: str, nearest: str | None) -> str:
    meant = f"; có phải là {nearest}?" if nearest else ""
    return f"{key}: không có thiết lập này, bỏ qua{meant}"


def no_such_file(key: str, named: str) -> str:
    return f"{key}: không có tệp “{named}”; hãy ghi đường dẫn của tệp thiết lập"


def not_text(path: str) -> str:
    return f"{path}: không đọc được; cần một tệp văn bản, mã UTF-8"


def at_line(path: str, line: int, why: str) -> str:
    return f"{path}, dòng {line}: {why}"


NOT_UNDERSTOOD = "không hiểu; hãy ghi TÊN=giá trị"


def stranger(key: str, prefix: str) -> str:
    return f"mọi thiết lập bắt đầu bằng {prefix}; {key} thì không"


def unreadable_calendar(path: str) -> str:
    return f"{path}: không đọc được; hãy ghi đường dẫn của tệp ngày nghỉ"


def unreadable_plan(path: str) -> str:
    return f"{path}: không đọc được; hãy ghi đường dẫn của tệp kế hoạch nhắc"


def no_toml(path: str, problem: str) -> str:
    """`problem` is what the reader of TOML says, in English: only the place is taken from it."""
    place = re.search(r"line (\d+), column (\d+)", problem)
    where = f", dòng {place[1]}, cột {place[2]}" if place else ""
    return f"{path}{where}: không đúng dạng TOML; xem tệp mẫu trong docs/"


def other_than_days(path: str) -> str:
    return f"{path}: có nội dung khác ngoài các bảng [[day]]"


def bad_day(path: str, number: int, why: str) -> str:
    return f"{path}, ngày thứ {number} trong tệp: {why}"


TWICE = "ngày này ghi hai lần"


def lacks(key: str) -> str:
    return f"thiếu {key}"


def unknown_key(key: str, known: Iterable[str]) -> str:
    return f"không có mục {key}; các mục là {', '.join(known)}"


def must_be(key: str, kind: type) -> str:
    return f"{key} phải là {_SHAPES[kind]}"


_SHAPES = {date: "ngày, ví dụ 2026-01-02", bool: "true hoặc false", str: "lời trong dấu nháy"}

HOUR = 'giờ, ví dụ "07:30", từ lúc mở cửa đến trước lúc đóng cửa'
LENGTH = 'khoảng thời gian, ví dụ "4h" hoặc "1d"'
LENGTH_OR_MORNING = 'khoảng thời gian, ví dụ "1h"; bỏ đi thì mỗi sáng một lần'
LENGTHS = 'danh sách khoảng thời gian, ví dụ ["7d", "3d", "1d"]'
LEVELS = 'danh sách cặp, ví dụ [["1d", "unit_head"]]'
LATE_LEVELS = 'danh sách cặp, ví dụ [[1, "unit_head"], [3, "monitor"]], tính theo ngày làm việc'
DAYS = "số ngày làm việc, ví dụ 3, nhiều nhất 10"
YES_OR_NO = "true hoặc false"


def no_urgency(name: str, known: Iterable[str]) -> str:
    return f"[{name}] không phải độ khẩn; các độ khẩn là {', '.join(known)}"


def no_table(name: str) -> str:
    return f"[{name}] phải là một bảng"


def in_table(name: str, why: str) -> str:
    return f"[{name}] {why}"


def not_accepted(key: str, value: object, accepts: str) -> str:
    return f"{key}: {value!r} không dùng được; hãy ghi {accepts}"
