"""The page of phones in the hands of a test: whose phone, what is written there, and what is seen."""

import pytest
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.fakes.demo_process import DemoProcess

DESKTOP, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
SOON = 60_000  # milliseconds; a small machine needs many of them to come up


async def open_page(browser: Browser, demo: DemoProcess, viewport: ViewportSize) -> Page:
    page = await browser.new_page(viewport=viewport)
    page.on("pageerror", lambda error: pytest.fail(f"the page failed: {error}"))
    await page.goto(demo.url)
    await page.locator("body.loaded").wait_for()
    await page.locator("[data-close]").first.click()
    return page


def phone(page: Page, person: int) -> Locator:
    return page.locator(f'[data-person="{person}"]')


def card(page: Page, person: int, words: str) -> Locator:
    return phone(page, person).locator("[data-message]").filter(has_text=words).last


async def say(page: Page, person: int, words: str) -> None:
    box = phone(page, person).locator("textarea[name=text]")
    await box.fill(words)
    await box.press("Enter")


async def sees(page: Page, person: int, words: str) -> Locator:
    found = card(page, person, words)
    await expect(found).to_be_visible(timeout=SOON)
    return found
