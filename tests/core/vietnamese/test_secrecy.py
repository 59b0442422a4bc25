"""What bears a stamp, and what only holds the syllable."""

import pytest

from core.vietnamese.secrecy import is_classified


@pytest.mark.parametrize(
    "text",
    [
        "(Mật) kế hoạch bảo vệ",
        "[TỐI MẬT - KHẨN] công văn 12",
        "'Mật'",
        "TUYỆT MẬT: phương án",
        "Kính gửi Sở\nMẬT\nSố: 12/KH",
        "MẬT\nSố: 12/KH-UBND",
        "do mat: toi mat",
        "độ mật là tuyệt mật",
        "TUYET MAT ke hoach",
        "TUYET_MAT_x.pdf",
        "ke_hoach_TUYET_MAT.pdf",
        "Tuyệt-mật",
        "hồ sơ có dấu mật",
        "gửi tài liệu mật",
        "gui tai lieu mat cho Sở",
    ],
)
def test_a_stamp_is_seen_however_it_is_written(text: str) -> None:
    assert is_classified(text)


@pytest.mark.parametrize(
    "text",
    [
        "hội chợ mật ong rừng",
        "mật độ dân số",
        "bảo mật thông tin",
        "đổi mật khẩu",
        "tôi mất điện thoại rồi",
        "toi mat dien thoai roi",
        "tài liệu mật độ dân cư",
        "ho so mat roi",
        "em gặp mặt trưởng phòng",
        "bí mật nhà nước: tập huấn luật",
        "",
    ],
)
def test_the_syllable_alone_is_no_stamp(text: str) -> None:
    assert not is_classified(text)
