"""The service, seen on the page of phones: by taps, and by somebody who only ever writes."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.phones_page import DESKTOP, PHONE, SOON, open_page, say, sees
from tests.fakes.demo_process import DemoProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

OFFICIAL, HEAD, MONITOR, LEADER = 101, 102, 103, 104
_UNREAD = "Diễn đàn kết nối sản phẩm OCOP"


async def test_the_main_job_on_a_desktop(browser: Browser, demo: DemoProcess, tmp_path: Path) -> None:
    page = await open_page(browser, demo, DESKTOP)
    card = await sees(page, OFFICIAL, f"Còn 1 ngày làm việc · Việc 55: Tổ chức thành công {_UNREAD[:8]}")
    await card.get_by_role("button", name="Đã nhận").click()
    await sees(page, OFFICIAL, "Đã tiếp nhận việc 55 lúc")
    await card.get_by_role("button", name="Xong").click()
    await sees(page, OFFICIAL, "gõ số văn bản hoặc tên sản phẩm")
    await say(page, OFFICIAL, "Báo cáo 215/BC-SCT")
    request = await sees(page, MONITOR, "bổ sung sản phẩm của việc 55: “Báo cáo 215/BC-SCT”")
    await request.get_by_role("button", name="Xác nhận").click()
    await sees(page, OFFICIAL, "đã xác nhận hoàn thành việc 55")
    await page.locator('[data-clock="next-morning"]').click()
    await sees(page, OFFICIAL, "Quá hạn")
    await say(page, LEADER, "/overdue")
    await sees(page, LEADER, "Quá hạn:")
    await page.screenshot(path=tmp_path / "desktop.png")


async def test_the_page_at_phone_width_and_after_a_kill(browser: Browser, demo: DemoProcess, tmp_path: Path) -> None:
    page = await open_page(browser, demo, PHONE)
    await sees(page, OFFICIAL, "Còn 1 ngày làm việc · Việc 55")
    await demo.kill()
    await expect(page.locator("body")).to_have_attribute("data-live", "no", timeout=SOON)
    assert await demo.start() < 5
    await expect(page.locator("body")).to_have_attribute("data-live", "yes", timeout=SOON)
    await say(page, OFFICIAL, "dạ em đang làm ạ")
    nudged_last = await sees(page, OFFICIAL, "Em hiểu: việc 55 đang làm")
    await nudged_last.get_by_role("button", name="Đúng").click()
    await sees(page, OFFICIAL, "Đã ghi việc 55 đang thực hiện")
    await page.screenshot(path=tmp_path / "phone.png")
    width = await page.locator("body").evaluate("body => body.scrollWidth")
    assert width <= PHONE["width"]


async def test_a_day_in_plain_words(browser: Browser, demo: DemoProcess, tmp_path: Path) -> None:
    """Every line as somebody types it, in a hurry; the monitor's phone tells at once what was understood."""
    page = await open_page(browser, demo, DESKTOP)
    await sees(page, OFFICIAL, "Đến hạn hôm nay · Việc 28")

    await say(page, OFFICIAL, "viec 28 dang lam, khoang 70%")
    await sees(page, OFFICIAL, "Đã ghi việc 28 đang thực hiện, đạt 70%")
    await say(page, OFFICIAL, "nhầm, 80%")
    corrected = await sees(page, OFFICIAL, "việc 28 đang làm, đạt 80%")
    await corrected.get_by_role("button", name="Đúng").click()
    await sees(page, OFFICIAL, "Đã ghi việc 28 đang thực hiện, đạt 80%")

    await say(page, OFFICIAL, "việc 55 xin gia hạn đến thứ 6 tuần sau vì chờ Sở Tài chính cấp kinh phí")
    asked = await sees(page, OFFICIAL, "Em hiểu: xin gia hạn việc 55 đến")
    await expect(asked).to_contain_text("Lý do: chờ Sở Tài chính cấp kinh phí")
    await asked.get_by_role("button", name="Đúng").click()
    request = await sees(page, MONITOR, "chờ Sở Tài chính cấp kinh phí")
    await page.screenshot(path=tmp_path / "asked.png")
    await request.get_by_role("button", name="Cho gia hạn").click()
    await sees(page, OFFICIAL, "cho gia hạn việc 55 đến")

    await say(page, OFFICIAL, "việc 28 chưa xong đâu ạ")
    await sees(page, OFFICIAL, "Đã ghi lời nhắn vào việc 28")
    await say(page, OFFICIAL, "việc 28 nộp bản giấy hay bản mềm vậy anh?")
    question = await sees(page, MONITOR, "nộp bản giấy hay bản mềm vậy anh?")
    await question.get_by_role("button", name="Trả lời").click()
    await sees(page, MONITOR, "gõ câu trả lời")
    await say(page, MONITOR, "Bản mềm có ký số là được")
    await sees(page, OFFICIAL, "Bản mềm có ký số là được")

    await say(page, OFFICIAL, "việc 28 xong rồi ạ, CV 215/SCT-NL")
    done = await sees(page, OFFICIAL, "việc 28 đã hoàn thành, văn bản 215/SCT-NL")
    await done.get_by_role("button", name="Đúng").click()
    await sees(page, MONITOR, "báo cáo hoàn thành việc 28")
    await say(page, OFFICIAL, "hoàn tác")
    await sees(page, MONITOR, "rút lại")
    await page.screenshot(path=tmp_path / "plain_words.png")
