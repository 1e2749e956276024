"""The form's Python half: what is chosen reaches the pack as chosen, what is said is one sentence, and nothing of it stays in the widget's state."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats.errors import AskError
from jobstats.packs import levels, packing, report
from jobstats.widgets.pack_form import PackForm, pack_form

#: What the page sends when everything in it was filled.
FILLED = {
    "level": "open",
    "charts": ["funnel", "overlap"],
    "period": ["2026-02-01", None],
    "words": "Canary words\nof two lines",
    "questions": ["Canary one?", "", "Canary three?"],
    "show": ["companies"],
    "folder": "elsewhere",
    "goal": 8,
}


class Packing:
    """Stands in the place of the writing: remembers what it was asked for, writes three small files."""

    def __init__(self, folder: Path) -> None:
        self.place, self.asked, self.fails = folder, {}, None

    def pack(self, log: js.JobLog, folder: str, *, tell: Any, **asked: Any) -> packing.Pack:
        self.contents(log, tell=tell, folder=folder, **asked)
        inside = self.place / "job-search-pack"
        inside.mkdir(exist_ok=True)
        files = (inside / "report.html", inside / "report.pdf", inside / "tables.xlsx", self.place / "job-search-pack.zip")
        for path in files:
            path.write_bytes(path.name.encode())
        return packing.Pack(inside, files, ("Your own words name “Acme”.",), asked["level"])

    def contents(self, log: js.JobLog, *, tell: Any, **asked: Any) -> str:
        self.asked = asked
        tell(1, 2, "drawing")
        if self.fails:
            raise self.fails
        return f"contents of {len(log)}"


@pytest.fixture
def writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packing:
    """The fake, in place."""
    fake = Packing(tmp_path)
    monkeypatch.setattr(packing, "pack", fake.pack)
    monkeypatch.setattr(packing, "contents", fake.contents)
    monkeypatch.setattr(report, "report", lambda contents: f"<p>{contents}</p>")
    return fake


@pytest.fixture
def form(sample: js.JobLog, writing: Packing) -> Iterator[PackForm]:
    """A form of the sample; what it sends is kept in `sent`."""
    made = pack_form(sample)
    made.sent = []
    made.send = lambda content, buffers=None: made.sent.append((content, buffers or []))
    yield made
    made.close()


def tells(form: PackForm, kind: str, **values: Any) -> list[dict[str, Any]]:
    """The page sends a message; what it is told."""
    form.sent.clear()
    form._told(form, {"kind": kind, "values": values}, [])
    return [content for content, _ in form.sent]


def test_it_opens_on_the_level_that_tells_least(form: PackForm) -> None:
    """Counts and shares, the sensible charts, the whole log, nothing typed, nothing ticked to be shown."""
    chosen, told = tells(form, "ready")
    assert chosen == {"kind": "controls", "controls": form.controls}
    asked = {"level": "aggregate", "charts": levels.SENSIBLE, "period": None, "words": "", "questions": (), "show": (), "folder": "../out"}
    assert told == {"kind": "values", "values": {**asked, "goal": None}}
    assert form.pack is None


def test_every_chart_of_the_catalogue_can_be_ticked_once(form: PackForm) -> None:
    """By subject, each with its question, and with the reason where a level cannot show it."""
    said = form.controls
    shown = [chart for group in said["groups"] for chart in group["charts"]]
    assert [c["name"] for c in shown] == list(js.charts.CATALOGUE)
    assert {c["name"]: c["question"] for c in shown} == {n: entry.question for n, entry in js.charts.CATALOGUE.items()}
    assert {c["name"]: c["withheld"] for c in shown if c["withheld"]} == {
        name: {"aggregate": why} for name in js.charts.CATALOGUE if (why := levels.withheld(name, "aggregate"))
    }
    assert [level["name"] for level in said["levels"]] == list(levels.LEVELS)


@pytest.mark.parametrize("kind", ["preview", "write"])
def test_what_the_page_shows_is_what_is_asked(form: PackForm, writing: Packing, kind: str) -> None:
    """Every control has its effect, blanks among the questions left out."""
    tells(form, kind, **FILLED)
    where = {"folder": "elsewhere"} if kind == "write" else {}
    assert writing.asked == {
        "level": "open",
        "charts": ("funnel", "overlap"),
        "period": (date(2026, 2, 1), None),
        "words": "Canary words\nof two lines",
        "questions": ("Canary one?", "Canary three?"),
        "show": ("companies",),
        "goals": {"applied": 8},
        **where,
    }


def test_what_is_ticked_to_be_shown_counts_at_the_open_level_only(form: PackForm, writing: Packing) -> None:
    """Someone ticks employers, then goes back: the tick stays in the form, and no pack is asked to show them."""
    tells(form, "preview", **{**FILLED, "level": "coded"})
    assert (writing.asked["level"], writing.asked["show"], form.show) == ("coded", (), ("companies",))


def test_the_preview_is_the_reports_page(form: PackForm) -> None:
    """Told at once that it began, then how far it is, then the page; nothing is written."""
    told = tells(form, "preview", **FILLED)
    assert [t["kind"] for t in told] == ["begun", "progress", "preview"]
    assert told[1] == {"kind": "progress", "done": 1, "of": 2, "what": "drawing"}
    assert told[2]["html"] == f"<p>contents of {len(form._log)}</p>"
    assert form.pack is None


def test_names_in_ones_own_words_are_told_before_anything_is_written(sample: js.JobLog, form: PackForm) -> None:
    """As the pack will tell it; words that name nobody are nothing to tell."""
    name = sample.companies()[0]
    told = tells(form, "preview", **{**FILLED, "show": [], "questions": [f"Is {name} worth it?"]})[-1]
    assert (len(told["notes"]), name in told["notes"][0]) == (1, True)
    assert tells(form, "preview", **FILLED)[-1]["notes"] == []


@pytest.mark.parametrize("period", [["2031-01-01", None], [None, "2019-01-01"], ["2026-05-01", "2026-03-01"]], ids=str)
def test_a_period_of_nothing_is_told_at_the_preview(sample: js.JobLog, period: list[str | None]) -> None:
    """Still to come, before the first application, or the wrong way round: one sentence, from the kit itself."""
    made, sent = pack_form(sample), []
    made.send = lambda content, buffers=None: sent.append(content)
    made._told(made, {"kind": "preview", "values": {"period": period}}, [])
    assert sent[-1]["kind"] == "failed"
    assert "period" in sent[-1]["said"]
    made.close()


def test_what_was_written_comes_with_its_files(form: PackForm, tmp_path: Path) -> None:
    """Page, PDF and zip to open, the folder, the notes; again for a page that was loaded anew."""
    told = tells(form, "write", **FILLED)[-1]
    assert told == {
        "kind": "written",
        "said": f"Written at the level “{levels.LEVELS['open'].title}”: 4 files.",
        "folder": str(tmp_path / "job-search-pack"),
        "notes": ["Your own words name “Acme”."],
        "files": ["report.html", "report.pdf", "job-search-pack.zip"],
    }
    assert form.sent[-1][1] == [b"report.html", b"report.pdf", b"job-search-pack.zip"]
    assert form.pack.folder == tmp_path / "job-search-pack"
    form.pack.files[1].unlink()
    assert tells(form, "ready")[-1]["files"] == ["report.html", "job-search-pack.zip"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (AskError("That folder cannot be written."), "That folder cannot be written."),
        (ZeroDivisionError("Canary GmbH"), "This could not be done (ZeroDivisionError). Nothing new was written."),
    ],
)
def test_what_goes_wrong_is_a_sentence(form: PackForm, writing: Packing, error: Exception, said: str) -> None:
    """The kit's own sentence; of any other error its kind alone, for its text may hold a name. What was written before is not shown for it."""
    tells(form, "write", **FILLED)
    writing.fails = error
    assert tells(form, "write", **FILLED)[-1] == {"kind": "failed", "said": said}
    assert form.pack is None
    assert [told["kind"] for told in tells(form, "ready")] == ["controls", "values"]  # a page loaded anew shows no link to the older pack


def test_a_period_that_ends_before_it_begins(form: PackForm, writing: Packing) -> None:
    """Said as soon as it is chosen, and nothing is made of it."""
    turned = {**FILLED, "period": ["2026-03-01", "2026-02-01"]}
    for kind in ("changed", "preview", "write"):
        assert tells(form, kind, **turned) == [
            {"kind": "failed", "said": "The period ends before it begins. Change one of its days, or leave both empty."}
        ]
    assert writing.asked == {}


def test_it_is_filled_from_python(form: PackForm, writing: Packing) -> None:
    """Each is told to the page; lists, tuples and one word alone are taken; the page's own changes are not told back to it."""
    form.sent.clear()
    form.level, form.charts, form.show, form.questions, form.words = "coded", "effort", ["days"], ["Why?"], "w"
    form.period = ("2026-02-01", date(2026, 3, 1))
    values = form.sent[-1][0]["values"]
    assert values["period"] == ["2026-02-01", "2026-03-01"]
    assert (values["level"], values["charts"], values["show"], values["questions"]) == ("coded", ("effort",), ("days",), ("Why?",))
    assert len(form.sent) == 6
    assert tells(form, "changed", **FILLED) == []
    assert form.words == FILLED["words"]
    form.folder = "  "  # as the empty field says
    assert form.folder == "../out"


def test_a_goal_has_a_field_and_others_come_from_python(sample: js.JobLog, form: PackForm, writing: Packing) -> None:
    """js.pack_form(log, goals=…, level=…); the field changes its own goal and leaves the others."""
    made = pack_form(sample, goals={"applied": 8}, level="coded")
    made.send = lambda content, buffers=None: None
    made._told(made, {"kind": "preview", "values": {}}, [])
    assert (writing.asked["goals"], writing.asked["level"]) == ({"applied": 8}, "coded")
    made.close()
    form.goals = {"applied": 8, "networking": 2}
    assert form.sent[-1][0]["values"]["goal"] == 8
    for said, goals in ((5.5, {"networking": 2, "applied": 5.5}), (None, {"networking": 2})):
        tells(form, "preview", goal=said)
        assert writing.asked["goals"] == goals
    why = "The goal for applied is no number of times a week. Write a number above nought, or leave it empty."
    assert tells(form, "changed", goal=-3) == [{"kind": "failed", "said": why}]
    form.goals = None
    assert tells(form, "changed", goal=None) == []
    assert form.goals is None


@pytest.mark.parametrize("message", [None, "write", [], {}, {"kind": []}, {"kind": "else", "values": 3}], ids=str)
def test_what_is_no_message_is_passed_over(form: PackForm, writing: Packing, message: Any) -> None:
    """Nothing is raised into the notebook, said, or made."""
    form.sent.clear()
    form._told(form, message, [])
    assert (form.sent, writing.asked) == ([], {})


@pytest.mark.parametrize("values", ["x", [1], *({name: 5} for name in FILLED if name != "goal"), {"level": []}, {"goal": "x"}], ids=str)
def test_values_that_cannot_be_are_a_sentence(form: PackForm, writing: Packing, values: Any) -> None:
    """One message that it failed; nothing is made of it."""
    form.sent.clear()
    form._told(form, {"kind": "write", "values": values}, [])
    assert [content["kind"] for content, _ in form.sent] == ["failed"]
    assert writing.asked == {}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("level", "secret", "There is no level “secret”."),
        ("charts", ["funel"], "There is no chart “funel”. There is: funnel,"),
        ("show", ["salary"], "There is nothing called “salary” to show. There is: companies,"),
        ("questions", ["a", "b", "c", "d"], "A session has room for 3 questions, and these are 4."),
        ("period", "2026-02-01", "A period is two days"),
        ("period", ("1 Feb", None), "“1 Feb” is not a day."),
        ("goals", 8, "Goals are given by kind, as in form"),
        ("goals", {"applied": True}, "The goal for applied is no number"),
    ],
)
def test_a_wrong_value_is_refused_in_words(form: PackForm, name: str, value: Any, said: str) -> None:
    """The form stays as it was, and says what there is."""
    before = getattr(form, name)
    with pytest.raises(AskError, match=f"^{said}"):
        setattr(form, name, value)
    assert getattr(form, name) == before


def test_it_wants_a_log_and_knows_what_it_has(sample: js.JobLog) -> None:
    """Two slips of a caller."""
    with pytest.raises(AskError, match=r"^js\.pack_form wants a log"):
        pack_form("log.csv")  # type: ignore[arg-type]
    with pytest.raises(AskError, match=r"^The form has no “colour”\. It has: level, charts,"):
        pack_form(sample, colour="red")


def test_the_widgets_state_holds_nothing_private(form: PackForm) -> None:
    """Whoever has widgets saved with the notebook saves no name of the log, and nothing of what was typed or ticked."""
    tells(form, "write", **FILLED)
    state = json.dumps({key: value for key, value in form.get_state().items() if key not in ("_esm", "_css")}, default=str)
    assert "Canary" not in state
    assert not {"level", "charts", "words", "questions", "show", "period", "folder"} & set(form.get_state())
    assert [name for name in form._log.companies() if name in state] == []
    assert repr(form) == "js.pack_form: run this cell in JupyterLab to see the form."


def test_a_log_without_days_has_no_period(log: js.JobLog) -> None:
    """The page is told, and hides the two fields.

    ,Acme,Analyst,applied
    """
    made = pack_form(log)
    assert made.controls["span"] is None
    made.close()


def test_the_pack_takes_what_the_form_asks(sample: js.JobLog) -> None:
    """The fake above may not drift away from the real one: the same names, and the form leaves out none."""
    made = pack_form(sample)
    for call, further in ((packing.pack, ("folder",)), (packing.contents, ())):
        assert set(signature(call).parameters) == {"log", *made._asked(), *further}
    made.close()
