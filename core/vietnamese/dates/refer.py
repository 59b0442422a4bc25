"""Which one is meant: this week or the next, tháng sau, năm ngoái, năm 2027."""

from core.vietnamese.dates.piece import Found

_STEPS = (
    ("THIS", 0),
    ("LATELY", 0),
    ("AFTER", 1),
    ("NEXT", 1),
    ("BEFORE", -1),
    ("PAST", -1),
    ("LAST", -1),
    ("JUST", -1),
)
_CENTURY = 2000


def ahead(found: Found, name: str = "ref") -> int:
    """How many periods after the present one: "tuần sau nữa" is two."""
    step = next((step for role, step in _STEPS if found.plays(name, role)), 0)
    return step + (step > 0 and found.plays("tail", "MORE"))


def is_past(found: Found) -> bool:
    return found.has("ref") and ahead(found) < 0


def year_named(found: Found) -> int | None:
    if found.has("year"):
        number = found.number("year")
        return number if number >= 100 else _CENTURY + number if number >= 10 else None
    return found.today.year + ahead(found, "yref") if found.has("yref") else None
