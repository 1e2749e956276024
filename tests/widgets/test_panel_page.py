"""The panel's half in the page, in a real browser: moved by mouse and keyboard, redrawn in place, one question at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import jobstats as js
from jobstats import charts, page
from jobstats.readers import again
from jobstats.widgets.panel import panel
from tests.conftest import AS_OF, write
from tests.widgets.drawn import bars, drawn
from tests.widgets.harness import PLOTLY, Shown, show

LOG = """date,company,role,event,source,remote,resume
2026-02-01,Acme,Analyst,applied,referral,yes,A
2026-02-09,Acme,Analyst,interview,,,
2026-02-03,Bolt,Analyst,applied,board,no,A
2026-02-20,Cask,Analyst,applied,board,yes,B
"""


class Entry:
    """A chart whose bars are as long as the log."""

    def __init__(self, name: str) -> None:
        self.name, self.question = name, f"What about {name}?"

    def draw(self, log: js.JobLog) -> page.Drawn:
        return drawn(self.name, self.question, figure=bars(float(len(log))), sentence=f"{len(log)} seen")


@pytest.fixture
def shown(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    """A panel of two charts over three applications, painted."""
    monkeypatch.setattr(charts, "CATALOGUE", {name: Entry(name) for name in ("one", "two")})
    monkeypatch.setattr(charts, "PANEL", ("one", "two"))
    made = show(browser, panel(js.load(write(tmp_path / "log.csv", LOG), as_of=AS_OF)))
    made.painted()
    yield made
    assert made.watched.errors == []
    assert {url.split("?")[0] for url in made.watched.requests} == {"http://kit.test/", PLOTLY}
    made.watched.context.close()
    made.panel.close()


def longest_bar(at: Page) -> float:
    """How wide the applications' axis of the first chart reaches."""
    value: float = at.evaluate("document.querySelector('.jobstats-plot').data[0].x[0]")
    return value


def test_a_box_ticked_redraws_in_place(shown: Shown) -> None:
    """The same elements, new bars, new sentences, the count; what was opened stays open; the old answer's table is gone."""
    at = shown.watched.page
    at.get_by_text("The numbers").first.click()
    at.evaluate("document.querySelectorAll('.jobstats-plot, .main-svg').forEach(el => { el.kept = true; })")
    expect(at.get_by_role("status")).to_have_text("3 of 3 applications 1 Feb 2026 to 31 Mar 2026")
    at.get_by_label("Source: All").click()
    at.get_by_label("board").check()
    shown.painted()
    expect(at.get_by_role("status")).to_have_text("2 of 3 applications 3 Feb 2026 to 31 Mar 2026; source: board")
    expect(at.locator(".jobstats-sentence").first).to_have_text("2 seen")
    assert longest_bar(at) == 104
    assert at.evaluate("[...document.querySelectorAll('.jobstats-plot')].every(el => el.kept)")
    assert at.locator("details.jobstats-numbers[open]").count() == 1
    expect(at.get_by_label("Source: board")).to_be_visible()


def test_every_control_has_its_say_and_reset_takes_it_back(shown: Shown) -> None:
    """Dates, stage, company, a further column."""
    at = shown.watched.page
    at.get_by_label("Applied from").fill("2026-02-02")
    at.get_by_label("Applied until").fill("2026-02-25")
    at.get_by_label("Reached at least").select_option("reply")
    at.get_by_label("Company").fill("Bolt")
    at.get_by_label("Company").press("Enter")
    at.get_by_label("More filters: None").click()
    at.get_by_label("no", exact=True).check()
    expect(at.get_by_role("status")).to_contain_text("0 of 3 applications")
    expect(at.get_by_role("status")).to_contain_text("remote: no")
    assert shown.panel.filters == {"applied": ["2026-02-02", "2026-02-25"], "stage": "reply", "company": "Bolt", "remote": ["no"]}
    at.get_by_role("button", name="Reset").click()
    expect(at.get_by_role("status")).to_contain_text("3 of 3 applications")
    assert shown.panel.filters == {}
    assert [at.get_by_label(name).input_value() for name in ("Applied from", "Applied until", "Reached at least", "Company")] == [""] * 4
    assert at.locator("input:checked").count() == 0


def test_a_year_half_typed_asks_nothing(shown: Shown) -> None:
    """0002, 0020, 0202 are dates to a browser."""
    at = shown.watched.page
    before = at.evaluate("sent.length")
    at.get_by_label("Applied from").fill("0202-02-02")
    assert at.evaluate("sent.length") == before


def test_the_keyboard_is_enough(shown: Shown) -> None:
    """Tab through the row in its order, open the list with Enter, tick with Space, close it with Escape."""
    at = shown.watched.page
    at.get_by_label("Applied until").focus()
    for _ in range(8):
        at.keyboard.press("Tab")
        if at.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    assert at.evaluate("document.activeElement.getAttribute('aria-label')") == "Source: All"
    assert at.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    at.keyboard.press("Enter")
    at.get_by_label("board").focus()
    at.keyboard.press("Space")
    shown.painted()
    expect(at.get_by_role("status")).to_contain_text("2 of 3 applications")
    at.keyboard.press("Escape")
    assert at.locator(".jobstats-drop:visible").count() == 0
    assert at.evaluate("document.activeElement.getAttribute('aria-label')") == "Source: board"
    at.keyboard.press("Tab")
    assert at.evaluate("document.activeElement.tagName") == "SELECT"


def test_a_list_closes_when_one_clicks_elsewhere(shown: Shown) -> None:
    """And stays while one clicks in it."""
    at = shown.watched.page
    at.get_by_label("Source: All").click()
    at.locator(".jobstats-drop label").first.click()
    expect(at.locator(".jobstats-drop:visible")).to_have_count(1)
    at.get_by_role("status").click()
    expect(at.locator(".jobstats-drop:visible")).to_have_count(0)


def test_only_one_question_is_on_its_way_and_then_the_newest(shown: Shown) -> None:
    """Four changes while the kernel is busy: one request held, one more after its answer, with the last state; the first is never painted."""
    at = shown.watched.page
    at.evaluate("globalThis.held = true; sent.length = 0; globalThis.seen = []")
    at.evaluate(
        "new MutationObserver(() => seen.push(document.querySelector('.jobstats-sentence').textContent))"
        ".observe(document.querySelector('.jobstats-sentence'), {childList: true, subtree: true})"
    )
    for stage in ("interview", "offer", "interview", ""):
        at.get_by_label("Reached at least").select_option(stage)
    at.get_by_label("Source: All").click()
    at.get_by_label("referral").check()
    assert [m["filters"] for m in at.evaluate("sent")] == [{"stage": "interview"}]
    expect(at.locator(".jobstats-panel")).to_have_attribute("aria-busy", "true")
    at.evaluate("answerHeld()")
    expect(at.get_by_role("status")).to_contain_text("1 of 3 applications")
    expect(at.locator(".jobstats-panel[aria-busy]")).to_have_count(0)
    assert [m["filters"] for m in at.evaluate("sent")] == [{"source": ["referral"]}]
    assert shown.panel.filters == {"source": ["referral"]}
    assert set(at.evaluate("seen")) == {"1 seen"}


def test_filters_set_in_a_cell_move_the_controls(shown: Shown) -> None:
    """panel.filters = {…}"""
    at = shown.watched.page
    shown.from_python({"source": ["board"], "stage": "applied", "applied": [None, "2026-02-10"], "company": "Bolt"})
    shown.painted()
    expect(at.get_by_role("status")).to_contain_text("1 of 3 applications")
    expect(at.get_by_label("Source: board")).to_be_visible()
    expect(at.get_by_label("Applied until")).to_have_value("2026-02-10")
    expect(at.get_by_label("Company")).to_have_value("Bolt")


def test_it_follows_its_file(shown: Shown) -> None:
    """A fourth application: new bars in the same elements, a new source to choose, what was chosen and opened stays; then it is taken back."""
    at, log = shown.watched.page, shown.panel.log
    at.get_by_label("Applied from").fill("2026-01-15")
    at.get_by_label("Company").focus()
    expect(at.locator("datalist option")).to_have_count(3)
    at.get_by_text("The numbers").first.click()
    at.evaluate("document.querySelectorAll('.jobstats-plot, .main-svg').forEach(el => { el.kept = true; })")
    with Path(log.path).open("a", encoding="utf-8") as file:
        file.write("2026-02-21,Dune,Analyst,applied,fair,no,A\n")
    new = again(log)
    shown.does(lambda: shown.panel.follow(log, new))
    shown.painted()
    expect(at.get_by_role("status")).to_contain_text("4 of 4 applications")
    assert longest_bar(at) == 208
    assert at.evaluate("[...document.querySelectorAll('.jobstats-plot, .main-svg')].every(el => el.kept)")
    assert at.locator("details.jobstats-numbers[open]").count() == 1
    expect(at.get_by_label("Applied from")).to_have_value("2026-01-15")
    at.get_by_label("Company").focus()
    expect(at.locator("datalist option")).to_have_count(4)
    at.get_by_label("Source: All").click()
    at.get_by_label("fair").check()
    expect(at.get_by_role("status")).to_contain_text("1 of 4 applications")
    shown.does(lambda: shown.panel.follow(new, log))
    expect(at.get_by_role("status")).to_contain_text("There is no source “fair” in this log.")
    expect(at.get_by_role("status")).to_contain_text("Still shown: 3 of 3 applications.")
    expect(at.get_by_label("Source: All")).to_be_visible()
    expect(at.locator(".jobstats-filters")).to_have_count(1)
    assert longest_bar(at) == 156


def test_a_second_view_is_whole_and_leaves_the_first_as_it_is(shown: Shown) -> None:
    """The same widget shown in two places: both have their controls and their charts."""
    at = shown.watched.page
    at.get_by_text("The numbers").first.click()
    at.evaluate("() => { const el = document.createElement('div'); el.id = 'second'; document.body.append(el); show(el); }")
    at.wait_for_function("document.querySelectorAll('#second .main-svg').length > 0")
    expect(at.locator(".jobstats-filters")).to_have_count(2)
    assert at.locator("details.jobstats-numbers[open]").count() == 1


def test_without_a_kernel_it_says_what_to_do(browser: Browser, sample: js.JobLog) -> None:
    """A notebook opened again, its widgets’ state kept: nobody answers, and nothing is shown of what was."""
    made = show(browser, panel(sample), answers=False)
    expect(made.watched.page.get_by_role("status")).to_have_text("Run this cell to see the panel.")
    assert made.watched.page.locator(".jobstats-chart, .jobstats-filters").count() == 0
    assert made.watched.faults(".jobstats-panel") == []
    assert made.watched.errors == []
    made.watched.context.close()
    made.panel.close()


def test_a_company_is_suggested_once_asked_and_a_wrong_one_told(shown: Shown) -> None:
    """Names come when the field is entered; an unknown one gives a sentence and leaves the field as typed."""
    at = shown.watched.page
    assert at.locator("datalist option").count() == 0
    at.get_by_label("Company").focus()
    expect(at.locator("datalist option")).to_have_count(3)
    at.get_by_label("Company").fill("Acm")
    at.get_by_label("Company").press("Enter")
    expect(at.get_by_role("status")).to_contain_text("There is no application to “Acm” in this log.")
    expect(at.get_by_role("status")).to_contain_text("Still shown: 3 of 3 applications.")
    expect(at.get_by_label("Company")).to_have_value("Acm")
    at.get_by_label("Company").fill("acme")
    expect(at.get_by_role("status")).to_contain_text("1 of 3 applications")


def test_the_theme_is_followed(shown: Shown) -> None:
    """JupyterLab's variables change, and with them the ground every picture is painted on."""
    at = shown.watched.page
    assert shown.watched.ground() == "rgb(255, 255, 255)"
    at.evaluate("document.body.style.setProperty('--jp-layout-color0', '#123456'); document.body.dataset.jpThemeLight = 'false'")
    at.wait_for_function(
        "[...document.querySelectorAll('.jobstats-plot .main-svg:first-child')].every(s => getComputedStyle(s).backgroundColor === 'rgb(18, 52, 86)')"
    )


def test_two_columns_on_a_laptop_one_when_narrow(shown: Shown) -> None:
    """No sideways scrolling either way; a picture that was away from the page comes back in the right size."""
    at = shown.watched.page
    columns = "new Set([...document.querySelectorAll('.jobstats-chart')].map(c => c.getBoundingClientRect().left)).size"
    assert at.evaluate(columns) == 2
    at.evaluate("globalThis.away = document.querySelector('.jobstats-panel'); away.remove()")
    at.set_viewport_size({"width": 400, "height": 700})
    at.evaluate("document.getElementById('here').append(away)")
    assert at.evaluate(columns) == 1
    at.wait_for_function("document.querySelector('.main-svg').getBoundingClientRect().width < 400")
    assert at.evaluate("document.documentElement.scrollWidth") == 400


def test_axe_finds_nothing(shown: Shown) -> None:
    """With everything opened that can be."""
    at = shown.watched.page
    for summary in at.locator("summary").all():
        summary.evaluate("s => { s.parentElement.open = true; }")
    assert shown.watched.faults(".jobstats-panel") == []


def test_keys_stay_with_what_has_the_focus(shown: Shown) -> None:
    """JupyterLab's shortcuts look at the focused element itself: “d d” on a button would delete the cell."""
    at = shown.watched.page
    for summary in at.locator("summary").all():
        summary.evaluate("s => { s.parentElement.open = true; }")
    at.get_by_label("Applied from").focus()
    reached = set()
    for _ in range(60):
        tag, kept = at.evaluate("(a => [a.tagName + (a.type ?? ''), a.dataset.lmSuppressShortcuts])(document.activeElement)")
        if tag == "BODY":
            break
        assert kept == "true", tag
        reached.add(tag)
        at.keyboard.press("Tab")
    assert reached >= {"INPUTdate", "INPUTtext", "INPUTcheckbox", "SELECTselect-one", "SUMMARY", "BUTTONbutton", "DIV"}


def test_pictures_can_be_kept(shown: Shown) -> None:
    """From the page the panel is open in."""
    shown.watched.page.get_by_text("Save or copy").nth(1).click()
    with shown.watched.page.expect_download() as download:
        shown.watched.page.get_by_role("button", name="Save as SVG").click()
    assert download.value.suggested_filename == "jobstats-two.svg"
    assert "150 applications, 1 Sep 2025 to 27 Feb 2026" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_view_that_is_gone_stays_silent(shown: Shown) -> None:
    """After its cleanup nothing listens."""
    shown.watched.page.evaluate("cleanup()")
    shown.from_python({"company": "Bolt"})
    expect(shown.watched.page.get_by_role("status")).to_contain_text("3 of 3 applications")


@pytest.mark.parametrize(
    "theme",
    [
        "",
        ":root { --jp-layout-color0: rgb(17, 17, 17); --jp-ui-font-color1: rgba(255, 255, 255, 1); --jp-ui-font-color2: rgba(255, 255, 255, 0.7); --jp-border-color2: #616161; }",
    ],
)
def test_plotly_js_comes_from_the_kernel_where_the_server_has_none(
    browser: Browser, tmp_path: Path, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kernel and server live in two environments: one request not found, then the kernel's own copy; the page's own Plotly is left alone."""
    monkeypatch.setattr(charts, "CATALOGUE", {"one": Entry("one")})
    monkeypatch.setattr(charts, "PANEL", ("one",))
    made = show(browser, panel(js.load(write(tmp_path / "log.csv", LOG), as_of=AS_OF)), plotly=False, theme=theme)
    made.painted()
    made.watched.painted(1)
    assert made.watched.faults(".jobstats-panel") == []
    assert [e for e in made.watched.errors if "404" not in e] == []
    made.watched.context.close()
    made.panel.close()
