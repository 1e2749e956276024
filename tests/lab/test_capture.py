"""An interview and its note captured in the real JupyterLab: the chart follows, undo takes it back, the file is byte for byte as it was; nothing of it is in the notebook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from .page import LabPage

#: What an Excel of the other half of the world writes: a mark of the encoding, semicolons, CRLF, a column nobody knows, no newline at its end.
HEADER = "date;company;role;event;round;kind;contact;mood;note"
ROWS = (
    "{old:%d.%m.%Y};Zephyrwick Ltd;Night baker;applied;;;;so-so;",
    "{old:%d.%m.%Y};Quillfeather & Söhne;Day baker;applied;;;Ottilie Grün;good;",
)
SAVE = "async () => { await jupyterapp.commands.execute('docmanager:save'); }"
KEEP_STATE = "async () => { await jupyterapp.commands.execute('@jupyter-widgets/jupyterlab-manager:saveWidgetState'); }"
NONE_YET = "No interview is in this log yet."


class Person:
    """Someone at the page, who counts what they do: each click and each key that is not Tab."""

    def __init__(self, lab: LabPage) -> None:
        self.lab, self.actions = lab, 0

    def click(self, what: Locator) -> None:
        what.click()
        self.actions += 1

    def press(self, key: str) -> None:
        self.lab.page.keyboard.press(key)
        self.actions += key not in ("Tab", "Shift+Tab")


@pytest.fixture
def log(lab: LabPage) -> Iterator[Path]:
    """A log of two applications, thirty days old."""
    path = lab.server.root / "data" / "mine" / "log.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    old = datetime.now() - timedelta(days=30)
    path.write_bytes("\ufeff".encode() + "\r\n".join([HEADER, *(row.format(old=old) for row in ROWS)]).encode())
    yield path
    for left in [path, *path.parent.glob(".jobstats/*")]:
        left.unlink()


def test_an_interview_its_note_and_back(lab: LabPage, log: Path) -> None:
    """The whole way of an evening, in one notebook, without running a cell again; the note takes two actions, four are allowed."""
    before = log.read_bytes()
    path = lab.server.write_notebook(
        "captured",
        'import jobstats as js\n\nlog = js.load("../data/mine/log.csv")\njs.capture(log)',
        "js.charts.follow_up_timing(log)",
        "panel = js.panel(log)\npanel",
    )
    lab.open(path)
    lab.run_all()
    chart = lab.output(1).locator(".jobstats-sentence")
    expect(chart).to_contain_text(NONE_YET, timeout=60_000)
    form, person = lab.output(0).locator(".jobstats-capture"), Person(lab)
    status = form.get_by_role("status")

    person.click(form.get_by_role("button", name="I had an interview"))
    person.click(form.locator("label", has_text="yesterday 18:00"))
    person.click(form.get_by_role("button", name="Write it"))
    expect(status).to_contain_text("Written as line 4 of log.csv.", timeout=30_000)
    met = log.read_bytes()
    yesterday = datetime.now() - timedelta(days=1)
    assert met.startswith(before + b"\r\n")
    assert met[len(before) + 2 :].decode().startswith(f"{yesterday:%d.%m.%Y} 18:00;")
    expect(chart).to_contain_text("0 of 1 interview has a recorded note", timeout=30_000)

    person.actions = 0
    person.click(form.get_by_role("button", name="I sent my note"))
    expect(form.locator(".jobstats-line")).to_contain_text("follow_up")
    assert log.read_bytes() == met
    person.click(form.get_by_role("button", name="Write it"))
    expect(status).to_contain_text("Written as line 5 of log.csv. log in this notebook now holds it.", timeout=30_000)
    assert person.actions <= 4
    expect(chart).to_contain_text("1 of 1 interview has a recorded note", timeout=30_000)
    noted = log.read_bytes()
    assert noted.startswith(met)
    assert noted.endswith(b"\r\n")

    lab.screenshot("captured")
    expect(lab.output(2).locator(".jobstats-status")).to_contain_text("2 of 2 applications")
    form = lab.output(0).locator(".jobstats-capture")
    status = form.get_by_role("status")
    form.get_by_role("button", name="Undo").click()
    expect(status).to_contain_text("Taken back", timeout=30_000)
    assert log.read_bytes() == met
    expect(chart).to_contain_text("0 of 1 interview has a recorded note", timeout=30_000)
    form.get_by_role("button", name="Undo").click()
    expect(chart).to_contain_text(NONE_YET, timeout=30_000)
    expect(status).to_contain_text("Taken back: log.csv is as it was before, byte for byte.")
    assert log.read_bytes() == before

    lab.page.evaluate(KEEP_STATE)
    lab.page.evaluate(SAVE)
    kept = (lab.server.root / path).read_text(encoding="utf-8")
    for name in ("Zephyrwick", "Quillfeather", "Ottilie", "Night baker"):
        assert name not in kept
    lab.assert_clean()


def test_with_the_keyboard_alone(lab: LabPage, log: Path) -> None:
    """From the cell into the form with Tab; Enter opens, Enter writes: two keys. JupyterLab's own keys do nothing meanwhile."""
    path = lab.server.write_notebook("typed", 'import jobstats as js\n\nlog = js.load("../data/mine/log.csv")\njs.capture(log)', "log")
    lab.open(path)
    lab.run_all()
    form, person = lab.output(0).locator(".jobstats-capture"), Person(lab)
    answered = form.get_by_role("button", name="They answered")
    expect(answered).to_be_visible(timeout=60_000)
    before = log.read_bytes()
    form.get_by_role("button", name="I applied").focus()
    while not answered.evaluate("node => node === document.activeElement"):
        person.press("Tab")
    person.press("Enter")
    expect(form.locator(".jobstats-line")).to_contain_text("reply", timeout=30_000)
    person.press("Enter")
    expect(form.get_by_role("status")).to_contain_text("Written as line 4 of log.csv.", timeout=30_000)
    assert person.actions == 2
    assert log.read_bytes() != before
    assert len(lab.code_cells()) == 2
    undo = form.get_by_role("button", name="Undo")
    while not undo.evaluate("node => node === document.activeElement"):
        person.press("Tab")
    person.press("Enter")
    expect(form.get_by_role("status")).to_contain_text("byte for byte", timeout=30_000)
    assert log.read_bytes() == before
    lab.assert_clean()
