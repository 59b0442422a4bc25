"""The narrator of the demo's tour."""

import html
import re

MORNING = "Giờ nhắc buổi sáng."
THE_END = "\nHết chuyện: không chậm, không sai, không sót việc. Xem tận mắt: nhacviec demo"


def sheet(title: str, deadline: str, lead: str, monitor: str, leader: str) -> str:
    """The sheet that the Office imports: one row, one task."""
    header = "Mã,Nội dung,Đơn vị chủ trì,Người chủ trì,Hạn,Chuyên viên theo dõi,Lãnh đạo phụ trách,Sản phẩm"
    return f'{header}\nDG-01,"{title}",Sở Công Thương,{lead},{deadline},{monitor},{leader},Báo cáo công suất\n'


def assigns(deadline: str) -> str:
    return f"Văn phòng nhập bảng giao việc, hạn {deadline}."


def presses(name: str, label: str) -> str:
    return f"{name} bấm «{label}»."


def says(name: str, text: str) -> str:
    return f"{name} gõ: {text}"


def phone_of(name: str, *, edited: bool) -> str:
    return f"{name} (tin cũ được sửa)" if edited else name


def plain(marked: str) -> str:
    """A message without its marks, for a terminal."""
    return html.unescape(re.sub(r"<[^>]+>", "", marked))
