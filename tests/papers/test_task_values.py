"""What the cells of a task say; above all, that no date is ever made up."""

from datetime import date, datetime

import pytest

from core.calendar import OFFICE_ZONE
from core.deadline import NO_DEADLINE, Deadline, DeadlineKind, Rhythm, day, hour
from core.task import Target, Urgency
from usecases.papers.row_reader import RowReader
from usecases.papers.sheet import Row
from usecases.papers.task_values import read_deadline, read_group, read_target, read_urgency

LAST_DAY = date(2026, 12, 31)
AT_FIVE = datetime(2026, 12, 31, 17, tzinfo=OFFICE_ZONE)


def reader(**cells: str) -> RowReader:
    return RowReader(Row(7, cells))


def deadline(**cells: str) -> Deadline | None:
    return read_deadline(reader(**cells))


def complaint(**cells: str) -> str:
    row = reader(**cells)
    assert read_deadline(row) is None
    (error,) = row.errors
    return str(error)


@pytest.mark.parametrize("text", ["31/12/2026", "31-12-2026", "31.12.2026", "2026-12-31", "31/12/2026 00:00:00"])
def test_a_day_in_any_writing(text: str) -> None:
    assert deadline(deadline=text) == day(LAST_DAY)


@pytest.mark.parametrize("text", ["17:00 31/12/2026", "31/12/2026 17h", "17h00 31/12/2026", "2026-12-31T17:00:00"])
def test_an_hour_on_either_side_of_its_day(text: str) -> None:
    assert deadline(deadline=text) == hour(AT_FIVE)


def test_one_digit_and_the_day_before_the_month() -> None:
    assert deadline(deadline="5/3/2026") == day(date(2026, 3, 5))


@pytest.mark.parametrize("kind", ["", "implied_year", "explicit", "day", "Ngày"])
def test_a_dated_kind(kind: str) -> None:
    found = deadline(deadline="2026-12-31", deadline_kind=kind, rhythm="quý")
    assert found == Deadline(kind=DeadlineKind.DAY, on=LAST_DAY, rhythm=Rhythm.QUARTER)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("none", DeadlineKind.NONE),
        ("chưa có hạn", DeadlineKind.NONE),
        ("per_regulation", DeadlineKind.PER_REGULATION),
        ("Theo quy định", DeadlineKind.PER_REGULATION),
        ("ongoing", DeadlineKind.ONGOING),
        ("Thường xuyên", DeadlineKind.ONGOING),
    ],
)
def test_kinds_without_a_date_have_none(words: str, kind: DeadlineKind) -> None:
    assert deadline(deadline_kind=words) == deadline(deadline=words) == Deadline(kind=kind)


def test_nothing_said_is_no_deadline() -> None:
    assert deadline() == NO_DEADLINE


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("tháng", Rhythm.MONTH),
        ("hằng quý", Rhythm.QUARTER),
        ("Quý", Rhythm.QUARTER),
        ("năm", Rhythm.YEAR),
        ("đột xuất", Rhythm.AS_NEEDED),
    ],
)
def test_rhythms(words: str, rhythm: Rhythm | None) -> None:
    found = deadline(deadline_kind="ongoing", rhythm=words)
    assert (found.rhythm if found else None) == rhythm


def test_a_window_and_a_recurring_deadline() -> None:
    window = deadline(deadline="31/12/2026", starts_on="01/12/2026")
    assert window == Deadline(kind=DeadlineKind.WINDOW, on=LAST_DAY, starts_on=date(2026, 12, 1))
    recurring = deadline(deadline="31/12/2026", deadline_kind="định kỳ", rhythm="tháng")
    assert recurring == Deadline(kind=DeadlineKind.RECURRING, on=LAST_DAY, rhythm=Rhythm.MONTH)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"deadline": "31/02/2026"}, 'Dòng 7: hạn "31/02/2026" không phải là ngày có thật'),
        ({"deadline": "2026-02-30"}, 'Dòng 7: hạn "2026-02-30" không phải là ngày có thật'),
        ({"deadline": "25:00 31/12/2026"}, 'Dòng 7: hạn "25:00 31/12/2026" không phải là ngày có thật'),
        ({"deadline": "46387"}, 'Dòng 7: hạn "46387" không phải là ngày; hãy ghi như 31/12/2026'),
        ({"deadline": "31/12/26"}, 'Dòng 7: hạn "31/12/26" không phải là ngày; hãy ghi như 31/12/2026'),
        ({"deadline": "31/12/0206"}, 'Dòng 7: hạn "31/12/0206" có năm không hợp lý'),
        ({"deadline_kind": "explicit"}, 'Dòng 7: loại hạn "explicit" cần có ngày trong cột hạn'),
        (
            {"deadline": "31/12/2026", "deadline_kind": "ongoing"},
            'Dòng 7: loại hạn "ongoing" thì không ghi ngày, nhưng cột hạn đang ghi "31/12/2026"',
        ),
        (
            {"deadline": "thường xuyên", "deadline_kind": "none"},
            'Dòng 7: loại hạn "none" không khớp với cột hạn "thường xuyên"',
        ),
        (
            {"deadline": "31/12/2026", "deadline_kind": "giờ"},
            'Dòng 7: loại hạn là giờ nhưng "31/12/2026" không có giờ; hãy ghi như 17:00 31/12/2026',
        ),
        (
            {"deadline": "17h 31/12/2026", "deadline_kind": "ngày"},
            'Dòng 7: hạn "17h 31/12/2026" có giờ nhưng loại hạn không phải là giờ',
        ),
        ({"starts_on": "01/12/2026"}, "Dòng 7: có ngày bắt đầu nhưng cột hạn chưa ghi ngày cuối"),
        ({"deadline": "định kỳ"}, 'Dòng 7: loại hạn "định kỳ" cần có ngày trong cột hạn'),
        (
            {"deadline_kind": "mai"},
            'Dòng 7: loại hạn "mai" không hiểu được; các cách ghi: ngày, giờ, khoảng, định kỳ, '
            "chưa có hạn, theo quy định, thường xuyên",
        ),
        ({"deadline": "01/12/2026", "starts_on": "02/12/2026"}, "Dòng 7: ngày bắt đầu sau ngày hết hạn"),
        ({"deadline": "1/12/2026", "deadline_kind": "định kỳ"}, "Dòng 7: thiếu kỳ báo cáo"),
    ],
)
def test_what_cannot_be_a_deadline(cells: dict[str, str], told: str) -> None:
    assert complaint(**cells) == told


def test_targets() -> None:
    def target(op: str, value: str) -> Target | None:
        return read_target(reader(target_metric="điện gió", target_op=op, target_value=value, target_unit="MW"))

    assert target(">=", "100") == target("≥", "100") == target("ít nhất", "100")
    assert target("between", "1-2") == Target(metric="điện gió", op="between", value="1-2", unit="MW")
    assert target("tăng", "") == Target(metric="điện gió", op="tăng", value="", unit="MW")
    assert target("=", "62,5") == Target(metric="điện gió", op="=", value="62,5", unit="MW")
    assert read_target(reader()) is None


@pytest.mark.parametrize(("op", "value"), [(">=", ""), ("between", "5"), ("=", "nhiều"), ("gần bằng", "5")])
def test_targets_that_cannot_be_counted(op: str, value: str) -> None:
    row = reader(target_op=op, target_value=value)
    read_target(row)
    assert len(row.errors) == 1


def test_groups_and_urgencies() -> None:
    assert [read_group(reader(group=text)) for text in ("1", "Nhóm 5", "")] == [1, 5, None]
    words = ("", "Thường", "Khẩn", "thượng khẩn", "Hỏa tốc", "hoả tốc")
    found = [read_urgency(reader(urgency=text)) for text in words]
    assert found == [Urgency.NORMAL] * 2 + [Urgency.URGENT, Urgency.VERY_URGENT] + [Urgency.TOP_URGENT] * 2
