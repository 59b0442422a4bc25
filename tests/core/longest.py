"""The longest names that an office can have, and the widest wish and the greatest doubt about its lists."""

from core.task import Urgency
from core.wish import Wish
from core.wording.wishes import Doubt, WishView

LONG = "Xây dựng & hoàn thiện <b>kế hoạch</b> "
TITLE = (LONG * 40)[:1000]
NAME = "Nguyễn Thị Hoàng Phương Thảo Nguyên"
A_WISH = WishView(
    wish=Wish(
        unit_ids=(1,) * 9,
        lead_ids=(1,) * 9,
        groups=(1, 2, 3, 4, 5),
        days=9998,
        most_days=9999,
        urgency=Urgency.URGENT,
        document="1" * 90,
        unacknowledged=True,
    ),
    units=(TITLE,) * 9,
    leads=(NAME,) * 9,
    outside=(TITLE,) * 9,
)
A_DOUBT = Doubt(
    words=(TITLE, "x" * 4096, "ợ" * 99, "?"),
    no_groups=(999,) * 99,
    units=[(999999, TITLE)] * 8,
    people=[(999999, NAME, TITLE)] * 8,
)
