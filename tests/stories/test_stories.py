"""Every story in this folder, on both messengers."""

import re
from pathlib import Path

import pytest

from tests.stories.story_runner import Player
from tests.stories.story_world import World

STORIES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
async def test_story(world: World, story: Path) -> None:
    words = story.read_text(encoding="utf-8")
    if "# chỉ trên Telegram" in words and not world.desk.edits:
        pytest.skip("a story of Telegram alone")
    world.has_digests = "# kể cả tin tổng hợp" in words
    world.has_reports = "# kể cả báo cáo" in words
    if bound := re.search(r"# mọi người đã gắn tài khoản(?:, trừ (.+))?", words):
        await world.press_start()
        await world.bind_all(but=bound[1])
    await Player(world).play(words)
