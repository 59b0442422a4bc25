"""Whether a text is classified. Such a text may not be entered here, so doubt counts as yes.

"Mật" alone is an everyday syllable (mật ong, mật độ, bảo mật): it counts only where it stands as a stamp.
The degrees are those of Luật Bảo vệ bí mật nhà nước 2018, điều 8.
"""

import re

from core.vietnamese.normalise import fold, tidy

_OPEN = frozenset({"", "khong", "khong mat", "thuong", "khong co", "none", "no", "-"})

_DEGREE = r"(?:(?:t[ốo]i|tuy[ệe]t)\s+)?m[ậa]t"
_STAMPED = re.compile(
    rf"""[\[({{<«"“'’]\s*(?:độ\s+mật\s*:?\s*)?{_DEGREE}\s*(?:[-–,/]\s*\w+\s*)*[\])}}>»"”'’]   # (Mật), [TỐI MẬT - KHẨN]
    | \b[đd][ộo]\s+m[ậa]t\s*:?\s*(?:l[àa]\s+)?{_DEGREE}\b
    | ^\s*{_DEGREE}\s*[:\-–—]                                        # MẬT: …
    | ^\s*{_DEGREE}\s*$
    | \b(?:tối|tuyệt)\s+mật\b
    | \btuyet\s+mat\b
    | \b(?:văn\s+bản|tài\s+liệu|công\s+văn|hồ\s+sơ|dấu)\s+mật\b(?!\s+(?:độ|thiết|khẩu|mã)\b)
    | \b(?:van\s+ban|tai\s+lieu|cong\s+van|ho\s+so|dau)\s+mat\b(?!\s+(?:do|thiet|khau|ma|roi|het|cap)\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_classified(text: str) -> bool:
    """Whether the text, or one line of it, bears a stamp: "(Mật) …", "TỐI MẬT: …", "KH_TUYET_MAT.pdf"."""
    lines = map(tidy, (text, *text.splitlines()))
    return any(_STAMPED.search(seen) for line in lines for seen in (line, _JOINED.sub(" ", line)))


_JOINED = re.compile(r"(?<=[^\W\d_])[_\-–](?=[^\W\d_])|_")


def is_open_degree(degree: str) -> bool:
    """Whether the cell of a column "Độ mật" says that there is nothing to protect; anything unknown does not."""
    return fold(tidy(degree)) in _OPEN
