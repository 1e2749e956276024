"""How often one process may be asked: what the log's owner chose holds for the list, the glance, the charts and the forms alike."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats.anonymous import anonymous
from jobstats.errors import AskError
from jobstats.journal.event import Event
from jobstats.journal.practice import practice
from jobstats.packs.shared import shared
from jobstats.readers import again
from jobstats.spacing import rule, spoken
from jobstats.widgets import beside, guessing
from jobstats.widgets.troubles import troubles
from tests.conftest import write

NOW = datetime(2026, 3, 31, 17)
#: Silent since January: Acme was asked ten days ago, Bolt had its note eleven days ago, Core nothing. Di was met 70 days ago.
ROWS = """date,company,role,event,contact
2026-01-02,Acme,x,screen,
2026-03-21,Acme,x,nudge,
2026-01-02,Bolt,x,interview,
2026-03-20,Bolt,x,follow_up,
2026-01-02,Core,x,screen,
2026-01-20,,,networking,Di
"""


def loaded(folder: Path, **said: Any) -> js.JobLog:
    return js.load(write(folder / "log.csv", ROWS), as_of="2026-03-31", **said)


def fine(log: js.JobLog, **asked: Any) -> dict[str, set[str]]:
    """To which company the kit says today that a line is fine, by who says it."""
    frame = js.due(log, now="2026-03-31T17:00", **asked).frame
    chart = js.charts.waiting.frame(log)
    week = dict(js.glance(log).lines)["This week"]
    told = (
        week.split("where that is fine now (")[-1].split(")")[0] if "where that is fine" in week else week.split("long (")[-1].split(")")[0]
    )
    return {
        "due": set(frame.loc[(frame["kind"] == "silent") & frame["allowed"], "company"]),
        "waiting": set(chart.loc[chart["may"], "company"]),
        "glance": set() if "rest for now" in week else set(told.split(", ")),
        "capture": {name for name in ("Acme", "Bolt", "Core") if not warned(log, name)},
    }


def warned(log: js.JobLog, company: str) -> list[str]:
    """What capture tells before one more question is written."""
    choice = guessing.found(log, "nudge", company, "")
    return troubles(log, Event("nudge", NOW, choice.company, choice.role), choice, NOW)


@pytest.mark.parametrize(
    ("said", "companies"),
    [
        ({}, {"Acme", "Bolt", "Core"}),
        ({"spacing": 10}, {"Acme", "Bolt", "Core"}),
        ({"spacing": 11}, {"Bolt", "Core"}),
        ({"most": 1}, {"Bolt", "Core"}),
        ({"spacing": 14, "most": 1}, {"Core"}),
        ({"most": 0}, set()),
    ],
)
def test_all_of_the_kit_agrees(tmp_path: Path, said: dict[str, int], companies: set[str]) -> None:
    """Acme was asked ten days ago, Bolt had its note eleven days ago; capture warns of one more question, which for Bolt is the first."""
    log = loaded(tmp_path, **said)
    told = fine(log)
    assert told.pop("capture") - {"Bolt"} == companies - {"Bolt"}
    assert told == dict.fromkeys(("due", "waiting", "glance"), companies)
    assert fine(log.where(company=["Acme", "Bolt", "Core"]))["waiting"] == companies


def test_the_sentences_say_the_chosen_numbers(tmp_path: Path) -> None:
    """Fourteen days and one; nobody at all."""
    log = loaded(tmp_path, spacing=14, most=1)
    assert js.due(log).sections[0].lines == (
        "Core (x), silent for 88 days: one friendly line is fine, no push.",
        "Bolt (x), silent for 88 days: you wrote or met 11 days ago, so leave it be; from Friday 3 Apr 2026 on one more line is fine.",
        "Acme (x), silent for 88 days: let it rest: you have asked once.",
    )
    assert warned(log, "Acme") == ["You have asked once; another question rarely helps and may cost the offer. Let it rest."]
    wide = loaded(tmp_path, spacing=14)
    assert warned(wide, "Acme") == ["You asked 10 days ago; more than one question in 14 days rarely helps."]
    assert "so leave it be; from Saturday 4 Apr 2026 on one more line is fine." in repr(js.due(wide))
    none = loaded(tmp_path, most=0)
    assert warned(none, "Core") == ["You chose to ask nobody (most=0 in js.load), so let it rest."]
    assert "(Acme, Core, Bolt): let them rest for now, as you chose to ask nobody." in dict(js.glance(none).lines)["This week"]
    assert js.charts.waiting.reading(none).endswith("let them rest for now, as you chose to ask nobody.")
    assert [spoken(n) for n in (1, 7, 14)] == ["a day", "a week", "in 14 days"]


def test_the_guess_of_capture(tmp_path: Path) -> None:
    """Whoever may be asked stands first: with the usual week the one that was asked, and moved, last."""
    assert guessing.choices(loaded(tmp_path, spacing=14, most=1), "nudge")[0].company == "Core"


def test_the_arguments_of_the_list_are_for_the_list_alone(tmp_path: Path) -> None:
    """Loaded with 14 and 1, asked with 7 and 2; each of them alone, too."""
    log = loaded(tmp_path, spacing=14, most=1)
    told = fine(log, spacing=7, most=2)
    assert (told["due"], told["waiting"]) == ({"Acme", "Bolt", "Core"}, {"Core"})
    assert fine(log, spacing=7)["due"] == {"Bolt", "Core"}
    assert fine(log, most=2)["due"] == {"Core"}
    assert (js.due(log).most, js.due(log, most=3).most) == (1, 3)


def test_people(tmp_path: Path) -> None:
    """Di, met 70 days ago: a line is welcome after 60, but not within a spacing of 90."""
    for said, group, kinds in (({}, "write", {"silent", "person"}), ({"spacing": 90}, "recent", {"silent"})):
        log = loaded(tmp_path, **said)
        assert js.charts.recruiters.frame(log)["group"].tolist() == [group]
        assert set(js.due(log).frame["kind"]) == kinds


def test_the_log_remembers(tmp_path: Path) -> None:
    """Read again, as of an earlier day, a slice, without names, the sample and its copy; another file does not."""
    log = loaded(tmp_path, spacing=14, most=1)
    others = (again(log), log.as_it_stood(log.today - 9), log.where(company="Acme"), anonymous(log), anonymous(log.where(company="Acme")))
    assert [rule(other) for other in (*others, shared(log), shared(log.where(company="Acme")))] == [(14, 1)] * 7
    assert dict(anonymous(log).said) == {"spacing": 14, "most": 1}
    assert rule(loaded(tmp_path)) == rule(js.load()) == (7, 2)
    sample = js.load(spacing=30)
    copy = practice(sample)
    assert rule(sample) == rule(again(sample)) == rule(copy) == rule(again(copy)) == (30, 2)
    assert (again(copy).as_of, again(sample).as_of) == (sample.as_of, sample.as_of)


def test_the_call_to_paste_keeps_them(tmp_path: Path) -> None:
    """Only what was said; a log made beside a file that is only read keeps them too."""
    log = loaded(tmp_path, spacing=14, most=1)
    assert log.report is not None
    assert log.report.call.replace("\n", " ").split('log.csv"')[1].split() == [",", "spacing=14,", "most=1,", ")"]
    usual = loaded(tmp_path)
    assert usual.report is not None
    assert "spacing" not in usual.report.call
    write(tmp_path / "jobs.csv", "Company,Position,Status,Date\nAcme,x,Applied,2026-03-01\n")
    made, said = beside.made(js.load(tmp_path / "jobs.csv", as_of="2026-03-31", spacing=14))
    assert rule(made) == (14, 2)
    assert said.endswith(', as_of="2026-03-31", spacing=14)`')


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"spacing": 0}, "spacing=0 cannot be used: write a whole number from 1 to 365, as in spacing=7."),
        ({"spacing": "14"}, "spacing='14' cannot be used: write a whole number from 1 to 365, as in spacing=7."),
        ({"most": 6}, "most=6 cannot be used: write a whole number from 0 to 5, as in most=2."),
        ({"most": True}, "most=True cannot be used: write a whole number from 0 to 5, as in most=2."),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, asked: dict[str, Any], said: str) -> None:
    """Said at the door, and of the list."""
    for call in (lambda: loaded(tmp_path, **asked), lambda: js.due(loaded(tmp_path), **asked)):
        with pytest.raises(AskError) as caught:
            call()
        assert str(caught.value) == said
