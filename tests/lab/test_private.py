"""Nothing of a person's log is in a notebook's file: saved in the real JupyterLab as the kit starts it, and read byte by byte."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

import jobstats as js
from jobstats import start
from jobstats.jupyter.saving import LEFT_OUT

from .page import LabPage
from .server import serving

#: Contacts and notes are private too, and so is what a widget was asked for.
PANEL = 'import jobstats as js\n\nlog = js.load()\npanel = js.panel(log)\npanel.filters = {{"company": {name!r}}}\npanel'
#: A widget of somebody's own, whose state holds names.
LEAK = "import ipywidgets as w\nw.Dropdown(options=log.companies())"
SAVE = "async () => { await jupyterapp.commands.execute('docmanager:save'); return jupyterapp.shell.currentWidget.context.model.dirty; }"
DIALOGS = "() => Array.from(document.querySelectorAll('.jp-Dialog')).map(node => node.innerText)"
OPENED = "() => Boolean(window.jupyterapp?.shell?.currentWidget?.context?.isReady)"


@pytest.fixture
def saving(lab: LabPage) -> LabPage:
    """A page of a person who has switched on “Save Widget State Automatically”."""
    folder = lab.server.home / "settings" / "@jupyter-widgets" / "jupyterlab-manager"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plugin.jupyterlab-settings").write_text('{"saveState": true}', encoding="utf-8")
    return lab


def save(lab: LabPage, notebook: str) -> bytes:
    """Save twice, as a person who goes on working; JupyterLab asks nothing and complains of nothing. What is in the file then."""
    for _ in range(2):
        assert lab.page.evaluate(SAVE) is False
        lab.page.wait_for_timeout(300)
        assert lab.page.evaluate(DIALOGS) == []
        lab.page.evaluate("() => { jupyterapp.shell.currentWidget.context.model.dirty = true; }")
    assert lab.page.evaluate(SAVE) is False
    return (lab.server.root / notebook).read_bytes()


def private(log: js.JobLog) -> set[str]:
    """Every company, contact and note of a log; a note of one word is a word."""
    events = log.events
    notes = {note for note in events["note"] if " " in note}
    return set(log.companies()) | set(log.applications["company"]) | (set(events["contact"]) | notes) - {""}


def found(content: bytes, sources: bool = False) -> list[str]:
    """Which of the sample's names are in a notebook's file, in its outputs and whatever else is not typed by the person."""
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        cell["source"] = cell["source"] if sources else ""
    texts = [json.dumps(notebook, ensure_ascii=plain).casefold() for plain in (False, True)]
    every = [form for text in texts for form in (text, text.replace("\\u0026", "&").replace("&amp;", "&"))]
    return sorted(name for name in private(js.load()) if any(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", t) for t in every))


@pytest.mark.parametrize("notebook", ["01-start-here", "03-time-to-decision"])
def test_no_name_is_in_the_file(saving: LabPage, notebook: str) -> None:
    """Run from top to bottom and saved: what is on the screen stays, in the file a sentence stands in its place; pictures without names stay."""
    path = f"notebooks/{notebook}.ipynb"
    before = (saving.server.root / path).read_bytes()
    try:
        saving.open(path)
        saving.run_all()
        shown = json.dumps([cell["outputs"] for cell in saving.code_cells()])
        assert any(name in shown for name in js.load().companies())  # there is something to be kept out
        content = save(saving, path)
        assert found(content, sources=True) == []
        assert json.dumps([cell["outputs"] for cell in saving.code_cells()]) == shown
        kept = [cell["outputs"] for cell in json.loads(content)["cells"] if cell["cell_type"] == "code"]
        assert LEFT_OUT in json.dumps(kept)
        pages = sum("text/html" in output.get("data", {}) for outputs in kept for output in outputs)
        assert pages == {"01-start-here": 1, "03-time-to-decision": 3}[notebook]
        saving.assert_clean()
    finally:
        (saving.server.root / path).write_bytes(before)


def test_a_planted_leak_is_seen_and_kept_out(saving: LabPage) -> None:
    """A list of companies in somebody else's widget, and a panel asked for one: kept out; with outputs kept, the list is found and the panel's name is not."""
    name = js.load().companies()[0]
    path = saving.server.write_notebook("leak", PANEL.format(name=name), LEAK)
    saving.open(path)
    saving.run_all()
    expect(saving.output(0).locator(".main-svg").first).to_be_visible(timeout=60_000)
    assert found(save(saving, path)) == []
    keep(saving)
    content = save(saving, path)
    assert len(found(content)) == len(js.load().companies())
    assert name in found(content)
    states = json.loads(content)["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"].values()
    ours = [state["state"] for state in states if state["state"].get("_anywidget_id", "").startswith("jobstats")]
    assert len(ours) == 1
    assert found(json.dumps({"cells": [], "ours": ours}).encode()) == []
    saving.assert_clean()


def keep(lab: LabPage) -> None:
    """Say in the notebook's metadata that its outputs are kept."""
    lab.page.evaluate("() => jupyterapp.shell.currentWidget.context.model.setMetadata('jobstats', {keep_outputs: true})")


@pytest.mark.parametrize("kept", [False, True], ids=["as the kit saves", "outputs kept"])
def test_opened_again_it_says_what_to_do(saving: LabPage, kept: bool) -> None:
    """The page reloaded while the kernel runs: the panel is back. Opened without its kernel: a sentence, whoever saved it."""
    path = saving.server.write_notebook(f"again-{kept}", PANEL.format(name=js.load().companies()[0]))
    saving.open(path)
    saving.run_all()
    expect(saving.output(0).locator(".main-svg").first).to_be_visible(timeout=60_000)
    if kept:
        keep(saving)
    assert b'"AnyModel"' in save(saving, path)  # the widget's own state, or what stands in for it
    opened(saving, path)
    expect(saving.output(0).locator(".jobstats-panel .main-svg").first).to_be_visible(timeout=60_000)
    saving.page.goto("about:blank")
    started_anew(saving)
    opened(saving, path)
    expect(saving.output(0)).to_contain_text("Run this cell to see the panel.", timeout=30_000)
    assert saving.output(0).locator(".main-svg").count() == 0
    saving.assert_clean()


def started_anew(lab: LabPage) -> None:
    """Kernels that know nothing of before, and answer: of one that is still starting JupyterLab's widget manager now and then takes the silence
    for an answer, before it has read the file, and says “model not found” in place of whatever is saved there."""
    for kernel in lab.server.ask("/api/kernels"):
        lab.server.ask(f"/api/kernels/{kernel['id']}/restart", "POST")
    for _ in range(600):
        if all(kernel["execution_state"] == "idle" for kernel in lab.server.ask("/api/kernels")):
            return
        lab.page.wait_for_timeout(100)
    raise AssertionError("a kernel does not start")


def opened(lab: LabPage, path: str) -> None:
    """Open a notebook anew, and wait for its file alone."""
    lab.page.goto(lab.server.address(path), wait_until="commit")
    lab.page.wait_for_function(OPENED, timeout=120_000)


def test_a_person_may_say_that_outputs_are_kept(lab: LabPage) -> None:
    """And a notebook that has nothing to do with the kit is saved as it is."""
    path = lab.server.write_notebook("kept", "import jobstats as js\n\nprint(js.load().companies()[0])")
    other = lab.server.write_notebook("other", "print('somebody')")
    lab.open(path)
    lab.run_all()
    assert found(save(lab, path)) == []
    keep(lab)
    assert found(save(lab, path)) == [js.load().companies()[0]]
    lab.open(other)
    lab.run_all()
    assert b"somebody\\n" in save(lab, other)
    lab.assert_clean()


def test_a_jupyterlab_started_without_the_kit_keeps_names_out_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`uv run jupyter lab` in the environment, without the settings of the kit's own start: a notebook saved there has no output but the kit's."""
    monkeypatch.setattr(start, "SETTINGS", tmp_path / "none")
    root = tmp_path / "root"
    root.mkdir()
    printed = {"output_type": "stream", "name": "stdout", "text": "Canary GmbH"}
    cell = {"cell_type": "code", "id": "c0", "metadata": {}, "source": "%time import jobstats", "execution_count": 1, "outputs": [printed]}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    with serving(root, tmp_path / "home") as server:
        body = json.dumps({"type": "notebook", "content": notebook}).encode()
        headers = {"Authorization": f"token {server.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{server.url}/api/contents/plain.ipynb", data=body, method="PUT", headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.status == 201
    content = (root / "plain.ipynb").read_text(encoding="utf-8")
    assert "%time import jobstats" in content
    assert LEFT_OUT in content
    assert "Canary" not in content
