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

WAITING = "The notebook’s kernel does not answer yet. If it was restarted, run all cells from the top (Run → Run All Cells)."


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


def test_a_missing_row_that_was_settled_elsewhere(shown: Shown, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another form has left it out meanwhile: that is told, and the form goes on: its line can be written, and taken back."""
    rows = [events.Lost("a/0", events.Event("reply", js.load(path).as_of, "Bolt"), NOTE, "it was open in Excel")]
    monkeypatch.setattr(events, "lost", lambda log: list(rows))
    at = shown.page
    opens(shown, "Offer")
    at.get_by_role("button", name="Write it").click()
    expect(at.get_by_role("status")).to_contain_text("Written as line 8")
    opens(shown, "I sent my note")
    expect(line(shown)).to_have_text(NOTE)
    rows.clear()
    at.get_by_role("button", name="Write it again").click()
    expect(at.get_by_role("status")).to_have_text("That row was written, or left out, elsewhere meanwhile. Nothing is left to do about it.")
    expect(at.locator(".jobstats-lost")).to_be_hidden()
    expect(at.locator(".jobstats-capture")).to_have_attribute("aria-busy", "false")
    at.get_by_role("button", name="Write it", exact=True).click()
    expect(at.get_by_role("status")).to_contain_text("Written as line 9")
    at.get_by_role("button", name="Undo").click()
    expect(at.get_by_role("status")).to_contain_text("Taken back")


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
    expect(at.get_by_role("status")).to_have_text(WAITING)
    assert path.read_text(encoding="utf-8") == ROWS


def test_a_kernel_that_was_restarted_stays_told(shown: Shown) -> None:
    """One note was written and taken back before; now nothing answers: no click brings the old sentence back, and what answers again ends it."""
    at = shown.page
    opens(shown, "I sent my note")
    expect(line(shown)).to_have_text(NOTE)
    at.keyboard.press("Enter")
    at.get_by_role("button", name="Undo").click()
    expect(at.get_by_role("status")).to_contain_text("Taken back")
    opens(shown, "I sent my note")
    expect(line(shown)).to_have_text(NOTE)
    at.clock.install()
    shown.silent = True
    at.get_by_role("combobox").fill("Bolt")
    at.clock.run_for(200)
    at.clock.run_for(8100)
    expect(at.get_by_role("status")).to_have_text(WAITING)
    note = at.get_by_role("button", name="I sent my note")
    note.click()
    expect(at.locator(".jobstats-sheet")).to_have_count(0)
    expect(at.get_by_role("status")).to_have_text(WAITING)
    note.click()
    expect(at.get_by_role("status")).to_have_text(WAITING)
    shown.silent = False
    note.click()
    expect(at.locator(".jobstats-sheet")).to_be_visible()
    expect(at.get_by_role("status")).to_have_text("")


def test_a_form_that_is_closed_while_nothing_answers(shown: Shown) -> None:
    """Write it, then the form is closed before eight seconds are over: the sentence comes all the same."""
    at = shown.page
    opens(shown, "I sent my note")
    expect(line(shown)).to_have_text(NOTE)
    at.clock.install()
    shown.silent = True
    at.keyboard.press("Enter")
    at.get_by_role("button", name="I sent my note").click()
    expect(at.locator(".jobstats-sheet")).to_have_count(0)
    at.clock.run_for(8100)
    expect(at.get_by_role("status")).to_have_text(WAITING)


def test_a_second_view_of_one_form_goes_its_own_way(shown: Shown) -> None:
    """JupyterLab shows one output twice: what is asked for in one opens there alone, and the line of one is not the other's."""
    at = shown.page
    at.evaluate("() => { const two = document.createElement('div'); two.id = 'two'; document.body.append(two); globalThis.show(two); }")
    one, two = at.locator("#here"), at.locator("#two")
    note = {"name": "I sent my note", "exact": True}
    expect(two.get_by_role("button", **note)).to_be_visible()
    one.get_by_role("button", **note).click()
    expect(one.locator(".jobstats-line")).to_have_text(NOTE)
    expect(two.locator(".jobstats-sheet")).to_have_count(0)
    two.get_by_role("button", name="Offer", exact=True).click()
    expect(two.locator(".jobstats-line")).to_contain_text(",offer,")
    expect(one.locator(".jobstats-line")).to_have_text(NOTE)
    expect(one.locator(".jobstats-title").last).to_have_text("I sent my note")
    one.get_by_role("button", name="Write it").click()
    expect(one.get_by_role("button", name="Undo")).to_be_visible()
    expect(two.locator(".jobstats-line")).to_contain_text(",offer,")
    two.get_by_role("button", name="Cancel").click()
    two.get_by_role("button", name="Undo").click()
    expect(one.get_by_role("status")).to_contain_text("Taken back")


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
    expect(watched.page.get_by_text("To see the form, run all cells from the top (Run → Run All Cells).")).to_be_visible()
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


def test_a_file_with_four_columns_asks_for_no_more(browser: Browser, path: Path) -> None:
    """No round, kind, source, contact or note: none of these fields is there, nothing is told of them, and the line is written."""
    path.write_text("date,company,role,event\n2026-03-01,Acme,Analyst,applied\n", encoding="utf-8")
    shown = Shown(browser, capture(js.load(path)))
    at = shown.page
    opens(shown, "I had an interview")
    expect(line(shown)).to_have_text("2026-03-31T14:05,Acme,Analyst,interview")
    for label in ("Round", "Kind", "Contact", "More details"):
        expect(at.get_by_label(label)).to_have_count(0)
        expect(at.get_by_text(label)).to_have_count(0)
    at.get_by_role("button", name="Write it").click()
    expect(at.get_by_role("status")).to_have_text("Written as line 3 of log.csv.")
    opens(shown, "I applied")
    expect(at.get_by_label("Role")).to_be_visible()
    expect(at.get_by_label("Source")).to_have_count(0)
    assert shown.watched.errors == []
    shown.watched.context.close()
    shown.form.close()


def test_a_note_still_to_come_cannot_be_written(shown: Shown, path: Path) -> None:
    """At 14:05 no click says this evening; typed, the sentence says when to press, and neither Write it nor Enter writes."""
    opens(shown, "I sent my note")
    at, write = shown.page, shown.page.get_by_role("button", name="Write it")
    expect(line(shown)).to_have_text(NOTE)
    expect(at.get_by_role("radio")).to_have_count(5)
    expect(at.get_by_label("this evening 18:00")).to_have_count(0)
    at.get_by_text("other …").click()
    at.get_by_label("The day and the time").fill("2026-03-31T18:00")
    expect(at.locator(".jobstats-warned")).to_have_text("31 March 18:00 is still to come: write this once you have sent it.")
    expect(line(shown)).to_have_text("It appears here once that is mended.")
    expect(write).to_have_attribute("aria-disabled", "true")
    write.click(force=True)
    at.get_by_label("The day and the time").press("Enter")
    assert path.read_text(encoding="utf-8") == ROWS
    at.get_by_text("yesterday 18:00").click()
    expect(line(shown)).to_contain_text("2026-03-30T18:00")
    expect(write).to_have_attribute("aria-disabled", "false")
