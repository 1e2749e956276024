"""The form for what just happened when something stands in its way: in a real browser, one sentence, and the form goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import jobstats as js
from jobstats import following
from jobstats.journal import events, journal
from jobstats.widgets.capture import capture
from tests.widgets.browsing import Watched
from tests.widgets.capturing import NOTE, ROWS, WIDE, Shown, line, opens, path, shown
from tests.widgets.harness import ADDRESS

__all__ = ["path", "shown"]  # fixtures


def test_a_file_changed_meanwhile(shown: Shown, path: Path) -> None:
    """What is typed stays, the lists are new, the sentence says what to do; pressed again it is written."""
    opens(shown, "I sent my note")
    at = shown.page
    expect(line(shown)).to_have_text(NOTE)
    at.get_by_text("More details").click()
    at.get_by_label("A note to yourself").fill("mine")
    expect(line(shown)).to_contain_text("mine")
    by_hand = "2026-03-30T10:00,Brackmere,Driver,interview,1,,,,\n"
    path.write_text(ROWS + by_hand, encoding="utf-8")
    at.get_by_role("button", name="Write it").click()
    expect(at.get_by_role("status")).to_contain_text("log.csv was changed by another program; I have read it again.")
    expect(at.get_by_label("A note to yourself")).to_have_value("mine")
    at.get_by_role("combobox").click()
    expect(at.get_by_role("option").first).to_contain_text("Brackmere")
    at.keyboard.press("Escape")
    expect(line(shown)).to_contain_text("mine")
    at.get_by_role("button", name="Write it").click()
    expect(at.get_by_role("status")).to_have_text("Written as line 9 of log.csv.")
    assert path.read_text(encoding="utf-8") == f"{ROWS}{by_hand}{NOTE}mine\n"


def test_lost_rows_and_trouble(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open elsewhere: the sentence stays, the form closes, the row waits above; left out, it is gone."""
    rows: list[events.Lost] = []

    def record(log: js.JobLog, event: events.Event) -> None:
        rows.append(events.Lost("a", event, NOTE, "it was open in Excel"))
        raise js.LogError("log.csv is open in Excel. Close it there; the row waits.")

    monkeypatch.setattr(events, "record", record)
    monkeypatch.setattr(events, "lost", lambda log: list(rows))
    monkeypatch.setattr(journal, "drop", lambda path, ids: rows.clear())
    opens(shown, "I sent my note")
    at = shown.page
    expect(line(shown)).to_have_text(NOTE)
    at.get_by_role("button", name="Write it").click()
    expect(at.get_by_role("status")).to_have_text("log.csv is open in Excel. Close it there; the row waits.")
    expect(at.locator(".jobstats-sheet")).to_have_count(0)
    expect(at.locator(".jobstats-lost")).to_contain_text("1 row you captured is not in the file:")
    expect(at.locator(".jobstats-lost")).to_contain_text("it was open in Excel")
    assert shown.watched.faults(".jobstats") == []
    at.get_by_role("button", name="Leave it out").click()
    expect(at.locator(".jobstats-lost")).to_be_hidden()
    expect(at.get_by_role("status")).to_have_text("Left out, and not asked again.")


def test_blocks_of_the_page_are_handed_their_charts(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page names its blocks; what comes back reaches the one that shows it, before the status says so."""
    monkeypatch.setattr(
        following,
        "follow",
        lambda old, new, idents: following.Followed([{"ident": i, "html": "h", "figure": "{}"} for i in idents or []], ["log"]),
    )
    at = shown.page
    at.evaluate("() => { globalThis.took = []; globalThis.jobstatsBlocks.set('b1', chart => took.push(chart.ident)); }")
    opens(shown, "I sent my note")
    expect(line(shown)).to_have_text(NOTE)
    at.keyboard.press("Enter")
    expect(at.get_by_role("status")).to_have_text("Written as line 8 of log.csv. log in this notebook now holds it.")
    assert at.evaluate("took") == ["b1"]
    at.get_by_role("button", name="Undo").click()
    expect(at.get_by_role("status")).to_contain_text("Taken back")
    assert at.evaluate("took") == ["b1", "b1"]


def test_a_silent_kernel_is_told(shown: Shown, path: Path) -> None:
    """Nothing comes back: the button is out of use meanwhile, and after eight seconds one sentence says so."""
    at = shown.page
    opens(shown, "I sent my note")
    expect(line(shown)).to_have_text(NOTE)
    at.clock.install()
    shown.silent = True
    at.keyboard.press("Enter")
    expect(at.get_by_role("button", name="Write it")).to_have_attribute("aria-disabled", "true")
    at.keyboard.press("Enter")
    assert [message["kind"] for message in shown.heard].count("write") == 1
    at.clock.run_for(8100)
    expect(at.get_by_role("status")).to_contain_text("The notebook’s kernel does not answer yet.")
    assert path.read_text(encoding="utf-8") == ROWS


def test_a_form_without_a_kernel_says_what_to_do(browser: Browser, path: Path) -> None:
    """A notebook is opened again, with its widgets kept."""
    watched = Watched(browser)
    form = capture(js.load(path))
    shown = Shown.__new__(Shown)
    shown.form, shown.watched = form, watched
    watched.page.clock.install()
    watched.context.route("**/*", lambda route: route.fulfill(body="<!DOCTYPE html><div id=here></div>", content_type="text/html"))
    watched.page.goto(ADDRESS)
    script = (
        f"{form._esm}\nrender({{model: {{get: () => '{{}}', on() {{}}, off() {{}}, send() {{}}}}, el: document.getElementById('here')}});"
    )
    watched.page.add_script_tag(content=script, type="module")
    watched.page.clock.run_for(3100)
    expect(watched.page.get_by_text("Run this cell to see the form.")).to_be_visible()
    watched.context.close()
    form.close()


def test_a_table_gets_a_log_beside_it(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row per application: only the sentence and one button; then the form, and the line for the notebook."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jobs.csv").write_text("Company,Position,Date Applied,Status\nAcme,Analyst,2026-03-01,Applied\n", encoding="utf-8")
    shown = Shown(browser, capture(js.load("jobs.csv")), "dark", 390)
    at = shown.page
    expect(at.get_by_text("js.convert(")).to_be_visible()
    expect(at.get_by_role("button")).to_have_count(1)
    assert at.evaluate(f"{WIDE}.map(n => n.outerHTML.slice(0, 80))") == []
    at.get_by_role("button", name="Make log.csv beside it").click()
    expect(at.get_by_role("status")).to_contain_text('log = js.load("log.csv")')
    opens(shown, "They answered")
    expect(line(shown)).to_contain_text("Acme,Analyst,reply")
    shown.watched.context.close()
    shown.form.close()


def test_the_sample_says_that_it_is_practice(browser: Browser, sample: js.JobLog) -> None:
    """One line says so, with the call for a log of one's own."""
    shown = Shown(browser, capture(sample), "light", 390)
    expect(shown.page.get_by_text("You are practising on a copy of the sample; nothing is kept.")).to_be_visible()
    opens(shown, "I sent my note")
    expect(line(shown)).to_contain_text(f"{sample.as_of}T")
    assert shown.watched.faults(".jobstats") == []
    shown.watched.context.close()
    shown.form.close()
