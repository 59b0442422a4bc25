"""HTML in, entities between, safe HTML out; places in UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.markup.entities import trimmed, with_found
from simulator.markup.html_in import Unparsable, parse
from simulator.markup.html_out import render


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("<b>a</b><strong>b</strong>", "ab", ["bold", "bold"]),
        ("<i>a</i><em>b</em><u>c</u><s>d</s>", "abcd", ["italic", "italic", "underline", "strikethrough"]),
        ("<code>a</code><pre>b</pre>", "ab", ["code", "pre"]),
        ("<tg-spoiler>a</tg-spoiler>", "a", ["spoiler"]),
        (
            "<blockquote>a</blockquote><blockquote expandable>b</blockquote>",
            "ab",
            ["blockquote", "expandable_blockquote"],
        ),
        ('<a href="https://x.vn">a</a>', "a", ["text_link"]),
        ('<a href="javascript:alert(1)">a</a>', "a", []),
        ("<b></b>a", "a", []),
        ("&lt;b&gt; &amp;&quot;&#272;&#x110; &nbsp; & co", '<b> &"ĐĐ &nbsp; & co', []),
        ("a > b", "a > b", []),
    ],
)
def test_reading(source, text, kinds):
    read, entities = parse(source)
    assert (read, [entity["type"] for entity in entities]) == (text, kinds)


def test_places_are_utf16_units():
    assert parse("😀<b>ê😀</b>")[1] == [{"type": "bold", "offset": 2, "length": 3}]


def test_the_language_of_code():
    ((pre),) = parse('<pre><code class="language-python">x</code></pre>')[1]
    assert (pre["type"], pre["language"]) == ("pre", "python")


def test_a_quoted_attribute_may_hold_anything():
    ((link),) = parse("<a href='https://x.vn/?a=1&amp;b=>'>x</a>")[1]
    assert link["url"] == "https://x.vn/?a=1&b=>"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("đ<div>x</div>", 'Unsupported start tag "div" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br" at byte offset 0'),
    ],
)
def test_what_cannot_be_read(source, words):
    with pytest.raises(Unparsable) as caught:
        parse(source)
    assert str(caught.value) == words


def test_links_commands_and_mentions_are_found():
    text = "/xong 12 @nguyenan https://x.vn/a. #hỏa_tốc a/b a@b.vn"
    found = with_found(text, [])
    assert [text[e["offset"] : e["offset"] + e["length"]] for e in found] == [
        "/xong",
        "@nguyenan",
        "https://x.vn/a",
        "#hỏa_tốc",
    ]


def test_nothing_is_found_in_code():
    text, entities = parse("<code>/xong</code> <b>/xong</b>")
    assert [e["type"] for e in with_found(text, entities)] == ["code", "bold", "bot_command"]


def test_trimming_moves_the_entities():
    assert trimmed("  ab ", [{"type": "bold", "offset": 0, "length": 3}]) == (
        "ab",
        [{"type": "bold", "offset": 0, "length": 1}],
    )


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<b>a<i>b</i></b>&lt;c", "<b>a<i>b</i></b>&lt;c"),
        ("<tg-spoiler>a</tg-spoiler>", '<span class="spoiler">a</span>'),
        ("<blockquote expandable>a\nb</blockquote>", "<blockquote expandable>a\nb</blockquote>"),
        ("/xong @nguyenan", "/xong @nguyenan"),
    ],
)
def test_writing(source, shown):
    text, entities = parse(source)
    assert render(text, with_found(text, entities)) == shown


def test_a_link_is_escaped():
    link = {"type": "text_link", "offset": 0, "length": 1, "url": 'https://x.vn/"><script>'}
    assert render("a", [link]).startswith('<a href="https://x.vn/&quot;&gt;&lt;script&gt;" ')


def test_an_unsafe_link_is_plain_text():
    assert render("a", [{"type": "text_link", "offset": 0, "length": 1, "url": "data:text/html,x"}]) == "a"


def test_overlapping_entities_are_nested():
    overlap = [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 2}]
    assert render("abc", overlap) == "<b>a<i>b</i></b><i>c</i>"


@given(st.text(max_size=60))
def test_any_text_is_escaped(text):
    shown = render(text, [])
    assert "<" not in shown
    assert parse(shown.replace("&#x27;", "'"))[0] == text


@given(st.text(alphabet="<>/&;ab \"'=#😀", max_size=40))
def test_reading_either_works_or_says_why(source):
    try:
        text, entities = parse(source)
    except Unparsable:
        return
    assert all(entity["length"] > 0 for entity in entities)
    render(text, entities)
