"""What the charts of invented searches say and show; what may be asked of them."""

from __future__ import annotations

import json
import math
import socket
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

import jobstats as js
from jobstats import simulate
from jobstats.errors import AskError
from jobstats.figures import trusted
from jobstats.trust import findings, many, one, shown

TRUTH = float(simulate.truth().positive[30])
PICTURES = ("one_search", "many_searches", "chance_finds", "real_effect")


def test_what_one_search_says(pictures: dict[str, shown.Shown]) -> None:
    """Seed 12, in full."""
    assert pictures["one_search"].sentence == (
        "On day 60, 13 of 59 applications had a positive answer within 30 days: 22\u00a0% over all sent, 43\u00a0% over the decided alone (13 of 30). "
        "The honest estimate is 25\u00a0% (95 % range 15–38\u00a0%), which holds the truth, 22\u00a0%. "
        "On day 180, 32 of 149 applications had a positive answer within 30 days: 21\u00a0% over all sent, 36\u00a0% over the decided alone (32 of 89). "
        "The honest estimate is 23\u00a0% (95 % range 17–31\u00a0%), which holds the truth, 22\u00a0%."
    )
    assert (
        pictures["one_search"].drawn.caption
        == "An invented search (seed 12): 150 applications in 26 weeks. Another seed draws another search."
    )


def test_a_range_that_misses_says_so() -> None:
    """Seed 1 is unlucky: 24 to 40 % on day 180; and ten applications are too few on day 60."""
    assert js.trust.one_search(1).sentence.endswith("(95 % range 24–40\u00a0%), which this time misses the truth, 22\u00a0%.")
    assert js.trust.one_search(3, 10).sentence.startswith(
        "On day 60, 1 of 3 applications had a positive answer within 30 days: 33\u00a0% over all sent, 100\u00a0% over the decided alone (1 of 1). "
        "There is no honest estimate yet: 2 of them are 30 days old. On day 180, "
    )


def test_what_many_searches_say(pictures: dict[str, shown.Shown]) -> None:
    """The first hundred, in full; and a hundred too small for any range."""
    assert pictures["many_searches"].sentence == (
        "On day 60, 95 of 100 ranges hold the truth, 22\u00a0%. About 95 should; by luck alone it may be 90 to 99. The middle one of the ranges is 23 "
        "points wide: that is how much 58 applications can tell. On average the honest estimate is off by +1 point, the ratio over all sent by "
        "−2 points, the ratio over the decided alone by +21 points."
    )
    table = pictures["many_searches"].table
    assert (table["Holds the truth"] == "no").sum() == 5
    small = js.trust.many_searches(times=50, applications=10, day=40)
    assert small.sentence == "On day 40 none of 50 searches has five applications that are 30 days old, so none has a range."
    assert small.drawn.figure["data"] == []


def test_what_is_found_where_there_is_nothing(pictures: dict[str, shown.Shown]) -> None:
    """Ten searches: the naive looks find much, looked at every week more; the kit's verdicts nothing."""
    assert pictures["chance_finds"].sentence == (
        "In 10 searches in which notes and nudges change nothing, comparing the days to a decision by “nudged or not” finds a difference in "
        "5 of 10 (95 % range 24–76\u00a0%), looked at every week in 7. Next steps by “note ever sent or not” find one in 1, looked at every week in 1. "
        "The kit’s verdicts find one in 0 of 10 (95 % range 0–28\u00a0%). Five in a hundred is what luck may do."
    )


def test_what_stays_too_few_where_there_is_something(pictures: dict[str, shown.Shown]) -> None:
    """Ten searches in which a prompt note adds 20 points."""
    assert pictures["real_effect"].sentence == (
        "A prompt note truly adds 20 points here (41\u00a0% without, 61\u00a0% with; next step within 21 days). Half of the searches have 54 or more "
        "interviews decided. The verdict is “differs” in 0 of 10 (95 % range 0–28\u00a0%), “too few to tell” in 10, “no difference larger than 15 points” "
        "in 0. So “too few to tell” does not mean that a note is idle: one search is rarely large enough to show it."
    )
    for gap in (0.05, 0.2, 0.3):
        assert findings.added(findings.effect_of(gap)) == pytest.approx(gap, abs=1e-6)


@pytest.mark.parametrize("name", PICTURES)
def test_it_shows_itself_as_every_chart(name: str, pictures: dict[str, shown.Shown]) -> None:
    """A figure plotly accepts, question, sentence, table of text, explanation; nothing by colour alone; one file for the coach takes it."""
    picture = pictures[name]
    drawn = picture.drawn
    go.Figure(drawn.figure)
    assert json.dumps(drawn.figure, allow_nan=False)
    assert isinstance(picture, go.Figure)
    assert picture.question.endswith("?")
    assert picture.sentence.endswith(".")
    assert "nan" not in picture.sentence
    assert picture.question in drawn.alt
    assert picture.sentence in drawn.alt
    assert all(isinstance(cell, str) for cell in picture.table.to_numpy().ravel())
    assert "nan" not in picture.table.to_string()
    assert dict(drawn.explained)["What it helps to decide"] == "Which numbers to believe, and how far."
    assert all(text for _, text in drawn.explained)
    html = picture._repr_html_()
    assert all(text in html for text in ("The numbers", "Explain this number", "jobstats-plot"))
    assert picture.for_sharing().table.equals(picture.table)


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_told_by_colour_alone(name: str, pictures: dict[str, shown.Shown]) -> None:
    """Traces of the legend differ in symbol or dash, whatever their colour."""
    named = [t for t in pictures[name].drawn.figure["data"] if t.get("showlegend", True) and t.get("name")]
    signs = [(t.get("marker", {}).get("symbol"), t.get("line", {}).get("dash"), t["mode"]) for t in named]
    assert len(set(signs)) == len(signs)


def test_a_sheet_takes_them(pictures: dict[str, shown.Shown], tmp_path: Path) -> None:
    """Nothing in them is of a real search, so they may be shared as they are."""
    path = js.sheet([pictures["one_search"], pictures["many_searches"]], tmp_path / "for-my-coach.html")
    assert "How often is the truth inside the range?" in path.read_text(encoding="utf-8")


def test_nothing_calls_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket is opened."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    assert js.trust.one_search(seed=7)._repr_html_()
    assert js.trust.many_searches(times=10)._repr_html_()


ASKED = [
    (
        "one_search",
        {"seed": 1.5},
        "seed is a whole number from 1 to 1\u202f000\u202f000, and this is 1.5. Write js.trust.one_search(seed=2).",
    ),
    (
        "one_search",
        {"seed": "x"},
        "seed is a whole number from 1 to 1\u202f000\u202f000, and this is 'x'. Write js.trust.one_search(seed=7).",
    ),
    (
        "one_search",
        {"seed": True},
        "seed is a whole number from 1 to 1\u202f000\u202f000, and this is True. Write js.trust.one_search(seed=1).",
    ),
    (
        "one_search",
        {"applications": 9},
        "applications is a whole number from 10 to 1\u202f000, and this is 9. Write js.trust.one_search(applications=10).",
    ),
    (
        "many_searches",
        {"times": 0},
        "times is a whole number from 10 to 1\u202f000, and this is 0. Write js.trust.many_searches(times=10).",
    ),
    ("many_searches", {"day": 200}, "day is a whole number from 40 to 180, and this is 200. Write js.trust.many_searches(day=180)."),
    (
        "many_searches",
        {"seed": 0},
        "seed is a whole number from 1 to 1\u202f000\u202f000, and this is 0. Write js.trust.many_searches(seed=1).",
    ),
    (
        "chance_finds",
        {"times": math.nan},
        "times is a whole number from 10 to 1\u202f000, and this is nan. Write js.trust.chance_finds(times=100).",
    ),
    ("real_effect", {"points": 50}, "points is a whole number from 5 to 30, and this is 50. Write js.trust.real_effect(points=30)."),
]


@pytest.mark.parametrize(("word", "options", "told"), ASKED, ids=[f"{word}-{options}" for word, options, _ in ASKED])
def test_what_cannot_be_is_told_with_what_would_do(word: str, options: dict[str, Any], told: str) -> None:
    """A seed that is no whole number, too few applications, a day that is not there."""
    with pytest.raises(AskError) as caught:
        getattr(js.trust, word)(**options)
    assert str(caught.value) == told


def test_a_line_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a notebook it is written over; elsewhere nothing is printed."""
    said: list[str] = []

    class Handle:
        def update(self, bundle: dict[str, str], raw: bool) -> None:
            said.append(bundle["text/plain"])

    assert len(list(shown.searches(1, 3, 20))) == 3
    monkeypatch.setattr(shown, "_handle", Handle)
    assert [one.drawn.entry.tolist() for one in shown.searches(1, 2, 20)] == [simulate.draw(seed, 20).entry.tolist() for seed in (1, 2)]
    assert said == [f"{n} of 2 searches drawn and looked at" for n in range(3)]


def test_a_picture_without_anything_to_draw() -> None:
    """Forms give None, as all forms do."""
    empty = many.looks(range(1, 4), 10, 30)
    assert trusted.many_ranges(empty, "x") is None
    assert trusted.growing(one.tidy({30: many.looked_at(1, 10, 30)}, TRUTH), "x") is None
    assert trusted.how_often(findings.counted({}, 1), "x") is None
