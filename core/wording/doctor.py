"""What `nhacviec doctor` says to the person who looks after the machine: one line per thing examined."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from core.wording.days import on_day

SETTINGS = "Cài đặt"
DATABASE = "Cơ sở dữ liệu"
MIGRATIONS = "Phiên bản dữ liệu"
MESSENGER = "Kết nối Telegram"
TOKEN = "Mã bot"  # noqa: S105 - the name of a line
CLOCK = "Đồng hồ"
CALENDAR = "Lịch làm việc"
PLANS = "Kế hoạch nhắc"

UPGRADE = "chạy: nhacviec db upgrade"
NOT_EXAMINED = "chưa kiểm tra được, hãy xử lý các dòng trên trước"


class Trouble(StrEnum):
    """Why the messenger did not answer as it should."""

    TIMEOUT = "timeout"
    PROXY = "proxy"
    UNREACHABLE = "unreachable"
    STRANGER = "stranger"


_TROUBLES = {
    Trouble.TIMEOUT: "quá thời gian chờ; mạng chậm hoặc bị chặn",
    Trouble.PROXY: "máy chủ proxy từ chối; xem lại NHACVIEC_TELEGRAM_PROXY",
    Trouble.UNREACHABLE: "không kết nối được; kiểm tra mạng, tường lửa, hoặc đặt NHACVIEC_TELEGRAM_PROXY",
    Trouble.STRANGER: "có nơi trả lời nhưng không phải Bot API; xem lại NHACVIEC_TELEGRAM_API và proxy",
}


def line(name: str, ok: bool, said: str) -> str:
    return f"{'✅' if ok else '❌'} {name}: {said}"


def settings_read(unknown: tuple[str, ...]) -> str:
    return "; ".join(("đọc được", *unknown))


def database_works(where: str, facts: dict[str, str]) -> str:
    told = ", ".join(f"{key} {value}" for key, value in facts.items())
    return f"{where}: đọc, ghi được ({told})"


def database_forgets(where: str, facts: dict[str, str]) -> str:
    return f"{database_works(where, facts)}; synchronous phải là FULL, nếu không mất điện sẽ mất dữ liệu"


def database_absent(where: str) -> str:
    return f"{where}: chưa có; {UPGRADE}"


def database_fails(where: str, why: str) -> str:
    return f"{where}: không dùng được ({why})"


def database_silent(where: str) -> str:
    return f"{where}: không trả lời"


def migrations_new(revision: str | None) -> str:
    return f"mới nhất ({revision})"


def migrations_old(revision: str | None, newest: str | None) -> str:
    return f"đang là {revision or 'trống'}, cần {newest}; {UPGRADE}"


def messenger_answers(address: str) -> str:
    return f"{address} trả lời"


def messenger_fails(address: str, trouble: Trouble) -> str:
    return f"{address}: {_TROUBLES[trouble]}"


def token_works(username: str) -> str:
    return f"đúng, bot là @{username}"


def token_missing() -> str:
    return "chưa có; đặt NHACVIEC_TELEGRAM_TOKEN (lấy từ @BotFather)"


def token_refused() -> str:
    return "Telegram không nhận; sao chép lại mã từ @BotFather"


def token_unknown() -> str:
    return "chưa kiểm tra được vì Telegram không trả lời bình thường"


def clock_right(zone: str) -> str:
    return f"đúng giờ; múi giờ của máy là {zone}, dịch vụ luôn tính theo giờ Việt Nam"


def clock_wrong(zone: str, ahead: timedelta) -> str:
    direction = "nhanh" if ahead > timedelta() else "chậm"
    seconds = round(abs(ahead).total_seconds())
    return f"{direction} {seconds} giây so với Telegram (múi giờ của máy là {zone}); bật đồng bộ giờ (NTP)"


def clock_unknown(zone: str) -> str:
    return f"không có gì để so; múi giờ của máy là {zone}, dịch vụ luôn tính theo giờ Việt Nam"


def calendar_known(holidays: dict[int, int], overrides: int, next_working_day: date, now: datetime) -> str:
    years = ", ".join(f"{year} có {count} ngày lễ" for year, count in holidays.items())
    return f"{years}; {overrides} ngày do cơ quan đặt; ngày làm việc tiếp theo là {on_day(next_working_day, now)}"


def calendar_unknown(years: list[int]) -> str:
    return f"không biết ngày lễ của {', '.join(map(str, years))}; cần bản mới của phần mềm"


def plans_read(path: str | None) -> str:
    return f"theo tệp {path}" if path else "mặc định"
