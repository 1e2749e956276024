"""A single chart as a notebook cell shows it: with JupyterLab's files a picture, without them its numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from jobstats import page
from tests.test_page import everywhere
from tests.widgets.browsing import Watched
from tests.widgets.drawn import bars, drawn
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


#: What a form of the kit does: its own copy of the module hands blocks of the page their new charts.
FORM = f'<script type="module">{page.module()}\nglobalThis.hand = deliver;</script>'
#: As JupyterLab renders an output: its HTML is set, and its scripts are put in anew so that they run.
RENDER = """([where, html]) => { const place = document.createElement('div');
place.id = where; place.innerHTML = html; document.body.append(place);
for (const old of place.querySelectorAll('script')) {
  const script = document.createElement('script');
  for (const { name, value } of old.attributes) script.setAttribute(name, value);
  script.textContent = old.textContent; old.replaceWith(script); } }"""
X = "plot => plot.data[0].x[0]"
#: Every text a block has shown, and every time its picture was gone.
WATCH = """block => { globalThis.seen = new Set(); new MutationObserver(() => { seen.add(block.querySelector('.jobstats-sentence').textContent);
if (!block.querySelector('.main-svg')) seen.add('no picture'); }).observe(block, {childList: true, subtree: true, characterData: true}); }"""


def chart(ident: str, factor: float) -> dict[str, str]:
    """What the kernel sends of a chart that follows."""
    now = drawn("funnel", figure=bars(factor), sentence=f"{factor:g} times as many")
    return {"ident": ident, "html": page.block(now, ident=ident), "figure": page.figure_json(now.figure)}


@pytest.fixture
def following(browser: Browser) -> Iterator[Page]:
    """Two charts, “a” and “b”, painted, and a form; nothing may complain."""
    watched = opened(browser, [*(page.notebook_html(drawn("funnel"), ident) for ident in "ab"), FORM], {"baseUrl": "/"})
    watched.painted(2)
    yield watched.page
    assert watched.errors == []
    assert [url.split("?")[0] for url in watched.requests] == [ADDRESS, PLOTLY]
    watched.context.close()


def test_a_block_takes_a_new_chart_in_place(following: Page) -> None:
    """New sentence, new bars in the same elements of the same size; what is opened stays; the other block is left alone; no flicker."""
    at = following.locator("[data-block=a]")
    at.get_by_text("The numbers").click()
    at.evaluate("block => block.querySelectorAll('.jobstats-plot, .main-svg').forEach(el => { el.kept = true; })")
    at.evaluate(WATCH)
    size = at.locator(".jobstats-plot").bounding_box()
    assert following.evaluate("[...jobstatsBlocks.keys()]") == ["a", "b"]
    following.evaluate("blocks => hand(blocks)", [chart("a", 3), chart("elsewhere", 2)])
    expect(at.locator(".jobstats-sentence")).to_have_text("3 times as many")
    assert at.locator(".jobstats-plot").evaluate(X) == 156
    assert at.evaluate("block => [...block.querySelectorAll('.jobstats-plot, .main-svg')].every(el => el.kept)")
    assert at.locator("details.jobstats-numbers[open]").count() == 1
    assert at.get_by_text("Save or copy").count() == 1
    assert at.locator(".jobstats-plot").bounding_box() == size
    assert at.locator(".jobstats-plot").get_attribute("aria-label") == "Bar chart. How far do my applications get? 52 of 150 went on."
    assert set(following.evaluate("[...seen]")) == {"3 times as many"}
    assert following.locator("[data-block=b] .jobstats-plot").evaluate(X) == 52


def test_the_theme_is_followed_after_that(following: Page) -> None:
    """The new picture takes the page's colours, and its old size."""
    following.evaluate("blocks => hand(blocks)", [chart("a", 3)])
    following.evaluate("document.body.style.setProperty('--jp-layout-color0', '#123456'); document.body.dataset.jpThemeLight = 'false'")
    following.wait_for_function(
        "[...document.querySelectorAll('.main-svg:first-child')].every(s => getComputedStyle(s).backgroundColor === 'rgb(18, 52, 86)')"
    )
    assert following.locator("[data-block=a] .jobstats-plot").evaluate(X) == 156


def test_a_block_scrolled_away_shows_it_when_it_is_back(following: Page) -> None:
    """JupyterLab takes cells off the page that are out of view; meanwhile the theme changes as well."""
    following.evaluate("globalThis.away = document.querySelector('[data-block=a]'); away.remove()")
    following.wait_for_timeout(100)
    following.evaluate("document.body.style.setProperty('--jp-layout-color0', '#123456'); document.body.dataset.jpThemeLight = 'false'")
    following.evaluate("blocks => hand(blocks)", [chart("a", 3)])
    following.wait_for_timeout(100)
    following.evaluate("document.body.append(away)")
    at = following.locator("[data-block=a]")
    following.wait_for_function(f"({X})(document.querySelector('[data-block=a] .jobstats-plot')) === 156")
    expect(at.locator(".jobstats-sentence")).to_have_text("3 times as many")
    following.wait_for_function(
        "getComputedStyle(document.querySelector('[data-block=a] .main-svg')).backgroundColor === 'rgb(18, 52, 86)'"
    )


def test_an_output_rendered_again_shows_the_newest(following: Page) -> None:
    """From the notebook as it was saved: the newest chart of this page is shown, not the old one; both places of one output follow."""
    following.evaluate("blocks => hand(blocks)", [chart("a", 3)])
    following.evaluate(RENDER, ["again", page.notebook_html(drawn("funnel"), "a")])
    again = following.locator("#again [data-block=a]")
    expect(again.locator(".main-svg").first).to_be_visible()
    expect(again.locator(".jobstats-sentence")).to_have_text("3 times as many")
    assert again.locator(".jobstats-plot").evaluate(X) == 156
    following.evaluate("blocks => hand(blocks)", [chart("a", 4)])
    for at in following.locator("[data-block=a]").all():
        expect(at.locator(".jobstats-sentence")).to_have_text("4 times as many")
        assert at.locator(".jobstats-plot").evaluate(X) == 208
        assert at.get_by_text("Save or copy").count() == 1


def test_a_chart_delivered_while_plotly_is_on_its_way_is_the_one_drawn(browser: Browser) -> None:
    """The page has only just been opened."""
    hand = FORM.replace("globalThis.hand = deliver;", f"deliver([{json.dumps(chart('a', 3))}]);")
    watched = opened(browser, [page.notebook_html(drawn("funnel"), "a"), hand], {"baseUrl": "/"})
    watched.painted(1)
    assert watched.page.locator(".jobstats-plot").evaluate(X) == 156
    expect(watched.page.locator(".jobstats-sentence")).to_have_text("3 times as many")
    assert watched.errors == []
    watched.context.close()


def test_without_plotly_js_the_words_follow(browser: Browser) -> None:
    """The numbers stand open, and they are the new ones."""
    watched = opened(browser, [page.notebook_html(drawn("funnel"), "a"), FORM], {"baseUrl": "/"}, found=False)
    expect(watched.page.get_by_text(page.NEEDS_LAB)).to_be_visible()
    watched.page.evaluate("blocks => hand(blocks)", [chart("a", 3)])
    expect(watched.page.locator(".jobstats-sentence")).to_have_text("3 times as many")
    assert [e for e in watched.errors if "404" not in e] == []
    watched.context.close()


def test_words_follow_too(browser: Browser) -> None:
    """The glance: told anew in place, also where its output is rendered again, and where it is shown twice."""
    watched = opened(browser, [page.words_html("<p>two</p>", "w"), FORM], {"baseUrl": "/"})
    expect(watched.page.locator("[data-block=w]")).to_have_text("two")
    watched.page.evaluate("blocks => hand(blocks)", [{"ident": "w", "html": "<p>three</p>", "figure": ""}])
    expect(watched.page.locator("[data-block=w]")).to_have_text("three")
    watched.page.evaluate(RENDER, ["again", page.words_html("<p>two</p>", "w")])
    expect(watched.page.locator("#again [data-block=w]")).to_have_text("three")
    watched.page.evaluate("blocks => hand(blocks)", [{"ident": "w", "html": "<p>four</p>", "figure": ""}])
    expect(watched.page.locator("[data-block=w]")).to_have_text(["four", "four"])
    assert watched.errors == []
    watched.context.close()
