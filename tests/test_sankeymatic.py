"""The flow as text: one flow a line, what enters a stage leaves it, no word of the log's own in it."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd
import pytest

import jobstats as js
from jobstats import sankeymatic
from jobstats.errors import AskError
from jobstats.vocabulary import LABELS

LINE = re.compile(r"([A-Za-z ]+) \[([0-9]+)\] ([A-Za-z ]+)")


def test_a_few_applications_by_hand(log: js.JobLog) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-02-09,Acme,Analyst,reply
    2026-02-03,Bolt,Analyst,applied
    2026-02-08,Bolt,Analyst,rejected
    2026-02-04,Cask,Analyst,applied
    """
    assert js.charts.flows(log).sankeymatic.splitlines() == [
        "Applied [1] Positive answer",
        "Positive answer [1] Still waiting",
        "Applied [1] Rejected",
        "Applied [1] Still waiting",
    ]


def test_the_flows_add_up(sample: js.JobLog) -> None:
    """Into every stage as much as out of it; at the ends every application of the sample; names are the kit's own words."""
    out: Counter[str] = Counter()
    into: Counter[str] = Counter()
    for line in js.charts.flows(sample).sankeymatic.splitlines():
        found = LINE.fullmatch(line)
        assert found is not None, line
        out[found[1]] += int(found[2])
        into[found[3]] += int(found[2])
    assert {*out, *into} <= {*LABELS.values(), "Came to you"}
    assert {name: out[name] for name in out if name in into} == {name: into[name] for name in out if name in into}
    assert sum(out[name] for name in out if name not in into) == len(sample)
    assert sum(into[name] for name in into if name not in out) == len(sample)


def test_a_log_without_applications_has_no_flow(empty: js.JobLog) -> None:
    """An empty text, no error."""
    assert js.charts.flows(empty).sankeymatic == ""


def test_another_chart_has_none(sample: js.JobLog) -> None:
    """It says which has."""
    with pytest.raises(
        AskError, match=r"js\.charts\.funnel shows no flows from stage to stage\. Write js\.charts\.flows\(log\)\.sankeymatic\."
    ):
        js.charts.funnel(sample).sankeymatic  # noqa: B018


@pytest.mark.parametrize(
    "row",
    [
        ("Applied", "Offer", "<5"),
        ("Applied", "Off[er", "5"),
        ("Applied\nA [1] B", "Offer", "5"),
        ("'Applied", "Offer", "5"),
        ("", "Offer", "5"),
    ],
    ids=["a number not told", "a bracket", "a line", "a comment", "no name"],
)
def test_what_could_not_be_drawn_is_not_written(row: tuple[str, str, str]) -> None:
    """A number that is not told, a name that would mean something else."""
    assert sankeymatic.text(pd.DataFrame([row], columns=list(sankeymatic.COLUMNS))) is None


def test_a_table_of_something_else_is_none() -> None:
    """Other columns, or none."""
    assert sankeymatic.text(pd.DataFrame()) is None
    assert sankeymatic.text(pd.DataFrame({"From": ["Applied"], "To": ["Offer"], "Entered": ["3"]})) is None
