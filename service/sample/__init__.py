"""The sample office: a province's departments, communes and posts of 2025, and the 55 tasks of its directive.

People are named by their posts. The directive's words stand as they were issued; its number and day are not in the
text that was handed over, so they are left open.
"""

from dataclasses import dataclass
from importlib.resources import files

from core.vietnamese import sheet_headers
from core.vietnamese.sheet_headers import Column, Form
from usecases.papers.sheet import Row, Sheet, read_sheet

PHONES = Form(tuple(Column(field, (field,), required=True) for field in ("person", "phone", "shown")))
GROUPS = Form(tuple(Column(field, (field,), required=True) for field in ("title", "chat", "units", "members")))

_FORMS = {
    "units.csv": sheet_headers.UNITS,
    "people.csv": sheet_headers.PEOPLE,
    "tasks.csv": sheet_headers.TASKS,
    "phones.csv": PHONES,
    "groups.csv": GROUPS,
}
_YES = "có"


@dataclass(frozen=True)
class Phone:
    """`person` is the code of whoever holds it; a shown phone stands on the demo's page from the start."""

    person: str
    number: int
    shown: bool


@dataclass(frozen=True)
class Group:
    """A group chat of the demo: `units` and `members` are codes."""

    title: str
    chat_id: str
    units: tuple[str, ...]
    members: tuple[str, ...]


def sheet(name: str) -> Sheet:
    """`units.csv`, `people.csv`, `tasks.csv`, `phones.csv` or `groups.csv`."""
    return read_sheet((files(__name__) / name).read_bytes(), name, _FORMS[name])


def phones() -> tuple[Phone, ...]:
    return tuple(Phone(row["person"], int(row["phone"]), row["shown"] == _YES) for row in sheet("phones.csv").rows)


def groups() -> tuple[Group, ...]:
    return tuple(map(_group, sheet("groups.csv").rows))


def _group(row: Row) -> Group:
    return Group(row["title"], row["chat"], _codes(row["units"]), _codes(row["members"]))


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in cell.split(";"))
