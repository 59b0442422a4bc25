"""The report at the end of a simulated year: what was promised, what was broken and where, who got how much."""

from datetime import datetime

from core.calendar import local

PROMISES = {
    1: "Đã xác nhận với ứng dụng nhắn tin là đã lưu",
    2: "Nhắc phải gửi thì đã gửi ít nhất một lần; chỉ tin gửi dở mới lặp lại, một lần, có ghi chú",
    3: "Không nhắc sau khi việc đã xong, đã gia hạn, đã thu hồi",
    4: "Không nhắc ngoài giờ làm việc, ngày nghỉ, hay quá số tin mỗi ngày",
    5: "Mỗi cấp chỉ được báo một lần cho mỗi hạn",
    6: "Không có bước trái quy trình, không bước nào thiếu nhật ký",
    7: "Một dòng hỏng không chặn ai: để riêng sau 5 lần thử và báo quản trị",
    8: "Sau khi gián đoạn, mỗi người chỉ nhận một tin",
    9: "Im lặng là báo động",
    10: "Khôi phục được ngày hôm qua",
}
KEPT, BROKEN, NOT_JUDGED = "✅ giữ", "🔴 hỏng", "⚪ không xét ở đây"
WHY_NOT_JUDGED = {
    1: "người giả lập không đi qua hộp thư đến: tests/crash",
    9: "đo bằng đồng hồ máy, không phải đồng hồ giả lập: tests/scheduler",
    10: "cần lệnh sao lưu, khôi phục",
}
REPEATED_WITHOUT_DOUBT = "tin ghi (nhắc lại) mà lần trước không có gì nghi ngờ"
SENT_WITHOUT_ROW = "tin đã gửi mà sổ gửi không có dòng nào"
AT_NIGHT = "tin rời đi ngoài giờ mà không phải câu trả lời"
ADMIN_NOT_TOLD = "dòng hỏng đã để riêng mà quản trị không được báo"
LATE = "tin đi chậm hơn 15 phút so với lúc được phép gửi"

TITLE = "Năm giả lập"
PEOPLE_TITLE = "Ai nhận bao nhiêu tin"
PEOPLE_COLUMNS = ("Nhóm", "Số người", "Tin mỗi người", "Nhiều nhất một ngày", "Sửa tin cũ")
PROMISE_TITLE = "Mười lời hứa"
PROMISE_COLUMNS = ("", "Lời hứa", "Kết quả")
FACTS_TITLE = "Kết quả"
STANDINGS = "Tình trạng việc"
KINDS = "Tin đã gửi theo loại"
ESCALATED = "Báo lên cấp trên"
DOUBTS = "Cuộc gọi không rõ kết quả / tin nhắc lại"
UNDELIVERABLE = "Không gửi được (chặn, chưa gắn) / để riêng"
SLEPT = "Dịch vụ ngừng (lần / trong đó do hỏng giữa chừng)"
STEPS = "Bước trong nhật ký / lần gọi ứng dụng nhắn tin"
DURATION = "Thời gian chạy"
HASH = "Mã băm nhật ký"
LIVING = "Sống một năm"
JUDGING = "Đang xét các lời hứa…"
ROLES = {
    "official": "Chuyên viên",
    "head": "Thủ trưởng đơn vị",
    "office": "Văn phòng",
    "leader": "Lãnh đạo",
    "admin": "Quản trị",
}
TEMPERS = {
    "prompt": "người nhanh nhẹn",
    "late": "người hay chậm",
    "silent": "người im lặng",
    "away": "người nghỉ phép dài",
    "blocking": "người có lúc chặn bot",
}
KIND_NAMES = {
    "nudge": "nhắc",
    "news": "tin báo",
    "digest": "tin tổng hợp",
    "report": "báo cáo kỳ",
    "burning": "việc vướng, việc nóng",
    "task": "thẻ việc",
    "my_tasks": "danh sách việc",
    "overdue": "danh sách quá hạn",
    "say": "câu nói",
    "ask": "câu hỏi",
    "proposal": "đọc lại",
    "question": "hỏi Văn phòng",
    "answer": "trả lời",
    "file": "tệp",
    "export": "tệp danh sách",
    "history": "lịch sử",
    "found": "kết quả tìm",
    "decisions": "danh sách chờ quyết định",
}


def seconds(length: float) -> str:
    return f"{length:.1f} giây"


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}% ({part}/{whole})" if whole else "không có việc nào"


def living(seed: int, people: int, tasks: int) -> str:
    return f"{TITLE} · {people} người · {tasks} việc · hạt giống {seed}"


def broken(what: str, task: int | None, who: str | None, at: datetime | None) -> str:
    when = f"{local(at):%d/%m/%Y %H:%M:%S}" if at else None
    return " · ".join(part for part in (f"việc {task}" if task else None, who, when, what) if part)


def and_more(count: int) -> str:
    return f"… và {count} chỗ khác"


def not_sent(slot: str, state: str, why: str | None) -> str:
    return f"lần nhắc {slot} kết thúc ở trạng thái {state} ({why or 'không rõ vì sao'})"


def never_owed(slot: str, audience: str) -> str:
    return f"theo quy tắc phải nhắc {slot} cho {audience} mà sổ gửi không có"


def after_the_fact(slot: str, state: str) -> str:
    return f"lần nhắc {slot} đi khi không còn đúng (việc đang ở {state or 'trước lúc giao'})"


def too_many(count: int, most: int) -> str:
    return f"{count} tin không hỏi mà gửi trong một ngày, nhiều nhất là {most}"


def escalated_twice(slot: str) -> str:
    return f"báo {slot} hai lần cho cùng một hạn"


def missing_entry(number: int) -> str:
    return f"nhật ký thiếu dòng {number}"


def illegal(step: str, state: str | None) -> str:
    return f"bước {step} không đi được từ {state or 'chưa có gì'}"


def state_without_step(state: str, last: str | None) -> str:
    return f"việc đang ở {state} mà nhật ký dừng ở {last or 'chưa có gì'}"


def not_set_aside(state: str, tries: int) -> str:
    return f"dòng hỏng ở trạng thái {state} sau {tries} lần thử"


def several_after(count: int) -> str:
    return f"{count} tin nhắc sau khi gián đoạn thay vì một"
