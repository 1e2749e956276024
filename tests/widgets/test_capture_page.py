"""The form for what just happened in a real browser, with a real file: by keyboard alone, by mouse, light, dark and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.widgets.capturing import NOTE, ROWS, WIDE, Shown, line, opens, path, shown

__all__ = ["path", "shown"]  # fixtures


def test_a_note_by_keyboard_in_two_actions(shown: Shown, path: Path) -> None:
    """Tab to the button, Enter; the line is seen; Enter writes. Undo by keyboard, and the file is as it was, byte for byte."""
    at, before, actions = shown.page, path.read_bytes(), 0
    note = at.get_by_role("button", name="I sent my note")
    while not note.evaluate("node => node === document.activeElement"):
        at.keyboard.press("Tab")
    at.keyboard.press("Enter")
    actions += 1
    expect(line(shown)).to_have_text(NOTE)
    expect(at.get_by_role("combobox", name="Application")).to_be_focused()
    assert at.get_by_role("combobox").input_value() == "Acme <b>Freight</b> · Analyst of rather many things — interview 9 March 14:00"
    assert path.read_bytes() == before
    at.keyboard.press("Enter")
    actions += 1
    expect(at.get_by_role("status")).to_have_text("Written as line 8 of log.csv.")
    assert actions <= 4
    assert path.read_text(encoding="utf-8") == ROWS + NOTE + "\n"
    expect(at.locator(".jobstats-sheet")).to_have_count(0)
    expect(note).to_be_focused()
    undo = at.get_by_role("button", name="Undo")
    while not undo.evaluate("node => node === document.activeElement"):
        at.keyboard.press("Tab")
    at.keyboard.press("Enter")
    expect(at.get_by_role("status")).to_have_text("Taken back: log.csv is as it was before, byte for byte.")
    assert path.read_bytes() == before
    expect(undo).to_be_hidden()
    expect(at.get_by_role("button", name="I applied")).to_be_focused()


def test_escape_writes_nothing(shown: Shown, path: Path) -> None:
    """The list closes first, then the form; the focus is on its button again."""
    opens(shown, "I sent my note")
    at = shown.page
    at.keyboard.press("ArrowDown")
    expect(at.get_by_role("listbox")).to_be_visible()
    at.keyboard.press("Escape")
    expect(at.get_by_role("listbox")).to_be_hidden()
    expect(at.locator(".jobstats-sheet")).to_be_visible()
    at.keyboard.press("Escape")
    expect(at.locator(".jobstats-sheet")).to_have_count(0)
    expect(at.get_by_role("button", name="I sent my note")).to_be_focused()
    assert path.read_text(encoding="utf-8") == ROWS


def test_another_application_by_keyboard(shown: Shown, path: Path) -> None:
    """Typed in part, the first that fits is taken with Enter; a second Enter writes. Names are text, never HTML."""
    opens(shown, "They answered")
    at, box = shown.page, shown.page.get_by_role("combobox")
    expect(line(shown)).to_contain_text("Brackmere")
    at.keyboard.type("acme anal")
    expect(at.get_by_role("option")).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == at.get_by_role("option").get_attribute("id")
    at.keyboard.press("Enter")
    expect(line(shown)).to_contain_text("Acme <b>Freight</b>")
    expect(box).to_have_attribute("aria-expanded", "false")
    at.keyboard.press("Enter")
    expect(at.get_by_role("status")).to_contain_text("Written as line 8")
    assert path.read_text(encoding="utf-8").splitlines()[-1] == NOTE.replace("follow_up", "reply")


def test_the_list_by_mouse_and_arrows(shown: Shown) -> None:
    """A click opens it; arrows go round; a click takes."""
    opens(shown, "They said no")
    at, options = shown.page, shown.page.get_by_role("option")
    at.get_by_role("combobox").click()
    expect(options).to_have_count(3)
    at.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    at.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    options.nth(2).click()
    expect(line(shown)).to_contain_text("Bolt,Cook,rejected")
    expect(options.first).to_be_hidden()


def test_a_new_application(shown: Shown, path: Path) -> None:
    """Nothing is filled in; until a company is there, nothing can be written."""
    sheet, at = opens(shown, "I applied"), shown.page
    write = at.get_by_role("button", name="Write it")
    expect(write).to_have_attribute("aria-disabled", "true")
    at.get_by_role("combobox", name="Company").fill("Dune")
    at.get_by_label("Role").fill("Baker")
    at.get_by_label("Source").fill("referral")
    sheet.get_by_text("More details").click()
    at.get_by_label("A note to yourself").fill("long, and kind")
    expect(line(shown)).to_have_text('2026-03-31T14:05,Dune,Baker,applied,,,referral,,"long, and kind"')
    at.get_by_text("only the day").click()
    at.get_by_label("The day", exact=True).fill("2026-03-30")
    expect(line(shown)).to_contain_text("2026-03-30,Dune")
    write.click()
    expect(at.get_by_role("status")).to_contain_text("Written as line 8")
    assert path.read_text(encoding="utf-8").splitlines()[-1] == '2026-03-30,Dune,Baker,applied,,,referral,,"long, and kind"'


def test_write_it_straight_after_typing(shown: Shown, path: Path) -> None:
    """Pressed before the line was there: the line is made first, and written; where it tells something new, it is read first."""
    opens(shown, "They answered")
    at = shown.page
    expect(line(shown)).to_contain_text("Brackmere")
    at.get_by_role("combobox").fill("Bolt")
    at.get_by_role("button", name="Write it").click()
    expect(at.get_by_role("status")).to_contain_text("Written as line 8")
    opens(shown, "They answered")
    expect(line(shown)).to_contain_text("Brackmere")
    at.get_by_role("combobox").fill("Nobody")
    at.get_by_role("button", name="Write it").click()
    expect(at.locator(".jobstats-warned")).to_contain_text("The log knows no application to Nobody")
    assert path.read_text(encoding="utf-8").count("reply") == 1
    at.get_by_role("button", name="Write it").click()
    expect(at.get_by_role("status")).to_contain_text("Written as line 9")


def test_an_interview(shown: Shown, path: Path) -> None:
    """The time it ended; round and kind guessed, following what is chosen until they are touched; yesterday by a click."""
    sheet, at = opens(shown, "I had an interview"), shown.page
    expect(sheet).to_contain_text("The time it ended.")
    expect(at.get_by_label("Round")).to_have_value("2")
    at.get_by_role("combobox", name="Application").fill("Brackmere")
    expect(at.get_by_label("Round")).to_have_value("1")
    expect(at.get_by_label("Kind")).to_have_value("phone")
    at.get_by_label("Kind").fill("onsite")
    at.get_by_role("radio", name="now").press("ArrowRight")
    expect(line(shown)).to_contain_text("2026-03-31T09:00")
    at.get_by_text("other …").click()
    at.get_by_label("The day and the time").fill("2026-03-31T18:00")
    expect(line(shown)).to_contain_text("2026-03-31T18:00")
    expect(at.locator(".jobstats-warned")).to_contain_text("31 March 18:00 is still to come. A log holds what has happened")
    expect(at.get_by_role("button", name="Write it")).to_have_attribute("aria-disabled", "false")
    at.get_by_text("yesterday 18:00").click()
    expect(line(shown)).to_have_text("2026-03-30T18:00,Brackmere,Driver,interview,1,onsite,,,")
    expect(at.locator(".jobstats-warned li")).to_have_count(0)
    at.get_by_label("yesterday 18:00").press("Enter")
    expect(at.get_by_role("status")).to_contain_text("Written as line 8")


def test_one_button_for_two_events_and_more(shown: Shown) -> None:
    """First talk or test; behind More what is rare, which folds when something else is pressed."""
    opens(shown, "First talk or test")
    at = shown.page
    expect(line(shown)).to_contain_text(",screen,")
    at.get_by_text("Test", exact=True).click()
    expect(line(shown)).to_contain_text(",assessment,")
    expect(at.get_by_role("button", name="I withdrew")).to_be_hidden()
    at.get_by_role("button", name="More", exact=True).click()
    opens(shown, "I spoke with someone (networking)")
    expect(line(shown)).to_have_text("2026-03-31T14:05,,,networking,,,,,")
    at.get_by_label("With whom").fill("Ada")
    expect(line(shown)).to_contain_text("Ada")
    opens(shown, "Offer")
    expect(at.get_by_role("button", name="I withdrew")).to_be_hidden()


@pytest.mark.parametrize("shown", [("light", 390), ("dark", 390), ("light", 1366), ("dark", 1366)], indirect=True, ids=str)
def test_axe_finds_nothing_and_nothing_is_cut(shown: Shown) -> None:
    """Every button's form, all unfolded, with a list open and something told; nothing is wider than the page, and nothing is private in the page's HTML before it is asked."""
    at = shown.page
    assert shown.watched.faults(".jobstats") == []
    at.get_by_role("button", name="More", exact=True).click()
    for title in ("I had an interview", "First talk or test", "I applied", "I asked again"):
        opens(shown, title)
        at.get_by_text("More details").click()
        at.get_by_text("other …").click()
        at.get_by_label("The day and the time").fill("2026-04-01T10:00")
        if title == "I applied":
            at.get_by_role("combobox", name="Company").fill("A company of a rather long name, in Liquidation")
        expect(at.locator(".jobstats-warned")).to_contain_text("is still to come")
        at.get_by_role("combobox", name="Application" if title != "I applied" else "Company").press("ArrowDown")
        assert shown.watched.faults(".jobstats") == []
        assert at.evaluate(f"{WIDE}.map(n => n.outerHTML.slice(0, 80))") == []
        assert at.evaluate("document.documentElement.scrollWidth <= innerWidth")
