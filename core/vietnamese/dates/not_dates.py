"""What looks like a time and is none: streets, feasts, numbers and days of documents, shares, "báo cáo tháng 10"."""

from collections.abc import Sequence
from itertools import pairwise

from core.vietnamese.dates.names import goes_on
from core.vietnamese.dates.phrase import Phrase
from core.vietnamese.dates.reading import Grain, Kind
from core.vietnamese.numbers import glued
from core.vietnamese.words import Kind as WordKind
from core.vietnamese.words import Vocabulary, Word, word_set

_PLACES = Vocabulary("đường phố trường chợ khu số mẫu biểu phụ bảng khoản điều mục", never_bare="chợ")
_NUMBERED = word_set("viec nv vu nhiem phien ver version sdt dt tel doi to")
_FEASTS = word_set("mung niem dip le")
_COUNTED = word_set("ty trieu tr dong % m km ha kg xa ho noi nhiem muc phan don viec lan nguoi")
_CUES = word_set("den toi han truoc vao hom nop gui goi xong chot het sang qua la nhat : gh")
_PAPERS = word_set("cv vb qd kh tb nq bb ttr")
_PAPERS_OF_TWO = {
    *(("cong", "van"), ("van", "ban"), ("quyet", "dinh"), ("ke", "hoach"), ("thong", "bao"), ("nghi", "quyet")),
    *(("nghi", "dinh"), ("chi", "thi"), ("to", "trinh"), ("bien", "ban")),
}
_PURSUANT = word_set("theo cu tai")
_SENDS = word_set("gui goi nop co tra trinh ky ra hanh han phat xong truoc den")
_ASKED_FOR = word_set("truoc han den")
_REPORTS = word_set("cao hoach lieu toan bc kh sl luong trinh hop ngan ky voi")
_MONTHS = word_set("thang quy nam q t")
_PART_WORDS = word_set("kien tao suot to rong dai cao huong da thieu uu sua ngay nghia tac")
_CLAUSE_ENDS = word_set(", . ; ! ? roi r")
_MEALS = word_set("an nghi com")
_LONG_PERIODS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
_LONGEST_NUMBER = 12
_ALL_WEEK = ["24", "/", "7"]


def is_no_time(words: Sequence[Word], phrase: Phrase) -> bool:
    return any(rule(words, phrase) for rule in _RULES)


def _is_of_a_document(words: Sequence[Word], phrase: Phrase) -> bool:
    """ "CV 145/UBND-NC ngày 20/11", "ngày 27/11 của UBND tỉnh", "theo quyết định ngày 5/12"."""
    if not _is_written(phrase):
        return False
    if _ends_a_number(words, phrase.first - 1):
        return True
    before = _in_its_clause([word.folded for word in words[max(0, phrase.first - 7) : phrase.first]])
    if _after(words, phrase) == "cua" and not _SENDS & set(before[-2:]):
        return True
    if not _names_a_paper(before) or _ASKED_FOR & set(before[-2:]):
        return False
    return bool(_PURSUANT & set(before)) or not _SENDS & set(before)


def _in_its_clause(before: Sequence[str]) -> Sequence[str]:
    """ "nhận được thông báo rồi, 30/11 nộp": the notice stands in a clause of its own."""
    ends = [n + 1 for n, word in enumerate(before) if word in _CLAUSE_ENDS]
    return before[ends[-1] :] if ends else before


def _names_a_paper(before: Sequence[str]) -> bool:
    return bool(_PAPERS & set(before[-3:])) or any(pair in _PAPERS_OF_TWO for pair in pairwise(before[-4:]))


def _ends_a_number(words: Sequence[Word], i: int) -> bool:
    """Whether word `i`, or the word before a comma, is the end of 145/UBND-NC."""
    if i > 0 and words[i].raw == ",":
        i -= 1
    last = i
    while i > 0 and glued(words, i) and last - i < _LONGEST_NUMBER:
        i -= 1
    return 0 <= i < last and words[i].kind is WordKind.NUMBER and words[last].kind is WordKind.WORD


def _is_no_day(words: Sequence[Word], phrase: Phrase) -> bool:
    """Đường 30/4, chào mừng 20/11, việc 5-2, 3.2 tỷ."""
    if not (phrase.piece.kind is Kind.IMPOSSIBLE or _is_written(phrase)):
        return False
    before = _before(words, phrase)
    bare = words[phrase.first].kind is WordKind.NUMBER  # "đường 30/4" is a street, "về Sở hôm 23/11" a day
    if (
        (bare and (_is_after_a_place(words, phrase) or before in _NUMBERED))
        or _after(words, phrase) in _COUNTED
        or _is_weak(words, phrase)
    ):
        return True
    feast = _FEASTS & {word.folded for word in words[max(0, phrase.first - 6) : phrase.first]}
    return bool(feast) and before != "han"


def _is_after_a_place(words: Sequence[Word], phrase: Phrase) -> bool:
    """ "đường 30/4", "trường 19/5"; but "trả cho trường ngày 18 tháng 11"."""
    day = phrase.piece.day
    in_figures = phrase.piece.kind is Kind.IMPOSSIBLE or (day is not None and bool(day.sign))
    return in_figures and phrase.first > 0 and words[phrase.first - 1] in _PLACES


_MOST_DAYS, _LAST_MONTH = 31, 12


def _is_weak(words: Sequence[Word], phrase: Phrase) -> bool:
    """ "5-2" and "3.2" are days only where something says so, and 24/7 is always."""
    if words[phrase.first].kind is not WordKind.NUMBER or _before(words, phrase) in _CUES:
        return False
    if phrase.first == 0:
        return [word.raw for word in words[: phrase.past]] == _ALL_WEEK
    day, unreal = phrase.piece.day, phrase.piece.unreal
    if unreal is not None and unreal.month < unreal.day <= _MOST_DAYS and unreal.month <= _LAST_MONTH:
        return False  # "31/4" is nothing of a share, and of a day a likely slip
    return phrase.piece.kind is Kind.IMPOSSIBLE or (day is not None and day.sign in ("-", "."))


def _is_what_a_report_is_about(words: Sequence[Word], phrase: Phrase) -> bool:
    """ "báo cáo tháng 10", "so với cùng kỳ năm trước"."""
    day = phrase.piece.day
    if day is None or day.grain not in _LONG_PERIODS:
        return False
    return _before(words, phrase) in _REPORTS and words[phrase.first].folded in _MONTHS


def _has_lasted(words: Sequence[Word], phrase: Phrase) -> bool:
    """ "từ đầu năm đến giờ"."""
    onwards = [word.folded for word in words[phrase.past : phrase.past + 2]]
    return _before(words, phrase) == "tu" and onwards in (
        ["den", "gio"],
        ["toi", "gio"],
        ["den", "nay"],
        ["toi", "nay"],
    )


def _is_one(words: Sequence[Word], phrase: Phrase) -> bool:
    """ "mot so noi dung": một, not mốt."""
    day = phrase.piece.day
    return day is not None and "may_be_number" in day.why and not goes_on(words, phrase) and len(words) > 1


def _is_another_word(words: Sequence[Word], phrase: Phrase) -> bool:
    """ "sáng kiến", "tối đa"; and without accents "sang", "toi", "dem" alone."""
    piece, word = phrase.piece, words[phrase.first]
    if piece.day is not None or piece.part is None or piece.clock is not None or phrase.past > phrase.first + 1:
        return False
    if _before(words, phrase) in _MEALS:
        return True
    return _after(words, phrase) in _PART_WORDS or (not word.has_marks and word.folded != "chieu")


def _is_written(phrase: Phrase) -> bool:
    return phrase.piece.day is not None and phrase.piece.day.written


def _before(words: Sequence[Word], phrase: Phrase) -> str:
    return words[phrase.first - 1].folded if phrase.first else ""


def _after(words: Sequence[Word], phrase: Phrase) -> str:
    return words[phrase.past].folded if phrase.past < len(words) else ""


_RULES = (_is_of_a_document, _is_no_day, _is_what_a_report_is_about, _has_lasted, _is_one, _is_another_word)
