"""The panel's Python half: filters choose, charts answer, and whatever goes wrong is one sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats import charts, page
from jobstats.errors import AskError
from jobstats.readers import again
from jobstats.widgets.panel import Panel, panel
from tests.test_page import HOSTILE, Read
from tests.widgets.drawn import drawn


class Entry:
    """A chart of the catalogue that says how many applications it saw."""

    def __init__(self, name: str) -> None:
        self.name, self.question = name, f"What about {name}?"

    def draw(self, log: js.JobLog) -> page.Drawn:
        if self.name == "fails" and len(log) < 2:
            raise ZeroDivisionError("Canary GmbH")
        return drawn(self.name, self.question, sentence=f"{len(log)} seen")


@pytest.fixture(autouse=True)
def small_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two charts, one of which fails for a log of fewer than two applications."""
    monkeypatch.setattr(charts, "CATALOGUE", {name: Entry(name) for name in ("counts", "fails")})
    monkeypatch.setattr(charts, "PANEL", ("counts", "fails"))


@pytest.fixture
def shown(log: js.JobLog) -> Iterator[Panel]:
    """A panel of the log in the test's docstring; what it sends is kept in `sent`."""
    made = panel(log)
    made.sent = []
    made.send = lambda content, buffers=None: made.sent.append((content, buffers))
    made._told(made, {"kind": "ready"}, [])
    yield made
    made.close()


def answer(made: Panel) -> dict[str, Any]:
    """What the page shows now."""
    found: dict[str, Any] = json.loads(made.payload)
    return found


def asks(made: Panel, **filters: Any) -> dict[str, Any]:
    """The page asks for filters; what it is told."""
    made._told(made, {"kind": "filters", "filters": filters, "request": "r1"}, [])
    return answer(made)


def test_it_opens_on_the_whole_log(shown: Panel) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-02-03,Bolt,Analyst,applied
    2026-03-09,Bolt,Analyst,interview
    """
    told = answer(shown)
    assert (told["count"], told["caption"]) == ("2 of 2 applications", "1 Feb 2026 to 31 Mar 2026")
    assert [c["name"] for c in told["charts"]] == ["counts", "fails"]
    assert "2 seen" in told["charts"][0]["html"]
    assert told["charts"][0]["figure"]["layout"]["height"] == 300
    assert repr(shown) == "js.panel: 2 of 2 applications"
    assert shown.sent == [({"kind": "answer", "controls": shown.controls}, [shown.payload.encode()])]


def test_nothing_is_sent_before_a_page_is_there(log: js.JobLog) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    """
    made, sent = panel(log), []
    made.send = lambda content, buffers=None: sent.append(content)
    made.filters = {"company": "Acme"}
    assert sent == []
    made.close()


def test_nothing_of_the_log_is_in_the_widgets_state(shown: Panel) -> None:
    """
    date,company,role,event,source
    2026-02-01,Canary GmbH,Canary Tamer,applied,Canary Board
    2026-02-03,Bolt,Analyst,applied,board
    """
    shown.filters = {"company": "Canary GmbH", "source": ["Canary Board"]}
    state = {key: value for key, value in shown.get_state().items() if key not in ("_esm", "_css")}
    assert "Canary" not in json.dumps(state, default=str)
    assert not {"payload", "controls", "filters"} & set(state)
    assert not any(word in shown._esm + shown._css for word in ("Canary", "2026-02-01"))
    data, metadata = shown._repr_mimebundle_()
    assert data["text/plain"] == "Run this cell to see the panel."
    assert metadata == {"jobstats": {"private": False}}


def test_what_can_be_chosen_holds_no_company(shown: Panel) -> None:
    """
    date,company,role,event,source,resume_version
    2026-02-01,Canary GmbH,Analyst,applied,referral,A
    2026-02-03,Bolt,Analyst,applied,board,B
    2026-02-04,Cask,Analyst,applied,board,B
    """
    controls = shown.controls
    assert controls["span"] == ["2026-02-01", "2026-02-04"]
    assert controls["stages"][0] == ["reply", "Positive answer"]
    assert [(c["column"], c["label"], c["values"]) for c in controls["choices"]] == [
        ("source", "Source", ["board", "referral"]),
        ("resume_version", "Resume version", ["B", "A"]),
    ]
    assert "Canary" not in json.dumps(shown.get_state(), default=str)
    shown._told(shown, {"kind": "companies"}, [])
    assert shown.sent[-1] == ({"kind": "companies", "names": ["Bolt", "Canary GmbH", "Cask"]}, None)


def test_a_filter_from_the_page_is_answered_once(shown: Panel) -> None:
    """
    date,company,role,event,source
    2026-02-01,Acme,Analyst,applied,referral
    2026-02-03,Bolt,Analyst,applied,board
    2026-02-04,Cask,Analyst,applied,board
    """
    told = asks(shown, source=["board"], applied=["2026-02-01", None])
    assert (told["count"], told["request"]) == ("2 of 3 applications", "r1")
    assert told["filters"] == shown.filters == {"source": ["board"], "applied": ["2026-02-01", None]}
    assert len(shown.log) == 2
    assert shown.sent[1:] == [({"kind": "answer"}, [shown.payload.encode()])]  # one JSON text, and nothing beside it


def test_filters_set_in_a_cell_redraw(shown: Panel) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,interview
    2026-02-03,Bolt,Analyst,applied
    2026-02-04,Bolt,Analyst,rejected
    """
    shown.filters = {"stage": "interview"}
    assert answer(shown)["count"] == "1 of 2 applications"
    assert answer(shown)["request"] == ""
    assert shown.log.applications["company"].tolist() == ["Acme"]
    before = answer(shown)["number"]
    shown.filters = {"stage": "interview"}
    assert answer(shown)["number"] == before
    shown.filters = {}
    assert answer(shown)["count"] == "2 of 2 applications"


def test_the_mark_of_a_chart_changes_only_with_the_chart(shown: Panel) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-02-03,Bolt,Analyst,applied
    2026-02-04,Cask,Analyst,applied
    """
    whole = {c["name"]: c["mark"] for c in answer(shown)["charts"]}
    fewer = {c["name"]: c["mark"] for c in asks(shown, company="Acme")["charts"]}
    again = {c["name"]: c["mark"] for c in asks(shown)["charts"]}
    assert whole == again
    assert whole["counts"] != fewer["counts"]


BAD = [
    ({"company": "Nope"}, "There is no application to “Nope” in this log. Choose a company from the list, or clear the field."),
    ({"applied": ["soon", None]}, "“soon” is not a day. Write it as year, month and day: 2026-03-09."),
    ({"stage": "party"}, "There is no stage “party” in this log. There is: applied, reply, screen, interview, offer, accepted."),
    ({"applied": 7}, "These filters could not be applied (TypeError). Reset them, or choose others."),
]


@pytest.mark.parametrize(("filters", "said"), BAD)
def test_a_filter_that_cannot_be_had_says_so_and_keeps_what_is_shown(shown: Panel, filters: dict[str, Any], said: str) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-02-03,Bolt,Analyst,applied
    """
    asks(shown, company="acme ")
    charts_before, log_before = answer(shown)["charts"], shown.log
    told = asks(shown, **filters)
    assert (told["count"], told["caption"], told["request"]) == (said, "Still shown: 1 of 2 applications.", "r1")
    assert told["charts"] == charts_before
    assert shown.filters == {"company": "acme "}
    assert shown.log is log_before
    shown.filters = filters
    assert answer(shown)["count"] == said
    assert shown.filters == {"company": "acme "}


def test_filters_nothing_fits_give_an_empty_log(shown: Panel) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-02-03,Bolt,Analyst,applied
    """
    told = asks(shown, applied=["2031-01-01", ""])
    assert told["count"] == "0 of 2 applications"
    assert "0 seen" in told["charts"][0]["html"]


def test_a_chart_that_fails_leaves_the_others_whole_and_names_nobody(shown: Panel) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-02-03,Bolt,Analyst,applied
    """
    counts, fails = asks(shown, company="Acme")["charts"]
    assert "1 seen" in counts["html"]
    assert "This chart could not be drawn (ZeroDivisionError)." in fails["html"]
    assert "What about fails?" in fails["html"]
    assert "Canary" not in shown.payload


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_name_stays_a_word(word: str, log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    """
    monkeypatch.setattr(Entry, "draw", lambda self, log: drawn(self.name, word, sentence=word))
    made = panel(log)
    html = answer(made)["charts"][0]["html"]
    assert {tag for tag, _ in Read(html).elements}.isdisjoint({"script", "img", "a", "iframe"})
    assert word in Read(html).text
    made.close()


def test_the_widget_is_one_with_its_script_and_uploads_nothing(shown: Panel) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    """
    assert '"showSendToCloud": false' in shown._esm
    assert len(shown._esm) + len(shown._css) < 60_000
    assert "export default { render }" in shown._esm


def test_plotly_js_can_come_from_the_kernel(shown: Panel) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    """
    shown._told(shown, {"kind": "plotly"}, [])
    content, buffers = shown.sent[-1]
    assert content == {"kind": "plotly"}
    assert buffers is not None
    assert b"plotly.js v" in buffers[0][:200]


def test_something_else_than_a_log_is_refused() -> None:
    """A path is the likeliest slip."""
    with pytest.raises(
        AskError,
        match=r'^js\.panel wants a log\. Write js\.panel\(js\.load\(\)\) for the sample, or js\.panel\(js\.load\("path/to/your\.csv"\)\)\.$',
    ):
        panel("log.csv")  # type: ignore[arg-type]


def test_an_empty_log_has_a_panel(empty: js.JobLog) -> None:
    """Nothing to choose, nothing to see, no trouble."""
    made = panel(empty)
    assert made.controls["span"] is None
    assert answer(made)["count"] == "0 of 0 applications"
    made.close()


def changed(log: js.JobLog, old: str, new: str) -> js.JobLog:
    """The log's file with one text for another, read again."""
    path = Path(log.path)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return again(log)


def test_it_follows_its_file(shown: Panel, log: js.JobLog) -> None:
    """
    date,company,role,event,source
    2026-02-01,Acme,Analyst,applied,referral
    2026-02-03,Bolt,Analyst,applied,board
    2026-02-04,Cask,Analyst,applied,board
    """
    asks(shown, source=["board"], applied=["2026-02-02", None])
    new = changed(log, "Acme,Analyst,applied,referral", "Acme,Analyst,applied,board")
    shown.follow(log, new)
    told = answer(shown)
    assert (told["count"], told["request"], told["filters"]) == (
        "2 of 3 applications",
        "",
        {"source": ["board"], "applied": ["2026-02-02", None]},
    )
    assert shown.sent[-1][0]["controls"]["choices"] == []
    newer = changed(new, "2026-02-01,Acme", "2026-02-05,Acme")
    shown.follow(new, newer)
    assert answer(shown)["count"] == "3 of 3 applications"
    assert shown.log.whole is not None
    assert shown.log.whole[0] is newer


def test_a_filter_that_is_possible_no_more_is_dropped_and_told(shown: Panel, log: js.JobLog) -> None:
    """
    date,company,role,event,source
    2026-02-01,Acme,Analyst,applied,referral
    2026-02-03,Bolt,Analyst,applied,board
    2026-02-04,Cask,Analyst,applied,board
    """
    asks(shown, company="Acme", stage="applied")
    shown.follow(log, changed(log, "Acme", "Dune"))
    told = answer(shown)
    assert told["count"] == "There is no application to “Acme” in this log. Choose a company from the list, or clear the field."
    assert told["caption"] == "Still shown: 3 of 3 applications."
    assert told["filters"] == shown.filters == {"stage": "applied"}
    assert "3 seen" in told["charts"][0]["html"]


def test_another_file_leaves_it_as_it_is(shown: Panel, log: js.JobLog, sample: js.JobLog) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    """
    shown.follow(sample, sample)
    assert (len(shown.sent), shown.log) == (1, log)


def test_a_slice_of_its_own_that_finds_nothing_stays(log: js.JobLog) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-02-03,Bolt,Analyst,applied
    """
    made = panel(log.where(company="Acme"))
    new = changed(log, "Acme", "Dune")
    made.follow(log, new)
    assert answer(made)["count"] == "This panel is from before the last change: run its cell again."
    assert answer(made)["caption"] == "Still shown: 1 of 1 application."
    made.follow(new, changed(new, "Bolt", "Acme"))
    assert answer(made)["count"] == "1 of 1 application"
    assert "1 seen" in answer(made)["charts"][0]["html"]
    assert made.log.applications["company"].tolist() == ["Acme"]
    made.close()


def test_told_of_the_same_log_again_it_draws_nothing(shown: Panel, log: js.JobLog) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    """
    new = changed(log, "Acme", "Dune")
    shown.follow(log, new)
    number = answer(shown)["number"]
    shown.follow(new, new)
    assert answer(shown)["number"] == number
