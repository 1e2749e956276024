"""The form for the coach's pack in the real JupyterLab: chosen, looked at, written, opened; and what is left of it in the notebook's file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import axe_core_python.sync_playwright as axe
import pytest
from playwright.sync_api import BrowserContext, Locator, expect

import jobstats as js
from jobstats.packs.levels import LEVELS
from jobstats.packs.packing import name_of

from .page import LabPage
from .server import LabServer

NOTEBOOK = "notebooks/06-for-your-coach.ipynb"
QUESTION = "Quokka: which <b>number</b> is too young?"
NAME = name_of("coded")
WORDS = "Zeppelin, and what else\nI would talk about."
#: Waits until JupyterLab has saved the notebook; the widgets' state with it, if it is asked to.
SAVE = "async () => { await jupyterapp.commands.execute('docmanager:save'); }"
KEEP_OUTPUTS = "() => { jupyterapp.shell.currentWidget.context.model.setMetadata('jobstats', {keep_outputs: true}); }"
KEEP_STATE = "async () => { await jupyterapp.commands.execute('@jupyter-widgets/jupyterlab-manager:saveWidgetState'); }"


@pytest.fixture(scope="module")
def opened(context: BrowserContext, lab_server: LabServer) -> Iterator[LabPage]:
    """The last notebook but one, opened and run once for all tests here."""
    page = LabPage.within(context, lab_server)
    page.open(NOTEBOOK)
    page.run_all()
    yield page
    page.close()
    lab_server.forget()


@pytest.fixture
def form(opened: LabPage) -> Locator:
    """Its form, in view."""
    cell = next(int(cell["index"]) for cell in opened.code_cells() if "js.pack_form" in cell["source"])
    form = opened.output(cell).locator(".jobstats-form")
    expect(form.get_by_label("Folder")).to_have_value("../out", timeout=30_000)
    return form


def status(form: Locator, text: str | re.Pattern[str]) -> None:
    """Wait for what the form says."""
    expect(form.get_by_role("status")).to_have_text(text, timeout=60_000)


def test_a_pack_is_chosen_looked_at_written_and_opened(opened: LabPage, form: Locator) -> None:
    """Employers as letters, one chart out and one in, a question: the preview holds it, and so do the files; links open them."""
    form.get_by_label(LEVELS["coded"].title).check()
    form.locator("summary").click()
    form.get_by_label("How long until they answer?").uncheck()
    form.get_by_label("Which processes run side by side, and can offers meet?").check()
    form.get_by_label("A few words").fill(WORDS)
    form.get_by_label("Question 1").fill(QUESTION)
    form.get_by_role("button", name="Preview").click()
    status(form, re.compile("The preview is below"))
    frame = form.frame_locator("iframe")
    expect(frame.get_by_text(QUESTION)).to_be_visible()
    expect(frame.get_by_role("heading", name="Which processes run side by side")).to_have_count(1)
    out = opened.server.root / "out"
    assert not (out / NAME).exists()
    form.get_by_role("button", name="Write the pack").click()
    status(form, re.compile(rf"Written at the level “{re.escape(LEVELS['coded'].title)}”: \d+ files\."))
    inside = out / NAME
    assert {"overlap.svg", "overlap.png"} <= {p.name for p in (inside / "charts").iterdir()}
    assert not (inside / "charts" / "time_to_answer.svg").exists()
    assert len(ZipFile(out / f"{NAME}.zip").namelist()) == sum(p.is_file() for p in inside.rglob("*"))
    text = (inside / "report.html").read_text(encoding="utf-8")
    assert "Quokka: which &lt;b&gt;number&lt;/b&gt; is too young?" in text
    assert [name for name in js.load().companies() if name in text] == []
    expect(form.locator(".jobstats-written code")).to_have_text(str(inside))
    with opened.page.context.expect_page() as opening:
        form.get_by_role("link", name="Open the report").click()
    expect(opening.value.get_by_text(QUESTION)).to_be_visible()
    opening.value.close()
    with opened.page.context.expect_page() as opening:
        form.get_by_role("link", name="Open the PDF").click()
    opening.value.wait_for_load_state()
    assert opening.value.evaluate("document.contentType") == "application/pdf"
    opening.value.close()
    opened.assert_clean()


def test_it_works_by_keyboard_alone(opened: LabPage, form: Locator) -> None:
    """An arrow to the next level, Tab and Space to a chart, letters typed twice stay letters, Enter on the button."""
    keys = opened.page.keyboard
    form.get_by_label(LEVELS["aggregate"].title).focus()
    keys.press("ArrowDown")
    expect(form.get_by_label(LEVELS["coded"].title)).to_be_checked()
    chart = form.get_by_label("Do later rounds lead on more often?")
    before, cells = chart.is_checked(), len(opened.code_cells())
    if not chart.is_visible():
        tab_to(opened, form.locator("summary"))
        keys.press("Enter")
    tab_to(opened, chart)
    keys.press("Space")
    expect(chart).to_be_checked(checked=not before)
    keys.type("dd")
    question = form.get_by_label("Question 2")
    tab_to(opened, question)
    keys.type("Dd, ii or bb?")
    expect(question).to_have_value("Dd, ii or bb?")
    tab_to(opened, form.get_by_role("button", name="Preview"))
    keys.press("Enter")
    expect(form.frame_locator("iframe").get_by_text("Dd, ii or bb?")).to_be_visible(timeout=60_000)
    assert len(opened.code_cells()) == cells
    opened.assert_clean()


def tab_to(opened: LabPage, wanted: Locator) -> None:
    """Tab until this has the focus."""
    for _ in range(60):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        opened.page.keyboard.press("Tab")
    raise AssertionError("not reached by Tab")


def test_axe_finds_nothing_in_light_and_dark(opened: LabPage, form: Locator) -> None:
    """Accessibility of the form and of what it answered."""
    for theme in ("Light", "Dark"):
        opened.theme(f"JupyterLab {theme}")
        opened.page.wait_for_timeout(500)
        found = axe.Axe().run(opened.page, context=".jobstats-form")
        told = [f"{v['id']}: {node['html'][:200]} {node['failureSummary']}" for v in found["violations"] for node in v["nodes"]]
        assert told == []
        form.get_by_role("button", name="Preview").scroll_into_view_if_needed()
        opened.screenshot(f"pack-form-{theme.lower()}")


def test_the_notebooks_file_holds_nothing_of_it(opened: LabPage, form: Locator) -> None:
    """Saved with its outputs, and saved again with the state of its widgets: no company, nothing typed, nothing ticked."""
    form.get_by_label("A few words").fill(WORDS)
    form.get_by_role("button", name="Preview").click()
    expect(form.frame_locator("iframe").get_by_text("Zeppelin").first).to_be_visible(timeout=60_000)
    for script in (KEEP_OUTPUTS, SAVE, KEEP_STATE):
        opened.page.evaluate(script)
    opened.page.evaluate(SAVE)
    saved = json.loads((opened.server.root / Path(NOTEBOOK)).read_text(encoding="utf-8"))
    states = saved["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"].values()
    assert any("What to show" in state["state"].get("_esm", "") for state in states)
    cells = [cell for cell in saved["cells"] if "js.pack_form(log)" in "".join(cell["source"]) or cell["cell_type"] == "markdown"]
    text = json.dumps([saved["metadata"], cells], ensure_ascii=False)  # the cell that shows the log does name employers
    assert [word for word in ("Zeppelin", "Quokka", *js.load().companies()) if word in text] == []
    opened.assert_clean()
