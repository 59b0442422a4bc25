"""What the command line says to whoever runs the service."""

from collections.abc import Sequence

from core.wording.views import TaskView
from core.wording.voice import shorten


def page_is_up(url: str) -> str:
    return f"Mở trình duyệt tại {url} để xem các điện thoại. Dừng: Ctrl+C."


def web_is_up(url: str) -> str:
    return f"Sức khỏe dịch vụ: {url}/healthz, số đo: {url}/metrics, lịch: gõ /dongbolich trong điện thoại."


def office_moves_in(folder: str) -> str:
    return f"Dữ liệu chạy thử nằm trong {folder}; xóa thư mục này để bắt đầu lại."


def port_taken(port: int) -> str:
    return f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: make demo PORT={port + 1}"


def folder_in_use(folder: str) -> str:
    return f"Một bản chạy thử khác đang dùng thư mục {folder}. Dừng bản đó, hoặc chọn thư mục khác bằng --folder."


def cannot_keep(folder: str, why: str) -> str:
    return f"Không dùng được thư mục {folder}: {why}. Chọn thư mục khác bằng --folder."


def no_database(why: str) -> str:
    return f"Không mở được cơ sở dữ liệu (NHACVIEC_DATABASE_URL): {why}"


def not_founded() -> str:
    return "Chưa có cơ sở dữ liệu ở nơi đã đặt (NHACVIEC_DATABASE_URL). Tạo mới bằng: nhacviec db upgrade"


def token_refused() -> str:
    return "Telegram không nhận mã bot (NHACVIEC_TELEGRAM_TOKEN). Xin kiểm tra lại với @BotFather."


def no_such_file(path: str) -> str:
    return f"Không có tệp {path}."


def importing(rows: int) -> str:
    return f"Đang nhập {rows} dòng…"


def refused(count: int) -> str:
    return f"Không nhập dòng nào: {count} lỗi cần sửa."


def invited(name: str, code: str, days: int) -> str:
    return f"Mã mời của {name}: {code} (dùng một lần, hết hạn sau {days} ngày)"


def no_such_person(code: str) -> str:
    return f'Không có cán bộ nào có mã "{code}". Nhập danh sách cán bộ trước: nhacviec import people TỆP'


def unbound(name: str, accounts: int) -> str:
    return f"Đã gỡ {accounts} tài khoản của {name}."


def upgraded(revision: str | None) -> str:
    return f"Cơ sở dữ liệu ở phiên bản {revision}."


def nothing_overdue() -> str:
    return "Không có việc nào quá hạn."


def overdue_title(total: int) -> str:
    return f"Quá hạn: {total} việc"


OVERDUE_COLUMNS = ("Việc", "Đơn vị", "Chủ trì", "Quá hạn", "Trạng thái", "Nội dung")


def overdue_row(task: TaskView) -> Sequence[str]:
    late = f"{task.days_late} ngày"
    return (str(task.number), task.lead_unit, task.lead, late, task.state_words, shorten(task.task.title, 80))
