"""The panel in the real JupyterLab: a filter repaints the linked charts in place; keyboard, pictures, accessibility."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_core_python.sync_playwright as axe
import pytest
from playwright.sync_api import BrowserContext, Locator, expect

import jobstats as js

from .page import LabPage
from .server import LabServer

PANEL_CELL = "panel = js.panel(log)"
SIGN = b"\x89PNG\r\n\x1a\n"


#: A log of one's own, two charts far apart, so that one is scrolled away, a panel, and a form that writes a row, as the kit's own forms do.
OWN = """import jobstats as js
from jobstats import following, page
from jobstats.readers import again
import anywidget, pathlib, shutil

shutil.copy("../data/sample/log.csv", "own.csv")
log = js.load("own.csv", as_of=js.load().as_of)
offers = log.where(stage="offer")
js.charts.funnel(log)"""
FAR = "print('x\\n' * 150)"
LATE = "js.charts.weekly_applications(log.where(applied=('2026-03-01', None)))"
FORM = """class Form(anywidget.AnyWidget):
    _esm = page.module() + '''
function render({ model, el }) {
  const idents = () => [...jobstatsBlocks.keys()];
  const button = (kind) => { const b = element("button", {}, kind); b.onclick = () => model.send({ kind, idents: idents() }); return b; };
  model.on("msg:custom", (message) => deliver(message.blocks));
  el.append(button("add"), button("undo"));
}
export default { render };'''

    def __init__(self):
        super().__init__()
        self.on_msg(self.told)

    def told(self, _, message, __):
        file, old = pathlib.Path(log.path), log
        text = file.read_text()
        row = "2026-08-29,,Canary GmbH,Tamer,applied" + "," * (text.split(chr(10), 1)[0].count(",") - 4) + chr(10)
        file.write_text(text + row if message["kind"] == "add" else text.removesuffix(row))
        self.send({"blocks": following.follow(old, again(old), message["idents"]).blocks})

Form()"""


def cell_with(lab: LabPage, text: str) -> int:
    """The number of the first code cell that holds this text."""
    return next(int(cell["index"]) for cell in lab.code_cells() if text in cell["source"])


@pytest.fixture(scope="module")
def opened(context: BrowserContext, lab_server: LabServer) -> Iterator[LabPage]:
    """The first notebook, opened and run once for all tests here."""
    page = LabPage.within(context, lab_server)
    page.open("notebooks/01-start-here.ipynb")
    page.run_all()
    yield page
    page.close()
    lab_server.forget()


@pytest.fixture
def panel(opened: LabPage) -> Locator:
    """Its panel, in view, painted, nothing chosen; the page complains of nothing before or after."""
    panel = opened.output(cell_with(opened, PANEL_CELL)).locator(".jobstats-panel")
    expect(panel.locator(".main-svg").first).to_be_visible(timeout=60_000)
    expect(panel).to_have_attribute("data-painted", re.compile("[0-9]+"), timeout=60_000)
    after = painted(panel)
    panel.get_by_role("button", name="Reset").click()
    wait_for_paint(panel, after)
    return panel


def painted(panel: Locator) -> int:
    """The number of the answer that is shown."""
    return int(panel.get_attribute("data-painted") or 0)


def wait_for_paint(panel: Locator, after: int) -> None:
    """Wait until a newer answer is shown whole."""
    expect(panel).not_to_have_attribute("data-painted", str(after), timeout=30_000)


def choose(panel: Locator, stage: str) -> None:
    """Choose a stage and wait for the charts."""
    after = painted(panel)
    panel.get_by_label("Reached at least").select_option(stage)
    wait_for_paint(panel, after)


def test_a_filter_repaints_the_linked_charts_in_place(opened: LabPage, panel: Locator) -> None:
    """The status line counts, all six sentences follow, and no chart is rebuilt: its element is the one it was."""
    sample = js.load()
    expect(panel.get_by_role("status")).to_contain_text(f"{len(sample)} of {len(sample)} applications")
    panel.evaluate("root => root.querySelectorAll('.jobstats-plot').forEach((plot, i) => { plot.kept = i; })")
    before = [chart.inner_text() for chart in panel.locator(".jobstats-sentence").all()]
    choose(panel, "interview")
    chosen = sample.where(stage="interview")
    expect(panel.get_by_role("status")).to_contain_text(f"{len(chosen)} of {len(sample)} applications", timeout=20_000)
    for name, was in zip(js.charts.PANEL, before, strict=True):
        said = js.charts.CATALOGUE[name].reading(chosen)
        expect(panel.locator(f"[data-name='{name}'] .jobstats-sentence")).to_have_text(said, timeout=20_000, use_inner_text=False)
        assert said != was or name in ("time_after_interview", "follow_up_timing")
    assert panel.evaluate("root => Array.from(root.querySelectorAll('.jobstats-plot'), plot => plot.kept)") == list(range(6))
    panel.get_by_role("button", name="Reset").click()
    expect(panel.get_by_role("status")).to_contain_text(f"{len(sample)} of {len(sample)} applications", timeout=20_000)
    opened.assert_clean()


def test_the_bars_follow_the_filter(opened: LabPage, panel: Locator) -> None:
    """What plotly has drawn is what the numbers say."""
    choose(panel, "interview")
    drawn = panel.locator("[data-name='funnel'] .jobstats-plot").evaluate("plot => plot.data.map(trace => Array.from(trace.x))")
    figure = js.charts.funnel.draw(js.load().where(stage="interview")).figure
    assert drawn == [trace["x"] for trace in figure["data"]]


def test_it_works_by_keyboard_alone(opened: LabPage, panel: Locator) -> None:
    """Tab from the first field to Reset; a choice with the space bar; no click."""
    panel.get_by_label("Applied from", exact=True).focus()
    summary = panel.locator("summary").first
    for _ in range(12):
        opened.page.keyboard.press("Tab")
        if summary.evaluate("node => node === document.activeElement"):
            break
    else:
        raise AssertionError("the list of sources is not reached by Tab")
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Tab")
    after = painted(panel)
    opened.page.keyboard.press("Space")
    wait_for_paint(panel, after)
    expect(panel.get_by_role("status")).not_to_contain_text("157 of 157")
    opened.page.keyboard.press("Escape")
    expect(summary).to_be_focused()


def test_what_was_chosen_goes_on_in_the_next_cell(opened: LabPage, panel: Locator) -> None:
    """panel.log is the filtered log."""
    choose(panel, "offer")
    opened.page.evaluate(
        "code => { jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({code}).done; }", "n = len(panel.log)"
    )
    reply: dict[str, Any] = opened.page.evaluate(
        "async () => (await jupyterapp.shell.currentWidget.sessionContext.session.kernel"
        ".requestExecute({code: '', user_expressions: {n: 'n'}}).done).content.user_expressions.n"
    )
    assert reply["data"]["text/plain"] == str(len(js.load().where(stage="offer")))


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_a_chart_is_saved_as_a_picture(opened: LabPage, panel: Locator, kind: str, tmp_path: Path) -> None:
    """From the page itself, no other program; the question stands in it."""
    chart = panel.locator("[data-name='funnel']")
    chart.scroll_into_view_if_needed()
    chart.get_by_text("Save or copy").click()
    with opened.page.expect_download(timeout=30_000) as waiting:
        chart.get_by_role("button", name=kind).click()
    chart.page.keyboard.press("Escape")
    path = tmp_path / "picture"
    waiting.value.save_as(path)
    assert waiting.value.suggested_filename == f"jobstats-funnel.{kind.lower()}"
    content = path.read_bytes()
    assert content.startswith(SIGN) if kind == "PNG" else b"How far do my applications get?" in content
    opened.artefacts.mkdir(parents=True, exist_ok=True)
    opened.artefacts.joinpath(f"saved-funnel.{kind.lower()}").write_bytes(content)
    opened.assert_clean()


def test_a_chart_is_copied(opened: LabPage, panel: Locator) -> None:
    """Its table, then its picture, to be pasted elsewhere; JupyterLab's own keys and its clipboard of cells stay out of it."""
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=opened.server.url)
    chart = panel.locator("[data-name='funnel']")
    chart.get_by_text("Save or copy").click()
    chart.get_by_role("button", name="Copy table").click()
    expect(chart.get_by_role("status")).to_have_text("Copied.")
    table = js.charts.funnel.table(js.load())
    lines = opened.page.evaluate("navigator.clipboard.readText()").splitlines()
    assert [line.split("\t") for line in lines] == [list(table.columns), *table.to_numpy(dtype=object).tolist()]
    chart.get_by_role("button", name="Copy picture").click()
    expect(chart.get_by_role("status")).to_have_text("Copied.")
    assert opened.page.evaluate("async () => (await navigator.clipboard.read())[0].types") == ["image/png"]
    opened.screenshot("panel-save-or-copy")
    chart.page.keyboard.press("Escape")
    opened.assert_clean()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_in_panel_and_charts(opened: LabPage, panel: Locator, theme: str) -> None:
    """Accessibility of what is ours, in light and dark."""
    opened.theme(theme)
    opened.page.wait_for_timeout(1500)
    found = axe.Axe().run(opened.page, context=".jobstats")
    told = [f"{v['id']}: {node['html'][:200]} {node['failureSummary']}" for v in found["violations"] for node in v["nodes"]]
    assert told == []


def test_the_charts_follow_the_theme(opened: LabPage, panel: Locator) -> None:
    """The ink of a chart's axis is the page's own, light and dark."""
    inks = []
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        opened.theme(theme)
        opened.page.wait_for_timeout(1500)
        inks.append(panel.locator("[data-name='funnel'] .xtick text").first.evaluate("node => getComputedStyle(node).fill"))
    assert inks[0] != inks[1]


def test_legends_stay_above_the_picture_when_the_page_grows_wider(opened: LabPage, panel: Locator) -> None:
    """The side bar closed: no legend lies on what is drawn."""
    opened.page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')")
    opened.page.wait_for_timeout(3000)
    overlaps = panel.evaluate(
        "root => Array.from(root.querySelectorAll('.jobstats-plot'), plot => {"
        "  const legend = plot.querySelector('.legend .bg');"
        "  const top = plot.getBoundingClientRect().top + plot._fullLayout._size.t;"
        "  return legend ? legend.getBoundingClientRect().bottom - top : 0; })"
    )
    opened.page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')")
    assert max(overlaps) <= 3


def test_the_sheet_is_written(opened: LabPage) -> None:
    """From a cell, into the folder beside the notebooks: one file, which holds no company's name."""
    code = "js.sheet([js.charts.funnel(log), js.charts.time_to_answer(log)], '../out/for-my-coach.html')"
    run = "async code => (await jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({code}).done).content.status"
    assert opened.page.evaluate(run, code) == "ok"
    text = (opened.server.root / "out" / "for-my-coach.html").read_text(encoding="utf-8")
    assert "How far do my applications get?" in text
    assert [name for name in js.load().companies() if name in text] == []
    opened.assert_clean()


def test_charts_and_panel_follow_an_event_without_a_reload(lab: LabPage) -> None:
    """A row is added: panel, charts and variables show it, also a chart scrolled away and one in a view of its own; then it is taken back."""
    before, sent = len(js.load()), 150  # the others came by themselves
    lab.open(lab.server.write_notebook("follows", OWN, FAR, LATE, "panel = js.panel(log)\npanel", FORM))
    lab.run_all()
    sentence = "[data-name='funnel'] .jobstats-sentence"
    expect(lab.output(0).locator(".main-svg").first).to_be_visible(timeout=60_000)
    lab.page.evaluate("() => jupyterapp.commands.execute('notebook:create-output-view')")
    view = lab.page.locator(f".jp-LinkedOutputView {sentence}")
    expect(view).to_be_visible(timeout=30_000)
    lab.page.locator(".jp-NotebookPanel").get_by_text("The numbers").first.click()
    for kind, more in (("add", 1), ("undo", 0)):
        count = before + more
        lab.output(4).get_by_text(kind).click(timeout=60_000)
        said = f"Of {sent + more} applications"
        expect(view).to_contain_text(said, timeout=30_000)
        expect(lab.output(3).get_by_role("status")).to_contain_text(f"{count} of {count} applications", timeout=30_000)
        expect(lab.output(2).locator(".jobstats-caption")).to_contain_text(f"{count} of {count} applications")
        expect(lab.output(0).locator(sentence)).to_contain_text(said)
        assert (
            lab.output(0).locator(".jobstats-plot").evaluate("plot => plot.data.reduce((sum, trace) => sum + trace.x[0], 0)") == sent + more
        )
        assert lab.output(0).locator("details.jobstats-numbers[open]").count() == 1
        assert asked(lab, "[len(log), len(panel.log), offers.total]") == f"[{count}, {count}, {count}]"
    lab.assert_clean()


def asked(lab: LabPage, expression: str) -> str:
    """What an expression is in the notebook's kernel."""
    reply: dict[str, Any] = lab.page.evaluate(
        "async (n) => (await Array.from(jupyterapp.shell.widgets('main')).find((w) => w.sessionContext).sessionContext.session.kernel"
        ".requestExecute({code: '', user_expressions: {n}}).done).content.user_expressions.n",
        expression,
    )
    return str(reply["data"]["text/plain"])
