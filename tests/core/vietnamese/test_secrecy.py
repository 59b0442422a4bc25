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
        "Sở Y tế nộp báo cáo mật về phòng thủ hạn 20/3",
        "bao cao mat ve phong thu",
        "tờ trình mật",
        "gửi báo cáo mật trước 20/3",
        "BÁO CÁO MẬT VỀ QUỐC PHÒNG",
        "Kế hoạch Mật số 12",
        "tài liệu có độ mật",
        "công văn độ mật A",
        "báo cáo có nội dung mật, hạn 20/3",
        "ke hoach mat, gap",
        "/thongbao MẬT: kế hoạch diễn tập",
        "/thongbao Mật - kế hoạch A",
        "/giao Sở Công Thương MẬT: kế hoạch diễn tập trước 15/12",
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
        "báo cáo hộp thư bí mật",
        "báo cáo mật độ dân số",
        "báo cáo mật ong",
        "kế hoạch phát triển mật ong",
        "báo cáo Mật vụ triều Nguyễn",
        "báo cáo Mật Sơn về rừng",
        "xã Cổ Mật báo cáo rừng",
        "báo cáo trạm mật",
        "thông tin mật khẩu",
        "bao cao mat rung",
        "bao cao mat bang xay dung",
        "ke hoach mat dien",
        "Độ mật",
        "tài liệu độ mật: không",
        "TẬP HUẤN BẢO MẬT: đợt 2",
        "",
    ],
)
def test_the_syllable_alone_is_no_stamp(text: str) -> None:
    assert not is_classified(text)
