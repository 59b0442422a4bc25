"""Folding finds, tidying keeps, and a stamp is seen wherever it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.normalise import fold, tidy
from core.vietnamese.secrecy import is_classified, is_open_degree

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"


def test_every_vietnamese_letter_folds_to_one_bare_letter() -> None:
    assert set(fold(LETTERS)) == set("adeiouy")
    assert fold(LETTERS.upper()) == fold(LETTERS)
    assert len(fold(LETTERS)) == len(LETTERS)


def test_composed_or_not_and_old_or_new_tone_places() -> None:
    assert fold(unicodedata.normalize("NFD", "Hoả tốc")) == fold("HỎA TỐC") == "hoa toc"


@given(st.text())
def test_both_are_done_once_and_for_all(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_tidy_text_fits_every_database_and_every_line(text: str) -> None:
    kept = tidy(text)
    assert not {"\x00", "\n", "\t", "\u202e", "\u200b"} & set(kept)
    assert kept == kept.strip() == unicodedata.normalize("NFC", kept)
    assert not any("\ud800" <= letter <= "\udfff" for letter in kept)


@pytest.mark.parametrize(
    "text",
    [
        "Mật",
        "TỐI MẬT",
        "(Mật) Phương án",
        "[tuyet mat] phương án",
        "Phương án “Tối mật”",
        "MẬT: phương án",
        "Kế hoạch có độ mật: Mật",
        "Xử lý tài liệu tối mật của đơn vị",
        "Trả lời công văn mật số 5",
        unicodedata.normalize("NFD", "Phương án (Tuyệt mật)"),
    ],
)
def test_stamps(text: str) -> None:
    assert is_classified(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bảo vệ bí mật nhà nước",
        "Phát triển nghề nuôi ong lấy mật",
        "Báo cáo mật độ dân số",
        "Hồ sơ mật mã hóa",
        "Bảo mật thông tin, an ninh mạng",
        "Phối hợp mật thiết",
        "Rà soát (mặt) bằng; tôi mất hồ sơ",
        "Cập nhật độ mật trên hệ thống",
        "",
    ],
)
def test_everyday_words(text: str) -> None:
    assert not is_classified(text)


def test_degrees_that_leave_a_row_open() -> None:
    assert all(map(is_open_degree, ("", "Không", "thường", " không mật ")))
    assert not any(map(is_open_degree, ("Mật", "M", "tối mật", "A", "?")))
