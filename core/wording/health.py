"""What is wrong with the service itself, for its admins."""

from datetime import timedelta

from core.health import Organ, Pulse
from core.wording.days import length


def stands_still(pulse: Pulse) -> str:
    match pulse.organ:
        case Organ.TICK:
            return tick_missed(pulse.still_for)
        case Organ.OUTBOX:
            return outbox_stands(pulse.limit)
        case Organ.INBOX:
            return inbox_stands(pulse.limit)


def tick_missed(silent_for: timedelta) -> str:
    return f"Đồng hồ nhắc việc đã im {length(silent_for)}: các nhắc việc có thể bị chậm."


def outbox_stands(limit: timedelta) -> str:
    return f"Có tin chờ gửi quá {length(limit)} mà chưa đi: kiểm tra kết nối tới kênh nhắn tin."


def inbox_stands(limit: timedelta) -> str:
    return f"Có tin của cán bộ chờ xử lý quá {length(limit)}."


def task_unjudged(number: int, why: str) -> str:
    return f"Việc {number} không tính được lịch nhắc ({why}): cần kiểm tra."


def broadcast_stuck(number: int, why: str) -> str:
    return f"Thông báo {number} chưa gửi tiếp được ({why}): cần kiểm tra."


def broadcast_for_nobody(number: int) -> str:
    return f"Thông báo {number} hẹn giờ không gửi: không còn ai nhận."


def broadcast_orphan(number: int) -> str:
    return f"Thông báo {number} hẹn giờ không gửi: người soạn đã nghỉ công tác."
