"""Whether a text is classified. Such a text may not be entered here, so doubt counts as yes.

"Mật" alone is an everyday syllable (mật ong, mật độ, bảo mật): it counts only where it stands as a stamp.
The degrees are those of Luật Bảo vệ bí mật nhà nước 2018, điều 8.
"""

import re

from core.vietnamese.normalise import fold, tidy

_OPEN = frozenset({"", "khong", "khong mat", "thuong", "khong co", "none", "no", "-"})

_DEGREE = r"(?:(?:t[ốo]i|tuy[ệe]t)\s+)?m[ậa]t"
_STAMPED = re.compile(
    rf"""[\[({{<«"“]\s*(?:độ\s+mật\s*:?\s*)?{_DEGREE}\s*[\])}}>»"”]   # (Mật), [TỐI MẬT], "mat"
    | \bđộ\s+mật\s*:?\s*(?:là\s+)?{_DEGREE}\b
    | ^\s*{_DEGREE}\s*[:\-–—]                                        # MẬT: …
    | ^\s*{_DEGREE}\s*$
    | \b(?:tối|tuyệt)\s+mật\b
    | \b(?:văn\s+bản|tài\s+liệu|công\s+văn|hồ\s+sơ)\s+mật\b(?!\s+(?:độ|thiết|khẩu|mã)\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_classified(text: str) -> bool:
    """Whether the text bears a stamp: "(Mật) …", "TỐI MẬT: …", "… độ tuyệt mật …"."""
    return _STAMPED.search(tidy(text)) is not None


def is_open_degree(degree: str) -> bool:
    """Whether the cell of a column "Độ mật" says that there is nothing to protect; anything unknown does not."""
    return fold(tidy(degree)) in _OPEN
