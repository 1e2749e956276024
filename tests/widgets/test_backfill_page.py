"""The form for the past in a real browser: by keyboard alone, with real files; light, dark and narrow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import jobstats as js
from jobstats import following
from jobstats.metrics.interviews import visits
from jobstats.widgets.backfill import Backfill, backfill
from tests.widgets.browsing import Watched
from tests.widgets.harness import ADDRESS, MODEL
from tests.widgets.test_backfill import CALENDAR

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title><style>%s</style></head><body><div id="here"></div>
<script type="module">%s%s</script></body></html>"""
LOG = """date,company,role,event,round,note,source
2026-03-02,Acme,Analyst,applied,,,referral
2026-03-09T14:00,Acme,Analyst,interview,1,,
2026-03-16T11:00,Acme,Analyst,interview,2,,
2026-03-20,Cirrus <b>& Co</b>,Analyst,applied,,,job board
2026-03-25T11:00,Cirrus <b>& Co</b>,Analyst,interview,1,,
2025-11-03,Borealis,Engineer,applied,,,referral
2025-11-04,Dune,Engineer,applied,,,
"""


class Shown:
    """A form in a page: every message goes to the kernel's half, and its answers come back. heard: what the page said."""

    def __init__(self, browser: Browser, form: Backfill, scheme: str = "light", width: int = 1100) -> None:
        self.form, self.heard, self.said = form, [], []
        self.watched = Watched(browser, scheme=scheme, width=width)
        self.page: Page = self.watched.page
        form.send = lambda content, buffers=None: self.said.append(["custom", json.loads(json.dumps(content)), []])
        html = PAGE % (form._css, form._esm, MODEL % {"state": "{}"})
        self.watched.context.route("**/*", lambda route: self._answer(route, html))
        self.page.expose_function("kernel", self._kernel)
        self.page.goto(ADDRESS)
        expect(self.page.get_by_role("group", name="Fill in the past")).to_be_visible()
        expect(self.page.locator(".jobstats-backfill > *").first).to_be_attached()

    def asked(self, text: str) -> None:
        """Wait until this is asked, or said in the place of a question."""
        expect(self.page.locator(".jobstats-asked")).to_contain_text(text)

    def status(self, text: str) -> None:
        """Wait until this is said, below the question."""
        expect(self.page.get_by_role("status").last).to_contain_text(text)

    def of_list(self, text: str) -> None:
        """Wait until this is said at the list, where it can be seen."""
        expect(self.page.get_by_role("status").first).to_contain_text(text)
        expect(self.page.get_by_role("status").first).to_be_in_viewport(ratio=1)
        expect(self.page.get_by_role("status").last).to_be_empty()

    def _kernel(self, content: dict[str, Any]) -> list[list[Any]]:
        self.heard.append(content)
        self.said = []
        self.form._told(self.form, content, [])
        return self.said

    def _answer(self, route: Route, html: str) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404, body="")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "log.csv"
    file.write_text(LOG, encoding="utf-8")
    return file


@pytest.fixture
def opened(browser: Browser, path: Path) -> Iterator[Callable[..., Shown]]:
    """A form of the log above, in a page; nothing it does is an error of the page or asks for anything."""
    made: list[Shown] = []

    def open_(archive: Path | None = None, **how: Any) -> Shown:
        made.append(Shown(browser, backfill(js.load(path, as_of="2026-03-31"), archive), **how))
        return made[-1]

    yield open_
    for shown in made:
        assert shown.watched.errors == []
        assert set(shown.watched.requests) == {ADDRESS}
        shown.watched.context.close()
        shown.form.close()


def test_a_sitting_by_keyboard_alone(opened: Callable[..., Shown], path: Path) -> None:
    """Three answers by Tab, Enter, arrows and digits; enough; opened again: not asked again; undone: byte for byte."""
    shown = opened()
    keys = shown.page.keyboard
    shown.asked("Cirrus <b>& Co</b> (Analyst, round 1) on 25 March, 11:00: when did your note go out?")
    expect(shown.page.locator(".jobstats-counted")).to_have_text("1 of 6 · this improves: the chart on notes after interviews")
    keys.press("Tab")
    expect(shown.page.get_by_role("button", name="At once")).to_be_focused()
    keys.press("ArrowRight")
    keys.press("Enter")  # that evening
    shown.asked("Acme (Analyst, round 2) on 16 March")
    expect(shown.page.locator(".jobstats-asked")).to_be_focused()
    shown.status("Written as line 9 of log.csv.")
    keys.press("4")
    expect(shown.page.get_by_label("On which day?")).to_be_focused()
    shown.page.get_by_label("On which day?").evaluate("input => (input.value = '2026-03-19')")  # how a day is typed is the browser's own
    keys.press("Enter")
    shown.asked("Acme (Analyst, round 1) on 9 March")
    keys.press("6")  # I don't know
    shown.asked("Dune, Engineer (applied 4 November 2025): what came of it?")
    shown.status("Noted, and not asked again.")
    while not shown.page.get_by_role("button", name="Enough for today").evaluate("node => node === document.activeElement"):
        keys.press("Tab")
    keys.press("Enter")
    shown.asked("3 answers in this sitting: thank you. 3 questions are left for another day.")
    expect(shown.page.locator(".jobstats-backfill li")).to_contain_text("Now: 2 of 3 interviews have a recorded note")
    assert path.read_text(encoding="utf-8") == LOG + (
        "2026-03-25,Cirrus <b>& Co</b>,Analyst,follow_up,1,,\n2026-03-19,Acme,Analyst,follow_up,2,,\n"
    )
    assert list(visits(shown.form.log)["bucket"]) == ["unknown", "later", "by noon"]

    again = opened()
    again.asked("Dune, Engineer (applied 4 November 2025): what came of it?")
    expect(again.page.locator(".jobstats-counted")).to_have_text(
        "1 of 3 · this improves: how many answers come, and how many are waited for"
    )

    for left in (2, 1, 0):
        shown.page.get_by_role("button", name="Undo the last answer").click()
        expect(shown.page.get_by_role("button", name="Undo the last answer")).to_be_visible(visible=left > 0)
    shown.asked("Cirrus <b>& Co</b> (Analyst, round 1) on 25 March")
    shown.status("byte for byte")
    assert path.read_text(encoding="utf-8") == LOG


def test_a_key_held_down_is_one_answer(opened: Callable[..., Shown], path: Path) -> None:
    """And digits mean nothing outside the form, nor in a field, nor with Ctrl."""
    shown = opened()
    shown.asked("Cirrus")
    shown.page.keyboard.press("5")
    shown.page.get_by_text("From a calendar or LinkedIn archive").click()
    shown.page.get_by_label("Path of the file").press_sequentially("123")
    shown.page.get_by_role("button", name="At once").focus()
    shown.page.keyboard.press("Control+5")
    assert [m["kind"] for m in shown.heard] == ["ready"]
    shown.page.keyboard.down("5")
    for _ in range(5):
        shown.page.keyboard.down("5")  # the same key again: the browser says that it repeats
    shown.page.keyboard.up("5")
    shown.asked("Acme (Analyst, round 2)")
    assert [m["kind"] for m in shown.heard] == ["ready", "answer"]
    assert path.read_text(encoding="utf-8").count("no_follow_up") == 1


def test_a_button_pressed_twice_is_one_answer(opened: Callable[..., Shown], path: Path) -> None:
    """The second press comes before the kernel has answered."""
    shown = opened()
    shown.asked("Cirrus")
    shown.page.get_by_role("button", name="Never").evaluate("node => { node.click(); node.click(); }")
    shown.asked("Acme (Analyst, round 2)")
    assert path.read_text(encoding="utf-8").count("no_follow_up") == 1


def test_what_is_wrong_is_said_and_what_is_typed_stays(opened: Callable[..., Shown], path: Path) -> None:
    """A day before the interview; then Escape, and the buttons are as they were."""
    shown = opened()
    shown.asked("Cirrus")
    later = shown.page.get_by_role("button", name="Later")
    later.click()
    field = shown.page.get_by_label("On which day?")
    field.fill("2026-03-20")
    shown.page.get_by_role("button", name="Write it").click()
    shown.status("That day is too early: the interview was on 25 March.")
    expect(field).to_have_value("2026-03-20")
    field.press("Escape")
    expect(field).to_have_count(0)
    expect(later).to_be_focused()
    expect(later).to_have_attribute("aria-expanded", "false")
    assert path.read_text(encoding="utf-8") == LOG


def test_skip_goes_on_and_comes_back(opened: Callable[..., Shown]) -> None:
    """To the end of the questions, where what was skipped is asked once more."""
    shown = opened()
    shown.asked("Cirrus")
    for _ in range(6):
        number = shown.page.locator(".jobstats-counted").inner_text()
        shown.page.get_by_role("button", name="Skip").click()
        expect(shown.page.locator(".jobstats-counted").or_(shown.page.get_by_text("All is asked"))).not_to_have_text(number)
    shown.asked("All is asked; 6 questions were skipped")
    shown.page.get_by_role("button", name="Ask what was skipped").click()
    shown.asked("Cirrus")
    expect(shown.page.locator(".jobstats-asked")).to_be_focused()


def test_a_calendar_is_ticked_and_written_in_one_save(opened: Callable[..., Shown], path: Path, tmp_path: Path) -> None:
    """Opened in the form by its path; nothing is ticked; a company typed ticks its row; undo takes all of it back."""
    calendar = tmp_path / "calendar.ics"
    calendar.write_text(CALENDAR.replace("20260316", "20260317").replace("\n", "\r\n"), encoding="utf-8")
    shown = opened()
    shown.page.get_by_text("From a calendar or LinkedIn archive").click()
    shown.page.get_by_label("Path of the file").fill(str(tmp_path / "none.ics"))
    shown.page.get_by_label("Path of the file").press("Enter")
    expect(shown.page.get_by_role("status").last).not_to_be_empty()
    shown.page.get_by_label("Path of the file").fill(str(calendar))
    shown.page.get_by_role("button", name="Open it").click()
    boxes = shown.page.get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    expect(boxes.first).to_be_focused()
    assert [box.is_checked() for box in boxes.all()] == [False, False]
    write = shown.page.get_by_role("button", name="Write the ticked (0)")
    expect(write).to_have_attribute("aria-disabled", "true")
    write.click(force=True)
    shown.page.get_by_role("button", name="Tick all").click()
    shown.page.get_by_role("button", name="Write the ticked (2)").click()
    shown.of_list("Which company was the interview of 18 Mar 2026, 15:00 with? Write its name beside number 1 of the list")
    expect(shown.page.get_by_role("combobox", name="Company")).to_be_focused()
    assert [box.is_checked() for box in boxes.all()] == [True, True]
    assert path.read_text(encoding="utf-8") == LOG
    boxes.first.uncheck()
    shown.page.get_by_role("combobox", name="Company").fill("acme")
    expect(boxes.first).to_be_checked()
    shown.page.get_by_role("button", name="Write the ticked (2)").click()
    shown.of_list("Written as lines 9 to 10 of log.csv.")
    expect(shown.page.get_by_text("calendar.ics holds nothing that the log lacks.")).to_be_visible()
    assert path.read_text(encoding="utf-8").startswith(LOG)
    assert shown.form.log.problems == ()
    shown.page.get_by_role("button", name="Undo what was written from the list").click()
    expect(boxes).to_have_count(2)
    shown.of_list("byte for byte")
    assert path.read_text(encoding="utf-8") == LOG
    shown.page.get_by_role("button", name="Close the list").click()
    expect(boxes).to_have_count(0)


def test_a_company_is_typed_once_for_all_times_of_one_entry(opened: Callable[..., Shown], path: Path, tmp_path: Path) -> None:
    """Five calls with a recruiter: the other empty ones are filled, not ticked; one that says something else keeps it; a slip is mended in all."""
    calendar = tmp_path / "calendar.ics"
    weekly = CALENDAR.replace("20260318", "20260216").replace("SUMMARY:Job interview", "RRULE:FREQ=WEEKLY;COUNT=5\nSUMMARY:Recruiter call")
    calendar.write_text(weekly.replace("Interview with Acme", "Job interview").replace("\n", "\r\n"), encoding="utf-8")
    shown = opened(calendar)
    fields, boxes = shown.page.get_by_role("combobox", name="Company"), shown.page.get_by_role("checkbox")
    expect(fields).to_have_count(6)
    box = fields.nth(5).bounding_box()
    assert box is not None
    assert box["width"] >= 240

    def values() -> list[str]:
        return [field.input_value() for field in fields.all()]

    def type_(place: int, name: str) -> None:
        fields.nth(place).fill(name)
        fields.nth(place).press("Tab")

    titles = [("Job interview" in item.inner_text()) for item in shown.page.locator(".jobstats-proposed > li").all()]
    other = titles.index(True)
    first, second, *rest = [i for i in range(6) if i != other]
    type_(second, "Cirrus <b>& Co</b>")
    for i in (first, *rest):
        type_(i, "")
    type_(first, "Hoolj")
    assert [values()[i] for i in (first, second, *rest, other)] == ["Hoolj", "Cirrus <b>& Co</b>", "Hoolj", "Hoolj", "Hoolj", ""]
    type_(first, "Hooli")
    assert [values()[i] for i in (first, second, *rest, other)] == ["Hooli", "Cirrus <b>& Co</b>", "Hooli", "Hooli", "Hooli", ""]
    assert [i for i, one in enumerate(boxes.all()) if one.is_checked()] == sorted((first, second))
    boxes.nth(other).check()
    shown.page.get_by_role("button", name="Write the ticked (3)").click()
    shown.of_list(f"beside number {other + 1} of the list")
    assert [values()[i] for i in (first, second, *rest, other)] == ["Hooli", "Cirrus <b>& Co</b>", "Hooli", "Hooli", "Hooli", ""]
    expect(fields.nth(other)).to_be_focused()
    boxes.nth(other).uncheck()
    shown.page.get_by_role("button", name="Write the ticked (2)").click()
    shown.of_list("Written as lines 9 to 10 of log.csv.")
    assert path.read_text(encoding="utf-8").count("Hooli") == 1
    assert sorted(values()) == ["", "Hooli", "Hooli", "Hooli"]  # what is left keeps its company


def test_charts_on_the_page_take_what_they_are_handed(opened: Callable[..., Shown], monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says which charts it has, and hands on what comes for them."""
    block = {"ident": "chart-1", "html": "<figure></figure>", "figure": "{}"}
    monkeypatch.setattr(following, "follow", lambda old, new, idents=None: following.Followed([block], ["log"]))
    shown = opened()
    shown.asked("Cirrus")
    shown.page.evaluate("jobstatsBlocks.set('chart-1', chart => globalThis.taken = chart)")
    shown.page.get_by_role("button", name="Never").click()
    shown.asked("Acme (Analyst, round 2)")
    assert shown.heard[-1]["idents"] == ["chart-1"]
    assert shown.page.evaluate("taken") == block


@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 1100), ("light", 390), ("dark", 390)])
def test_nothing_is_wrong_with_it(opened: Callable[..., Shown], tmp_path: Path, scheme: str, width: int) -> None:
    """axe finds nothing, whatever is open; nothing is wider than the page; a day's field and a list with it."""
    calendar = tmp_path / "calendar.ics"
    calendar.write_text(CALENDAR.replace("20260316", "20260317").replace("\n", "\r\n"), encoding="utf-8")
    shown = opened(calendar, scheme=scheme, width=width)
    shown.asked("Cirrus")

    def fits() -> None:
        assert shown.watched.faults(".jobstats-backfill") == []
        assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        wide = "nodes => nodes.filter(n => n.getBoundingClientRect().right > innerWidth).map(n => n.outerHTML.slice(0, 120))"
        assert shown.page.locator(".jobstats-backfill *:visible").evaluate_all(wide) == []

    fits()
    shown.page.get_by_role("button", name="Later").click()
    shown.page.get_by_text("From a calendar or LinkedIn archive").click()
    fits()
    shown.page.get_by_role("button", name="That evening").click()
    shown.status("Written as line 9")
    shown.page.get_by_role("button", name="Enough for today").click()
    shown.asked("1 answer in this sitting")
    fits()


def test_a_form_of_a_reopened_notebook_says_what_to_do(browser: Browser, path: Path) -> None:
    """There is no kernel behind it."""
    watched = Watched(browser)
    form = backfill(js.load(path, as_of="2026-03-31"))
    html = PAGE % (form._css, form._esm, "render({ model: { on() {}, off() {}, send() {} }, el: document.getElementById('here') });")
    watched.context.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    watched.page.goto(ADDRESS)
    expect(watched.page.get_by_text("To see the form, run all cells from the top")).to_be_visible(timeout=10_000)
    assert watched.errors == []
    watched.context.close()
    form.close()


def test_a_table_gets_a_log_beside_it_and_another_file_no_button(browser: Browser, path: Path) -> None:
    """The button is called after the log it makes, and is not there where none is of use."""
    table = path.with_name("jobs.csv")
    table.write_text("Company,Position,Date Applied,Status\nAcme,Analyst,2026-03-01,Applied\n", encoding="utf-8")
    shown = Shown(browser, backfill(js.load(table, as_of="2026-03-31")))
    shown.page.get_by_role("button", name="Make log-2.csv beside it").click()
    shown.status("log-2.csv is written beside jobs.csv")
    shown.watched.context.close()
    shown.form.close()
    log = js.load(path, as_of="2026-03-31")
    shown = Shown(browser, backfill(log.as_it_stood(log.today)))
    expect(shown.page.get_by_text("This is a log as it was on an earlier day")).to_be_visible()
    expect(shown.page.get_by_role("button")).to_have_count(0)
    shown.watched.context.close()
    shown.form.close()
