"""The office's names for states, standings and roles; a colour never stands without its word."""

from core.periods import Period
from core.standing import Standing
from core.task import State, Urgency

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

_QUARTERS = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}


def period_words(period: Period) -> str:
    """`tháng 11/2026`, `quý IV/2026`, `năm 2026`"""
    year, _, part = period.name.partition("-")
    if not part:
        return f"năm {year}"
    return f"quý {_QUARTERS[part]}/{year}" if part in _QUARTERS else f"tháng {part}/{year}"
