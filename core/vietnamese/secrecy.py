"""Whether a text is classified. Such a text may not be entered here, so doubt counts as yes.

"Mật" alone is an everyday syllable (mật ong, mật độ, bảo mật): it counts as a stamp, or behind the name of a paper.
The degrees are those of Luật Bảo vệ bí mật nhà nước 2018, điều 8.
"""

import re
from typing import Any

from core.vietnamese.normalise import fold, tidy

_OPEN = frozenset({"", "khong", "khong mat", "thuong", "khong co", "none", "no", "-"})

_DEGREE = r"(?:(?:t[ốo]i|tuy[ệe]t)\s+)?m[ậa]t"
_PAPERS = (
    "văn bản|tài liệu|công văn|hồ sơ|báo cáo|tờ trình|quyết định|kế hoạch|nghị quyết|chỉ thị|thông báo|công điện"
    "|biên bản|đề án|phương án|dự án|phụ lục|danh mục|bản đồ|sơ đồ|nội dung|thông tin|số liệu|nhiệm vụ|việc|tệp|file"
)
_OTHER_WORDS = (
    "ong|độ|thiết|khẩu|mã|vụ|hoa|rừng|mía|dừa|đường|ngọt|gấu|cá|báo|ngữ|thám|đàm|tịch|tông|nhân|thư|phục|hiệu"
)
_NO_PLACE = r"(?!(?-i:Mật\s+[A-ZĐ]\w*[a-zà-ỹ]))"
_GOES_ON = "ve|cua|so|gui|truoc|han|cho|theo|den|tai|trong|quy|thang|nam|khong|phuc vu|khan|hoa toc|thuong khan"


def _spaced(words: str) -> str:
    return words.replace(" ", r"\s+")


_STAMPED = re.compile(
    rf"""[\[({{<«"“'’]\s*(?:độ\s+mật\s*:?\s*)?{_DEGREE}\s*(?:[-–,/]\s*\w+\s*)*[\])}}>»"”'’]   # (Mật), [TỐI MẬT - KHẨN]
    | \b[đd][ộo]\s+m[ậa]t\s*:?\s*(?:l[àa]\s+)?{_DEGREE}\b
    | ^\s*(?:/\w+\s+)?{_DEGREE}\s*[:\-–—]                             # MẬT: …, /giao MẬT: …
    | (?<!\bBẢO\ )(?<!\bBÍ\ )(?-i:\bMẬT)\s*[:–—]                       # Giao Sở Công Thương MẬT: …
    | ^\s*{_DEGREE}\s*$
    | \b(?:tối|tuyệt)\s+mật\b
    | \btuyet\s+mat\b
    | \bdấu\s+mật\b
    | \bdau\s+mat\b(?!\s+(?:do|thiet|khau|ma|roi|het|cap)\b)
    | \b(?:{_spaced(_PAPERS)})\s+{_NO_PLACE}mật\b(?!\s+(?:{_OTHER_WORDS})\b)
    | \b(?:{_spaced(_PAPERS)})(?:\s+(?:có|mang|thuộc|ở|mức|cấp))*\s+độ\s+mật\b(?!\s*:?\s*(?:không|thường|[-–]))
    | \b(?:{_spaced(fold(_PAPERS))})\s+mat\b(?=\s*(?:$|[.,;:)]|(?:{_GOES_ON})\b))
    | \b(?:van\s+ban|tai\s+lieu|cong\s+van|ho\s+so)\s+mat\b(?!\s+(?:do|thiet|khau|ma|roi|het|cap)\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A paper is classified when the word stands right behind its name: "báo cáo mật về …"; not "báo cáo mật độ dân số",
and not before the name of a place. Without its mark the word must end there: "bao cao mat rung" is about lost woods."""


def is_classified(text: str) -> bool:
    """Whether the text, or one line of it, bears a stamp: "(Mật) …", "TỐI MẬT: …", "KH_TUYET_MAT.pdf"."""
    lines = map(tidy, (text, *text.splitlines()))
    return any(_STAMPED.search(seen) for line in lines for seen in (line, _JOINED.sub(" ", line)))


def holds_classified(told: Any) -> bool:
    """Whether any text bears a stamp in what came as JSON, however deep: a quote, a title, the name of a file."""
    match told:
        case str():
            return is_classified(told)
        case dict():
            return any(map(holds_classified, told.values()))
        case list():
            return any(map(holds_classified, told))
    return False


_JOINED = re.compile(r"(?<=[^\W\d_])[_\-–](?=[^\W\d_])|_")


def is_open_degree(degree: str) -> bool:
    """Whether the cell of a column "Độ mật" says that there is nothing to protect; anything unknown does not."""
    return fold(tidy(degree)) in _OPEN
