"""The report in a real browser without a network: on a laptop, on a phone, in the dark, for a screen reader, on paper and in grey."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser

import jobstats as js
from jobstats import theme
from jobstats.packs.levels import SENSIBLE
from jobstats.packs.report import NARROW, WIDE, report
from tests.packs import contents, hostile
from tests.widgets.browsing import Watched

# What of the page is cut: text of a picture outside of it, a picture or a text wider than the page, a cell cut off.
CUT = """() => {
  const out = [];
  for (const svg of document.querySelectorAll('svg')) {
    const room = svg.getBoundingClientRect();
    if (!room.width) continue;
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      if (box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 1 || box.bottom > room.bottom + 1) out.push(text.textContent);
    }
    if (room.right > innerWidth) out.push('a picture');
  }
  for (const el of document.querySelectorAll('h1, h2, h3, p, dt, dd, li, figcaption')) {
    if (el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).display !== 'inline') out.push(el.textContent);
  }
  return out;
}"""
# Of each chart, its question with the beginning of its sentence, then the words of its picture.
CHARTS = """() => [...document.querySelectorAll('article')].map(chart => [
  `${chart.querySelector('h3').innerText} ${chart.querySelector('.sentence').innerText.slice(0, 40)}`,
  ...[...chart.querySelectorAll('.wide text')].map(text => text.textContent),
])"""
# How many tables are wider than their room, and which of these do not say so.
PUSHED = """() => {
  const wide = [...document.querySelectorAll('.numbers')].filter(n => n.scrollWidth > n.clientWidth);
  return [wide.length, wide.filter(n => !n.querySelector('.sideways').checkVisibility()).map(n => n.ariaLabel)];
}"""
# The elements a browser makes of a page, pictures aside, with every attribute but what is read aloud, and how much room a table needs.
ELEMENTS = """text => {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const outside = [...page.querySelectorAll('*')].filter(el => !el.closest('svg'));
  return [
    outside.map(el => [el.tagName, ...[...el.attributes].filter(a => a.name !== 'aria-label').map(a => `${a.name}=${a.value.replace(/ (wide-.|broad)/g, '')}`)].join(' ')),
    [...new Set([...page.querySelectorAll('svg, svg *')].map(el => el.tagName).filter(tag => tag !== 'tspan'))].sort(),
    [...page.querySelectorAll('*')].flatMap(el => [...el.attributes]).filter(a => /^(on|src|xlink)/i.test(a.name)).map(a => a.name),
  ];
}"""


@pytest.fixture(scope="module")
def sample() -> js.JobLog:
    """The kit's own sample."""
    return js.load()


@pytest.fixture(scope="module")
def short(sample: js.JobLog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report with one chart on the first page, and one with a table of many columns: axe looks at every word of every picture."""
    path = tmp_path_factory.mktemp("report") / "short.html"
    path.write_text(report(contents.of(sample, "funnel", "time_after_interview")), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def file(sample: js.JobLog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report somebody gets, with the charts that are ticked at first and one with a table of many columns."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report(contents.of(sample, *SENSIBLE, "overlap")), encoding="utf-8")
    return path


def opened(browser: Browser, file: Path, scheme: str = "light", width: int = 1366) -> Watched:
    """As somebody opens it from a mail, without a network."""
    watched = Watched(browser, scheme, width, offline=True)
    watched.page.goto(file.as_uri())
    return watched


def shown(watched: Watched) -> list[str]:
    """The widths the pictures that are seen were drawn for."""
    found: list[str] = watched.page.evaluate(
        "[...document.querySelectorAll('.picture svg')].filter(s => s.checkVisibility()).map(s => s.getAttribute('viewBox').split(' ')[2])"
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_asked_for(browser: Browser, short: Path, scheme: str) -> None:
    """No rule left out, on a laptop by day and on a phone by night; no request but the file itself, no complaint of the policy; text and ground are the scheme's."""
    watched = opened(browser, short, scheme, 1366 if scheme == "light" else 360)
    assert watched.faults("html", ()) == []
    assert (watched.requests, watched.errors) == ([short.as_uri()], [])
    ink, paper = (_rgb(theme.SCHEMES[scheme][token]) for token in ("@ink", "@paper"))
    assert watched.page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))") == [ink, paper]
    assert (
        watched.page.evaluate("[...new Set([...document.querySelectorAll('svg text')].map(t => getComputedStyle(t).fill))]").count(ink) == 1
    )
    watched.context.close()


def test_the_first_page_is_one_screen_of_a_laptop(browser: Browser, file: Path) -> None:
    """Lines, picture and what this is, without scrolling; nothing cut; the pictures are those for a wide page."""
    watched = opened(browser, file)
    assert watched.page.evaluate("document.getElementById('first').getBoundingClientRect().bottom") <= 768
    assert watched.page.evaluate(CUT) == []
    assert set(shown(watched)) == {str(WIDE)}
    assert watched.page.evaluate(PUSHED) == [0, []]
    boxes = watched.page.evaluate("[...document.querySelectorAll('.numbers')].filter(n => n.scrollHeight > n.clientHeight + 1).length")
    assert boxes == 0
    watched.context.close()


def test_a_phone_needs_no_sideways_scrolling(browser: Browser, file: Path) -> None:
    """360 pixels: the pictures for a narrow page, at least as large as drawn but for a hair; wide tables scroll inside their own region."""
    watched = opened(browser, file, width=360)
    assert watched.page.evaluate("document.documentElement.scrollWidth") == 360
    assert watched.page.evaluate(CUT) == []
    assert set(shown(watched)) == {str(NARROW)}
    pushed, unsaid = watched.page.evaluate(PUSHED)
    assert pushed >= 3
    assert unsaid == []
    watched.context.close()


def test_every_width_between_has_its_pictures(browser: Browser, short: Path) -> None:
    """One drawing of each picture, and no scrolling sideways."""
    watched = opened(browser, short)
    for width in (320, 500, 600, 900, 1100):
        watched.page.set_viewport_size({"width": width, "height": 768})
        assert shown(watched) == [str(NARROW if width <= 560 else WIDE)] * 2
        assert watched.page.evaluate("document.documentElement.scrollWidth") == width
    watched.context.close()


def test_on_paper_everything_is_there_and_nothing_is_cut(browser: Browser, file: Path, tmp_path: Path) -> None:
    """Printed from a dark page: the first page whole on one A4, each chart's heading on the page of its picture, every cell, in black on white."""
    watched = opened(browser, file, "dark")
    watched.page.emulate_media(media="print")
    assert watched.page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))") == [
        _rgb("#000000"),
        _rgb("#ffffff"),
    ]
    watched.page.set_viewport_size({"width": 672, "height": 1000})
    assert watched.page.evaluate(CUT) == []
    assert (
        watched.page.evaluate(
            "[...document.querySelectorAll('.numbers')].filter(n => n.scrollWidth > 672 || n.scrollHeight > n.clientHeight).length"
        )
        == 0
    )
    charts = watched.page.evaluate(CHARTS)
    watched.page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    pages = [_text(page) for page in pypdfium2.PdfDocument(tmp_path / "a.pdf")]
    assert "made with jobstats" in pages[-1].casefold()
    assert "This page shows how" in pages[0]
    assert "“k of n” says" in pages[0]
    assert "What changed since the last pack" in pages[1]
    for number, chart in enumerate(charts, 1):
        head, *picture = (" ".join(words.split()) for words in chart)
        (own,) = [at for at, page in enumerate(pages) if head in page]
        assert [words for words in picture if words not in pages[own]] == []
        assert f"The numbers of picture {number}" in pages[own] + pages[own + 1]
    watched.context.close()


def test_in_grey_nothing_is_blank(browser: Browser, short: Path, tmp_path: Path) -> None:
    """The first printed page in shades of grey: black text, white ground, and at least three shades between for the parts of the bars."""
    watched = opened(browser, short)
    watched.page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    bitmap = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].render(scale=1, grayscale=True)
    shades = bytes(bitmap.buffer)
    assert max(shades) == 255
    assert min(shades) < 40
    assert len({shade for shade in set(shades) if 60 < shade < 220 and shades.count(shade) > 100}) >= 3
    watched.context.close()


def test_the_same_elements_whatever_the_words(browser: Browser, sample: js.JobLog) -> None:
    """As the browser itself reads the page: every hostile word against a plain one."""
    watched = Watched(browser, offline=True)
    outside, inside, _ = watched.page.evaluate(ELEMENTS, report(contents.everywhere("Acme", sample)))
    for name, word in hostile.words().items():
        found: list[Any] = watched.page.evaluate(ELEMENTS, report(contents.everywhere(word, sample)))
        assert found[0] == outside, name
        assert (set(found[1]) <= set(inside), found[2]) == (True, []), name
    watched.context.close()


def test_a_hostile_page_asks_for_nothing_and_does_not_spill(browser: Browser, sample: js.JobLog, tmp_path: Path) -> None:
    """Opened on a phone: no request, nothing runs, a name of 300 letters wraps."""
    words = hostile.words()
    path = tmp_path / "a.html"
    path.write_text(report(contents.everywhere(f"{words['end of an element']} {words['C17']} {words['C30']}", sample)), encoding="utf-8")
    watched = opened(browser, path, width=360)
    assert (watched.requests, watched.errors) == ([path.as_uri()], [])
    assert watched.page.evaluate("document.documentElement.scrollWidth") == 360
    watched.context.close()


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def _text(page: Any) -> str:
    """The words of a printed page, in one line."""
    return " ".join(page.get_textpage().get_text_bounded().split())
