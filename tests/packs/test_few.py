"""Small counts: what is told as “<5”, what is not a count, and what a row may not give away."""

from __future__ import annotations

import pytest

from jobstats.packs import few, weeks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("22 processes reached an interview, 3 an offer.", "22 processes reached an interview, <5 an offer."),
        ("2 of 3 interviews; 12 of 40.", "<5 of <5 interviews; 12 of 40."),
        ("1 of 10 people, 4 of them after a no", "<5 of 10 people, <5 of them after a no"),
        ("decided after 3 days (95 % range 2 to 4 days)", "decided after 3 days (95 % range <5 to 4 days)"),
        ("from day 3 on, in round 2, within 4 weeks", "from day 3 on, in round 2, within 4 weeks"),
        ("in the week of 2 Mar 2026", "in the week of 2 Mar 2026"),
        ("3 % (1–4 %), 0.7 times as often, +3 points, −2 to +3", "3 % (1–4 %), 0.7 times as often, +3 points, −2 to +3"),
        ("5 of 14", "5 of 14"),
        ("9.0 in 1 week with no live process", "9.0 in 1 week with no live process"),
        ("1 group more in the table", "1 group more in the table"),
        ("asked 3 times, met 2 would-be coworkers", "asked <5 times, met <5 would-be coworkers"),
    ],
)
def test_a_sentence_without_small_counts(text: str, told: str) -> None:
    """Counts go; days, weeks, rounds, shares, dates, points and numbers from five on stay."""
    assert few.said(text) == told


@pytest.mark.parametrize(
    ("total", "numbers", "told"),
    [
        (38, [34, 4, 0, 0], ["34", "<5", "0", "<5"]),  # else 38 − 34 would be the 4
        (34, [22, 1, 5, 6], ["22", "<5", "not told", "6"]),  # the smallest that stands nowhere else
        (22, [3, 9, 2, 8], ["<5", "9", "<5", "8"]),  # two hide each other
        (8, [5, 3], ["not told", "<5"]),  # nothing else is left to hide it
        (4, [1, 3], ["–", "–"]),
        (0, [0, 0], ["0", "0"]),
        (30, [10, 20], ["10", "20"]),
    ],
)
def test_the_parts_of_a_row(total: int, numbers: list[int], told: list[str]) -> None:
    """No hidden part can be had by subtraction."""
    assert few.parts(total, numbers) == told


def test_a_share_of_few_says_only_what_it_is_under() -> None:
    """3 of 22: under 5 of 22, which is 23 %; of fewer than ten nothing."""
    assert few.share(3, 22, "14\u00a0%") == "under 23\u00a0%"
    assert few.share(5, 22, "23\u00a0%") == "23\u00a0%"
    assert few.share(0, 22, "0\u00a0%") == "0\u00a0%"
    assert few.share(5, 9, "56\u00a0%") == "–"
    assert (few.k_of_n(3, 22), few.k_of_n(5, 9), few.k_of_n(7, 10)) == ("<5 of 22", "–", "7 of 10")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("as of 30 Aug 2026", "as of the week of 24 Aug 2026"),
        ("possible on 14 May 2026, if", "possible in the week of 11 May 2026, if"),
        ("after 30 days, on 1 Jan 2027.", "after 30 days, in the week of 28 Dec 2026."),
        ("Verdict of 10 Aug 2026", "Verdict of the week of 10 Aug 2026"),
        ("30 days", "30 days"),
    ],
)
def test_a_day_as_its_week(text: str, told: str) -> None:
    """The Monday on or before it; durations stay."""
    assert weeks.said(text) == told


def test_days_along_an_axis_are_mondays_and_nothing_is_cut() -> None:
    """1 Apr 2026 is a Wednesday; the axis reaches from the Monday before its beginning to the one after its end."""
    figure = {"data": [{"x": ["2026-04-01", "2026-04-08T12", None]}], "layout": {"xaxis": {"range": ["2026-03-31", "2026-04-10"]}}}
    moved = weeks._figure(figure)
    assert moved["data"][0]["x"][0] == "2026-03-30"
    assert moved["layout"]["xaxis"]["range"] == ["2026-03-30", "2026-04-13"]
