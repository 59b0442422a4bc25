"""Every story in this folder, on both messengers."""

from pathlib import Path

import pytest

from tests.stories.story_runner import Player
from tests.stories.story_world import World

STORIES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
async def test_story(world: World, story: Path) -> None:
    words = story.read_text(encoding="utf-8")
    if "# mọi người đã gắn tài khoản" in words:
        await world.press_start()
        await world.bind_all()
    await Player(world).play(words)
