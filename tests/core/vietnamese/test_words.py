import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.normalise import fold
from core.vietnamese.words import Kind, words


def raw(text: str) -> list[str]:
    return [word.raw for word in words(text)]


def test_two_views_of_a_word() -> None:
    (word,) = words("ĐƯỢC")
    assert (word.accented, word.folded, word.raw, word.kind) == ("được", "duoc", "ĐƯỢC", Kind.WORD)


def test_what_is_glued_comes_apart() -> None:
    glued, apart = "ngày27/11 15h30 62,5% T7 #12", "ngày 27 / 11 15 h 30 62 , 5 % T 7 # 12"
    assert raw(glued) == raw(apart)


def test_the_comrade_is_one_word() -> None:
    assert raw("đ/c Mai, d/c Hai, đ/chí") == ["đ/c", "Mai", ",", "d/c", "Hai", ",", "đ", "/", "chí"]


def test_letters_that_were_typed_apart_are_one() -> None:
    assert [word.accented for word in words(unicodedata.normalize("NFD", "thứ Sáu"))] == ["thứ", "sáu"]


@given(st.text(max_size=60))
def test_words_are_cut_out_of_the_text_and_lose_nothing_but_space(text: str) -> None:
    nfc = unicodedata.normalize("NFC", text)
    cut = words(text)
    assert all(word.raw == nfc[word.start : word.end] for word in cut)
    assert "".join(word.raw for word in cut) == "".join(nfc.split())


@given(st.text(alphabet="aăâeêoôơuưđÀẢÃÁẠỆỢỰỸĐ" + "xyz", min_size=1, max_size=8))
def test_folding_is_that_of_the_whole_project(text: str) -> None:
    assert [word.folded for word in words(text)] == [fold(text)]
