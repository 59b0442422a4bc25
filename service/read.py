"""`nhacviec read`: what is understood of each line of standard input, one JSON object per line, in order."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese.dates import DateReading, read_date
from core.vietnamese.reading import duration_json, read, to_json

cli = typer.Typer(no_args_is_help=True, help="Đọc thử câu trả lời hoặc cách nói ngày giờ, mỗi dòng một câu.")

At = Annotated[str | None, typer.Option(metavar="ISO", help="thời điểm viết, ví dụ 2026-11-26T09:00:00+07:00")]


@cli.command()
def replies(at: At = None) -> None:
    """Mỗi dòng một câu trả lời của cán bộ."""
    _answer(at, lambda line, now, calendar: to_json(read(line, now, calendar)))


@cli.command()
def dates(at: At = None) -> None:
    """Mỗi dòng một cách nói ngày giờ."""
    _answer(at, lambda line, now, calendar: date_json(read_date(line, now, calendar)))


def _answer(at: str | None, understand: Callable[[str, datetime, Calendar], dict[str, Any]]) -> None:
    now, calendar = _moment(at), Calendar()
    for line in _lines(sys.stdin.buffer):
        sys.stdout.buffer.write(json.dumps(understand(line, now, calendar), ensure_ascii=False).encode() + b"\n")
        sys.stdout.buffer.flush()


def _lines(stream: Iterable[bytes]) -> Iterator[str]:
    """Lines end at a line feed alone; bytes that are no UTF-8 are replaced, so that every line has an answer."""
    return (line.decode("utf-8", errors="replace").rstrip("\r\n") for line in stream)


def _moment(at: str | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise typer.BadParameter(at, param_hint="--at") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=OFFICE_ZONE)


def date_json(reading: DateReading) -> dict[str, Any]:
    """`kind` is point, duration, vague, impossible or none; days are ISO, a time is HH:MM on the office's clock."""
    return {
        "kind": str(reading.kind),
        "date": reading.date.isoformat() if reading.date else None,
        "time": f"{reading.time:%H:%M}" if reading.time else None,
        "grain": str(reading.grain),
        "range": [_edge(edge) for edge in reading.range] if reading.range else None,
        "duration": duration_json(reading.duration),
        "alt": [day.isoformat() for day in reading.alternatives],
        "confirm": reading.confirm,
    }


def _edge(edge: date | datetime) -> str:
    return f"{edge:%Y-%m-%dT%H:%M}" if isinstance(edge, datetime) else edge.isoformat()
