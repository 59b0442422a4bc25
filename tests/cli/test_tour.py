"""`nhacviec demo --tour`: one story in the terminal, in a process of its own, quickly."""

import asyncio
import sys
import time
from pathlib import Path


async def test_the_tour_tells_the_whole_story_and_ends_well() -> None:
    began = time.monotonic()
    command = Path(sys.executable).parent / "nhacviec"
    tour = await asyncio.create_subprocess_exec(command, "demo", "--tour", stdout=asyncio.subprocess.PIPE)
    output = (await tour.communicate())[0].decode()
    assert tour.returncode == 0
    assert time.monotonic() - began < 30
    told = ("1 dòng = 1 việc", "Đã tiếp nhận", "Quá hạn 1 ngày", "đôn đốc việc 1", "Không có việc nào quá hạn")
    places = [output.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)
