"""The office's names for states, standings and roles; a colour never stands without its word."""

from collections.abc import Mapping

from core.periods import Period
from core.standing import Standing
from core.task import State, Step, Urgency

STATES = {
    State.ASSIGNED: "Mới giao",
    State.ACKNOWLEDGED: "Đã tiếp nhận",
    State.WORKING: "Đang thực hiện",
    State.REPORTED: "Chờ xác nhận hoàn thành",
    State.DONE: "Hoàn thành",
    State.RETURNING: "Đề nghị chuyển trả",
    State.PAUSED: "Tạm dừng",
    State.RECALLED: "Thu hồi",
}

STANDINGS = {
    Standing.DONE_ON_TIME: "Hoàn thành đúng hạn",
    Standing.DONE_LATE: "Hoàn thành quá hạn",
    Standing.OPEN_IN_TIME: "Chưa hoàn thành trong hạn",
    Standing.OPEN_SOON: "Sắp đến hạn",
    Standing.OPEN_LATE: "Chưa hoàn thành quá hạn",
    Standing.NO_DEADLINE: "Không thời hạn",
    Standing.RECALLED: "Thu hồi",
}

LIGHTS = {
    Standing.DONE_ON_TIME: "✅",
    Standing.DONE_LATE: "✅",
    Standing.OPEN_IN_TIME: "🟢",
    Standing.OPEN_SOON: "🟡",
    Standing.OPEN_LATE: "🔴",
    Standing.NO_DEADLINE: "⚪",
    Standing.RECALLED: "↩️",
}
WAITING_LIGHT = "🔵"

URGENCIES = {
    Urgency.NORMAL: "",
    Urgency.URGENT: "KHẨN",
    Urgency.VERY_URGENT: "THƯỢNG KHẨN",
    Urgency.TOP_URGENT: "HỎA TỐC",
}

GROUPS = {
    1: "vướng mắc, tồn đọng",
    2: "quy hoạch",
    3: "ba đột phá chiến lược",
    4: "tái cơ cấu kinh tế",
    5: "văn hóa, xã hội",
}
"""The five groups of the directive, clause 2, each by what it is about."""

STEPS: Mapping[str, str] = {
    Step.ASSIGN: "giao việc",
    Step.ACKNOWLEDGE: "tiếp nhận",
    Step.PROGRESS: "báo tiến độ",
    Step.REPORT: "báo cáo hoàn thành",
    Step.ADD_EVIDENCE: "bổ sung sản phẩm",
    Step.ACCEPT: "xác nhận hoàn thành",
    Step.SEND_BACK: "trả lại báo cáo",
    Step.RECALL: "thu hồi",
    Step.URGE: "đôn đốc",
    Step.NOTE: "nhắn",
    Step.FINISH_PART: "báo xong phần phối hợp",
    Step.INVOLVE: "thêm người phối hợp",
    Step.RELEASE: "cho thôi phối hợp",
    Step.SPLIT: "chia việc con",
    Step.BLOCK: "báo vướng mắc",
    Step.ASK_EXTENSION: "xin gia hạn",
    Step.GRANT_EXTENSION: "cho gia hạn",
    Step.REFUSE_EXTENSION: "không cho gia hạn",
    Step.ASK_RETURN: "đề nghị chuyển trả",
    Step.REFUSE_RETURN: "không nhận lại",
    Step.REASSIGN: "giao người khác",
    Step.ASK: "hỏi",
    Step.ANSWER: "trả lời",
    Step.ATTACH: "gửi tệp",
    Step.OBJECT: "khiếu nại",
    Step.UPHOLD: "chấp nhận khiếu nại",
    Step.DISMISS: "không chấp nhận khiếu nại",
    Step.SNOOZE: "hẹn nhắc lại",
    Step.UNBLOCK: "báo hết vướng",
    Step.PAUSE: "tạm dừng",
    Step.RESUME: "cho làm tiếp",
    Step.REOPEN: "mở lại",
    Step.OFFER_EXTENSION: "đề xuất ngày khác",
    Step.TAKE_OFFER: "đồng ý ngày được đề xuất",
    Step.DECLINE_OFFER: "không nhận ngày được đề xuất",
    Step.SET_DEADLINE: "đổi hạn",
    Step.UNDO: "rút lại bước vừa rồi",
}
"""What somebody did to a task, after his name."""

_NAMED = {"Q1": "quý I/", "Q2": "quý II/", "Q3": "quý III/", "Q4": "quý IV/"} | {
    "H1": "6 tháng đầu năm ",
    "H2": "6 tháng cuối năm ",
}


def period_words(period: Period) -> str:
    """`tuần 48/2026`, `tháng 11/2026`, `quý IV/2026`, `6 tháng đầu năm 2026`, `năm 2026`"""
    year, _, part = period.name.partition("-")
    if not part:
        return f"năm {year}"
    if part.startswith("W"):
        return f"tuần {part[1:]}/{year}"
    return f"{_NAMED[part]}{year}" if part in _NAMED else f"tháng {part}/{year}"
