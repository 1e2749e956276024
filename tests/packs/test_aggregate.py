"""The level “aggregate” looked through number by number: sentences, tables, bars, dots and curves, on searches of every size."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

import jobstats as js
from jobstats.metrics.registry import REGISTRY
from jobstats.packs import few, timely
from jobstats.packs.discreet import discreet
from jobstats.packs.shared import SharedLog, shared
from jobstats.packs.told import NotToldError
from jobstats.page import Drawn
from jobstats.simulate import as_log, search

#: Seed, applications, days: from a search just begun to a long one.
SEARCHES = ((1, 8, 28), (2, 25, 70), (3, 40, 98), (4, 60, 182), (5, 150, 182), (6, 300, 182))
GOALS = {"effort": {"goals": {"applied": 3, "networking": 2}}}


@cache
def told(seed: int, applications: int, days: int) -> list[tuple[Drawn, Any]]:
    """Every chart of a search as this level tells it, with its frame."""
    bare: SharedLog = shared(as_log(search(seed, applications=applications, days=days)))
    out = []
    for name, entry in js.charts.CATALOGUE.items():
        options = GOALS.get(name, {})
        try:
            out.append((discreet(entry, bare, **options), entry.frame(bare, **options)))
        except NotToldError:
            continue
    return out


every = pytest.mark.parametrize("of", SEARCHES, ids=lambda s: f"{s[1]} applications")


@every
def test_no_sentence_holds_a_small_count(of: tuple[int, int, int]) -> None:
    """Nor the caption, nor what it rests on, nor what was left out, nor the words in a picture; and “<5” stands only where a count stood."""
    for chart, _ in told(*of):
        beside = [text for head, text in chart.explained if head in ("Rests on", "Left out")]
        for text in (chart.sentence, chart.alt, chart.caption, *beside, *texts_of(chart.figure)):
            if chart.name == "comparisons" and text in (chart.sentence, chart.alt):
                continue  # it counts comparisons
            assert few.said(text) == text, (chart.name, text)
            assert not re.search(r"<5 (week|day|a week|to more)|least <5|more than <5|\bnan\b|of <5\b", text), (chart.name, text)


def texts_of(part: Any, key: str = "") -> list[str]:
    """The words of a figure but its axis titles, as plain text."""
    if isinstance(part, dict):
        return [t for k, v in part.items() if k != "title" for t in texts_of(v, k)]
    if isinstance(part, (list, tuple)):
        return [t for v in part for t in texts_of(v, key)]
    return [part.replace("&lt;", "<")] if isinstance(part, str) and key in ("text", "name") else []


@every
def test_no_bar_is_as_long_as_a_small_count(of: tuple[int, int, int]) -> None:
    """One to four have no bar of their own: stacked, they stand with others; in a week, pale and all at one height."""
    for chart, _ in told(*of):
        bars = [trace for trace in chart.figure["data"] if trace["type"] == "bar"]
        for trace in bars:
            numbers = trace["x" if trace.get("orientation") == "h" else "y"]
            pale = trace.get("name") in ("Not told", "Not told apart")
            assert pale or not [n for n in numbers if 0 < n < 5], (chart.name, trace.get("name"), numbers)
            if trace.get("name") == "Not told":
                assert len({n for n in numbers if n}) == 1


@every
def test_a_share_is_told_of_ten_and_more(of: tuple[int, int, int]) -> None:
    """And of none, all, or five on both sides; a dot is drawn for those rows alone; “under” and “over” are true."""
    for chart, frame in told(*of):
        if not {"entered", "share", "n", "of"} <= set(frame.columns) or "goal" in frame.columns or not len(chart.table):
            continue
        column = chart.table.columns[2]
        shown = 0
        for cell, (_, row) in zip(chart.table[column], frame.iterrows(), strict=True):
            if re.fullmatch(r"\d+\u00a0%", cell):
                k = row["advanced"] if "advanced" in frame else max(row["n"], round(row["share"] * row["entered"]))
                assert row["entered"] >= 10, chart.name
                assert not 0 < k < 5, chart.name
                assert not 0 < row["entered"] - k < 5 or "advanced" not in frame, chart.name
                shown += 1
            elif found := re.fullmatch(r"(under|over) (\d+)\u00a0%", cell):
                bound = int(found[2]) / 100
                assert row["share"] < bound if found[1] == "under" else row["share"] > bound, (chart.name, cell, row["share"])
            else:
                assert cell == "–", (chart.name, cell)
        dots = [t for t in chart.figure["data"] if t["type"] == "scatter" and t.get("mode") == "markers"]
        assert sum(len(t["x"]) for t in dots) == shown, chart.name


@every
def test_a_curve_has_few_days_and_begins_at_five(of: tuple[int, int, int]) -> None:
    """No step is one person's answer: a point stands at a few days only, and for five or more."""
    for chart, frame in told(*of):
        if "at_risk" not in frame.columns or not chart.figure["data"]:
            continue
        total = float(frame["of"].max())
        for trace in chart.figure["data"]:
            if trace.get("mode") == "lines" and trace.get("line", {}).get("width"):
                ends = set(frame.groupby("group" if "group" in frame else "stage")["day"].max())
                assert set(trace["x"]) <= {*timely.DAYS, *ends}, chart.name
                assert min(trace["y"]) * total >= 4.4, chart.name
        assert "Open before" not in chart.table


@every
def test_no_cell_of_a_table_is_a_small_count(of: tuple[int, int, int]) -> None:
    """Whatever the column, but for days and rounds."""
    free = re.compile(r"Day|Within|Week of|range|Case|Compared|Now|In$|Verdict")
    for chart, _ in told(*of):
        for column in chart.table.columns:
            if free.search(str(column)) and column not in ("In all", "Interviews"):
                continue
            for cell in chart.table[column]:
                assert not re.match(r"[1-4](?![\d.%\u00a0–a-z]| or )", str(cell)), (chart.name, column, cell)


def test_sums_of_weeks_give_nothing_away() -> None:
    """What is hidden in a column whose sum is told is more than one week, and five in all."""
    for of in SEARCHES:
        for chart, frame in told(*of):
            if chart.name != "weekly_applications" or not len(chart.table):
                continue
            hidden = [int(n) for cell, n in zip(chart.table["Applications sent"], frame["n"], strict=True) if cell in ("<5", "not told")]
            assert not hidden or int(frame["n"].sum()) < 5 or (len(hidden) > 1 and sum(hidden) >= 5)


@every
def test_a_comparison_is_shown_of_two_large_groups(of: tuple[int, int, int]) -> None:
    """A difference between groups whose shares may not be told is not told either."""
    seed, applications, days = of
    bare = shared(as_log(search(seed, applications=applications, days=days)))
    chart = next(chart for chart, _ in told(*of) if chart.name == "comparisons")
    for name, now in zip(REGISTRY, chart.table.get("Now", []), strict=False):
        frame = js.charts.CATALOGUE[name].frame(bare)
        if now != "–" and {"advanced", "entered"} <= set(frame.columns):
            for k, n in zip(frame["advanced"], frame["entered"], strict=True):
                assert n >= 10, name
                assert k == 0 or k >= 5, name
                assert n == k or n - k >= 5, name
