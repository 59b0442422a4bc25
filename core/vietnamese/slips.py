"""Typing slips put right: Telex left-overs ("roofi"), lost or swapped letters ("xogn"), lost spaces ("xongrồi").

Only what can be no Vietnamese syllable is touched, and only when one known word fits: a guess is worse than a question.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import NamedTuple

from core.vietnamese.normalise import fold
from core.vietnamese.words import word_set

VOCABULARY = word_set(
    """
    ai anh ba ban bao biên biết biểu biện bài bàn bác báo bên bình bước bản bảo bất bận bằng bệnh bị bố bổ bộ bữa
    chi chiều cho chung chuyên chuyển chuẩn chào chín chính chú chưa chạy chả chấp chậm chắc chẳng chỉ chị chịu chờ
    chủ chức chứng coi con cuối cuộc các cái cáo còn có cô công cùng cũng cơ cả cảm cấp cần cố của cục danh do duyệt
    dân dạ dự em gia giao giờ giải giúp giữa gì gần gặp gọi gửi hai hiện hoàn hành hôm hơn họ họp hạn hết hệ hỏi hồ
    hội hợp khai khi khu khâu khó không khăn khảo kiểm kia kinh kiến ký kẹt kế kết kịp lan làm lên lãnh lại lập lực
    liên liệu lùi lý lấy lịch lỗi mai mang mình mười mạng mấy mất mẫu mặt mới một năm nay ngay ngoài nghiệm nghị
    nghỉ người nhau nhiều nhiệm nhân như nhưng nhất nhận nhập nhắc nhờ nào này nên nói nộp nội nữa phiếu phê phép
    phó phòng phường phải phần phối qua quan quy quyết quá quên quý ra riêng ráng rồi sang sao sau soát sáng sáu sắp
    sẽ sếp số sở sửa tai tay theo thi thiếu thuộc thành tháng thêm thì thông thảo thẩm thống thời thứ tiến tiếp
    tiền toàn trong tra trả triển trên trì trình trước trưa tuần tài tám tâm tìm tình tích tôi tư tại tạm tất tỉnh
    tối tổ tổng tới từ từng viên việc và vào văn vẫn vì vướng với vậy về vụ xem xin xong xã xuống xác xử yêu ý đang
    đi điện điều đoàn đã đây đó đóng đúng đơn đơn được đạo đại đạt đầu đầy đến đề đều để đồng đợi đợt đủ đưa ơi ạ ảnh
    """
)
_SYLLABLE = re.compile(
    r"(?!.*(.)\1)(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?\Z",
    re.ASCII,
)
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_HATS = {"\u0302": "^", "\u0306": "w", "\u031b": "w"}
_SHORTEST, _LONGEST = 3, 12


class _Spelling(NamedTuple):
    """A syllable taken apart: bare letters, the tone as its Telex key, and which kinds of marked letters it holds."""

    letters: str
    tone: str
    hats: frozenset[str]


def _apart(word: str) -> _Spelling:
    marks = unicodedata.normalize("NFD", word)
    hats = {_HATS[mark] for mark in marks if mark in _HATS} | ({"d"} if "đ" in word else set())
    return _Spelling(fold(word), next((_TONES[mark] for mark in marks if mark in _TONES), ""), frozenset(hats))


def _index(pairs: Iterable[tuple[object, str]]) -> dict[object, str]:
    """Only the keys that name one word."""
    by_key = groupby(sorted(pairs, key=lambda pair: repr(pair[0])), key=lambda pair: pair[0])
    found = ((key, {word for _, word in group}) for key, group in by_key)
    return {key: next(iter(words)) for key, words in found if len(words) == 1}


_FOLDED = frozenset(map(fold, VOCABULARY))
_BY_SPELLING = _index((_apart(word), word) for word in VOCABULARY)
_BY_TONE = _index((_apart(word)[:2], word) for word in VOCABULARY)
_BY_JUMBLE = _index((word[0] + "".join(sorted(word)), word) for word in VOCABULARY if len(word) > 2)
_BY_BARE_JUMBLE = _index((word[0] + "".join(sorted(word)), word) for word in _FOLDED if len(word) > 2)
_BY_LOSS = _index((word[:n] + word[n + 1 :], word) for word in VOCABULARY if len(word) > 3 for n in range(1, len(word)))


@cache
def is_syllable(word: str) -> bool:
    """Whether Vietnamese could have this word, in lower case and with any marks."""
    return _SYLLABLE.match(fold(word)) is not None


def repair(word: str) -> tuple[str, ...]:
    """The word or words that were meant; the word itself when nobody can tell. For words in lower case."""
    if not _SHORTEST <= len(word) <= _LONGEST or is_syllable(word):
        return (word,)
    one = _telex(word) or _without_repeats(word) or _unjumbled(word) or _BY_LOSS.get(word)
    return (one,) if one else _cut(word)


def _without_repeats(word: str) -> str | None:
    """ "rồiiii", "xonggg"."""
    once = "".join(letter for letter, _ in groupby(word))
    return once if once != word and is_syllable(once) else None


def _telex(word: str) -> str | None:
    """Keys may come late: guwir and guiwr are gửi."""
    tones = [letter for letter in word[1:] if letter in "sfrxj"]
    tone = tones[-1] if tones else _apart(word).tone
    hats = _apart(word).hats | ({"w"} if "w" in word else set())
    letters = word[:1] + word[1:].translate(_KEYS)
    hats |= ({"^"} if any(pair in letters for pair in ("aa", "ee", "oo")) else set()) | (
        {"d"} if "dd" in letters else set()
    )
    spelling = _Spelling(fold("".join(one for one, _ in groupby(letters))), tone, frozenset(hats))
    return _BY_SPELLING.get(spelling) or (_BY_TONE.get(spelling[:2]) if tone and not hats else None)


_KEYS = str.maketrans("", "", "sfrxjw")


def _unjumbled(word: str) -> str | None:
    jumble = word[0] + "".join(sorted(word))
    return _BY_JUMBLE.get(jumble) or _BY_BARE_JUMBLE.get(jumble)


def _cut(word: str) -> tuple[str, ...]:
    for at in range(len(word) - 2, 1, -1):
        head, tail = word[:at], word[at:]
        if _is_known(head) and _is_known(tail):
            return head, tail
    return (word,)


def _is_known(word: str) -> bool:
    return word in VOCABULARY or word in _FOLDED
