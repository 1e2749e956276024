"""Undo in a real browser: step by step, past what is gone, and of what another form wrote last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect

import jobstats as js
from jobstats.widgets.capture import capture
from tests.widgets.capturing import NOTE, ROWS, WIDE, Shown, line, opens, path, shown

__all__ = ["path", "shown"]  # fixtures


def test_undo_goes_on_past_what_is_gone(shown: Shown, path: Path) -> None:
    """Two are written, the second is mended by hand: told, told that it cannot be taken back, and the next press is about the first."""
    at, status, undo = shown.page, shown.page.get_by_role("status"), shown.page.get_by_role("button", name="Undo")
    for title in ("They said no", "I sent my note"):
        opens(shown, title)
        expect(line(shown)).to_contain_text("2026-03-31T14:05")
        at.get_by_role("button", name="Write it").click()
        expect(status).to_contain_text("Written as line")
    path.write_text(path.read_text(encoding="utf-8").replace(NOTE, NOTE.replace("T14:05", "T15:05")), encoding="utf-8")
    undo.click()
    expect(status).to_contain_text("Press Undo once more")
    undo.click()
    expect(status).to_contain_text("so it cannot be taken back. Change it there by hand. Press Undo again for what was written before it.")
    undo.click()
    expect(status).to_contain_text("Taken back")
    expect(undo).to_be_hidden()
    assert path.read_text(encoding="utf-8") == ROWS + NOTE.replace("T14:05", "T15:05") + "\n"


def test_a_new_form_offers_the_last_write(shown: Shown, browser: Browser, path: Path) -> None:
    """The cell is run again: the very line stands there as code, and Undo takes it back; then neither is there."""
    shown.form.write("follow_up", company="Acme <b>Freight</b>")
    anew = Shown(browser, capture(js.load(path)), "dark", 390)
    at = anew.page
    expect(at.get_by_role("status")).to_have_text(f"Written last into log.csv: {NOTE}.")
    expect(at.get_by_role("status").locator("code")).to_have_text(NOTE)
    assert at.evaluate(f"{WIDE}.map(n => n.outerHTML.slice(0, 80))") == []
    assert anew.watched.faults(".jobstats") == []
    at.get_by_role("button", name="Undo").click()
    expect(at.get_by_role("status")).to_have_text("Taken back: log.csv is as it was before, byte for byte.")
    expect(at.get_by_role("button", name="Undo")).to_be_hidden()
    assert path.read_text(encoding="utf-8") == ROWS
    anew.watched.context.close()
    anew.form.close()


def test_an_offer_that_does_not_stand_any_more_goes(shown: Shown, browser: Browser, path: Path) -> None:
    """A new form says what was written last; another one writes: it says that instead; all of it is taken back there: neither sentence nor Undo."""
    first = shown.form.write("follow_up", company="Acme <b>Freight</b>")
    anew = Shown(browser, capture(first.log))
    at, status, undo = anew.page, anew.page.get_by_role("status"), anew.page.get_by_role("button", name="Undo")
    expect(status).to_have_text(f"Written last into log.csv: {NOTE}.")

    def does(what: Callable[[], object]) -> None:
        anew.said.clear()
        what()
        at.evaluate("items => told(items)", list(anew.said))

    does(lambda: shown.form.write("reply", company="Brackmere"))
    expect(status).to_have_text("Written last into log.csv: 2026-03-31T14:05,Brackmere,Driver,reply,,,,,.")
    expect(undo).to_be_visible()
    does(shown.form.undo)
    expect(status).to_have_text(f"Written last into log.csv: {NOTE}.")
    does(shown.form.undo)
    expect(status).to_have_text("")
    expect(undo).to_be_hidden()
    assert path.read_text(encoding="utf-8") == ROWS
    anew.watched.context.close()
    anew.form.close()
