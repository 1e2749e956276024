"""Filters choose applications and are remembered; what is shared holds no name."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import jobstats as js
from jobstats.errors import AskError
from jobstats.metrics.interviews import visits


def test_a_filter_keeps_whole_applications_and_is_remembered(log: js.JobLog) -> None:
    """
    date,company,role,event,source
    2026-02-01,Acme,Analyst,applied,referral
    2026-03-05,Acme,Analyst,interview,
    2026-03-01,Bolt,Analyst,applied,board
    2026-03-02,,,networking,
    """
    chosen = log.where(source="Referral")
    assert chosen.applications["company"].tolist() == ["Acme"]
    assert chosen.events["event"].tolist() == ["applied", "interview"]
    assert chosen.caption() == "1 of 2 applications, 1 Feb 2026 to 31 Mar 2026; source: referral"
    assert len(log) == 2  # the first log is as it was


def test_days_of_applying_choose_applications_never_events(log: js.JobLog) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-03-05,Acme,Analyst,interview
    2026-03-01,Bolt,Analyst,applied
    """
    february = log.where(applied=("2026-02-01", "2026-02-28"))
    assert february.applications["stage"].tolist() == ["interview"]
    assert log.where(applied=(None, None)).filters == ()


def test_filters_add_up(log: js.JobLog) -> None:
    """
    date,company,role,event,remote
    2026-02-01,Acme,Analyst,applied,yes
    2026-03-05,Acme,Analyst,screen,
    2026-03-01,Bolt,Analyst,applied,yes
    2026-03-01,Cord,Analyst,applied,
    """
    assert log.where(remote="yes").where(stage="screen").filters == ("remote: yes", "reached at least: screen or test")
    assert len(log.where(remote=["yes", "not noted"], company=["bolt", "cord"])) == 2
    assert len(log.where(remote=[])) == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"source": "refferal"}, "There is no source “refferal” in this log. There is: board, not noted, referral."),
        ({"colour": "red"}, "There is no column “colour” in this log. There is: company, role, source."),
        ({"stage": "hired"}, "There is no stage “hired” in this log. There is: applied, reply, screen, interview, offer, accepted."),
        ({"applied": ("soon", None)}, "“soon” is not a day. Write it as in 2026-03-09."),
    ],
)
def test_a_filter_that_cannot_be_is_refused_with_what_there_is(log: js.JobLog, asked: dict[str, object], said: str) -> None:
    """
    date,company,role,event,source
    2026-02-01,Acme,Analyst,applied,referral
    2026-03-01,Bolt,Analyst,applied,board
    2026-03-01,Cord,Analyst,applied,
    """
    with pytest.raises(AskError) as caught:
        log.where(**asked)  # type: ignore[arg-type]
    assert str(caught.value) == said


def test_columns_with_few_values_become_filters(log: js.JobLog) -> None:
    """
    date,company,role,event,resume,salary
    2026-02-01,Acme,Analyst,applied,v1,40 000
    2026-03-01,Bolt,Analyst,applied,v2,40 000
    2026-03-01,Cord,Analyst,applied,v2,40 000
    """
    assert log.choices() == {"resume": ["v2", "v1"]}  # one salary only: nothing to choose


def test_the_log_shows_its_caption(log: js.JobLog) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-02-30,Acme,Analyst,interview
    """
    assert repr(log).startswith("1 application, 1 Feb 2026 to 31 Mar 2026; 1 row of the file set aside")
    assert "line 3, date “2026-02-30”: there is no such day." in repr(log)


@pytest.mark.parametrize("chosen", [{"source": "referral"}, {"stage": "interview"}, {"applied": ("2026-05-01", None)}, {"company": []}])
def test_a_filtered_log_has_the_interviews_of_its_applications(sample: js.JobLog, chosen: dict[str, object]) -> None:
    """Worked out from the whole log, they are what the filtered log alone would give."""
    part = sample.where(applied=("2026-04-01", None)).where(**chosen)  # type: ignore[arg-type]
    alone = replace(part, whole=None)
    pd.testing.assert_frame_equal(visits(part), visits(alone), check_dtype=False)


def test_asking_for_nothing_changes_nothing(sample: js.JobLog) -> None:
    """No filter, no part: the very same log, with its verdicts."""
    assert sample.where() is sample
    assert sample.where(applied=(None, None), source=None) is sample
