"""The four slots of a progress report, as people fill them in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.normalise import fold
from core.vietnamese.period_report import PeriodReport, Spoken, has_labels, read_report, spoken_report

WHOLE = PeriodReport(
    done="rà soát 40 thủ tục", next="họp các sở", difficulties="thiếu kinh phí", expected="Thứ Sáu 04/12"
)
SAID = [
    "Đã làm: rà soát 40 thủ tục\nTiếp theo: họp các sở\nKhó khăn: thiếu kinh phí\nDự kiến xong: Thứ Sáu 04/12",
    "Đã làm: rà soát 40 thủ tục; Tiếp theo: họp các sở; Khó khăn: thiếu kinh phí; Dự kiến xong: Thứ Sáu 04/12",
    "Khó khăn, vướng mắc: thiếu kinh phí\nDự kiến hoàn thành: Thứ Sáu 04/12\nĐã làm được: rà soát 40 thủ tục\n"
    "Việc tiếp theo: họp các sở",
    "1. Đã làm - rà soát 40 thủ tục\n2. Tiếp theo - họp các sở\n3. Khó khăn - thiếu kinh phí\n"
    "4. Dự kiến - Thứ Sáu 04/12",
    "Đã thực hiện rà soát 40 thủ tục\nTiếp theo họp các sở\nVướng mắc thiếu kinh phí\nHẹn xong Thứ Sáu 04/12",
    "Dạ em báo cáo anh:\nĐã làm: rà soát 40 thủ tục\n"
    "Tiếp theo: họp các sở\nKhó khăn: thiếu kinh phí\nDự kiến: Thứ Sáu 04/12",
]


@pytest.mark.parametrize("words", SAID)
def test_the_slots_in_any_order_and_layout(words: str) -> None:
    assert read_report(words) == WHOLE


def test_without_accents() -> None:
    assert read_report("da lam: ra soat\nkho khan: khong") == PeriodReport(done="ra soat", difficulties="khong")


def test_without_labels_everything_was_done() -> None:
    assert read_report("rà soát xong 40 thủ tục, đã làm việc với Sở Tài chính") == PeriodReport(
        done="rà soát xong 40 thủ tục, đã làm việc với Sở Tài chính"
    )
    assert not has_labels("rà soát xong 40 thủ tục, đã làm việc với Sở Tài chính")


def test_what_stands_before_the_first_label_was_done_where_nothing_else_was() -> None:
    assert read_report("Rà soát 40 thủ tục.\nKhó khăn: thiếu người") == PeriodReport(
        done="Rà soát 40 thủ tục.", difficulties="thiếu người"
    )


@pytest.mark.parametrize("words", ["", "…", "Đã làm: …\nTiếp theo: họp", "Đã làm:\nKhó khăn: thiếu người", "-"])
def test_nothing_done_is_no_report(words: str) -> None:
    assert read_report(words) is None


def test_the_template_as_it_was_is_empty() -> None:
    template = "Đã làm: rà soát\nTiếp theo: …\nKhó khăn: …\nDự kiến xong: …"
    assert read_report(template) == PeriodReport(done="rà soát")


@given(st.text(max_size=80))
def test_whatever_is_written_is_read_or_not(words: str) -> None:
    report = read_report(words)
    assert report is None or any(letter.isalnum() for letter in report.done)


@pytest.mark.parametrize("written", [str, fold])
def test_a_report_in_one_sentence(written: type[str]) -> None:
    words = written(
        "báo cáo tháng 11 việc 31: đã làm xong khảo sát, tiếp theo lập dự toán, "
        "vướng giải phóng mặt bằng, dự kiến 20/12"
    )
    assert spoken_report(words) == Spoken(task_no=31, period=("thang", 11, None))
    assert read_report(words) == PeriodReport(
        done=written("xong khảo sát"),
        next=written("lập dự toán"),
        difficulties=written("giải phóng mặt bằng"),
        expected="20/12",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("báo cáo quý IV việc 5, đã họp, không vướng gì", PeriodReport(done="đã họp", difficulties="không vướng gì")),
        ("báo cáo tháng 11: kiểm tra 12 chợ", PeriodReport(done="kiểm tra 12 chợ")),
        ("báo cáo kỳ việc 3: đã làm A, đã làm B. Sẽ làm C", PeriodReport(done="A; B", next="làm C")),
        ("báo cáo tháng 11 việc 1: vướng mặt bằng", None),
    ],
)
def test_clauses_of_such_a_sentence(words: str, told: PeriodReport | None) -> None:
    assert spoken_report(words) is not None
    assert read_report(words) == told


@pytest.mark.parametrize("words", ["báo cáo việc 31: đã xong", "báo cáo tháng 11 em nộp rồi", "việc 31 đang làm", ""])
def test_what_is_no_such_sentence(words: str) -> None:
    assert spoken_report(words) is None
