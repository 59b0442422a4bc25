"""To whom a task that was sent to the wrong desk should go."""

from collections.abc import Sequence

from core.vietnamese.clauses import Clause
from core.vietnamese.cue import Cue
from core.vietnamese.owners import owner_at

_POINTS = Cue.HAND_OVER | Cue.BELONGS
_NOT_THEIRS = Cue.NOT | Cue.NOT_MINE | Cue.DUTY


def forward_to(text: str, clauses: Sequence[Clause]) -> str | None:
    """The unit or person pointed at, as it is written: after chuyển first, else after của, thuộc, bên."""
    for cue in (Cue.HAND_OVER, _POINTS, Cue.CONTACT):
        for clause in reversed(clauses):
            if found := owner_in(text, clause, cue):
                return found
    return next((found for clause in clauses if (found := _subject(text, clause))), None)


def _subject(text: str, clause: Clause) -> str | None:
    """ "Cái này chị Hạnh làm"."""
    named = [clause.tokens[clause.marks[n].first] for n in clause.where(Cue.PERSON | Cue.UNIT)]
    return text[named[0].start : named[0].end] if named and clause.says(Cue.TASK | Cue.LEADS) else None


def owner_in(text: str, clause: Clause, cue: int = _POINTS) -> str | None:
    for n in clause.where(cue):
        mark = clause.marks[n]
        if mark.cues & Cue.BELONGS and any(each.cues & _NOT_THEIRS for each in clause.marks[max(0, n - 2) : n]):
            continue
        place = owner_at(clause.tokens, mark.past)
        if place:
            return text[place[0] : place[1]]
    return None
