"""Dots: one for each thing, and where there are too many to tell apart, fewer of them, and the axis says so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from jobstats.figures.dots import MOST, strip, unit_dots

GROUPS = {"a": "Group A", "b": "Group B"}
PARTS = {"open": "Open", "rejected": "Over"}


def unit(n: int) -> pd.DataFrame:
    """n interviews of group a, every fourth led on, and one of group b that was rejected."""
    stage = np.where(np.arange(n) % 4 == 0, "advanced", "open")
    rows = pd.DataFrame({"group": "a", "stage": stage, "hours": np.arange(n) % 50.0})
    return pd.concat([rows, pd.DataFrame({"group": ["b"], "stage": ["rejected"], "hours": [np.nan]})], ignore_index=True)


def places(figure: dict[str, Any]) -> set[tuple[str, float, float]]:
    """Every dot drawn: what it stands for, and where it is."""
    return {(trace["name"], x, y) for trace in figure["data"] for x, y in zip(trace["x"], trace["y"], strict=True)}


def test_few_dots_are_all_drawn() -> None:
    """As many as may be, and nothing said of it."""
    figure = unit_dots(unit(MOST - 1), GROUPS)
    assert figure is not None
    assert len(places(figure)) == MOST
    assert figure["layout"]["xaxis"]["title"]["text"] == "one dot each"


def test_too_many_unit_dots_are_thinned_at_their_places() -> None:
    """10 001 dots: every third of its kind, each where it was; the lone one of its group is still there; labels count all."""
    figure = unit_dots(unit(10_000), GROUPS)
    assert figure is not None
    drawn = places(figure)
    assert len(drawn) == 834 + 2500 + 1  # a third of 2 500 that led on, of 7 500 that are open, of 1
    assert figure["layout"]["xaxis"]["title"]["text"] == "one dot for up to 3"
    assert ("Rejected", 1, -1) in drawn
    assert sorted(x for name, x, _ in drawn if name == "Next step") == list(range(1, 2501, 3))
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["<b>Group A</b> 10000", "<b>Group B</b> 1"]


def test_a_strip_of_too_many_dots_keeps_every_place_and_end() -> None:
    """12 000 waits: one dot for up to three of one row, end and place; the longest wait is drawn, and labels count all."""
    day = np.concatenate([np.sort(np.arange(12_000) % 300)[::-1], [900]]).astype(float)
    frame = pd.DataFrame({"day": day, "group": "a", "stage": np.where(day > 45, "rejected", "open")})
    figure = strip(frame, "day", GROUPS, "days", PARTS)
    assert figure is not None
    drawn = places(figure)
    assert MOST * 0.8 < len(drawn) <= MOST
    assert {x for _, x, _ in drawn} >= {900.0, 299.0}
    assert {name for name, _, _ in drawn} == {"Open", "Over"}
    assert figure["layout"]["xaxis"]["title"]["text"] == "days; one dot for up to 3"
    assert figure["layout"]["annotations"][0]["text"] == "<b>Group A</b> 12001"


def test_dots_of_one_place_do_not_hide_each_other() -> None:
    """Seven on one day, two ends: seven heights."""
    frame = pd.DataFrame({"day": [3.0] * 7 + [50.0], "group": "a", "stage": ["open", "rejected"] * 4})
    figure = strip(frame, "day", GROUPS, "days", PARTS)
    assert figure is not None
    assert len({y for _, x, y in places(figure) if x == 3}) == 7
    assert figure["layout"]["xaxis"]["title"]["text"] == "days"
