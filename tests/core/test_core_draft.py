"""A draft: what is asked for first, which deadline it has, and that the database gives it back as it was."""

import json
from dataclasses import replace
from datetime import date, time

import pytest

from core.deadline import DeadlineKind
from core.draft import MOST_FILES, Draft, Gap, Part
from core.sent_file import FileKind, SentFile
from core.task import Urgency
from core.vietnamese.assignments.until import Until
from tests.core.office import at

NOW = at("30/11/2026 09:00")
WHO, OTHER = (1, "Giám đốc Sở Nội vụ"), (2, "Giám đốc Sở Y tế")
FILE = SentFile(channel="telegram", kind=FileKind.DOCUMENT, file_id="f1", name="cv.pdf")
WHOLE = Draft(
    words="giao …",
    heard="7",
    title="Rà soát biên chế",
    lead=WHO,
    lead_words="Sở Nội vụ",
    helpers=(OTHER,),
    informed=((3, "Giám đốc Sở Xây dựng"),),
    until=Until(
        words="trước 15/12", on=date(2026, 12, 14), at=time(16), starts_on=date(2026, 12, 1), named=date(2026, 12, 15)
    ),
    urgency=Urgency.URGENT,
    product="báo cáo",
    document="1/UBND-TH",
    document_on=date(2026, 11, 20),
    group=3,
    files=(FILE,),
)


@pytest.mark.parametrize(
    "draft",
    [
        WHOLE,
        Draft(words=""),
        replace(WHOLE, asked=Gap.OTHER, unfound=((Part.HELPS, "Sở Lạ"),), offered=(WHO, OTHER), several=True),
        replace(WHOLE, until=Until(words="hạn 31/2", unclear=True, others=(date(2026, 12, 1),))),
    ],
)
def test_the_database_gives_back_what_it_was_given(draft: Draft) -> None:
    assert Draft.from_json(json.loads(json.dumps(draft.to_json()))) == draft


@pytest.mark.parametrize(
    ("missing", "gap"),
    [
        ({}, Gap.CONFIRM),
        ({"lead": None, "title": "", "until": None}, Gap.LEAD),
        ({"unfound": ((Part.HELPS, "Sở Lạ"),), "title": ""}, Gap.OTHER),
        ({"title": "", "until": None}, Gap.TITLE),
        ({"title": "x" * 1001}, Gap.TITLE),
        ({"until": None}, Gap.DEADLINE),
        ({"until": Until(words="hạn 31/2", unclear=True)}, Gap.DEADLINE),
        ({"until": Until(on=date(2026, 11, 29))}, Gap.DEADLINE),
        ({"until": Until(on=date(2026, 11, 30), at=time(8, 59))}, Gap.DEADLINE),
        ({"until": Until(on=date(2026, 11, 30))}, Gap.CONFIRM),
        ({"until": Until(undated=True)}, Gap.CONFIRM),
    ],
)
def test_what_is_missing_is_asked_for_one_by_one(missing: dict[str, object], gap: Gap) -> None:
    assert replace(WHOLE, **missing).gap(NOW) is gap  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("until", "kind"),
    [
        (Until(on=date(2026, 12, 14)), DeadlineKind.DAY),
        (Until(on=date(2026, 12, 14), at=time(16)), DeadlineKind.HOUR),
        (Until(on=date(2026, 12, 14), starts_on=date(2026, 12, 1)), DeadlineKind.WINDOW),
        (Until(undated=True), DeadlineKind.NONE),
        (Until(words="31/2", unclear=True), None),
        (None, None),
    ],
)
def test_the_deadline_is_what_was_said_and_never_made_up(until: Until | None, kind: DeadlineKind | None) -> None:
    due = replace(WHOLE, until=until).deadline
    assert (due.kind if due else None) == kind


def test_nobody_has_two_parts() -> None:
    assert WHOLE.with_person(Part.INFORMED, OTHER) == WHOLE
    assert WHOLE.with_person(Part.HELPS, WHO) == WHOLE
    assert WHOLE.without(frozenset({OTHER[0]})).with_person(Part.INFORMED, OTHER).informed[-1] == OTHER


def test_a_file_goes_along_once_and_not_without_end() -> None:
    many = WHOLE
    for number in range(20):
        many = many.with_file(FILE).with_file(replace(FILE, file_id=str(number)))
    assert len(many.files) == MOST_FILES
