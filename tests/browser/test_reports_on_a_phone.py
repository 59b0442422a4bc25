"""Reports as a leader reads them on his phone: the words, the picture, the files; and nothing wider than the screen."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.phones_page import PHONE, SOON, open_page, phone, say, sees
from tests.fakes.demo_process import DemoProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

LEADER = 104
LOCK_SCREEN = 80  # characters
_TOO_WIDE = """
    thread => [...thread.querySelectorAll('*')].filter(each => {
        const {left, right} = each.getBoundingClientRect(), screen = thread.getBoundingClientRect();
        return right - left > 1 && (left < screen.left - 1 || right > screen.right + 1);
    }).map(each => `${each.tagName}.${each.className}: ${each.textContent.slice(0, 40)}`)
"""


async def show(page: Page, person: int) -> None:
    """One phone at a time is on the screen."""
    whose = await phone(page, person).get_attribute("aria-label") or ""
    await page.locator(f'.tab[aria-label^="{whose.removeprefix("Điện thoại của ")}"]').click()


async def fits(page: Page) -> None:
    """Neither the page nor anything that was said is wider than the phone; what opens by a swipe is not looked at."""
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert await phone(page, LEADER).locator(".thread").evaluate(_TOO_WIDE) == []


async def first_words(message: Locator) -> str:
    return (await message.inner_text())[:LOCK_SCREEN]


async def test_reports_on_a_phone(browser: Browser, demo: DemoProcess, tmp_path: Path) -> None:
    page = await open_page(browser, demo, PHONE)
    await show(page, LEADER)
    for command in ("/overdue", "/duyet", "/baocao tuan"):  # in one breath: each has its answer
        await say(page, LEADER, command)
    await sees(page, LEADER, "Quá hạn:")
    await sees(page, LEADER, "chờ đồng chí quyết định")
    report = await sees(page, LEADER, "Tổng số:")
    assert re.match(r"\W*Báo cáo tuần \d+/\d+: \d+ việc, (\d+|không có việc) quá hạn", await first_words(report))
    await fits(page)
    await report.get_by_role("button", name="Biểu đồ").click()
    picture = phone(page, LEADER).locator(".photo img").last
    await expect(picture).to_be_visible(timeout=SOON)
    assert await picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") == 1080
    for name, ending in (("Word", ".docx"), ("Excel", ".xlsx")):
        await report.get_by_role("button", name=name).click()
        await sees(page, LEADER, ending)
    await fits(page)
    await page.screenshot(path=tmp_path / "report.png")
    for command, told, first in (
        ("/baocao chutich", "Việc vướng, việc nóng", "quá hạn"),
        ("/hoso", "🗒 Hồ sơ", "năm 2026"),
    ):
        await say(page, LEADER, command)
        assert first in await first_words(await sees(page, LEADER, told))
    await fits(page)
    await page.screenshot(path=tmp_path / "record.png")
