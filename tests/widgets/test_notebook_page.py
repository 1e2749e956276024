"""A single chart as a notebook cell shows it: with JupyterLab's files a picture, without them its numbers."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Route, expect

from jobstats import page
from tests.test_page import everywhere
from tests.widgets.browsing import Watched
from tests.widgets.drawn import drawn
from tests.widgets.harness import ADDRESS, PLOTLY

HOSTILE = "</script><img src=x onerror=document.title='hit'>"


def opened(browser: Browser, outputs: list[str], config: dict[str, str] | None, found: bool = True) -> Watched:
    """A page with these outputs; config: JupyterLab's page configuration, None for another host."""
    watched = Watched(browser)
    data = f'<script id="jupyter-config-data" type="application/json">{json.dumps(config)}</script>' if config else ""
    html = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>{data}{"".join(outputs)}</body></html>'

    def answer(route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif route.request.url.startswith(PLOTLY) and found:
            route.fulfill(body=page.plotly_js(), content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    watched.context.route("**/*", answer)
    watched.page.goto(ADDRESS)
    return watched


@pytest.mark.parametrize("config", [{"fullLabextensionsUrl": "/lab/extensions"}, {"baseUrl": "/"}])
def test_in_jupyterlab_every_chart_has_its_picture(browser: Browser, config: dict[str, str]) -> None:
    """Two outputs, plotly.js asked for once; the numbers are folded away, and so is what they can be kept as."""
    watched = opened(browser, [page.notebook_html(drawn("funnel")), page.notebook_html(everywhere(HOSTILE))], config)
    watched.painted(2)
    expect(watched.page.get_by_text("Save or copy")).to_have_count(2)
    expect(watched.page.get_by_role("button")).to_have_count(0)
    assert watched.page.locator("details[open]").count() == 0
    assert watched.page.get_by_text(page.NEEDS_LAB).first.is_hidden()
    assert [url.split("?")[0] for url in watched.requests] == [ADDRESS, PLOTLY]
    assert watched.page.title() == "x"
    assert watched.errors == []
    assert watched.faults(".jobstats-chart") == []
    watched.context.close()


def test_somebody_elses_plotly_is_left_alone(browser: Browser) -> None:
    """An older one that the page holds keeps its name."""
    other = "<script>globalThis.Plotly = {react: () => { throw new Error('not ours') }, version: '1.0.0'}</script>"
    watched = opened(browser, [other, page.notebook_html(drawn("funnel"))], {"baseUrl": "/"})
    watched.painted(1)
    assert watched.page.evaluate("Plotly.version") == "1.0.0"
    assert watched.errors == []
    watched.context.close()


@pytest.mark.parametrize("config", [None, {"baseUrl": "/"}])
def test_without_plotly_js_the_numbers_stand_open(browser: Browser, config: dict[str, str] | None) -> None:
    """Another host, or files that are not there: one kind line, no empty box, no button that does nothing."""
    watched = opened(browser, [page.notebook_html(drawn("funnel"))], config, found=False)
    expect(watched.page.get_by_text(page.NEEDS_LAB)).to_be_visible()
    expect(watched.page.get_by_role("table")).to_be_visible()
    expect(watched.page.locator(".jobstats-plot")).to_be_hidden()
    watched.page.get_by_text("Save or copy").click()
    offered = [button.get_attribute("aria-label") for button in watched.page.get_by_role("button").all()]
    assert offered == ["Save as CSV", "Copy table"]
    assert [e for e in watched.errors if "404" not in e] == []
    watched.context.close()
