"""A page that shows one form for capturing without JupyterLab: the kernel's half runs here, messages pass through the browser's bindings."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Browser, Page, Route

from jobstats import page
from jobstats.widgets.capture import Capture
from tests.widgets.browsing import Watched
from tests.widgets.harness import ADDRESS, MODEL

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title>
<style>%s</style></head><body><div id="here"></div><script type="module">%s%s</script></body></html>"""


class Shown:
    """A form in a page. heard: the page's messages, each kind as often as it came."""

    def __init__(self, browser: Browser, form: Capture, scheme: str = "light", width: int = 1100) -> None:
        self.form = form
        self.heard: list[dict[str, Any]] = []
        self.said: list[list[Any]] = []
        self.silent = False
        self.watched = Watched(browser, scheme=scheme, width=width)
        self.page: Page = self.watched.page
        form.send = lambda content, buffers=None: self.said.append(["custom", content, []])
        state = page.in_script(json.dumps({"controls": form.controls}))
        html = PAGE % (form._css, form._esm, MODEL % {"state": state})
        self.watched.context.route("**/*", lambda route: self._answer(route, html))
        self.page.expose_function("kernel", self._kernel)
        self.page.goto(ADDRESS)

    def _kernel(self, content: dict[str, Any]) -> list[list[Any]]:
        self.heard.append(content)
        self.said.clear()
        if not self.silent:
            self.form._told(self.form, content, [])
        return list(self.said)

    def _answer(self, route: Route, html: str) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404, body="")
