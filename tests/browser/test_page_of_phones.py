"""The main job, seen on the page of phones: an official, the monitor, the next morning, and a leader's `/overdue`."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.fakes.demo_process import DemoProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

OFFICIAL, HEAD, MONITOR, LEADER = 101, 102, 103, 104
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
_SOON = 20_000  # milliseconds
_UNREAD = "Diễn đàn kết nối sản phẩm OCOP"


async def _open(browser: Browser, demo: DemoProcess, viewport: dict[str, int]) -> Page:
    page = await browser.new_page(viewport=viewport)  # type: ignore[arg-type]
    page.on("pageerror", lambda error: pytest.fail(f"the page failed: {error}"))
    await page.goto(demo.url)
    await page.locator("body.loaded").wait_for()
    await page.locator("[data-close]").first.click()
    return page


def _phone(page: Page, person: int) -> Locator:
    return page.locator(f'[data-person="{person}"]')


def _card(page: Page, person: int, words: str) -> Locator:
    return _phone(page, person).locator("[data-message]").filter(has_text=words).last


async def _say(page: Page, person: int, words: str) -> None:
    box = _phone(page, person).locator("textarea[name=text]")
    await box.fill(words)
    await box.press("Enter")


async def _sees(page: Page, person: int, words: str) -> Locator:
    card = _card(page, person, words)
    await expect(card).to_be_visible(timeout=_SOON)
    return card


async def test_the_main_job_on_a_desktop(browser: Browser, demo: DemoProcess, tmp_path: Path) -> None:
    page = await _open(browser, demo, DESKTOP)
    card = await _sees(page, OFFICIAL, f"Còn 1 ngày làm việc · Việc 55: Tổ chức thành công {_UNREAD[:8]}")
    await card.get_by_role("button", name="Đã nhận").click()
    await _sees(page, OFFICIAL, "Đã tiếp nhận việc 55 lúc")
    await card.get_by_role("button", name="Xong").click()
    await _sees(page, OFFICIAL, "gõ số văn bản hoặc tên sản phẩm")
    await _say(page, OFFICIAL, "Báo cáo 215/BC-SCT")
    request = await _sees(page, MONITOR, "bổ sung sản phẩm của việc 55: Báo cáo 215/BC-SCT")
    await request.get_by_role("button", name="Xác nhận").click()
    await _sees(page, OFFICIAL, "đã xác nhận hoàn thành việc 55")
    await page.locator('[data-clock="next-morning"]').click()
    await _sees(page, OFFICIAL, "Quá hạn")
    await _say(page, LEADER, "/overdue")
    await _sees(page, LEADER, "Quá hạn:")
    await page.screenshot(path=tmp_path / "desktop.png")


async def test_the_page_at_phone_width_and_after_a_kill(browser: Browser, demo: DemoProcess, tmp_path: Path) -> None:
    page = await _open(browser, demo, PHONE)
    await _sees(page, OFFICIAL, "Đến hạn hôm nay · Việc 28")
    await demo.kill()
    await expect(page.locator("body")).to_have_attribute("data-live", "no", timeout=_SOON)
    assert await demo.start() < 5
    await expect(page.locator("body")).to_have_attribute("data-live", "yes", timeout=_SOON)
    await _say(page, OFFICIAL, "dạ em đang làm ạ")
    await _sees(page, OFFICIAL, "Em chưa đọc được câu trả lời bằng lời")
    await page.screenshot(path=tmp_path / "phone.png")
    width = await page.locator("body").evaluate("body => body.scrollWidth")
    assert width <= PHONE["width"]
