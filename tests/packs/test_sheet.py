"""The sheet: whole, without names, without a way out, and written so that nothing is ever half there."""

from __future__ import annotations

import hashlib
import os
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats import page
from jobstats.errors import AskError
from jobstats.packs import sheet as room
from jobstats.packs.sheet import sheet
from tests.test_page import HOSTILE, Read, everywhere
from tests.widgets.drawn import drawn


class Shared:
    """A chart as the catalogue hands it out: what is on the screen holds a name, what is shared does not."""

    drawn = drawn("funnel", "How far did Canary GmbH get?")

    def __init__(self, name: str = "funnel", shared: page.Drawn | None = None) -> None:
        self._shared = shared or drawn(name)

    def for_sharing(self) -> page.Drawn:
        return self._shared


def scripts(text: str) -> list[tuple[str, str]]:
    """Every script element: its attributes and its text, as a browser's parser cuts them."""
    return re.findall(r"<script([^>]*)>(.*?)</script", text, flags=re.S | re.I)


def test_a_sheet_holds_every_chart_with_its_words_and_numbers(tmp_path: Path) -> None:
    """Two charts: two headings, two tables, two definitions, plotly.js once."""
    path = sheet([Shared("funnel"), Shared("flows")], tmp_path / "out" / "mine.html", title="Spring")
    assert path == tmp_path / "out" / "mine.html"
    text = path.read_text(encoding="utf-8")
    shown = Read(text)
    assert [a.get("data-name") for a in shown.all("figure")] == ["funnel", "flows"]
    assert (len(shown.all("table")), len(shown.all("h1")), len(shown.all("h2"))) == (2, 1, 2)
    assert text.count("* plotly.js v") == 1
    assert "<title>Spring</title>" in text
    assert shown.elements[0] == ("html", {"lang": "en"})
    assert "Names of employers are left out." in shown.text


def test_only_what_is_drawn_for_sharing_goes_in(tmp_path: Path) -> None:
    """The name on the screen is nowhere in the file."""
    assert b"Canary" not in sheet(Shared(), tmp_path / "a.html").read_bytes()


def test_a_real_chart_goes_in_without_a_name(log: js.JobLog, tmp_path: Path) -> None:
    """
    2026-02-01,Canary GmbH,Chief Canary,applied
    2026-02-09,Canary GmbH,Chief Canary,interview
    2026-03-01,Bolt,Analyst,applied
    """
    charts = [js.charts.funnel(log), js.charts.waiting(log), js.charts.funnel_by(log, by="company")]
    text = sheet(charts, tmp_path / "a.html").read_text(encoding="utf-8")
    assert "canary" not in text.casefold()
    assert "bolt" not in re.sub(r"<script>.*?</script>", "", text, flags=re.S).casefold()


def test_the_policy_lets_run_exactly_what_is_there(tmp_path: Path) -> None:
    """Every script that runs has its hash in the policy, the policy has no other, and nothing can be fetched."""
    text = sheet(Shared(), tmp_path / "a.html").read_bytes().decode()
    (policy,) = (a["content"] or "" for a in Read(text).all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    running = [body for attributes, body in scripts(text) if "application/json" not in attributes]
    assert len(running) == 2
    assert rules.pop("script-src").split() == [f"'sha256-{b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in running]
    assert rules == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert text.index("Content-Security-Policy") < text.index("<script")


def test_a_sheet_says_nothing_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder, no user, no date of writing; the generator is the kit's name alone; nothing can be shared by a button."""
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "canary-user")
    monkeypatch.setenv("HOME", str(tmp_path / "canary-home"))
    text = sheet(Shared(), tmp_path / "canary-folder" / "canary-file.html").read_text(encoding="utf-8")
    assert "canary" not in text
    assert str(tmp_path) not in text
    assert '<meta name="generator" content="jobstats">' in text
    assert '"showSendToCloud": false' in text
    assert sheet(Shared(), tmp_path / "b.html").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_name_stays_a_word(word: str, tmp_path: Path) -> None:
    """Wherever it stands, the title included."""
    shown = Read(sheet(Shared(shared=everywhere(word)), tmp_path / "a.html", title=word).read_text(encoding="utf-8"))
    assert [tag for tag, _ in shown.elements if tag in ("script", "img", "a", "iframe", "title")] == ["title", "script", "script", "script"]
    assert shown.text.count(word) >= 5


ASKED: list[tuple[Any, str]] = [
    ([], 'A sheet needs at least one chart. Write js.sheet([js.charts.funnel(log)], "my-search.html").'),
    (["funnel"], "A sheet is made of drawn charts, and this is a str. {mend}"),
    ("funnel", "A sheet is made of drawn charts, and this is a str. {mend}"),
    (None, "A sheet is made of drawn charts, and this is a NoneType. {mend}"),
    ([Shared], "A sheet is made of drawn charts, and this is a type. {mend}"),
]


@pytest.mark.parametrize(("charts", "said"), ASKED, ids=["none", "a name", "text", "nothing", "a class"])
def test_what_is_not_a_drawn_chart_is_refused(charts: Any, said: str, tmp_path: Path) -> None:
    """With what to write instead; and no file is begun."""
    mend = 'Draw it first: js.sheet([js.charts.funnel(log), js.charts.time_to_answer(log)], "my-search.html").'
    with pytest.raises(AskError, match=f"^{re.escape(said.format(mend=mend))}$"):
        sheet(charts, tmp_path / "a.html")
    assert list(tmp_path.iterdir()) == []


def test_the_examples_in_the_messages_can_be_run(log: js.JobLog, tmp_path: Path) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    """
    assert sheet([js.charts.funnel(log), js.charts.time_to_answer(log)], tmp_path / "my-search.html").is_file()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """With a file's name to write instead."""
    said = f"{tmp_path} is a folder. Name a file in it: “{tmp_path / 'my-search.html'}”."
    with pytest.raises(AskError, match=f"^{re.escape(said)}$"):
        sheet(Shared(), tmp_path)


def test_a_log_is_not_overwritten_by_a_slip(tmp_path: Path) -> None:
    """js.sheet(charts, "log.csv") would cost the person their record."""
    log = tmp_path / "log.csv"
    log.write_text("date,company\n", encoding="utf-8")
    with pytest.raises(AskError, match=r"^A sheet is a web page, and log\.csv would not open as one\. Name it log\.html\.$"):
        sheet(Shared(), log)
    assert log.read_text(encoding="utf-8") == "date,company\n"


@pytest.mark.parametrize("step", ["fsync", "replace", "fdopen"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, a file held open: one sentence, the old file as it was, no half file beside it."""
    path = tmp_path / "a.html"
    path.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room.os, step, full)
    with pytest.raises(AskError, match=r"^The sheet could not be written to a\.html: No space left on device\. Choose another place"):
        sheet(Shared(), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["a.html"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is replaced."""
    (tmp_path / "real.html").write_text("old", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(tmp_path / "real.html")
    sheet(Shared(), tmp_path / "link.html")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
