"""Small counts: what is told as “<5”, what is not a count, and what a row may not give away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("asked once whether it is decided", "asked <5 times whether it is decided"),
        ("1 application, 1 process, 1 person", "<5 applications, <5 processes, <5 people"),
        ("5\u202f300 applications (goal 4 a week)", "5\u202f300 applications (goal 4 a week)"),
    ],
)
def test_a_sentence_without_small_counts(text: str, told: str) -> None:
    """Counts go; days, weeks, rounds, shares, dates, points and numbers from five on stay."""
    assert few.said(text) == told


@pytest.mark.parametrize(
    ("numbers", "last", "told"),
    [
        ([33, 56, 6, 55], [0], ["33", "56", "6", "55"]),  # nothing small
        ([22, 1, 5, 6], [0], ["22", "<5", "not told", "6"]),  # 34 − 22 − 5 − 6 would be the 1; with the 5 gone it may be none to four
        ([3, 9, 2, 8], [0], ["<5", "9", "<5", "8"]),  # five in all between the two
        ([34, 4, 0, 0], [0], ["not told", "<5", "0", "0"]),  # the last resort: its number is hidden in the next row as well
        ([1, 0, 6, 0], [0], ["<5", "0", "not told", "0"]),  # two noughts hidden with it would leave a sum of 1
        ([4, 4, 20], [], ["<5", "<5", "not told"]),  # 8 is all that two small ones can be
        ([2, 1], [], ["<5", "<5"]),
        ([], [], []),
    ],
)
def test_a_row_of_counts_gives_nothing_away(numbers: list[int], last: list[int], told: list[str]) -> None:
    """What may not be told of a row whose total is known."""
    assert few.cells(numbers, few.hidden(numbers, last)) == told


@given(numbers=st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_no_small_count_can_be_worked_out(numbers: list[int]) -> None:
    """Whoever knows the total, and what each word stands for, finds two values at least for each count told as “<5”; where the total is five or more."""
    told = few.cells(numbers, few.hidden(numbers))
    if sum(numbers) < 5 or few.SMALL not in told or all(n < 5 for n in numbers):
        return
    rest = sum(numbers) - sum(int(t) for t in told if t.isdigit())
    small, large = told.count(few.SMALL), told.count(few.HIDDEN)
    values = {
        one
        for one in range(5)
        for others in range(4 * (small - 1) + 1)
        if (rest - one - others >= 5 * large if large else rest == one + others)
    }
    assert len(values) > 1, (numbers, told)


def test_a_share_of_few_says_only_what_it_is_under() -> None:
    """3 of 22: under 5 of 22, which is 23 %; 20 of 22: over 77 %; of fewer than ten nothing, and nothing that would be false."""
    assert few.share(0.14, 3, 22, "14\u00a0%") == "under 23\u00a0%"
    assert few.share(0.91, 20, 22, "91\u00a0%") == "over 77\u00a0%"
    assert few.share(0.23, 5, 22, "23\u00a0%") == "23\u00a0%"
    assert few.share(0.0, 0, 22, "0\u00a0%") == "0\u00a0%"
    assert few.share(0.56, 5, 9, "56\u00a0%") == "–"
    assert few.share(0.88, 3, 10, "88\u00a0%") == "–"  # an estimate that lies above what three of ten could be
    assert (few.k_of_n(3, 22), few.k_of_n(5, 9), few.k_of_n(6, 11), few.k_of_n(8, 10)) == ("<5 of 22", "–", "6 of 11", "–")


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
    figure = {"data": [{"x": ["2026-04-01", "2026-04-08T12"]}], "layout": {"xaxis": {"range": ["2026-03-31", "2026-04-10"]}}}
    moved = weeks._figure(figure)
    assert moved["data"][0]["x"][0] == "2026-03-30"
    first, last = moved["layout"]["xaxis"]["range"]
    assert (first, last) >= ("2026-03-30", "2026-04-13")
    assert first == "2026-03-30"
    stretch = weeks._figure({"data": [{"x": ["2026-04-01", "2026-04-02", None]}], "layout": {}})["data"][0]["x"]
    assert stretch == ["2026-03-30", "2026-04-06", None]  # a process of two days still has a length
