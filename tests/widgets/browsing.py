"""A page in a real browser without JupyterLab, with all that goes wrong in it and all it asks for, remembered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_core_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

from tests.lab import browser as browsers

PAINTED = "n => [...document.querySelectorAll('.jobstats-plot')].filter(el => el.querySelector('.main-svg')).length >= n"
#: What is not about the kit's own elements: a harness page has no landmarks and no heading of the first level.
NOT_OURS = ("region", "page-has-heading-one", "landmark-one-main", "heading-order")


@contextmanager
def running() -> Iterator[Browser]:
    """A browser, found the way tests/lab finds it."""
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        yield browser
        browser.close()


class Watched:
    """A page and what it did wrong."""

    def __init__(self, browser: Browser, scheme: str = "light", width: int = 1366, offline: bool = False) -> None:
        dark = "dark" if scheme == "dark" else "light"
        self.context = browser.new_context(
            viewport={"width": width, "height": 768}, color_scheme=dark, offline=offline, accept_downloads=True
        )
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.context.on("request", lambda r: self.requests.append(r.url) if not r.url.startswith(("data:", "blob:")) else None)

    def painted(self, count: int) -> None:
        """Wait until so many pictures are drawn."""
        self.page.wait_for_function(PAINTED, arg=count, timeout=60_000)

    def faults(self, ours: str, without: tuple[str, ...] = NOT_OURS) -> list[str]:
        """What axe finds wrong inside an element."""
        self.page.evaluate(AXE_SCRIPT)
        rules = {name: {"enabled": False} for name in without}
        found: dict[str, Any] = self.page.evaluate("([ours, rules]) => axe.run(ours, {rules})", [ours, rules])
        return [f"{fault['id']}: {node['html'][:160]}" for fault in found["violations"] for node in fault["nodes"]]

    def ground(self, plot: str = ".jobstats-plot") -> str:
        """The colour a picture is painted on."""
        colour: str = self.page.eval_on_selector(f"{plot} .main-svg", "svg => getComputedStyle(svg).backgroundColor")
        return colour
