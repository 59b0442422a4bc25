"""Which task a reply is about: what it answers, what is being talked of, its number, its words, the only one, the last.

An answer that is not sure offers candidates instead of choosing one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from core.vietnamese.words import Kind, Word, word_set, words


class How(StrEnum):
    """By what a task was found, the surest first."""

    REPLY = "reply"
    DIALOG = "dialog"
    NUMBER = "number"
    TITLE = "title"
    WORD = "word"  # a word of its title, and of no other
    ONLY = "only"
    LAST = "last"
    NOTHING = "nothing"


SURE = frozenset(How) - {How.WORD, How.LAST, How.NOTHING}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An open task of the person who writes."""

    task_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class Clues:
    """What stands around a reply. `answered` are the tasks of the message that it answers; `spoken_of` is the task of
    the last nudge, or of what the person has done since.
    """

    numbers: Sequence[int] = ()
    answered: Sequence[int] = ()
    talked_of: int | None = None
    spoken_of: int | None = None
    own: Sequence[Candidate] = ()


@dataclass(frozen=True, kw_only=True)
class Which:
    """The tasks meant; none when it must be asked, and then `offered` are the ones to choose from."""

    task_ids: tuple[int, ...] = ()
    how: How = How.NOTHING
    offered: tuple[int, ...] = ()

    @property
    def is_sure(self) -> bool:
        return self.how in SURE


_LIKE_ENOUGH = 0.9
_CLEARLY_LIKER = 0.5
_SURELY = 1.8
_SHORT = 3  # letters; a slip in so short a word makes it another one
_MOST_OFFERED = 8
_SAYS_NOTHING = word_set(
    "em anh chi toi da a viec nhiem vu bao cao xong roi chua dang da se gui nop lam duoc cho xin den va cua ve cac la "
    "thi mot hai nay do voi nhe ngay thang nam quy co khong trong hoan thanh thuc hien cong tac ket qua van phong so"
)


def which(text: str, clues: Clues) -> Which:
    """In the order of `How`. What is answered and a number that contradicts it are both offered."""
    numbers, answered = tuple(dict.fromkeys(clues.numbers)), tuple(dict.fromkeys(clues.answered))
    if numbers and len(answered) == 1 and set(numbers) != set(answered):
        return Which(offered=(*answered, *numbers)[:_MOST_OFFERED])
    if numbers:
        return Which(task_ids=numbers, how=How.NUMBER)
    if len(answered) == 1:
        return Which(task_ids=answered, how=How.REPLY)
    among = [each for each in clues.own if not answered or each.task_id in answered]
    named = _by_words(text, among)
    if clues.talked_of is not None and not answered:
        return _talked_of(clues.talked_of, named)
    return named or _by_what_is_left(among, clues)


def _talked_of(task_id: int, named: Which | None) -> Which:
    """What is being talked of, unless the words clearly tell of another task: then that is asked."""
    if named is None or named.task_ids in ((), (task_id,)):
        return Which(task_ids=(task_id,), how=How.DIALOG)
    return Which(offered=(*named.task_ids, task_id))


def _by_words(text: str, among: Sequence[Candidate]) -> Which | None:
    """The task whose title is clearly the likest; several that are alike are offered."""
    scores = likeness(text, [each.title for each in among])
    like = [(score, each.task_id) for score, each in zip(scores, among, strict=True) if score > 0]
    if not like:
        return None
    best = max(like)[0]
    near = [task_id for score, task_id in like if best - score < _CLEARLY_LIKER]
    if len(near) == 1 and best >= _LIKE_ENOUGH:
        title = next(each.title for each in among if each.task_id == near[0])
        surely = best >= _SURELY or _run(text, title) > 1
        return Which(task_ids=(near[0],), how=How.TITLE if surely else How.WORD)
    return Which(offered=tuple(near[:_MOST_OFFERED])) if len(near) < len(among) else None


def _by_what_is_left(among: Sequence[Candidate], clues: Clues) -> Which:
    if len(among) == 1:
        return Which(task_ids=(among[0].task_id,), how=How.ONLY)
    if clues.answered and among:
        return Which(offered=tuple(each.task_id for each in among[:_MOST_OFFERED]))
    if clues.spoken_of is not None and any(each.task_id == clues.spoken_of for each in among):
        return Which(task_ids=(clues.spoken_of,), how=How.LAST)
    return Which(offered=tuple(each.task_id for each in among[:_MOST_OFFERED]))


def likeness(text: str, titles: Sequence[str]) -> list[float]:
    """For each title, how many words of the text tell of it; a word of several titles counts that much less.

    A word counts once, and so many words are enough.
    """
    named = [{word.accented: word for word in words(title) if word.kind is not Kind.PUNCTUATION} for title in titles]
    holders: dict[str, set[int]] = {}
    by_first: dict[str, dict[str, Word]] = {}
    for n, title in enumerate(named):
        for word in title.values():
            holders.setdefault(word.accented, set()).add(n)
            by_first.setdefault(word.folded[:1], {})[word.accented] = word
    said = {word.accented: word for word in words(text) if word.kind is Kind.WORD and word.folded not in _SAYS_NOTHING}
    scores = [0.0] * len(titles)
    for word in list(said.values())[:_MOST_WORDS]:
        alike = [each for each in by_first.get(word.folded[:1], {}).values() if _is_same(word, each)]
        held = set().union(*(holders[each.accented] for each in alike))
        for n in held:
            scores[n] += 1 / len(held)
    return scores


_MOST_WORDS = 80


def _run(text: str, title: str) -> int:
    """How many words in a row stand in both."""
    said = [word for word in words(text) if word.kind is Kind.WORD][:_MOST_WORDS]
    named = [word for word in words(title) if word.kind is Kind.WORD]
    longest, before = 0, [0] * (len(named) + 1)
    for word in said:
        here = [0] + [before[n] + 1 if _is_same(word, each) else 0 for n, each in enumerate(named)]
        longest, before = max(longest, *here), here
    return longest


def _is_same(word: Word, named: Word) -> bool:
    """Typed with marks it is that very word, typed without them it is looked at without; a long one may have a slip."""
    pair = (word.accented, named.accented) if word.has_marks else (word.folded, named.folded)
    if pair[0] == pair[1]:
        return True
    if word.has_marks and named.has_marks and len(word.folded) == len(named.folded) and word.folded != named.folded:
        return False
    longer = max(len(word.folded), len(named.folded))
    return longer > _SHORT and abs(len(pair[0]) - len(pair[1])) <= 1 and OSA.distance(*pair, score_cutoff=1) <= 1
