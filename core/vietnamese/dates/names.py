"""Mai, Ba, Tư, Năm and Bảy are people as well as times: a title or a capital letter gives them away."""

from collections.abc import Sequence

from core.vietnamese.dates.phrase import Phrase
from core.vietnamese.words import Kind, Word, word_set

_TITLES = word_set("anh chị cô bà chú bác ông dì thím cậu mợ em thầy đ/c d/c thị chí")
_BARE_TITLES = word_set("anh chi co ba chu bac ong di thim cau mo em thay a e thi")
_SPEAKERS = word_set("anh em a e tui minh")  # "em mai nộp" is: I, tomorrow
_NUMBERS = word_set("hai ba bon tu nam sau bay tam chin muoi")
_PARTS = word_set("sang trua chieu toi dem")
_DOES = word_set("nop gui goi xong bao trinh se moi lam hop di len ky tra hoan em nha nhe co a tui toi minh chung don")
_OFFICES = word_set("phong ben so ban vp to")
_AROUND = 3
_BEFORE_TRADE = word_set("thuong khuyen")  # "thuong mai", "khuyen mai"


def is_name(words: Sequence[Word], phrase: Phrase) -> bool:
    """ "chị Mai", "anh Năm tới rồi", "Lê Thị Mai"."""
    first = words[phrase.first].folded
    if first == "mai" and phrase.first and words[phrase.first - 1].folded in _BEFORE_TRADE:
        return True
    if first != "mai" and first not in _NUMBERS and first not in _PARTS:
        return False
    before = words[phrase.first - 1] if phrase.first else None
    if before is None or not _is_title(before):
        return first == "mai" and phrase.past == phrase.first + 1 and _stands_as_a_name(words, phrase.first)
    if _is_capital(words, phrase.first):
        return True
    if first == "mai":
        return before.folded not in _SPEAKERS or not goes_on(words, phrase)
    return first in _NUMBERS and _calls_by_number(before, phrase)


def may_be_name(words: Sequence[Word], phrase: Phrase) -> bool:
    """ "em mai nộp" without a capital: tomorrow, but asked."""
    return phrase.first > 0 and words[phrase.first].folded == "mai" and words[phrase.first - 1].folded in _SPEAKERS


def goes_on(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether what is done, or who does it, follows the time."""
    return phrase.past < len(words) and words[phrase.past].folded in _DOES


def _is_title(word: Word) -> bool:
    return word.accented in _TITLES or word.accented in _BARE_TITLES


def _calls_by_number(title: Word, phrase: Phrase) -> bool:
    """Chú Ba; but "em ba ngày nữa" and "cho anh hai ngày"."""
    return title.folded not in _SPEAKERS or (title.folded == "anh" and phrase.piece.length is None)


def _is_capital(words: Sequence[Word], i: int) -> bool:
    """A capital where not everything is in capitals."""
    around = words[max(0, i - _AROUND) : i + _AROUND + 1]
    return words[i].raw[0].isupper() and not all(word.raw.isupper() for word in around if word.kind is Kind.WORD)


def _stands_as_a_name(words: Sequence[Word], i: int) -> bool:
    """ "giao Mai làm", "Mai phòng Tổng hợp", "Mai Phương"; but "Mai em nộp" begins a sentence."""
    if not _is_capital(words, i):
        return False
    inside = i > 0 and words[i - 1].kind is not Kind.PUNCTUATION
    after = words[i + 1] if i + 1 < len(words) else None
    return inside or (after is not None and (after.folded in _OFFICES or after.raw.istitle()))
