"""Whatever the words are, the messenger can read the result, it fits, and nothing in it is markup but our own."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.fit import clean, fit, shorten, units
from bot.telegram.render import TEXT_LIMIT, Unrenderable, render
from core.message import Choice, Fold, Link, Outgoing, Strong, Text
from simulator.markup.html_in import parse

anything = st.text() | st.text(st.characters(codec=None, categories=["Cc", "Cs", "Cf", "Zl", "Zp", "So"]))
markup = st.sampled_from(["<b>", "</b>", "</a>", "&amp;", "&lt;", '"', "'", "<", ">", "&", "</blockquote>", "<!--"])
words = st.lists(anything | markup).map("".join) | st.tuples(anything, st.integers(1, 2000)).map(lambda p: p[0] * p[1])
spans = words | words.map(Strong) | words.map(Fold) | st.builds(Link, words, words)
texts = st.lists(spans, max_size=6).map(tuple)


def html(*text: Any) -> str:
    return render(Outgoing(text=text)).html


def shown(text: Text) -> str:
    """What a phone shows of it."""
    return parse(render(Outgoing(text=text)).html)[0]


def keyboard(*rows: list[tuple[str, str]]) -> Any:
    choices = tuple(tuple(Choice(label=label, code=code) for label, code in row) for row in rows)
    return render(Outgoing(text=("Đồng chí chọn:",), choices=choices)).keyboard


def test_marks_become_tags() -> None:
    told = html("Việc ", Strong("12"), ": ", Link("văn bản", "https://example.vn/?a=1&b=2"), "\n", Fold("lịch sử"))
    assert told == (
        'Việc <b>12</b>: <a href="https://example.vn/?a=1&amp;b=2">văn bản</a>\n'
        "<blockquote expandable>lịch sử</blockquote>"
    )


def test_words_are_never_markup() -> None:
    assert html("<b>&", Strong("</b>")) == "&lt;b&gt;&amp;<b>&lt;/b&gt;</b>"


def test_an_address_cannot_leave_its_quotes() -> None:
    assert html(Link("x", 'https://a.vn/"><b>')) == '<a href="https://a.vn/&quot;&gt;&lt;b&gt;">x</a>'


def test_a_link_to_nowhere_is_just_words() -> None:
    assert html(Link("văn bản", " ")) == "văn bản"


def test_characters_that_a_phone_must_not_be_given_are_taken_out() -> None:
    assert html("a\x00b\x1b\x7f\x9fc\ud800d\u202ee\u2066") == "abcde"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b"])
def test_every_end_of_line_becomes_one(end: str) -> None:
    assert html(f"một{end}hai") == "một\nhai"


def test_emoji_and_vietnamese_stay_whole() -> None:
    assert html("🟡 Đã nghiệm thu 👩‍💻 ✅") == "🟡 Đã nghiệm thu 👩‍💻 ✅"


@pytest.mark.parametrize("text", [(), ("",), (" \n ",), (Strong(""),), ("\x00", Fold("\ud800"))])
def test_nothing_to_say_is_refused(text: Text) -> None:
    with pytest.raises(Unrenderable, match="nothing to say"):
        render(Outgoing(text=text))


def test_what_fits_is_left_whole() -> None:
    assert units(shown(("🟡" * 2048,))) == TEXT_LIMIT


def test_what_does_not_fit_ends_after_a_line() -> None:
    lines = "".join(f"dòng {number:04}\n" for number in range(1000))
    told = shown((lines,))
    assert re.fullmatch(r"(dòng \d{4}\n)+…", told)
    assert TEXT_LIMIT - 20 < units(told) <= TEXT_LIMIT


def test_without_lines_it_ends_after_a_word() -> None:
    assert re.fullmatch(r"(từng chữ )+(từng )?…", shown(("từng chữ " * 1000,)))


def test_without_words_it_ends_between_characters() -> None:
    assert shown(("a" + "🟡" * 4096,)) == "a" + "🟡" * 2047 + "…"


def test_a_cut_closes_the_tag_and_drops_what_follows() -> None:
    told = html(Strong("đ" * 4090), Fold("x" * 100), "y", Link("z", "https://a.vn"))
    assert told == f"<b>{'đ' * 4090}</b><blockquote expandable>xxxxx…</blockquote>"


def test_escapes_do_not_count() -> None:
    assert html("&" * TEXT_LIMIT) == "&amp;" * TEXT_LIMIT


def test_a_toast_is_shortened_the_same_way() -> None:
    assert shorten("Đã ghi nhận. " * 30, 200).endswith("Đã ghi nhận. Đã …")
    assert shorten("Đã ghi nhận.", 200) == "Đã ghi nhận."


def test_choices_become_buttons_in_rows() -> None:
    made = keyboard([("Đã nhận", "ack.12.3"), ("Thôi", "cancel")], [], [("Gia hạn\n", "more.12")])
    rows = [[(button.text, button.callback_data) for button in row] for row in made.inline_keyboard]
    assert rows == [[("Đã nhận", "ack.12.3"), ("Thôi", "cancel")], [("Gia hạn", "more.12")]]


def test_no_choices_no_keyboard() -> None:
    assert keyboard() is None
    assert keyboard([], []) is None


@pytest.mark.parametrize("code", ["", "x" * 65, "đ" * 33, "\ud800", "a\x00"])
def test_a_code_that_would_be_refused_is_refused_here(code: str) -> None:
    with pytest.raises(Unrenderable, match="64 bytes"):
        keyboard([("Đúng", code)])


@pytest.mark.parametrize("code", ["x" * 64, "đ" * 32])
def test_the_longest_code_is_taken(code: str) -> None:
    assert keyboard([("Đúng", code)]).inline_keyboard[0][0].callback_data == code


def test_a_button_needs_a_label() -> None:
    with pytest.raises(Unrenderable, match="label"):
        keyboard([("\x00 ", "ok")])


def test_too_many_buttons_are_refused_here() -> None:
    with pytest.raises(Unrenderable, match="too many"):
        keyboard([("1", "1")] * 9)
    with pytest.raises(Unrenderable, match="too many"):
        keyboard(*[[("1", "1")] * 8] * 13)


@settings(deadline=None)
@given(texts)
def test_any_text_can_be_read_and_fits(text: Text) -> None:
    try:
        told = shown(text)
    except Unrenderable:
        assert not any(clean(span if isinstance(span, str) else span.text).strip() for span in text)
    else:
        assert 0 < units(told) <= TEXT_LIMIT
        told.encode()


@settings(deadline=None)
@given(texts)
def test_what_is_shown_is_what_was_said(text: Text) -> None:
    said = "".join(clean(span if isinstance(span, str) else span.text) for span in text)
    if said.strip() and units(said) <= TEXT_LIMIT:
        assert shown(text) == said
    elif said.strip():
        assert said.startswith(shown(text).removesuffix("…"))


@settings(deadline=None)
@given(texts)
def test_no_tag_is_there_but_our_own(text: Text) -> None:
    spans = fit(text, TEXT_LIMIT)
    marks = sum(not isinstance(span, str) for span in spans)
    told = render(Outgoing(text=text)).html if spans else ""
    assert told.count("<") == told.count(">") == 2 * marks
    assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#x27;)", told)


@settings(deadline=None)
@given(st.text(), st.integers(1, 50))
def test_shortened_never_exceeds(text: str, limit: int) -> None:
    assert units(shorten(text, limit)) <= limit
