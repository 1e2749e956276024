"""One chart to keep: its table as a file and on the clipboard, its flows as text, its picture to paste; by mouse and by keyboard."""

from __future__ import annotations

import csv
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

import jobstats as js
from jobstats import page
from jobstats.metrics import tables
from tests.conftest import AS_OF, HEADER, write
from tests.widgets.browsing import Watched
from tests.widgets.drawn import drawn

HERE = "http://localhost/"  # as JupyterLab's own: a place where a page may use the clipboard
ELSEWHERE = "http://kit.test/"
CHARTS = ("flows", "funnel", "waiting", "let_up")
#: What a cell may hold, and what becomes of it.
HOSTILE = {
    "=1+1": "'=1+1",
    "  @SUM(A1)": "'  @SUM(A1)",
    "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0",
    "-5": "'-5",
    "＝1+1": "'＝1+1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠SUM(A1)": "'＠SUM(A1)",
    "\u200b\u2060=1": "'\u200b\u2060=1",
    "\t1": "'\t1",
    "\r1": "'\r1",
    "\n1": "'\n1",
    "\0=1": "'\0=1",
    'say "yes", or\r\nno': 'say "yes", or\r\nno',
    '"=1': '"=1',
    "Acme; Bolt, Cask": "Acme; Bolt, Cask",
    "−0.7": "−0.7",
    "+0.7": "+0.7",
    "−2.0 to +0.6": "−2.0 to +0.6",
    "6–20\u00a0%": "6–20\u00a0%",
    "<5": "<5",
}  # fmt: skip


def opened(browser: Browser, outputs: list[str], address: str = HERE) -> Watched:
    """A page with these outputs of cells, painted; on this machine's own address the clipboard may be used."""
    watched = Watched(browser)
    if address == HERE:
        watched.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    config = '<script id="jupyter-config-data" type="application/json">{"baseUrl": "/"}</script>'
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>{config}{"".join(outputs)}</body></html>'
    )

    def answer(route: Route) -> None:
        if route.request.url == address:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(body=page.plotly_js(), content_type="text/javascript; charset=utf-8")

    watched.context.route("**/*", answer)
    watched.page.goto(address)
    watched.painted(len(outputs))
    return watched


def blocks(folder: Path) -> list[page.Drawn]:
    """Charts of the sample; a hostile table, one that was cut, flows of no application, and a chart that could not be drawn."""
    log, nothing = js.load(), js.load(write(folder / "nothing.csv", f"{HEADER}\n"), as_of=AS_OF)
    waits = pd.DataFrame({"company": "Acme", "role": "Analyst", "stage": "applied", "day": range(250), "group": "usual"})
    return [
        *(js.charts.CATALOGUE[name].draw(log) for name in CHARTS),
        replace(drawn("hostile"), table=pd.DataFrame({"=title": ["here"], "n": ["1"]})),
        replace(drawn("cut"), table=tables.waiting(waits)),
        replace(js.charts.flows.draw(nothing), name="nothing"),
        page.without_picture("failed", "What about this?", "It could not be drawn."),
    ]


@pytest.fixture(scope="module")
def watched(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """One page with all of them: opening it costs more than all that is done in it."""
    made = opened(browser, [page.notebook_html(block) for block in blocks(tmp_path_factory.mktemp("keep"))])
    yield made
    assert made.errors == []
    made.context.close()


def listed(at: Page, name: str) -> Locator:
    """A chart's block with its list open."""
    block = at.locator(f"[data-name='{name}']")
    if block.locator(".jobstats-save[open]").count() == 0:
        block.get_by_text("Save or copy").click()
    return block


def downloaded(block: Locator, button: str) -> tuple[str, bytes]:
    """The name and the content of what a button saves."""
    with block.page.expect_download() as waiting:
        block.get_by_role("button", name=button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def read(content: bytes) -> list[list[str]]:
    """A CSV's cells; UTF-8 said outright, every line ended as spreadsheets end it, every cell quoted."""
    text = content.decode("utf-8")
    assert text.startswith('\ufeff"')
    assert text.endswith('"\r\n')
    found = list(csv.reader(text[1:].splitlines(keepends=True), strict=True))
    assert text[1:] == "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in found)
    return found


def cells(table: pd.DataFrame) -> list[list[str]]:
    """A table as rows of text, its titles first."""
    return [[str(c) for c in row] for row in [list(table.columns), *table.to_numpy(dtype=object).tolist()]]


def pasted(at: Page, kind: str) -> str:
    """What lies on the clipboard; a picture as base64."""
    text: str = at.evaluate(
        """async kind => {
          const [item] = await navigator.clipboard.read();
          const blob = await item.getType(kind);
          if (kind.startsWith('text')) return blob.text();
          return btoa([...new Uint8Array(await blob.arrayBuffer())].map(b => String.fromCharCode(b)).join(''));
        }""",
        kind,
    )
    return text


@pytest.mark.parametrize("name", CHARTS)
def test_the_csv_holds_the_very_cells_of_the_table(watched: Watched, name: str) -> None:
    """Those that `table` gives: titles, every row, nothing but them; a change with its plus stays a number."""
    block = listed(watched.page, name)
    called, content = downloaded(block, "Save as CSV")
    assert called == f"jobstats-{name}.csv"
    assert read(content) == cells(js.charts.CATALOGUE[name].table(js.load()))
    expect(block.get_by_role("status")).to_have_text(f"Saved as jobstats-{name}.csv.")


def test_no_cell_becomes_a_formula(watched: Watched) -> None:
    """In the file and on the clipboard; a quote is doubled, a line inside a cell stays inside, numbers are left alone."""
    at = watched.page
    at.evaluate(
        """cells => document.querySelector("[data-name='hostile'] tbody").replaceChildren(...cells.map(text => {
          const row = document.createElement('tr');
          row.insertCell().textContent = text;
          row.insertCell().textContent = '1';
          return row;
        }))""",
        list(HOSTILE),
    )
    block = listed(at, "hostile")
    _, content = downloaded(block, "Save as CSV")
    assert read(content) == [["'=title", "n"], *([harmless, "1"] for harmless in HOSTILE.values())]
    block.get_by_role("button", name="Copy table").click()
    expect(block.get_by_role("status")).to_have_text("Copied.")
    lines = [line.split("\t") for line in pasted(at, "text/plain").split("\n")]
    assert {len(line) for line in lines} == {2}
    assert [line[0][:1] for line in lines[1:6]] == ["'"] * 5
    assert lines[1 + list(HOSTILE).index('"=1')][0] == '"""=1"'


def test_a_table_that_was_cut_says_so(watched: Watched) -> None:
    """The file holds what is shown; its last row and the word after saving say that there is more."""
    block = listed(watched.page, "cut")
    _, content = downloaded(block, "Save as CSV")
    assert len(read(content)) == 1 + tables.MOST + 1
    assert read(content)[-1][0] == "… and 50 with shorter waits"
    expect(block.get_by_role("status")).to_have_text("Saved as jobstats-cut.csv. Its last row says how many more there are.")


def test_the_table_is_pasted_as_a_table_and_as_text(watched: Watched) -> None:
    """For a mail and a document a table, for all else columns between tabs: the same cells in both."""
    block = listed(watched.page, "flows")
    block.get_by_role("button", name="Copy table").click()
    expect(block.get_by_role("status")).to_have_text("Copied.")
    told = cells(js.charts.flows.table(js.load()))
    assert [line.split("\t") for line in pasted(watched.page, "text/plain").split("\n")] == told
    html = pasted(watched.page, "text/html")
    assert read_html(watched.page, html) == told
    assert "jobstats" not in html


def read_html(at: Page, html: str) -> list[list[str]]:
    """The cells of a table in HTML."""
    found: list[list[str]] = at.evaluate(
        "html => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('tr')].map(r => [...r.cells].map(c => c.textContent))",
        html,
    )
    return found


def test_the_picture_is_pasted_as_a_picture(watched: Watched) -> None:
    """A PNG of the same size as the one that is saved."""
    block = listed(watched.page, "funnel")
    block.get_by_role("button", name="Copy picture").click()
    expect(block.get_by_role("status")).to_have_text("Copied.")
    copied, (_, saved) = b64decode(pasted(watched.page, "image/png")), downloaded(block, "Save as PNG")
    assert copied[:8] == saved[:8] == b"\x89PNG\r\n\x1a\n"
    assert copied[16:24] == saved[16:24]


@pytest.mark.parametrize("button", ["Save as PNG", "Copy picture"])
def test_a_picture_that_fails_is_told_and_not_blamed_on_the_browser(watched: Watched, button: str) -> None:
    """The table can be kept still."""
    watched.page.evaluate(
        "async () => { const p = await jobstatsPlotly; p.kept = p.toImage; p.toImage = () => Promise.reject(new Error()); }"
    )
    block = listed(watched.page, "waiting")
    block.get_by_role("button", name=button).click()
    expect(block.get_by_role("status")).to_have_text("This did not work here. The numbers can still be saved as CSV.")
    watched.page.evaluate("async () => { const p = await jobstatsPlotly; p.toImage = p.kept; }")


def test_the_flows_are_kept_as_text(watched: Watched) -> None:
    """The text that Python gives, saved and copied; no other chart offers it."""
    text = js.charts.flows(js.load()).sankeymatic
    block = listed(watched.page, "flows")
    called, content = downloaded(block, "Save as SankeyMATIC")
    assert (called, content.decode()) == ("jobstats-flows-sankeymatic.txt", text)
    block.get_by_role("button", name="Copy SankeyMATIC").click()
    expect(block.get_by_role("status")).to_have_text("Copied.")
    assert pasted(watched.page, "text/plain") == text
    offered = watched.page.locator("button", has_text="SankeyMATIC")
    assert set(offered.evaluate_all("all => all.map(b => b.closest('.jobstats').dataset.name)")) == {"flows", "nothing"}


def test_the_keyboard_is_enough(watched: Watched) -> None:
    """Enter opens the list, Tab walks it in its order, Space saves and leaves the focus, Escape closes and goes back; keys stay with it."""
    at = watched.page
    at.locator("[data-name='funnel'] .jobstats-save > summary").focus()
    if at.locator("[data-name='funnel'] .jobstats-save[open]").count():
        at.keyboard.press("Escape")
    at.keyboard.press("Enter")
    walked = []
    for _ in range(5):
        at.keyboard.press("Tab")
        name, kept = at.evaluate("(a => [a.getAttribute('aria-label'), a.dataset.lmSuppressShortcuts])(document.activeElement)")
        walked.append(name)
        assert kept == "true"
        assert at.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        if name == "Save as CSV":
            with at.expect_download():
                at.keyboard.press("Space")
            assert at.evaluate("document.activeElement.getAttribute('aria-label')") == name
    assert walked == ["Save as PNG", "Save as SVG", "Save as CSV", "Copy picture", "Copy table"]
    at.keyboard.press("Escape")
    assert at.evaluate("document.activeElement.textContent") == "Save or copy"
    expect(at.locator(".jobstats-drop:visible")).to_have_count(0)


def test_the_list_lies_over_the_page_and_goes_when_one_clicks_elsewhere(watched: Watched) -> None:
    """Opening it and what it says move nothing; axe has nothing to say; on paper it is not."""
    at = watched.page
    heights = "[...document.querySelectorAll('.jobstats-chart')].map(c => c.getBoundingClientRect().height)"
    before = at.evaluate(heights)
    block = listed(at, "flows")
    place = block.get_by_role("button", name="Save as CSV").bounding_box()
    downloaded(block, "Save as CSV")
    expect(block.get_by_role("status")).to_contain_text("Saved")
    assert at.evaluate(heights) == before
    assert block.get_by_role("button", name="Save as CSV").bounding_box() == place
    assert watched.faults("[data-name='flows']") == []
    at.emulate_media(media="print")
    expect(at.locator(".jobstats-save:visible")).to_have_count(0)
    at.emulate_media(media="screen")
    block.locator(".jobstats-question").click()
    expect(at.locator(".jobstats-drop:visible")).to_have_count(0)


def test_where_the_clipboard_is_refused_it_is_said_kindly(browser: Browser) -> None:
    """A page that came without encryption from another machine may not copy; saving still works."""
    watched = opened(browser, [page.notebook_html(drawn("funnel"))], ELSEWHERE)
    block = listed(watched.page, "funnel")
    for name in ("Copy table", "Copy picture"):
        block.get_by_role("button", name=name).click()
        expect(block.get_by_role("status")).to_have_text("This browser does not let the page copy here. Save it instead.")
    assert downloaded(block, "Save as CSV")[0] == "jobstats-funnel.csv"
    assert watched.errors == []
    watched.context.close()


EMPTY = [("nothing", "Save as SankeyMATIC"), ("nothing", "Copy SankeyMATIC"), ("failed", "Save as CSV"), ("failed", "Copy table")]


@pytest.mark.parametrize(("name", "button"), EMPTY)
def test_what_is_empty_is_not_kept(watched: Watched, name: str, button: str) -> None:
    """A log without applications has no flow, a chart that could not be drawn no table: it is said, and no file is made."""
    block = listed(watched.page, name)
    block.get_by_role("button", name=button).click()
    expect(block.get_by_role("status")).to_have_text("There is nothing in it yet.")
