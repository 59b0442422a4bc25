"""The service, seen on the page of phones: by taps, and by somebody who only ever writes."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.fakes.demo_process import DemoProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

OFFICIAL, HEAD, MONITOR, LEADER = 101, 102, 103, 104
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
_SOON = 60_000  # milliseconds; a small machine needs many of them to come up
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
    request = await _sees(page, MONITOR, "bổ sung sản phẩm của việc 55: “Báo cáo 215/BC-SCT”")
    await request.get_by_role("button", name="Xác nhận").click()
    await _sees(page, OFFICIAL, "đã xác nhận hoàn thành việc 55")
    await page.locator('[data-clock="next-morning"]').click()
    await _sees(page, OFFICIAL, "Quá hạn")
    await _say(page, LEADER, "/overdue")
    await _sees(page, LEADER, "Quá hạn:")
    await page.screenshot(path=tmp_path / "desktop.png")


async def test_the_page_at_phone_width_and_after_a_kill(browser: Browser, demo: DemoProcess, tmp_path: Path) -> None:
    page = await _open(browser, demo, PHONE)
    await _sees(page, OFFICIAL, "Còn 1 ngày làm việc · Việc 55")
    await demo.kill()
    await expect(page.locator("body")).to_have_attribute("data-live", "no", timeout=_SOON)
    assert await demo.start() < 5
    await expect(page.locator("body")).to_have_attribute("data-live", "yes", timeout=_SOON)
    await _say(page, OFFICIAL, "dạ em đang làm ạ")
    nudged_last = await _sees(page, OFFICIAL, "Em hiểu: việc 55 đang làm")
    await nudged_last.get_by_role("button", name="Đúng").click()
    await _sees(page, OFFICIAL, "Đã ghi việc 55 đang thực hiện")
    await page.screenshot(path=tmp_path / "phone.png")
    width = await page.locator("body").evaluate("body => body.scrollWidth")
    assert width <= PHONE["width"]


async def test_a_day_in_plain_words(browser: Browser, demo: DemoProcess, tmp_path: Path) -> None:
    """Every line as somebody types it, in a hurry; the monitor's phone tells at once what was understood."""
    page = await _open(browser, demo, DESKTOP)
    await _sees(page, OFFICIAL, "Đến hạn hôm nay · Việc 28")

    await _say(page, OFFICIAL, "viec 28 dang lam, khoang 70%")
    await _sees(page, OFFICIAL, "Đã ghi việc 28 đang thực hiện, đạt 70%")
    await _say(page, OFFICIAL, "nhầm, 80%")
    corrected = await _sees(page, OFFICIAL, "việc 28 đang làm, đạt 80%")
    await corrected.get_by_role("button", name="Đúng").click()
    await _sees(page, OFFICIAL, "Đã ghi việc 28 đang thực hiện, đạt 80%")

    await _say(page, OFFICIAL, "việc 55 xin gia hạn đến thứ 6 tuần sau vì chờ Sở Tài chính cấp kinh phí")
    asked = await _sees(page, OFFICIAL, "Em hiểu: xin gia hạn việc 55 đến")
    await expect(asked).to_contain_text("Lý do: chờ Sở Tài chính cấp kinh phí")
    await asked.get_by_role("button", name="Đúng").click()
    request = await _sees(page, MONITOR, "chờ Sở Tài chính cấp kinh phí")
    await page.screenshot(path=tmp_path / "asked.png")
    await request.get_by_role("button", name="Cho gia hạn").click()
    await _sees(page, OFFICIAL, "cho gia hạn việc 55 đến")

    await _say(page, OFFICIAL, "việc 28 chưa xong đâu ạ")
    await _sees(page, OFFICIAL, "Đã ghi lời nhắn vào việc 28")
    await _say(page, OFFICIAL, "việc 28 nộp bản giấy hay bản mềm vậy anh?")
    question = await _sees(page, MONITOR, "nộp bản giấy hay bản mềm vậy anh?")
    await question.get_by_role("button", name="Trả lời").click()
    await _sees(page, MONITOR, "gõ câu trả lời")
    await _say(page, MONITOR, "Bản mềm có ký số là được")
    await _sees(page, OFFICIAL, "Bản mềm có ký số là được")

    await _say(page, OFFICIAL, "việc 28 xong rồi ạ, CV 215/SCT-NL")
    done = await _sees(page, OFFICIAL, "việc 28 đã hoàn thành, văn bản 215/SCT-NL")
    await done.get_by_role("button", name="Đúng").click()
    await _sees(page, MONITOR, "báo cáo hoàn thành việc 28")
    await _say(page, OFFICIAL, "hoàn tác")
    await _sees(page, MONITOR, "rút lại")
    await page.screenshot(path=tmp_path / "plain_words.png")
