"""A page that shows one form for capturing without JupyterLab: the kernel's half runs here, messages pass through the browser's bindings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import jobstats as js
from jobstats import page
from jobstats.widgets import capture as module
from jobstats.widgets.capture import Capture, capture
from tests.widgets.browsing import Watched
from tests.widgets.harness import ADDRESS, MODEL

NOW = datetime(2026, 3, 31, 14, 5)
ROWS = """date,company,role,event,round,kind,source,contact,note
2026-03-01,Acme <b>Freight</b>,Analyst of rather many things,applied,,,referral,,
2026-03-09T14:00,Acme <b>Freight</b>,Analyst of rather many things,interview,1,phone,,,
2026-03-02,Bolt,Cook,applied,,,job board,,
2026-03-20T11:00,Bolt,Cook,interview,1,phone,,,
2026-03-20T18:00,Bolt,Cook,follow_up,,,,,
2026-03-03,Brackmere,Driver,applied,,,job board,,
"""
NOTE = "2026-03-31T14:05,Acme <b>Freight</b>,Analyst of rather many things,follow_up,,,,,"
WIDE = (
    "[...document.querySelectorAll('.jobstats *')].filter(n => n.tagName !== 'INPUT' && n.scrollWidth > n.clientWidth + 1 && n.clientWidth)"
)
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


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Acme has had no note yet; Bolt has; Brackmere was only applied to. The clock stands."""
    monkeypatch.setattr(module, "_clock", lambda: NOW)
    there = tmp_path / "log.csv"
    there.write_text(ROWS, encoding="utf-8")
    return there


@pytest.fixture
def shown(browser: Browser, path: Path, request: pytest.FixtureRequest) -> Iterator[Shown]:
    """A form of that log; nothing is asked for, and nothing complains."""
    scheme, width = getattr(request, "param", ("light", 1100))
    made = Shown(browser, capture(js.load(path)), scheme, width)
    expect(made.page.get_by_role("group", name="What just happened?")).to_be_visible()
    yield made
    assert made.watched.errors == []
    assert set(made.watched.requests) == {ADDRESS}
    made.watched.context.close()
    made.form.close()


def opens(shown: Shown, title: str) -> Any:
    """Press a button of the first row; the small form."""
    shown.page.get_by_role("button", name=title, exact=True).click()
    sheet = shown.page.locator(".jobstats-sheet")
    expect(sheet).to_contain_text(title)
    return sheet


def line(shown: Shown) -> Any:
    return shown.page.locator(".jobstats-line")
