"""The sheet in a real browser without a network: it paints, asks for nothing, can be used without a mouse, saved and printed."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

from jobstats import page, theme
from jobstats.packs.sheet import sheet
from tests.packs.test_sheet import Shared
from tests.test_page import everywhere
from tests.widgets.browsing import Watched
from tests.widgets.drawn import bars, drawn

# The width of a PNG and the colours of its first and last pixel.
CORNERS = """async data => {
  const image = new Image();
  image.src = `data:image/png;base64,${data}`;
  await image.decode();
  const pen = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height}).getContext('2d', {willReadFrequently: true});
  pen.drawImage(image, 0, 0);
  return [image.width, [[0, 0], [image.width - 1, image.height - 1]].map(([x, y]) => [...pen.getImageData(x, y, 1, 1).data])];
}"""
HOSTILE = "</script><img src=x onerror=document.title='hit'>"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet of three charts: bars, an empty one with a wide table, and one whose every word is hostile."""
    wide = pd.DataFrame([[f"{i} of 150, 35 %" for i in range(14)]] * 3, columns=[f"column {i}" for i in range(14)])
    bare = replace(drawn("flows", "Where did everything go?", theme.blank("Nothing to draw yet.")), table=wide)
    hostile: page.Drawn = everywhere(HOSTILE)
    return sheet([Shared("funnel"), Shared(shared=bare), Shared(shared=hostile)], tmp_path_factory.mktemp("sheet") / "sheet.html")


def opened(browser: Browser, file: Path, scheme: str = "light", width: int = 1366) -> Watched:
    """The sheet as somebody opens it from a mail, without a network."""
    watched = Watched(browser, scheme, width, offline=True)
    watched.page.goto(file.as_uri())
    watched.painted(3)
    return watched


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_chart_is_painted_and_nothing_is_asked_for(browser: Browser, file: Path, scheme: str) -> None:
    """On the scheme's own ground; no request but the file itself, no error in the console, no name that runs."""
    watched = opened(browser, file, scheme)
    assert watched.page.locator(".jobstats-plot .bars path").count() >= 6
    expect(watched.page.locator(".annotation-text").first).to_have_text("Nothing to draw yet.")
    colour = theme.SCHEMES[scheme]["@paper"]
    assert watched.ground() == f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"
    assert watched.page.title() == "My job search in a few pictures"
    assert (watched.requests, watched.errors) == ([file.as_uri()], [])
    watched.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, file: Path, scheme: str) -> None:
    """With numbers and definitions opened."""
    watched = opened(browser, file, scheme)
    for summary in watched.page.locator("summary").all():
        summary.click()
    assert watched.faults("html", ()) == []
    watched.context.close()


def test_it_can_be_walked_with_the_keyboard_alone(browser: Browser, file: Path) -> None:
    """Picture, numbers, meaning, what can be kept, and on to the next picture; focus is seen; Enter opens the numbers."""
    watched = opened(browser, file)
    walked = []
    for _ in range(5):
        watched.page.keyboard.press("Tab")
        walked.append(watched.page.evaluate("(a => a.getAttribute('aria-label') ?? a.textContent)(document.activeElement)"))
        assert watched.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    chart = drawn("funnel")
    assert walked[:4] == [chart.alt, "The numbers", "Explain this number", "Save or copy"]
    assert walked[4].startswith("Bar chart. Where did everything go?")
    watched.page.locator("summary").first.focus()
    watched.page.keyboard.press("Enter")
    expect(watched.page.get_by_role("table").first).to_be_visible()
    watched.context.close()


def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser, file: Path) -> None:
    """400 pixels, every table open; and the pictures follow when the window changes."""
    watched = opened(browser, file, width=400)
    watched.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert watched.page.evaluate("[...document.querySelectorAll('.jobstats-chart')].filter(c => c.scrollWidth > c.clientWidth).length") == 0
    assert watched.page.evaluate("document.documentElement.scrollWidth") == 400
    before = watched.page.locator(".main-svg").first.bounding_box()
    watched.page.set_viewport_size({"width": 800, "height": 700})
    watched.page.wait_for_function(
        "w => document.querySelector('.main-svg').getBoundingClientRect().width > w + 100", arg=before and before["width"]
    )
    watched.context.close()


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_can_be_kept_and_stands_alone(browser: Browser, file: Path, tmp_path: Path, kind: str) -> None:
    """From the dark page, on white, 1100 wide, with question, sentence and caption; the file's name is the chart's fixed name."""
    watched = opened(browser, file, "dark")
    watched.page.get_by_text("Save or copy").first.click()
    with watched.page.expect_download() as download:
        watched.page.get_by_role("button", name=f"Save as {kind.upper()}").click()
    assert download.value.suggested_filename == f"jobstats-funnel.{kind}"
    download.value.save_as(kept := tmp_path / f"a.{kind}")
    if kind == "svg":
        text, chart = kept.read_text(encoding="utf-8"), drawn("funnel")
        assert text.startswith("<svg")
        words = " ".join(text.replace("</text>", " ").replace(">", "> ").split())
        assert chart.question in words
        assert chart.caption in words
        assert "rect" in text[:400]
        assert 'fill="#ffffff"' in text[:400]
    else:
        width, corners = watched.page.evaluate(CORNERS, b64encode(kept.read_bytes()).decode())
        assert (width, corners) == (1100, [[255, 255, 255, 255]] * 2)
    assert watched.errors == []
    watched.context.close()


def test_on_paper_it_is_light_open_and_not_cut(browser: Browser, file: Path) -> None:
    """Printed from a dark page: numbers opened, pictures light and as wide as paper; afterwards all as before."""
    watched = opened(browser, file, "dark")
    watched.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert watched.page.locator("details:not([open])").count() == 0
    assert watched.ground() == "rgb(255, 255, 255)"
    box = watched.page.locator(".main-svg").first.bounding_box()
    assert box is not None
    assert box["width"] <= 672
    watched.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert watched.page.locator("details[open]").count() == 0
    assert watched.ground() == "rgb(17, 17, 17)"
    watched.context.close()


def test_without_scripts_it_still_says_everything(browser: Browser, file: Path) -> None:
    """A mail program's preview runs none: words and numbers are there, and why there is no picture."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    plain = context.new_page()
    plain.goto(file.as_uri())
    said = plain.locator(".jobstats-plot").first.evaluate("el => getComputedStyle(el, '::before').content")
    assert said == '"The picture needs a browser that runs scripts. Its numbers are below."'
    expect(plain.get_by_text(drawn("funnel").sentence).first).to_be_visible()
    plain.locator("summary").first.click()
    expect(plain.get_by_role("table").first).to_be_visible()
    context.close()


def test_the_fake_figures_here_are_such_as_plotly_draws() -> None:
    """Two stages, three parts each."""
    assert [len(trace["x"]) for trace in bars()["data"]] == [2, 2, 2]
