"""A report → a picture for a phone: one bar a unit, in the four official colours, with its numbers."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from core.counting import Counts, Official
from core.report import Line, Report
from core.wording import report_papers as words

_COLOURS = {
    Official.DONE_ON_TIME: "#2e7d32",
    Official.DONE_LATE: "#9e9d24",
    Official.OPEN_IN_TIME: "#90caf9",
    Official.OPEN_LATE: "#c62828",
    Official.UNDATED: "#cfd8dc",
}
_DARK = {Official.DONE_ON_TIME, Official.OPEN_LATE}
_MOST = 15  # bars that a phone shows without a magnifying glass
_WIDTH, _BAR, _REST = 7.2, 0.55, 2.9  # inches
_DPI = 150
_NARROW = 0.055  # of the longest bar: a number has no room in less


def chart(report: Report) -> bytes:
    """A PNG of 1080 pixels across. The colours are told in words as well, for those who see them alike."""
    # Drawing needs a second to load: only whoever draws pays for it. Figures are objects of their own: nothing is
    # shared between two that are drawn in two threads at once.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    lines = chart_lines(report)
    figure = Figure(figsize=(_WIDTH, _REST + _BAR * len(lines)), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    _draw(axes, lines)
    figure.suptitle(words.chart_title(report), fontsize=13, fontweight="bold")
    axes.set_title(words.until(report), fontsize=9, color="#455a64")
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, fontsize=10, frameon=False)
    file = BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def chart_lines(report: Report) -> Sequence[Line]:
    """The busiest units, and the others together: the sum stays the total."""
    ordered = sorted(report.units, key=lambda line: -line.counts.total)
    if len(ordered) <= _MOST:
        return ordered
    others = ordered[_MOST - 1 :]
    rest = Line(name=words.others(len(others)), counts=sum((line.counts for line in others), Counts()))
    return [*ordered[: _MOST - 1], rest]


def _draw(axes: Any, lines: Sequence[Line]) -> None:
    places = range(len(lines))
    longest = max((line.counts.total for line in lines), default=0) or 1
    left = [0] * len(lines)
    for official in Official:
        lengths = [getattr(line.counts, official) for line in lines]
        label = f"{words.COUNTED[official]}: {sum(lengths)}"
        bars = axes.barh(places, lengths, left=left, color=_COLOURS[official], label=label, height=0.72)
        shown = [str(length) if length / longest > _NARROW else "" for length in lengths]
        colour = "white" if official in _DARK else "#212121"
        axes.bar_label(bars, shown, label_type="center", color=colour, fontsize=10)
        left = [before + length for before, length in zip(left, lengths, strict=True)]
    for place, total in zip(places, left, strict=True):
        axes.annotate(str(total), (total, place), (4, 0), textcoords="offset points", va="center", fontsize=10)
    axes.set_yticks(places, [words.folded(line.name) for line in lines], fontsize=10)
    axes.set_xlim(0, longest * 1.08)
    axes.invert_yaxis()
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.tick_params(left=False, bottom=False, labelbottom=False)
