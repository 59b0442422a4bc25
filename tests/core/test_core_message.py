"""Words without their marks, for messengers that have none."""

from core.message import Choice, Fold, Link, Outgoing, Strong, plain


def test_plain_words_keep_every_word_and_the_address_of_a_link() -> None:
    text = ("Việc 12: ", Strong("quá hạn"), "\n", Link("văn bản", "https://vb.vn/1"), Fold("\nchi tiết"))
    assert plain(text) == "Việc 12: quá hạn\nvăn bản (https://vb.vn/1)\nchi tiết"


def test_a_repeat_says_so_first_and_keeps_its_choices() -> None:
    choices = ((Choice(label="Đã nhận", code="ack.12.1"),),)
    repeat = Outgoing(text=("Việc 12",), choices=choices).marked_as_repeat("(nhắc lại)")
    assert plain(repeat.text) == "(nhắc lại) Việc 12"
    assert repeat.choices == choices
