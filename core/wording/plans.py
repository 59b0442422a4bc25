"""The nudge plans in words, for whoever runs the service."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from core.plan import Plan, Plans, Wait
from core.slot import Audience
from core.task import Urgency

T = TypeVar("T")

TITLE = "Kế hoạch nhắc việc"
COLUMNS = ("Bước", "Thường", "Khẩn", "Thượng khẩn", "Hỏa tốc")
ORDER = (Urgency.NORMAL, Urgency.URGENT, Urgency.VERY_URGENT, Urgency.TOP_URGENT)
AUDIENCES = {
    Audience.LEAD: "chủ trì",
    Audience.COORDINATORS: "phối hợp",
    Audience.INFORMED: "người nhận để biết",
    Audience.UNIT_HEAD: "thủ trưởng đơn vị",
    Audience.MONITOR: "người theo dõi",
    Audience.LEADER: "lãnh đạo phụ trách",
    Audience.ACCEPTER: "người xác nhận",
}


def table(plans: Plans) -> Iterator[Sequence[str]]:
    """One row per step, one column per urgency."""
    told = [_told(plans[urgency]) for urgency in ORDER]
    for row in zip(*told, strict=True):
        yield (row[0][0], *(words for _, words in row))


def _told(plan: Plan) -> list[tuple[str, str]]:
    return [
        ("Báo việc mới", "ngay, kể cả ngoài giờ" if plan.at_once else "giờ làm việc gần nhất"),
        ("Chưa tiếp nhận", _unacknowledged(plan)),
        ("Chưa tiếp nhận, báo lên", _levels(plan.unacknowledged_levels, lambda wait: f"sau {_wait(wait, plan)}")),
        ("Trước hạn", ", ".join(_wait(wait, plan) for wait in plan.before) or "không nhắc"),
        ("Ngày đến hạn", f"{plan.morning:%H:%M} và {plan.afternoon:%H:%M}"),
        ("Quá hạn", f"chủ trì: mỗi sáng làm việc {plan.morning:%H:%M}"),
        ("Quá hạn, báo lên", _levels(plan.late_levels, _late)),
        ("Chờ xác nhận", f"sau {_wait(plan.accept_within, plan, office=True)}, rồi mỗi sáng"),
        ("Chờ quyết định", f"sau {_wait(plan.decide_within, plan, office=True)}, rồi mỗi sáng"),
        ("Báo cáo kỳ", f"trước {plan.period_before} ngày làm việc, trong ngày, rồi mỗi sáng"),
        ("Thiếu báo cáo kỳ", f"người theo dõi: sau {plan.period_late} ngày làm việc"),
        ("Tổng hợp tuần", f"{plan.weekly:%H:%M} ngày làm việc đầu tuần"),
    ]


def _unacknowledged(plan: Plan) -> str:
    again = f"rồi mỗi {_wait(plan.acknowledge_every, plan)}" if plan.acknowledge_every else "rồi mỗi sáng"
    return f"sau {_wait(plan.acknowledge_within, plan)}, {again}"


def _late(days: int) -> str:
    return f"sau {days} ngày làm việc" if days else "ngay khi quá hạn"


def _levels(levels: Sequence[tuple[T, Audience]], when: Callable[[T], str]) -> str:
    """`sau 1 ngày làm việc: thủ trưởng đơn vị`, a line for each moment."""
    told = groupby(levels, key=lambda level: level[0])
    return "\n".join(f"{when(at)}: {', '.join(AUDIENCES[who] for _, who in them)}" for at, them in told)


def _wait(wait: Wait, plan: Plan, *, office: bool = False) -> str:
    """Hours are the office's, unless the plan goes by the clock."""
    if wait.days:
        return f"{wait.days:g} ngày làm việc".replace(".", ",")
    kind = "giờ" if plan.at_once and not office else "giờ làm việc"
    return f"{wait.hours:g} {kind}".replace(".", ",")


def is_good(path: str) -> str:
    return f"Tệp {path} hợp lệ. Kế hoạch mới chỉ áp dụng cho việc giao từ lần chạy sau; việc đang mở giữ kế hoạch cũ."


NO_FILE = "Chưa đặt tệp kế hoạch (NHACVIEC_PLANS): đang dùng kế hoạch mặc định."
