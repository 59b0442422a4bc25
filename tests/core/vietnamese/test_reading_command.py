"""`nhacviec read`: one JSON object per line of standard input, whatever the line holds."""

import json
from typing import Any

from typer.testing import CliRunner

from service.read import cli

AT = "2026-11-26T09:00:00+07:00"
FIELDS = [
    "intent", "percent", "date", "time", "date_role", "duration", "task_no", "reason", "forward_to", "doc_ref",
    "confirm", "items",
]  # fmt: skip


def answers(what: str, given: str | bytes, at: str = AT) -> list[dict[str, Any]]:
    result = CliRunner().invoke(cli, [what, "--at", at], input=given)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_replies_in_order_with_every_field() -> None:
    first, second = answers("replies", "việc 12 xong rồi ạ\nem xin gia hạn đến thứ 6 tuần sau vì chờ số liệu\n")
    assert sorted(first) == sorted(FIELDS)
    assert (first["intent"], first["task_no"]) == ("done", 12)
    assert (second["intent"], second["date"], second["reason"]) == ("extend", "2026-12-04", "chờ số liệu")


def test_a_line_that_nobody_can_read_is_still_answered() -> None:
    found = answers("replies", b"\n\xff\xfe\n\x00\nxong")
    assert [each["intent"] for each in found] == ["clarify", "clarify", "clarify", "done"]


def test_dates() -> None:
    point, none = answers("dates", "thứ sáu tuần tới\nviệc 12\n")
    assert (point["kind"], point["date"]) == ("point", "2026-12-04")
    assert (none["kind"], none["date"]) == ("none", None)


def test_an_instant_without_a_zone_is_on_the_clock_of_the_office() -> None:
    assert answers("dates", "mai\n", at="2026-11-26T23:30")[0]["date"] == "2026-11-27"


def test_an_instant_that_is_none_is_refused() -> None:
    assert CliRunner().invoke(cli, ["dates", "--at", "hôm qua"], input="").exit_code == 2
