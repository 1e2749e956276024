"""The form's half in the page, in a real browser: every control by mouse and keyboard, at every level, light, dark and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import jobstats as js
from jobstats.packs import levels
from jobstats.widgets.pack_form import PackForm, pack_form
from tests.widgets.browsing import Watched
from tests.widgets.harness import ADDRESS, MODEL

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title><style>%s</style></head><body><div id="here"></div>
<script type="module">%s%s</script></body></html>"""
#: What the kernel says when it is asked.
ANSWERS: dict[str, list[Any]] = {
    "preview": [
        {"kind": "begun"},
        {"kind": "progress", "done": 1, "of": 2, "what": "drawing"},
        {"kind": "preview", "html": "<h1>As it would be</h1><script>top.ran = 1</script>", "notes": ["Your words name <i>Bolt</i>."]},
    ],
    "write": [
        {"kind": "begun"},
        {
            "kind": "written",
            "said": "Written: 4 files.",
            "folder": "out/job-search-pack",
            "notes": ["Your own words name <b>Acme</b>."],
            "files": ["report.html", "report.pdf", "job-search-pack.zip"],
        },
    ],
}


class Shown:
    """A form in a page; the kernel's half answers `ready` itself, and the rest as ANSWERS say. heard: the page's messages."""

    def __init__(self, browser: Browser, form: PackForm, scheme: str, width: int) -> None:
        self.form, self.heard, self.said = form, [], []
        self.watched = Watched(browser, scheme=scheme, width=width)
        self.page: Page = self.watched.page
        form.send = lambda content, buffers=None: self.said.append(["custom", content, []])
        html = PAGE % (form._css, form._esm, MODEL % {"state": "{}"})
        self.watched.context.route("**/*", lambda route: self._answer(route, html))
        self.page.expose_function("kernel", self._kernel)
        self.page.goto(ADDRESS)
        expect(self.page.get_by_label("Folder")).to_have_value("../out")

    def values(self) -> dict[str, Any]:
        """What the page says is chosen."""
        values: dict[str, Any] = self.heard[-1]["values"]
        return values

    def _kernel(self, content: dict[str, Any]) -> list[list[Any]]:
        self.heard.append(content)
        self.said.clear()
        if content["kind"] == "ready":
            self.form._told(self.form, content, [])
            return self.said
        return [["custom", answer, ["<h1>report</h1>", "%PDF", "PK"]] for answer in ANSWERS.get(content["kind"], [])]

    def _answer(self, route: Route, html: str) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404, body="")


@pytest.fixture
def shown(browser: Browser, sample: js.JobLog, request: pytest.FixtureRequest) -> Iterator[Shown]:
    """A form of the sample; nothing is asked for, and nothing complains."""
    scheme, width = getattr(request, "param", ("light", 1100))
    made = Shown(browser, pack_form(sample), scheme, width)
    yield made
    planted = "Blocked script execution in 'about:srcdoc'"  # the script of the preview
    assert [text for text in made.watched.errors if not text.startswith(planted)] == []
    assert set(made.watched.requests) == {ADDRESS}
    made.watched.context.close()
    made.form.close()


def test_every_control_is_told(shown: Shown) -> None:
    """As a person fills it, and as the kernel is told."""
    at = shown.page
    at.get_by_label(levels.LEVELS["open"].title).check()
    at.get_by_label("names of employers").check()
    at.get_by_text("9 of 24 charts are ticked").click()
    at.get_by_label("How far do my applications get?").uncheck()
    at.get_by_label("Where did everything go?").check()
    at.get_by_label("My own goal: applications a week").fill("7.5")
    at.get_by_label("Applied from").fill("2026-02-01")
    at.get_by_label("A few words to begin with").fill("One\nTwo")
    at.get_by_label("Question 2 for the session").fill("What <b>next</b>?")
    at.get_by_label("Folder").fill("mine")
    at.get_by_role("button", name="Preview").click()
    assert shown.heard[-1]["kind"] == "preview"
    charts = [name for name in js.charts.CATALOGUE if name in {*levels.SENSIBLE, "flows"} - {"funnel"}]
    assert shown.values() == {
        "level": "open",
        "show": ["companies"],
        "charts": charts,
        "goal": 7.5,
        "period": ["2026-02-01", None],
        "words": "One\nTwo",
        "questions": ["", "What <b>next</b>?", ""],
        "folder": "mine",
    }
    assert {message["kind"] for message in shown.heard} == {"ready", "changed", "preview"}


def test_a_level_says_what_it_shows_and_what_not(shown: Shown) -> None:
    """Its two sentences and its warning; boxes to show names at the open one only, none ticked; charts it cannot show are out, with the reason."""
    at = shown.page
    at.locator("summary").click()
    overlap = at.get_by_label("Which processes run side by side, and can offers meet?")
    for name, level in levels.LEVELS.items():
        at.get_by_label(f"{level.title} ({name})", exact=True).check()
        for text in (level.shows, level.hides, level.warning):
            expect(at.locator(".jobstats-level")).to_contain_text(text)
        assert at.get_by_label("names of employers").is_visible() == (name == "open")
        why = levels.withheld("overlap", name)
        assert overlap.is_disabled() == bool(why)
        assert at.get_by_text(why, exact=True).first.is_visible() if why else True
    assert [box.is_checked() for box in at.locator(".jobstats-show input").all()] == [False] * len(levels.SHOWABLE)
    overlap.check()
    assert "overlap" in shown.values()["charts"]
    at.get_by_label(levels.LEVELS["aggregate"].title).check()
    assert "overlap" not in shown.values()["charts"]
    expect(at.locator("summary")).to_contain_text("9 of 24")


def test_the_three_short_ways_to_choose(shown: Shown) -> None:
    """All, none, and back to the sensible set."""
    shown.page.locator("summary").click()
    for name, chosen in (("None", 0), ("All", len(js.charts.CATALOGUE) - 4), ("A sensible set", len(levels.SENSIBLE))):
        shown.page.get_by_role("button", name=name).click()
        assert len(shown.values()["charts"]) == chosen
        expect(shown.page.locator("summary")).to_contain_text(f"{chosen} of 24")


def test_the_preview_shows_the_page_and_runs_nothing(shown: Shown) -> None:
    """In a frame that may do nothing; once the form changes, the preview says that it is an old one."""
    at = shown.page
    at.get_by_role("button", name="Preview").click()
    frame = at.locator("iframe")
    expect(at.locator(".jobstats-preview").get_by_text("Your words name <i>Bolt</i>.")).to_be_visible()
    expect(at.frame_locator("iframe").get_by_role("heading", name="As it would be")).to_be_visible()
    assert (frame.get_attribute("sandbox"), frame.get_attribute("title")) == ("", "Preview of the report")
    assert at.evaluate("window.ran") is None
    assert frame.bounding_box()["height"] == 700  # type: ignore[index]
    old = at.get_by_text("The form has changed since.")
    assert old.is_hidden()
    at.get_by_label("Question 1").fill("New?")
    at.get_by_label("Question 2").focus()
    expect(old).to_be_visible()


def test_what_was_written_is_opened_from_the_form(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page and PDF in a new tab, the zip as a file of its name; the folder, and notes as text. Gone once a further writing fails."""
    at = shown.page
    at.get_by_role("button", name="Write the pack").click()
    expect(at.get_by_role("status")).to_have_text("Written: 4 files.")
    expect(at.locator(".jobstats-written")).to_contain_text("out/job-search-pack")
    expect(at.get_by_text("Your own words name <b>Acme</b>.")).to_be_visible()
    with shown.watched.context.expect_page() as opening:
        at.get_by_role("link", name="Open the report").click()
    expect(opening.value.get_by_role("heading", name="report")).to_be_visible()
    with at.expect_download() as saving:
        at.get_by_role("link", name="Save job-search-pack.zip").click()
    assert saving.value.suggested_filename == "job-search-pack.zip"
    assert saving.value.path().read_bytes() == b"PK"
    monkeypatch.setitem(ANSWERS, "write", [{"kind": "begun"}, {"kind": "failed", "said": "The disk is full."}])
    at.get_by_role("button", name="Write the pack").click()
    expect(at.get_by_role("status")).to_have_text("The disk is full.")
    expect(at.get_by_role("link", name="Open the report")).to_have_count(0)


def test_trouble_is_a_sentence_and_the_form_goes_on(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """The buttons work again; the sentence goes when something is changed. Pressed twice while it works, it is asked once."""
    at = shown.page
    monkeypatch.setitem(ANSWERS, "write", [{"kind": "begun"}])
    for _ in range(2):
        at.get_by_role("button", name="Write the pack").press("Enter")
    expect(at.get_by_role("progressbar")).to_be_visible()
    assert [message["kind"] for message in shown.heard].count("write") == 1
    at.evaluate("told([['custom', {kind: 'failed', said: 'The disk is full.'}, []]])")
    expect(at.get_by_role("status")).to_have_text("The disk is full.")
    expect(at.get_by_role("progressbar")).to_be_hidden()
    at.get_by_label(levels.LEVELS["open"].title).check()
    expect(at.get_by_role("status")).to_have_text("")
    monkeypatch.setitem(ANSWERS, "write", [{"kind": "failed", "said": "Still full."}])
    at.get_by_role("button", name="Write the pack").click()
    expect(at.get_by_role("status")).to_have_text("Still full.")


def test_python_fills_the_page(shown: Shown) -> None:
    """A cell sets the form, and the page shows it."""
    shown.said.clear()
    shown.form.level, shown.form.questions, shown.form.charts, shown.form.goals = "coded", ["Why?"], ["funnel"], {"applied": 8}
    shown.page.evaluate("items => told(items)", shown.said)
    expect(shown.page.get_by_label(levels.LEVELS["coded"].title)).to_be_checked()
    expect(shown.page.get_by_role("spinbutton", name="My own goal")).to_have_value("8")
    expect(shown.page.get_by_label("Folder")).to_have_attribute("placeholder", "../out")
    expect(shown.page.get_by_label("Question 1")).to_have_value("Why?")
    expect(shown.page.locator("summary")).to_contain_text("1 of 24")


@pytest.mark.parametrize("shown", [("light", 480), ("dark", 1366)], indirect=True, ids=["light and narrow", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut(shown: Shown) -> None:
    """At every level, the charts unfolded, with a preview and with links; nothing is wider than the page."""
    at = shown.page
    at.locator("summary").click()
    at.get_by_role("button", name="Preview").click()
    expect(at.locator("iframe")).to_be_visible()
    at.get_by_role("button", name="Write the pack").click()
    expect(at.locator(".jobstats-written")).to_be_visible()
    for level in levels.LEVELS.values():  # the last one shows most
        at.get_by_label(level.title).check()
        wide = "[...document.querySelectorAll('.jobstats-form, .jobstats-form *')].filter(n => n.scrollWidth > n.clientWidth + 1 && n.clientWidth)"
        assert at.evaluate(f"{wide}.map(n => n.outerHTML.slice(0, 80))") == []
    assert shown.watched.faults(".jobstats") == []
