"""The form in a real browser while something else writes into the log: what is typed stays, and only a line that was seen is written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import jobstats as js
from jobstats.widgets.capture import capture
from tests.widgets.capturing import NOTE, ROWS, Shown, line, opens, path, shown

__all__ = ["path", "shown"]  # fixtures

MET = datetime(2026, 3, 30, 11)


def elsewhere(shown: Shown, path: Path, **event: Any) -> str:
    """Another form of the notebook writes; the page of this one is told. What was written."""
    other = capture(js.load(path))
    shown.said.clear()
    other.write(when=MET, **event)
    shown.page.evaluate("items => told(items)", list(shown.said))
    other.close()
    return path.read_text(encoding="utf-8")


def held(shown: Shown) -> None:
    """From now on the kernel is busy: what the page sends waits for `answerHeld`."""
    shown.page.evaluate("() => { sent.length = 0; globalThis.held = true; }")


def test_what_is_typed_stays_and_the_line_is_made_anew(shown: Shown, path: Path) -> None:
    """Another form writes the second round: the note stays, the line says the third, and that is what is written."""
    opens(shown, "I had an interview")
    at = shown.page
    at.get_by_role("combobox", name="Application").fill("Acme <b>Freight</b>")
    at.get_by_text("More details").click()
    at.get_by_label("A note to yourself").fill("mine")
    expect(line(shown)).to_contain_text("things,interview,2,phone")
    expect(line(shown)).to_contain_text("mine")
    now = elsewhere(shown, path, event="interview", company="Acme <b>Freight</b>")
    expect(line(shown)).to_contain_text("things,interview,3,phone")
    expect(at.get_by_label("A note to yourself")).to_have_value("mine")
    expect(at.get_by_label("Round")).to_have_value("3")
    seen = line(shown).inner_text()
    at.get_by_role("button", name="Write it").click()
    expect(at.get_by_role("status")).to_contain_text("Written as line 9")
    assert path.read_text(encoding="utf-8") == f"{now}{seen}\n"


def test_the_line_that_was_seen_is_gone_at_once(shown: Shown, path: Path) -> None:
    """The kernel is busy after the other form has written: the old line stands there no more, and neither click nor Enter writes."""
    opens(shown, "I had an interview")
    at, write = shown.page, shown.page.get_by_role("button", name="Write it")
    at.get_by_role("combobox", name="Application").fill("Acme <b>Freight</b>")
    expect(line(shown)).to_contain_text("things,interview,2,phone")
    held(shown)
    now = elsewhere(shown, path, event="interview", company="Acme <b>Freight</b>")
    expect(line(shown)).to_have_text("It appears here once it is clear what it is about.")
    expect(write).to_have_attribute("aria-disabled", "true")
    write.click(force=True)
    at.keyboard.press("Enter")
    at.get_by_role("combobox", name="Application").press("Enter")
    at.evaluate("() => answerHeld()")
    expect(line(shown)).to_contain_text("things,interview,3,phone")
    expect(write).to_have_attribute("aria-disabled", "false")
    assert [message["kind"] for message in shown.heard].count("write") == 0
    assert path.read_text(encoding="utf-8") == now


def test_a_write_on_its_way_writes_no_other_line(shown: Shown, path: Path) -> None:
    """Pressed while the kernel is busy with the other form: its line is another by then, so it is shown, told, and written when it is pressed again."""
    opens(shown, "I had an interview")
    at, write = shown.page, shown.page.get_by_role("button", name="Write it")
    at.get_by_role("combobox", name="Application").fill("Acme <b>Freight</b>")
    expect(line(shown)).to_contain_text("things,interview,2,phone")
    held(shown)
    write.click()
    now = elsewhere(shown, path, event="interview", company="Acme <b>Freight</b>")
    expect(write).to_have_attribute("aria-disabled", "true")
    at.evaluate("() => answerHeld()")
    expect(at.get_by_role("status")).to_have_text(
        "The log has changed, and the line with it: nothing was written. Look at the line once more and press Write it."
    )
    expect(line(shown)).to_contain_text("things,interview,3,phone")
    assert path.read_text(encoding="utf-8") == now
    write.click()
    expect(at.get_by_role("status")).to_contain_text("Written as line 9")


def test_a_write_on_its_way_whose_line_stays_is_written(shown: Shown, path: Path) -> None:
    """The other form has written of another company: this line is as it was seen, is written, and the form closes."""
    opens(shown, "I sent my note")
    at = shown.page
    expect(line(shown)).to_have_text(NOTE)
    held(shown)
    at.keyboard.press("Enter")
    now = elsewhere(shown, path, event="reply", company="Brackmere")
    at.evaluate("() => answerHeld()")
    expect(at.get_by_role("status")).to_contain_text("Written as line 9")
    expect(at.locator(".jobstats-sheet")).to_have_count(0)
    assert path.read_text(encoding="utf-8") == f"{now}{NOTE}\n"


def test_a_form_that_was_closed_stays_closed(shown: Shown, path: Path) -> None:
    """Cancelled; another form writes; the next one that is opened knows it."""
    opens(shown, "I sent my note")
    at = shown.page
    at.get_by_role("button", name="Cancel").click()
    now = elsewhere(shown, path, event="interview", company="Brackmere")
    expect(at.locator(".jobstats-sheet")).to_have_count(0)
    opens(shown, "I sent my note")
    assert at.get_by_role("combobox").input_value() == "Brackmere · Driver — interview 30 March 11:00"
    assert now.startswith(ROWS)


@pytest.mark.parametrize("how", ["Cancel", "Escape", "its button once more"])
def test_a_form_that_was_cancelled_before_it_came_stays_closed(shown: Shown, how: str) -> None:
    """One form is open, another is asked for while the kernel is busy, and then none is wanted: what comes late opens nothing."""
    opens(shown, "They answered")
    at = shown.page
    expect(line(shown)).to_contain_text(",reply,")
    held(shown)
    another = at.get_by_role("button", name="I had an interview", exact=True)
    another.click()
    if how == "Escape":
        at.locator(".jobstats-sheet").get_by_role("combobox").press("Escape")
    else:
        (another if how.startswith("its") else at.get_by_role("button", name="Cancel")).click()
    expect(at.locator(".jobstats-sheet")).to_have_count(0)
    at.evaluate("() => answerHeld()")
    expect(at.locator(".jobstats-sheet")).to_have_count(0)
    assert shown.heard[-1]["kind"] == "open"
    opens(shown, "I had an interview")


def test_what_is_asked_for_while_one_is_written_opens(shown: Shown, path: Path) -> None:
    """Write it, then another button before the kernel has answered: the note is written, its form goes, and the other one comes."""
    opens(shown, "I sent my note")
    at = shown.page
    expect(line(shown)).to_have_text(NOTE)
    held(shown)
    at.get_by_role("button", name="Write it").click()
    at.get_by_role("button", name="Offer", exact=True).click()
    at.evaluate("() => answerHeld()")
    expect(at.locator(".jobstats-title").last).to_have_text("Offer")
    expect(line(shown)).to_contain_text(",offer,")
    assert path.read_text(encoding="utf-8") == f"{ROWS}{NOTE}\n"


def test_two_views_keep_their_own_lists_and_forms(shown: Shown, path: Path) -> None:
    """One view has a note open, the other an application, opened last: something else is written, and neither gets the other's list. What one view
    writes closes its form alone; the line of the other is made anew and can be written."""
    at = shown.page
    at.evaluate("() => { const two = document.createElement('div'); two.id = 'two'; document.body.append(two); globalThis.show(two); }")
    one, two = at.locator("#here"), at.locator("#two")
    one.get_by_role("button", name="I sent my note", exact=True).click()
    expect(one.locator(".jobstats-line")).to_have_text(NOTE)
    two.get_by_role("button", name="I applied", exact=True).click()
    two.get_by_role("combobox", name="Company").fill("Dune")
    expect(two.locator(".jobstats-line")).to_contain_text(",Dune,")
    elsewhere(shown, path, event="reply", company="Brackmere")
    expect(one.locator(".jobstats-line")).to_have_text(NOTE)
    one.get_by_role("combobox").click()
    expect(one.get_by_role("option").first).to_contain_text("interview 9 March 14:00")
    one.get_by_role("combobox").press("Escape")
    two.get_by_role("button", name="Write it").click()
    expect(two.locator(".jobstats-sheet")).to_have_count(0)
    expect(one.locator(".jobstats-sheet")).to_have_count(1)
    expect(one.locator(".jobstats-line")).to_have_text(NOTE)
    one.get_by_role("button", name="Write it").click()
    expect(one.get_by_role("status")).to_contain_text("Written as line 10")
    assert path.read_text(encoding="utf-8").splitlines()[-1] == NOTE


def test_an_answer_that_comes_after_the_next_click_is_no_line_of_it(shown: Shown, path: Path) -> None:
    """The line of “now” is still on its way when yesterday is clicked and Write it pressed: what is written is yesterday's line."""
    opens(shown, "I sent my note")
    at = shown.page
    expect(line(shown)).to_have_text(NOTE)
    at.clock.install()
    held(shown)
    at.get_by_role("combobox", name="Application").press("End")
    at.keyboard.type(" ")
    at.clock.run_for(200)
    at.get_by_text("yesterday 18:00").click()
    at.evaluate("() => answerHeld()")
    at.get_by_role("button", name="Write it").click()
    expect(at.get_by_role("status")).to_contain_text("Written as line 8")
    assert path.read_text(encoding="utf-8") == ROWS + NOTE.replace("31T14:05", "30T18:00") + "\n"
